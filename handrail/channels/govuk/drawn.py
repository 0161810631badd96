"""What the blocks of a page look like, kept by whoever keeps the blocks."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from markupsafe import Markup

from handrail.channels.govuk.fields import Asked
from handrail.definition.screen import Block


class At(NamedTuple):
    """Where a block stands on its page, as far as its look depends on that.

    level: of the title of a card. number: the block's place, for ids that must differ; 0 where it has none.
    asked: how a question stands to the page's heading.
    """

    level: int
    number: int
    asked: Asked


class _Kept(NamedTuple):
    block: Block
    at: At
    html: Markup


Where = tuple[object, ...]
"""What the look of every block of a page depends on: its language, and where its links lead."""


class Drawn:
    """The blocks of one page as they were drawn last; each is shown again as it was while it is the same.

    It is told nothing of what changes: blocks never do, so one that is the same object looks the same in the
    same place. Whoever keeps the blocks keeps this beside them, and with them it goes.
    """

    def __init__(self) -> None:
        self._last: tuple[Where, dict[int, _Kept]] = ((), {})

    def all(
        self, placed: Iterable[tuple[Block, At]], *, where: Where, draw: Callable[[Block, At], Markup]
    ) -> list[Markup]:
        """What the blocks look like, one by one; `draw` is asked of those that were not there last time."""
        drawn_where, last = self._last
        if drawn_where != where:
            last = {}
        now: list[_Kept] = []
        for block, at in placed:
            kept = last.get(id(block))  # it is held there, so nothing else has its id
            if kept is None or kept.at != at:
                kept = _Kept(block, at, draw(block, at))
            now.append(kept)
        self._last = where, {id(kept.block): kept for kept in now}
        return [kept.html for kept in now]
