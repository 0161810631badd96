"""The page of events: every kind, its sentence, its fields and how they are erased."""

from collections.abc import Iterable, Mapping

from docs.generate.markdown import code, fields, table, whole
from handrail.bricks import BRICKS
from handrail.history.event import EventType
from handrail.walk.lifecycle import LIFECYCLE

_INTRO = (
    "For developers, analysts and people who look after data. An event is something that happened to a case. "
    "Events are added and never changed."
)
_CARRIED = """## What every event carries

The case (`stream`) and its place in it (`sequence`); the kind and its schema number; when it happened (`at`)
and when it was written down (`recorded_at`); who did it, in which role, for which organisation and in which
capacity; the channel and the mode; the version of the service; the number of the request; the event that
caused it, if one did. None of these names a person: who did it is a party of the case (`applicant`) or the
number of a staff account."""
_ERASED = """## How they are erased

**Open fields** stay for ever. They never hold personal data, and an event with an open field that is not
named here is refused.

**Sealed fields** are personal data. Each is sealed under the key of the person it is about, in that case
alone. Erasing destroys that key: in the database at once, and in every backup of keys that can be reached.
The event stays, with its type, time, step and open fields, so that counting still works. See
[for people who care for data](../guide/caring-for-data.md)."""


def kinds() -> Mapping[str, tuple[EventType, ...]]:
    """Return every event type by the part of the product it belongs to."""
    return {"case": LIFECYCLE, **{name: brick.events for name, brick in BRICKS.items()}}


def page() -> str:
    """Return the page."""
    parts = [_CARRIED, _ERASED]
    for owner, events in kinds().items():
        title = "Events of a case as a whole" if owner == "case" else f"Events of the brick `{owner}`"
        parts.append(f"## {title}\n\n{_table(events)}")
    return whole("Events", _INTRO, parts)


def _table(events: Iterable[EventType]) -> str:
    return table(
        ("Event", "Sentence", "Open fields", "Sealed fields, erased with their party's key"),
        (
            (
                f"{code(one.name)}, schema {one.schema}",
                one.sentence,
                fields(one.fields.items()) or "none",
                fields(_named(one.personal).items()) or "none",
            )
            for one in events
        ),
    )


def _named(personal: Mapping[str, str]) -> Mapping[str, str]:
    return {("each question's id" if name == "*" else name): meaning for name, meaning in personal.items()}
