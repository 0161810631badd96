"""Reading old events in today's shape: stored rows never change, pure functions bring them up to date."""

from collections.abc import Mapping
from dataclasses import replace

from handrail.history.event import Event, EventType, Shape


class UnknownShape(ValueError):
    """An event has a schema number that its type has no way up from."""


def upcast(event: Event, types: Mapping[str, EventType]) -> Event:
    """Bring an event to the current schema of its type, step by step.

    types: by name. An event of a type that is not among them is returned as it is: a fold ignores what it
    does not know. Raises UnknownShape when a step is missing, or the event is newer than we are.
    """
    kind = types.get(event.type)
    if kind is None or event.schema == kind.schema:
        return event
    if event.schema > kind.schema:
        raise UnknownShape(
            f"Event {event.sequence} of stream {event.stream} has schema {event.schema} of {event.type}; "
            f"this release knows up to {kind.schema}. Run a release at least as new as the one that wrote it."
        )
    shape = Shape(data=event.data, personal=event.personal)
    for schema in range(event.schema, kind.schema):
        step = kind.upcasters.get(schema)
        if step is None:
            raise UnknownShape(
                f"{event.type} has no upcaster from schema {schema}; expected one for every schema up to "
                f"{kind.schema}. Add it to the event type's upcasters."
            )
        shape = step(shape)
    return replace(event, schema=kind.schema, data=shape.data, personal=shape.personal)
