"""The lists of work on the first page: a few dozen cases of each, and the rest of one a page at a time."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handrail.casework.queues import LISTS, Waiting
from handrail.channels.desk.frames import HOME
from handrail.channels.desk.names import Known, service_name, step_title
from handrail.channels.desk.paging import Page
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import Block, Link, Paragraph, Table
from handrail.history.work_lists import Group, ListName
from handrail.terms.language import format_day
from handrail.terms.legal_day import legal_day

Cases = Mapping[ListName, Sequence[Waiting]]
"""The cases of each list that are shown."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What waits for staff, apart by what can be done about it. on: the legal day.

    Each case is in one list at most: one that nobody can do anything with is in none. queue: the one queue
    whose cases are `free`, "" for all.
    """

    numbers: Sequence[Group]
    on: date
    known: Known
    queue: str = ""

    def count(self, name: ListName, *, late: bool = False) -> int:
        """Return how many cases are on a list. late: those past their day only."""
        found = (one for one in self.numbers if one.list == name and (one.late or not late))
        return sum(one.count for one in found if name != "free" or self.queue in ("", one.queue))

    def choice(self) -> Iterator[Block]:
        """Yield the queues that cases wait in, each with how many, where there are several."""
        waiting: Counter[str] = Counter()
        for one in self.numbers:
            if one.list == "free":
                waiting[one.queue] += one.count
        if len(waiting) <= 1 and not self.queue:
            return
        every = (("", say("lists.all", count=waiting.total()).replace(" ", "\N{NO-BREAK SPACE}")),)
        named = ((one, _queue(one, count)) for one, count in sorted(waiting.items()))
        ways = [
            f"**{words}**" if one == self.queue else f"[{words}]({HOME}{'?queue=' + one if one else ''})"
            for one, words in (*every, *named)
        ]
        yield Paragraph(say("lists.queues", queues=", ".join(ways)))

    def shown(self, cases: Cases) -> Iterator[Block]:
        """Yield each list that has a case, and where the rest of a long one is. cases: the first of each."""
        for name in LISTS:
            if found := cases[name]:
                yield self._table(name, found)
                if (rest := self.count(name) - len(found)) > 0:
                    yield Paragraph(f"[{say('lists.rest', count=rest)}]({self._address(name, 2)})")

    def page(self, name: ListName, page: Page, cases: Sequence[Waiting]) -> Iterator[Block]:
        """Yield one page of one list, and the ways to the pages beside it. cases: of that page."""
        yield Paragraph(page.text)
        yield self._table(name, cases)
        ways = page.beside(lambda number: self._address(name, number))
        yield Paragraph("\n\n".join((*ways, f"[{say('lists.back')}]({HOME})")))

    def _address(self, name: str, number: int) -> str:
        return f"{HOME}?list={name}&page={number}" + (f"&queue={self.queue}" if self.queue else "")

    def _table(self, name: ListName, cases: Sequence[Waiting]) -> Table:
        several = len({one.service for one in self.numbers}) > 1
        head = ("reference", "due", "step", *(("service",) if several else ()), "sent", "state")
        return Table(
            caption=say(f"home.{name}", count=self.count(name)),
            head=tuple(say(f"home.head.{one}") for one in head),
            rows=tuple(tuple(self._cell(one, column) for column in head) for one in cases),
        )

    def _cell(self, one: Waiting, column: str) -> str | Link:
        match column:
            case "reference":
                return Link(one.reference, f"/desk/queue/{one.reference}")
            case "due":
                due = _day(one.due_on)
                return say("home.late", day=due) if one.late(self.on) else due
            case "step":
                # A case that has ended is at no step, and wants somebody to look again all the same.
                step = step_title(self.known, one.service, one.step)
                return step or (say("lists.look_again") if one.another_look else "")
            case "service":
                return service_name(self.known, one.service)
            case "sent":
                return _day(legal_day(one.sent_at)) if one.sent_at else say("home.not_yet")
        return _state(one)


def _day(day: date | None) -> str:
    """Return a day that keeps to one line."""
    return format_day(day, LANGUAGE).replace(" ", "\N{NO-BREAK SPACE}") if day else say("home.no_day")


def _state(one: Waiting) -> str:
    if one.ends_on:
        return say("home.ends")
    if one.another_look:
        return say("home.review") if one.review_asked else say("home.changed")
    if one.document_came:
        return say("home.document_came")
    if one.paused_until:
        return say("home.paused_until", day=format_day(one.paused_until, LANGUAGE))
    return say(f"status.{one.status}")


def _queue(queue: str, count: int) -> str:
    """Return a queue by its id in words, with how many wait in it, on one line."""
    named = say("lists.queue", queue=queue.replace("-", " ").capitalize(), count=count)
    return named.replace(" ", "\N{NO-BREAK SPACE}")
