"""A long list a page at a time: which page is asked for, and the ways to those beside it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handrail.channels.desk.words import say

AT_ONCE = 50
"""As many rows of a list as one page shows."""

_LONGEST_NUMBER = 5


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, from 1; start: how many rows come before it."""

    number: int
    of: int
    start: int

    @property
    def text(self) -> str:
        """Which page it is, and of how many."""
        return say("lists.page", number=self.number, of=self.of)

    def beside(self, address: Callable[[int], str]) -> Iterator[str]:
        """Yield the ways to the page before and the next, where there are any. address: of a page."""
        beside = (
            ("before", self.number - 1, self.number > 1),
            ("after", self.number + 1, self.number < self.of),
        )
        return (f"[{say(f'lists.{way}')}]({address(at)})" for way, at, there in beside if there)


def page_of(typed: str, *, count: int) -> Page:
    """Return the page that an address asks for, of so many rows; the nearest where there is no such page."""
    asked = int(typed) if typed.isdecimal() and len(typed) < _LONGEST_NUMBER else 1
    pages = max(1, -(-count // AT_ONCE))
    number = min(max(asked, 1), pages)
    return Page(number, pages, start=(number - 1) * AT_ONCE)
