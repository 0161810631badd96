"""What may be stored at all: declared fields, values that JSON can hold, instants that have been."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache

from handrail.history.event import Circumstances, Json, NewEvent

ANY_NAME = "*"
"""Declared as a field, it allows any name: what it means is in its declaration (`each question's answer`)."""

_LONGEST_PARTY = 255


class NotStorable(ValueError):
    """An event cannot be stored: an undeclared field, a value that JSON cannot hold, a wrong instant."""


def moment_of(event: NewEvent, recorded: datetime) -> datetime:
    """When an event happened, in UTC; by default when it is recorded. Raises NotStorable."""
    if event.at is None:
        return recorded
    if event.at.utcoffset() is None:
        raise NotStorable(
            f"{event.type.name} happened at {event.at.isoformat()}, with no time zone; "
            "expected an aware instant."
        )
    if event.at > recorded:
        raise NotStorable(
            f"{event.type.name} happened at {event.at.isoformat()}, after it is recorded at "
            f"{recorded.isoformat()}; expected a moment that has been. Correct `at`, or leave it out for now."
        )
    return event.at.astimezone(UTC)


def not_text(event: NewEvent) -> NotStorable:
    """The refusal of text that no encoding has."""
    return NotStorable(
        f"{event.type.name} holds half of a surrogate pair, which is not text; expected characters. "
        "Refuse such input where it comes in."
    )


def check_circumstances(circumstances: Circumstances) -> None:
    """Refuse circumstances that cannot be stored. Raises NotStorable."""
    if circumstances.at.utcoffset() is None:
        raise NotStorable(
            f"The circumstances' instant is {circumstances.at.isoformat()}, with no time zone; "
            "expected an aware one, for example with tzinfo=UTC."
        )


def check(event: NewEvent) -> None:
    """Refuse what an event's type does not declare and what JSON cannot hold. Raises NotStorable."""
    kind = event.type
    if not event.data.keys() <= kind.fields.keys():
        _refuse_undeclared(event, event.data, kind.fields, "open")
    if not _plain_text(event.data):
        _storable(event, event.data)
    for party, fields in event.personal.items():
        if not fields.keys() <= kind.personal.keys():
            _refuse_undeclared(event, fields, kind.personal, "personal")
        _check_party(event, party)
        if not _plain_text(fields):
            _storable(event, fields)
    for token in event.tokens:
        _check_party(event, token.party)
        _storable(event, token.text)


def _plain_text(fields: Mapping[str, Json]) -> bool:
    """Whether names and values are nothing but text, as nearly always, so that no more need be asked."""
    for name, value in fields.items():
        if type(value) is not str or type(name) is not str or "\0" in value or "\0" in name:
            return False
    return True


def _check_party(event: NewEvent, party: str) -> None:
    if not _is_party(party):
        raise NotStorable(
            f"{event.type.name} names a party {party[:40]!r}; expected 1 to {_LONGEST_PARTY} bytes of text."
        )


@lru_cache(maxsize=1024)
def _is_party(name: str) -> bool:
    return 0 < len(name.encode(errors="replace")) <= _LONGEST_PARTY and "\0" not in name


def _refuse_undeclared(
    event: NewEvent, found: Mapping[str, Json], declared: Mapping[str, str], which: str
) -> None:
    if ANY_NAME in declared:
        return
    extra = ", ".join(sorted(map(str, found.keys() - declared.keys())))
    raise NotStorable(
        f"{event.type.name} was given the {which} field {extra}; expected only "
        f"{', '.join(declared) or 'none'}. Declare it in the event type, "
        "as open only if it can never be personal."
    )


def _storable(event: NewEvent, value: Json) -> None:
    kind = type(value)
    if kind is str:
        if "\0" in value:
            raise NotStorable(
                f"{event.type.name} holds a NUL character; expected text. "
                "Refuse such input where it comes in."
            )
    elif kind is dict or isinstance(value, Mapping):
        for name, inner in value.items():
            if type(name) is not str:
                raise NotStorable(f"{event.type.name} has the key {name!r}; expected text as keys.")
            _storable(event, name)
            _storable(event, inner)
    elif kind is list or kind is tuple:
        for inner in value:
            _storable(event, inner)
    elif value is not None and kind is not bool and kind is not int:
        raise NotStorable(
            f"{event.type.name} holds a {kind.__name__}; expected text, whole number, boolean, null, list or "
            "mapping. Write a decimal or a date as text."
        )
