"""Old events in the shape that today's code expects; stored events never change."""

from collections.abc import Mapping
from dataclasses import replace

from handrail.definition.brick import Brick
from handrail.definition.prepared import prepared
from handrail.history.event import Event, EventType, Shape
from handrail.walk.lifecycle import LIFECYCLE


class UnknownSchema(ValueError):
    """An event was written by newer code, or no upcaster leads from its schema to today's."""


@prepared
def event_types(bricks: Mapping[str, Brick]) -> Mapping[str, EventType]:
    """Return every type of event there is, of cases and of bricks, by its name."""
    types = {one.name: one for one in LIFECYCLE}
    for brick in bricks.values():
        types.update((one.name, one) for one in brick.events)
    return types


def upcast(event: Event, types: Mapping[str, EventType]) -> Event:
    """Return the event in today's schema of its type; an event of an unknown type as it is.

    Raises UnknownSchema.
    """
    kind = types.get(event.type)
    if kind is None or kind.schema == event.schema:
        return event
    if event.schema > kind.schema:
        raise UnknownSchema(
            f"Event {event.sequence} has schema {event.schema} of {event.type}; this code knows "
            f"{kind.schema}. Start the release that wrote it, or a later one."
        )
    shape = Shape(data=event.data, personal=event.personal)
    for schema in range(event.schema, kind.schema):
        if schema not in kind.upcasters:
            raise UnknownSchema(
                f"Event {event.sequence} has schema {event.schema} of {event.type} and nothing leads from "
                f"{schema} to {schema + 1}. Add that upcaster to its type."
            )
        shape = kind.upcasters[schema](shape)
    return replace(event, schema=kind.schema, data=shape.data, personal=shape.personal)
