"""A case file: everything known about one case at one moment, opened for one reader, and added to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from handrail import history
from handrail.casefile.advance import as_read
from handrail.casefile.holder import organisation_at
from handrail.casefile.listing import due_on, keep_until, listing_of
from handrail.definition import publish
from handrail.definition.brick import Parameters
from handrail.definition.parameters import register
from handrail.definition.service import Service
from handrail.estate import Organisation
from handrail.history.event import Circumstances, Event, Kind, NewEvent
from handrail.walk.fold import CaseState, fold
from handrail.walk.position import Position
from handrail.walk.walk import walk


@dataclass(frozen=True)
class CaseFile:
    """A case as one reader may see it.

    events: as read; what has been recorded since is in `state` and `head` only.
    head: what the next append must find, so that it is refused when someone else came first.
    """

    service: Service
    state: CaseState
    parameters: Parameters
    at: datetime
    events: tuple[Event, ...]
    head: history.Head

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

    @property
    def due_on(self) -> date | None:
        """The legal day by which we promised to decide; None with no promise, or before it is sent."""
        return due_on(self)

    @cached_property
    def position(self) -> Position:
        """Where the person is, counting what they have not sent yet."""
        return walk(self.service, self.state, parameters=self.parameters, at=self.at)

    @cached_property
    def as_sent(self) -> Position:
        """Where the case is on what has been sent: what staff work from."""
        return walk(self.service, self.state, parameters=self.parameters, at=self.at, sent=True)


def open_case(
    *, stream: UUID, reader: history.Reader, at: datetime, parties: frozenset[str] | None = None
) -> CaseFile:
    """Open a case inside `history.holding`.

    parties: whose personal data to open; None for everybody's. Raises history.NoSuchStream when there is
    none behind this wall.
    """
    read = history.read(stream, reader=reader, parties=parties)
    service = publish.version(read.version)
    return CaseFile(
        service=service,
        state=fold(service, read.events, kind=read.kind),
        parameters=register(service, read.holder),
        at=at,
        events=read.events,
        head=read.head,
    )


def record(
    file: CaseFile, new: Sequence[NewEvent], *, circumstances: Circumstances, held: bool | None = None
) -> CaseFile:
    """Append to the case, and return the file as it then is. held: puts it under a legal hold, or lifts it.

    The one place where a case is added to: the list of work and the day until which the case is kept move
    in the same transaction. Raises history.Conflict when someone else came first.
    """
    circumstances = replace(circumstances, version=file.service.hash)
    if circumstances.happened_at is not None:
        new = [replace(event, at=event.at or circumstances.happened_at) for event in new]
    coming = as_read(file.head, new, circumstances=circumstances)
    state = fold(file.service, coming, onto=file.state)
    changed = replace(file, state=state)
    appended = history.append(
        file.stream,
        new,
        circumstances=circumstances,
        after=file.head,
        listing=listing_of(changed) if state.sent_numbers or state.withdrawn else None,
        keep_until=keep_until(changed),
        held=held,
    )
    return replace(changed, head=appended.head)
