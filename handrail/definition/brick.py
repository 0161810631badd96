"""What every brick provides: one record of plain functions, the same shape for all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol

from handrail.definition.screen import Screen
from handrail.definition.service import Service, Step
from handrail.definition.source import Problem
from handrail.feel import Type
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

    A group's own list page is the group's id with no item.
    """

    step: str
    page: str
    item: str = ""

    def __str__(self) -> str:
        """The path people see: `about-you/full_name` or `household/adults/2/adult_name`."""
        return "/".join(part for part in (self.step, self.page, self.item) if part)


@dataclass(frozen=True, slots=True)
class PageState:
    """A page on the route: complete when every question it asks now has an answer."""

    ref: PageRef
    complete: bool


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
    """

    kind: Literal["needs", "done", "waits"]
    pages: tuple[PageState, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    result: str = ""
    determinations: tuple[Determination, ...] = ()
    waiting_for: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a step can see when the walk reaches it.

    facts: by FEEL name, everything answered, determined and concluded before it.
    at: the instant (aware UTC). visit: 1 the first time the walk reaches the step, 2 after a loop …
    """

    service: Service
    facts: Mapping[str, Fact]
    at: datetime
    parameters: Parameters
    visit: int = 1


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that was not accepted: nothing changes and nothing typed is lost.

    errors: by field name, the sentence that names the question and says how to mend it.
    parts: by field name, which parts of a composite field are wrong. typed: everything as it came.
    """

    errors: Mapping[str, str]
    typed: Mapping[str, str]
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What names a step adds for later rules, with their types, and which names it uses itself."""

    adds: Mapping[str, Type] = field(default_factory=dict)
    uses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Brick:
    """A building block of services, as data and plain functions.

    read: (node, reader) -> spec; problems go to the reader.
    vocabulary: (service, step, types so far) -> Vocabulary.
    check: (service, step, types) -> problems beyond those of reading.
    words: (step) -> (stable key, text, where) of everything to translate.
    results: (step) -> the results `goto` may name.
    start: the step's state before anything happened; fold: (spec, state, event) -> state.
    status: (step, state, scope) -> StepStatus.
    screen: (step, state, ref, scope, language, refused) -> Screen of one page of the step, with what was
        typed and why it was refused when `refused` is given; None for a brick that asks the person nothing.
    receive: (step, state, ref, form, scope, language) -> events to append, or Refused.
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
    schema: Mapping[str, Any] = field(default_factory=dict)
