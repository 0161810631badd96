"""A case file: everything known about one case at one moment, opened for one reader."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from handrail import history
from handrail.bricks.work.spec import Work
from handrail.casefile import lately
from handrail.casefile.holder import organisation_at
from handrail.casefile.sight import APPLICANT
from handrail.definition import publish
from handrail.definition.brick import Parameters
from handrail.definition.parameters import register
from handrail.definition.service import Service
from handrail.definition.voices import spoken_to
from handrail.estate import Organisation
from handrail.history.event import Actor, Event, Kind
from handrail.questions.question import EQUALITY
from handrail.terms.legal_day import legal_day
from handrail.terms.period import parse_period
from handrail.walk.ahead import Ahead
from handrail.walk.fold import CaseState, fold
from handrail.walk.position import Position
from handrail.walk.walk import walk

Made = TypeVar("Made")


@dataclass(frozen=True)
class CaseFile:
    """A case as one reader may see it.

    events: as read; what has been recorded since is in `state` and `head` only.
    head: what the next append must find, so that it is refused when someone else came first.
    before: where the case stood a moment before, so that what has not changed is not judged again.
    """

    service: Service
    state: CaseState
    parameters: Parameters
    at: datetime
    events: tuple[Event, ...]
    head: history.Head
    before: Position | None = None
    made: dict[Hashable, tuple[object, Any]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """By a name, what `once` made and what it rests on. A file made of this one has none until it is kept."""

    @property
    def stream(self) -> UUID:
        """The id of the case's stream."""
        return self.head.stream

    @property
    def holder(self) -> UUID:
        """The organisation that holds the case today."""
        return self.head.holder

    @property
    def reference(self) -> str:
        """The case reference."""
        return self.head.reference

    @property
    def kind(self) -> Kind:
        """Live, test or training."""
        return self.head.kind

    @property
    def organisation(self) -> Organisation:
        """The organisation that holds the case, as it is called today."""
        return organisation_at(self.holder, self.at)

    @cached_property
    def due_on(self) -> date | None:
        """The legal day by which we promised to decide, counted from the first sending; None with no promise.

        What the person sends later does not start the clock anew.
        """
        position, sendings = self.as_sent, self.state.sendings
        if not position.step or not sendings:
            return None
        spec = self.service.step(position.step).spec
        promise = self.service.promises.get(spec.promise) if isinstance(spec, Work) else None
        if promise is None:
            return None
        return parse_period(promise.within).end_from(
            legal_day(sendings[0].at), nation=self.organisation.nation
        )

    @property
    def falls_due(self) -> Ahead | None:
        """What staff have to do today before what the case gave ends; None when it is not the day yet."""
        position = self.as_sent
        one = None if position.another_look else position.to_come
        return one if one is not None and one.from_on <= legal_day(self.at) else None

    @cached_property
    def spoken(self) -> Service:
        """The service in the words in which it speaks to the person."""
        return (
            spoken_to(self.service, self.position.facts, at=self.at) if self.service.voices else self.service
        )

    @cached_property
    def position(self) -> Position:
        """Where the person is, counting what they have not sent yet."""
        return walk(self.service, self.state, parameters=self.parameters, at=self.at, earlier=self.walked)

    @cached_property
    def as_sent(self) -> Position:
        """Where the case is on what has been sent: what staff work from."""
        return walk(
            self.service,
            self.state,
            parameters=self.parameters,
            at=self.at,
            sent=True,
            earlier=self.walked,
        )

    def once(self, name: Hashable, make: Callable[[], Made], *, of: object = None) -> Made:
        """What is made of the case, made again when what it rests on is other, also when more is recorded.

        name: what it is, and for whom. of: all that it rests on, to be compared.
        """
        kept = self.made.get(name)
        if kept is None or kept[0] != of:
            self.made[name] = kept = (of, make())
        made: Made = kept[1]
        return made

    @property
    def rests_on(self) -> tuple[object, ...]:
        """All that anything said of the case rests on: its events, the day and what holds on it."""
        return self.head.chain, legal_day(self.at), self.parameters, self.organisation, self.as_sent

    @property
    def walked(self) -> Position | None:
        """Where the case stands, or stood a moment before, if anyone has asked."""
        done = self.__dict__
        found: Position | None = done.get("position") or done.get("as_sent") or self.before
        return found


NOT_FOR_STAFF = frozenset({EQUALITY})
"""Whoever works on a case never sees how its person answered equality questions."""


def open_case(
    *,
    stream: UUID,
    reader: history.Reader,
    at: datetime,
    holder: UUID | None = None,
    parties: frozenset[str] | None = None,
) -> CaseFile:
    """Open a case inside `history.holding`; or outside it, with its holder given, for its person to look at.

    parties: whose personal data to open; None for everybody's. Raises history.NoSuchStream when there is
    none behind this wall.
    """
    sight = sight_of(reader.actor) if parties is None else None
    kept = lately.known(stream, sight=sight, at=at) if sight else None
    known = None if kept is None else kept.read
    without = NOT_FOR_STAFF if reader.actor.capacity == "staff" else frozenset()
    read = history.read(stream, reader=reader, holder=holder, parties=parties, without=without, known=known)
    service = publish.version(read.version)
    same = kept if kept and read.events is kept.file.events and service is kept.file.service else None
    file = CaseFile(
        service=service,
        state=same.file.state if same else fold(service, read.events, kind=read.kind),
        parameters=register(service, read.holder),
        at=at,
        events=read.events,
        head=read.head,
        before=same.file.walked if same else None,
    )
    if same:
        file.made.update(same.file.made)
    if sight:
        lately.keep(file, sight=sight, since=same.at if same else None)
    return file


def sight_of(actor: Actor) -> lately.Sight | None:
    """Return whose eyes a case is opened for whole; None for anybody of whom nothing is kept."""
    if actor.role in history.OWN_ROLES:
        return "own" if actor.id == APPLICANT else None
    return "staff" if actor.capacity == "staff" else None
