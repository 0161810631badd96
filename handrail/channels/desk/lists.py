"""The lists of work on the first page: a few dozen cases of each, and the rest of one a page at a time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handrail.casework.queues import Waiting
from handrail.channels.desk.frames import HOME
from handrail.channels.desk.names import Known, service_name, step_title
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import Block, Link, Paragraph, Table
from handrail.terms.language import format_day
from handrail.terms.legal_day import legal_day

AT_ONCE = 50
"""As many cases of a list as one page shows."""

NAMES = ("mine", "again", "free", "paused", "theirs")
"""The lists in their order; `free` is in the order in which its cases are taken."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What waits for staff, apart by what can be done about it. on: the legal day. me: whose own are `mine`.

    Each case is in one list at most: one that nobody can do anything with is in none. queue: the one queue
    whose cases are `free`, "" for all.
    """

    found: Sequence[Waiting]
    me: str
    on: date
    known: Known
    queue: str = ""

    def cases(self, name: str) -> tuple[Waiting, ...]:
        """Return the cases of one list, in their order."""
        found = (one for one in self.found if self._list_of(one) == name)
        return tuple(one for one in found if name != "free" or self.queue in ("", one.queue))

    def choice(self) -> Iterator[Block]:
        """Yield the queues that cases wait in, each with how many, where there are several."""
        waiting = Counter(one.queue for one in self.found if self._list_of(one) == "free")
        if len(waiting) <= 1 and not self.queue:
            return
        every = (("", say("lists.all", count=waiting.total()).replace(" ", "\N{NO-BREAK SPACE}")),)
        named = ((one, _queue(one, count)) for one, count in sorted(waiting.items()))
        ways = [
            f"**{words}**" if one == self.queue else f"[{words}]({HOME}{'?queue=' + one if one else ''})"
            for one, words in (*every, *named)
        ]
        yield Paragraph(say("lists.queues", queues=", ".join(ways)))

    def _list_of(self, one: Waiting) -> str:
        if one.claimed_by == self.me:
            return "mine"
        if one.another_look:
            return "again"
        if one.paused:
            return "paused"
        if one.claimed_by:
            return "theirs"
        return "free" if one.queue else ""

    def shown(self) -> Iterator[Block]:
        """Yield each list that has a case, and where the rest of a long one is."""
        for name in NAMES:
            if cases := self.cases(name):
                yield self._table(name, cases, cases[:AT_ONCE])
                if len(cases) > AT_ONCE:
                    rest = f"[{say('lists.rest', count=len(cases) - AT_ONCE)}]({self._address(name, 2)})"
                    yield Paragraph(rest)

    def page(self, name: str, number: int) -> Iterator[Block]:
        """Yield one page of one list, from 1, and the ways to the pages beside it."""
        cases = self.cases(name)
        pages = max(1, -(-len(cases) // AT_ONCE))
        number = min(max(number, 1), pages)
        start = (number - 1) * AT_ONCE
        yield Paragraph(say("lists.page", number=number, of=pages))
        yield self._table(name, cases, cases[start : start + AT_ONCE])
        beside = (("before", number - 1, number > 1), ("after", number + 1, number < pages))
        ways = [f"[{say(f'lists.{way}')}]({self._address(name, at)})" for way, at, there in beside if there]
        yield Paragraph("\n\n".join((*ways, f"[{say('lists.back')}]({HOME})")))

    def _address(self, name: str, number: int) -> str:
        return f"{HOME}?list={name}&page={number}" + (f"&queue={self.queue}" if self.queue else "")

    def _table(self, name: str, cases: Sequence[Waiting], shown: Sequence[Waiting]) -> Table:
        several = len({one.service for one in self.found}) > 1
        head = ("reference", "due", "step", *(("service",) if several else ()), "sent", "state")
        return Table(
            caption=say(f"home.{name}", count=len(cases)),
            head=tuple(say(f"home.head.{one}") for one in head),
            rows=tuple(tuple(self._cell(one, column) for column in head) for one in shown),
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
                return _day(legal_day(one.sent_at) if one.sent_at else None)
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
