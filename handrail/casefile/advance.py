"""New events as they will be read back: so that a case can be folded on without reading it again."""

from collections.abc import Iterator, Sequence
from datetime import UTC

from handrail import history
from handrail.history.event import Circumstances, Event, NewEvent


def as_read(head: history.Head, new: Sequence[NewEvent], *, circumstances: Circumstances) -> Iterator[Event]:
    """The events that appending these after a head gives."""
    for sequence, event in enumerate(new, head.sequence + 1):
        yield Event(
            stream=head.stream,
            sequence=sequence,
            type=event.type.name,
            schema=event.type.schema,
            at=(event.at or circumstances.at).astimezone(UTC),
            recorded_at=circumstances.at,
            actor=circumstances.actor,
            channel=circumstances.channel,
            mode=circumstances.mode,
            version=circumstances.version,
            request=circumstances.request,
            cause=None,
            data=event.data,
            personal=event.personal,
        )
