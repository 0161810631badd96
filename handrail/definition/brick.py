"""What every brick provides: one record of plain functions, the same shape for all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol

from handrail.definition.screen import Screen, Summary
from handrail.definition.service import Service, Step
from handrail.definition.source import Problem, Where
from handrail.feel import Expression, Type
from handrail.history.event import Event, EventType, NewEvent

Fact = Any
"""A FEEL value: Decimal, str, bool, date, list, mapping or None."""


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """A dated value in force: what it is, from when, and where that is written."""

    name: str
    value: Fact
    effective_from: date
    source: str


class Parameters(Protocol):
    """The dated register, seen by rules."""

    def in_force(self, name: str, day: date) -> ParameterValue | None:
        """The value of a parameter on a legal day, or None when none was set by then."""


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page of a case: its step, its page, and the member of a group it is about ("" for none).

    page: a page's id (`full_name`), after the ids of the groups it stands in, with dots (`adults.adult_name`,
        `children.addresses.postcode`); for a group's list or the removal of a member, the group's own id
        (`adults`, `children.addresses`).
    item: the member's number, after those of the members it belongs to, with dots (`2`, `2.1`); for a
        group's list, the member whose list it is.
    """

    step: str
    page: str
    item: str = ""

    def __str__(self) -> str:
        """The path people see: `about-you/full_name` or `household/children/2/addresses/1/postcode`."""
        if not self.item:
            return f"{self.step}/{self.page}"
        numbers = self.item.split(".")
        parts = [self.step]
        for place, name in enumerate(self.page.split(".")):
            parts.append(name)
            parts += numbers[place : place + 1]
        return "/".join(parts)

    @classmethod
    def parse(cls, path: str) -> "PageRef":
        """Read the path that `str` writes. Raises ValueError for one that it never writes."""
        step, *parts = path.split("/")
        if not step or not parts or any(not part or "." in part for part in parts):
            raise ValueError(f"Found {path!r}; expected a page such as about-you/full_name.")
        return cls(step, ".".join(parts[::2]), ".".join(parts[1::2]))

    def is_around(self, other: "PageRef") -> bool:
        """Whether another page is about a member of this list, or about the very member that this removes."""
        return (
            other.step == self.step
            and other.page.startswith(f"{self.page}.")
            and f"{other.item}.".startswith(f"{self.item}." if self.item else "")
        )


@dataclass(frozen=True, slots=True)
class PageState:
    """A page on the route: complete when every question it asks now has an answer.

    exit: the journey goes no further than this page, which is never complete.
    gaps: it has no answer but to questions that a paper form left empty or unreadable; the case goes on
        without, and they are asked again.
    """

    ref: PageRef
    complete: bool
    exit: bool = False
    gaps: bool = False


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row of a table that matched: its id and source; its words are found in the version by id."""

    id: str
    source: str


@dataclass(frozen=True, slots=True)
class Determination:
    """What a rule found, and everything that it used: enough to replay it years later.

    result: the first output; outputs: all, by column name.
    answers: the facts that were looked at, by name. parameters: the dated values that were used.
    on: the legal day. item: the group member it is about, "" for none.
    """

    step: str
    result: Fact
    outputs: Mapping[str, Fact]
    rows: tuple[MatchedRow, ...]
    answers: Mapping[str, Fact]
    parameters: tuple[ParameterValue, ...]
    on: date
    item: str = ""


@dataclass(frozen=True, slots=True)
class StepStatus:
    """How a step stands when the walk reaches it.

    kind: `needs` (the person must answer), `done`, or `waits` (staff or a clock must act).
    pages: every page of it that is on the route now, in order.
    facts: what rules may refer to afterwards, by FEEL name.
    result: what `goto` looks up.
    used: the answers that matter now, each as `step/question` or `step/group/item/question`, and as deep as
        groups stand in groups.
    settled_at, settled_sequence: for a step that a person of the organisation concluded, when and by which
        event; steps after it take that day as theirs.
    unsettled: the facts, by FEEL name, that no rule could settle: a person must before the case may end.
    items: by group that stands in no other, the numbers of its members in the order of its facts.
    """

    kind: Literal["needs", "done", "waits"]
    pages: tuple[PageState, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    result: str = ""
    determinations: tuple[Determination, ...] = ()
    waiting_for: str = ""
    used: tuple[str, ...] = ()
    settled_at: datetime | None = None
    settled_sequence: int = 0
    unsettled: frozenset[str] = frozenset()
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a step can see when the walk reaches it.

    facts: by FEEL name, everything answered, determined and concluded before it.
    at: the instant (aware UTC); day: its legal day.
    visit: 1 the first time the walk reaches the step, 2 after a loop …
    unsettled: the facts that an earlier rule could not settle and no person has since.
    items: by group, the numbers of its members in the order of its facts.
    steps: how the case's steps stand, by id; for words that take in an answer, and nothing else.
    """

    service: Service
    facts: Mapping[str, Fact]
    at: datetime
    day: date
    parameters: Parameters
    visit: int = 1
    unsettled: frozenset[str] = frozenset()
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    steps: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that was not accepted: nothing changes and nothing typed is lost.

    errors: by field name, the sentence that names the question and says how to mend it.
    parts: by field name, which parts of a composite field are wrong. typed: everything as it came.
    """

    errors: Mapping[str, str]
    typed: Mapping[str, str]
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)


UNSETTLED = frozenset({"none matched", "more than one matched", "no value in force"})
"""Results that no rule gives. `goto` may name them; a person settles them before the case ends."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A name that a step brings into the service, and where.

    what: "question", "group" or "result", as sentences name it.
    used: why it is kept even when no rule uses it, in words; "" when only rules could use it.
    finds: a case may be found by it.
    """

    name: str
    what: str
    where: Where
    used: str = ""
    finds: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What names a step adds for later rules, with their types, and which names it uses itself.

    adds: by the name rules have for it. uses: every name, and every field of one, that its rules look at.
    declares: every name that must be unique in the service, members' questions among them.
    given: by name, all the conditions under which it gets a value at all.
    certain: the names that surely have a value after the step where those conditions hold.
    bounds: by name of a number or a day, the least and the most that is accepted, as rules without names.
    """

    adds: Mapping[str, Type] = field(default_factory=dict)
    uses: frozenset[str] = frozenset()
    declares: tuple[Declared, ...] = ()
    given: Mapping[str, tuple[Expression, ...]] = field(default_factory=dict)
    certain: frozenset[str] = frozenset()
    bounds: Mapping[str, tuple[Expression | None, Expression | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brick:
    """A building block of services, as data and plain functions.

    read: (node, reader) -> spec; problems go to the reader.
    vocabulary: (service, step, types so far) -> Vocabulary.
    check: (service, step, types) -> problems beyond those of reading.
    words: (step) -> (stable key, text, where) of everything to translate.
    results: (step) -> the results `goto` may name; "otherwise" among them when there may be others.
    start: the step's state before anything happened; fold: (spec, state, event) -> state.
    status: (step, state, scope) -> StepStatus. Of the scope it may look at the facts, the lists, what is not
        settled, the dated values, the visit and the legal day, and at the moment only through a rule: a step
        that would see the same of these is not judged again on the same day.
    screen: (step, state, ref, scope, language, refused) -> Screen of one page of the step, with what was
        typed and why it was refused when `refused` is given; None for a brick that asks the person nothing.
    receive: (step, state, ref, form, scope, language) -> events to append, or Refused.
    receive_paper: like receive, with what a paper form gave no answer to: (step, state, ref, form, gaps,
        scope, language), gaps being by question `blank` or `unreadable`.
    desk_words: (step) -> as words, of what only staff read: it may be translated and need not be.
    sentences: (step) -> (stable key, text by language, where) of what the step holds in every language.
    held: (step, state) -> every answer given, as paths like those of `StepStatus.used`.
    summaries: (step, state, pages of the route, service, language, change, hidden) -> what was told in the
        step, as people read it back; with `change`, each row with a link to change it; with `hidden`, with a
        row for what may not be seen; with `scope`, given where words take in answers, with those in them.
    takes_in: its words may take in answers, which it judges itself.
    staffed: a person of the organisation concludes the step; a case that rules cannot settle is sent to one.
    """

    name: str
    read: Callable[..., Any]
    events: tuple[EventType, ...]
    vocabulary: Callable[[Service, Step, Mapping[str, Type]], Vocabulary]
    check: Callable[[Service, Step, Mapping[str, Type]], Iterable[Problem]]
    words: Callable[[Step], Iterable[tuple[str, str, Any]]]
    results: Callable[[Step], frozenset[str]]
    start: Any
    fold: Callable[[Any, Any, Event], Any]
    status: Callable[[Step, Any, Scope], StepStatus]
    screen: Callable[[Step, Any, PageRef, Scope, str, Refused | None], Screen] | None = None
    receive: (
        Callable[[Step, Any, PageRef, Mapping[str, str], Scope, str], tuple[NewEvent, ...] | Refused] | None
    ) = None
    receive_paper: (
        Callable[
            [Step, Any, PageRef, Mapping[str, str], Mapping[str, str], Scope, str],
            tuple[NewEvent, ...] | Refused,
        ]
        | None
    ) = None
    schema: Mapping[str, Any] = field(default_factory=dict)
    held: Callable[[Step, Any], tuple[str, ...]] | None = None
    summaries: Callable[..., tuple[Summary, ...]] | None = None
    desk_words: Callable[[Step], Iterable[tuple[str, str, Any]]] = field(default=lambda _step: ())
    sentences: Callable[[Step], Iterable[tuple[str, Mapping[str, str], Any]]] = field(
        default=lambda _step: ()
    )
    staffed: bool = False
    takes_in: bool = False
