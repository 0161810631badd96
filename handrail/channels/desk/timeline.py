"""Everything that happened to a case over all channels, as staff read it: newest first, drafts left out."""

from collections.abc import Iterable, Iterator, Mapping

from handrail.casefile import CaseFile
from handrail.channels.desk.adjusting import must
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import Timeline
from handrail.history.event import Event
from handrail.terms.language import format_told
from handrail.walk.adjustments import opened
from handrail.walk.documents import EVENTS as DOCUMENTS
from handrail.walk.lifecycle import ADJUSTMENTS_TOLD
from handrail.walk.timeline import Entry, entries

_QUIET = frozenset({"case.language_chosen", "case.return_code_made", "case.return_code_used", "work.noted"})
"""What does not change what staff decide on."""


def timeline(file: CaseFile, names: Mapping[str, str]) -> Timeline:
    """The case's events with who, how and when; answers given one after another are one entry."""
    return Timeline(entries=tuple(reversed(tuple(_lines(file, names)))))


def visible(file: CaseFile) -> tuple[Event, ...]:
    """The events that staff work from: what the person has told and not sent is theirs alone."""
    last_sent = file.state.sendings[-1].sequence if file.state.sendings else 0
    return tuple(
        event
        for event in file.state.history
        if event.sequence <= last_sent or not event.type.startswith("ask.")
    )


def _lines(file: CaseFile, names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    events = tuple(_first_of_alike(visible(file)))
    said = entries(events, service=file.service, language=LANGUAGE, audience="staff")
    for event, entry in zip(events, said, strict=True):
        yield format_told(entry.at, LANGUAGE), entry.sentence, _more(event, entry, names)


def _first_of_alike(events: Iterable[Event]) -> Iterator[Event]:
    """Yield one of answers given, or of findings made, one after another by one person on one channel."""
    before: tuple[str, ...] = ()
    for event in events:
        kind = event.type.partition(".")[0]
        alike = (kind, event.actor.id, event.channel) if kind in ("ask", "decide") else ()
        if not alike or alike != before:
            yield event
        before = alike


def _more(event: Event, entry: Entry, names: Mapping[str, str]) -> str:
    """How it came and from whom, and what was written."""
    own_words = event.personal and not event.type.startswith(("ask.", "decide."))
    written = entry.more if own_words or event.type in DOCUMENTS else ""
    if event.type == ADJUSTMENTS_TOLD.name and event.personal:
        written = "\n".join(must(opened(event.personal))) or say("must.none")
    return " ".join(part for part in (_way(event, names), written) if part)


def _way(event: Event, names: Mapping[str, str]) -> str:
    who = names.get(event.actor.id, say("colleague"))
    if event.actor.capacity == "system" or event.type.startswith("decide."):
        return ""
    if event.mode == "staff_entered":
        return say(f"way.typed.{event.channel}", who=who)
    return say("by", who=who) if event.actor.capacity == "staff" else say(f"way.{event.channel}")


def since(file: CaseFile, seen: str) -> str:
    """What has happened that matters since a form was shown, as a list in words; "" when nothing has.

    seen: the sequence that the form was shown at.
    """
    shown = int(seen) if seen.isdecimal() else 0
    new = [event for event in visible(file) if event.sequence > shown and event.type not in _QUIET]
    said = entries(new, service=file.service, language=LANGUAGE, audience="staff")
    return "; ".join(dict.fromkeys(entry.sentence for entry in said))
