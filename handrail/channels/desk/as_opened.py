"""What a session knows of a case, carried in the case's forms: it may end before they are sent.

It is the stated purpose and how somebody tells us what is typed for them; nothing about the person.
"""

from datetime import date

from django.http import HttpRequest

from handrail.channels.desk.entries import CHANNELS, Entry, begin, entry_of
from handrail.channels.desk.purposes import PURPOSES, purpose_of, state_purpose
from handrail.terms.language import Language

FIELD = "as-opened"
"""The field that it travels in; no question's id has a hyphen."""

PAGE, TO = "entry-page", "entry-to"
"""The fields of where it leads to have said how somebody tells us."""

_BETWEEN = "|"


def written(request: HttpRequest, reference: str) -> str:
    """What this session knows of a case, in one word."""
    entry = entry_of(request, reference)
    told = (entry.channel, str(entry.stamped or ""), entry.language) if entry else ()
    return _BETWEEN.join((purpose_of(request, reference), *told))


def take_up(request: HttpRequest, reference: str, word: str) -> None:
    """Let a new session know what the one before it knew; anything that we did not write is left out."""
    purpose, *told = word.split(_BETWEEN)
    if purpose in PURPOSES and not purpose_of(request, reference):
        state_purpose(request, reference, purpose)
    entry = _entry(told)
    if entry is not None and entry_of(request, reference) is None:
        begin(request, reference, entry)


def _entry(told: list[str]) -> Entry | None:
    match told:
        case [channel, stamped, language] if channel in CHANNELS and language in tuple(Language):
            try:
                return Entry(channel, date.fromisoformat(stamped) if stamped else None, language)
            except ValueError:
                return None
    return None
