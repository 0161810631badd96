"""What has happened in a case, in a language: all of it for staff, and for people what concerns them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from handrail import bricks as rooms
from handrail.bricks import BRICKS
from handrail.bricks.work.spec import Work
from handrail.bricks.work.state import said
from handrail.definition.brick import Brick
from handrail.definition.screen import Timeline
from handrail.definition.service import Service
from handrail.history.event import Actor, Event
from handrail.terms.language import format_told
from handrail.terms.phrases import Phrases
from handrail.walk.adjusting import all_that_we_will_do
from handrail.walk.adjustments import opened
from handrail.walk.decisions import is_stage
from handrail.walk.documents import EVENTS as DOCUMENTS
from handrail.walk.documents import MISTAKE, document_called
from handrail.walk.fold import steps_by_id
from handrail.walk.lifecycle import ADJUSTMENTS_TOLD
from handrail.walk.upcast import event_types
from handrail.walk.words import PHRASES

Audience = Literal["person", "staff"]

# How staff share out and keep track of their work is theirs: law 11 keeps it from everyone else.
_FOR_STAFF = frozenset({"work.claimed", "work.released", "work.noted", "work.resumed", "decide.determined"})
_FOR_STAFF |= frozenset({"work.form_saved", "case.held", "case.hold_lifted", "case.return_code_used"})
_FREE_TEXTS = ("reasons", "message", "reason", "note")

_WORDS = {
    name: Phrases(path) for name in BRICKS if (path := Path(rooms.__file__).parent / name / "words").is_dir()
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: when, what, more in words people wrote; and by whom, for staff."""

    at: datetime
    sentence: str
    more: str
    sequence: int
    type: str
    actor: Actor


def sentence(event_type: str, language: str, *, bricks: Mapping[str, Brick] = BRICKS) -> str:
    """Return what a type of event is called in a language; in English where a brick has no words for it."""
    return _sentence(event_type, language, "", bricks)


def _sentence(event_type: str, language: str, more: str, bricks: Mapping[str, Brick]) -> str:
    key = f"event.{event_type}{more}"
    phrases = _WORDS.get(event_type.partition(".")[0], PHRASES)
    if phrases.has(key, language):
        return phrases.say(key, language)
    known = event_types(bricks).get(event_type)
    return known.sentence if known else event_type


def entries(
    events: Iterable[Event],
    *,
    service: Service,
    language: str,
    audience: Audience,
    bricks: Mapping[str, Brick] = BRICKS,
) -> tuple[Entry, ...]:
    """Return what happened, oldest first.

    events: as the reader may see them. Answers given one after another are one line for the person, at the
    time of the last, and so are adjustments; for staff each is a line, and an answer's names its page.
    """
    listed = _for_person(events) if audience == "person" else events
    return tuple(
        _entry(event, service=service, language=language, audience=audience, bricks=bricks)
        for event in listed
    )


def _for_person(events: Iterable[Event]) -> list[Event]:
    """Return what concerns the person; of answers given one after another, the last."""
    found: list[Event] = []
    for event in events:
        if event.type in _FOR_STAFF:
            continue
        if found and _is_same(found[-1], event):
            found.pop()
        found.append(event)
    return found


def timeline(events: Iterable[Event], *, service: Service, language: str, audience: Audience) -> Timeline:
    """Return what happened as a block of a screen, newest first."""
    found = entries(events, service=service, language=language, audience=audience)
    return Timeline(
        entries=tuple((format_told(one.at, language), one.sentence, one.more) for one in reversed(found))
    )


def _is_same(last: Event, event: Event) -> bool:
    if event.type == last.type == ADJUSTMENTS_TOLD.name:
        return True
    return event.type.startswith("ask.") and last.type.startswith("ask.")


def _entry(
    event: Event, *, service: Service, language: str, audience: Audience, bricks: Mapping[str, Brick]
) -> Entry:
    form = ""
    if event.type == "case.sent" and str(event.data.get("number", "1")) != "1":
        form = ".again"
    elif event.type == "work.decided" and is_stage(service, event.data["step"], event.data["result"]):
        form = ".stage"
    elif event.type == "case.document_unfit" and event.data["why"] == MISTAKE:
        form = ".mistake"
    # To the person, every change to a list is an answer given.
    shown = "ask.answered" if audience == "person" and event.type.startswith("ask.") else event.type
    words = (said(event, name) for name in _FREE_TEXTS)
    more = next((text for text in words if text), "") or _about(event, service, language, audience)
    if form == ".stage" and audience == "person":
        more = "\n".join(filter(None, (_concluded(event, service, language), more)))
    if event.type in DOCUMENTS:
        called = document_called(service, event.data["question"], language)
        more = called if audience == "person" else "\n".join(filter(None, (called, said(event, "note"))))
    if audience == "person" and event.type == ADJUSTMENTS_TOLD.name and event.personal:
        more = "\n".join(all_that_we_will_do(opened(event.personal), language))
    return Entry(
        at=event.at,
        sentence=_sentence(shown, language, form, bricks),
        more=more,
        sequence=event.sequence,
        type=event.type,
        actor=event.actor,
    )


def _concluded(event: Event, service: Service, language: str) -> str:
    """Return what the person is told of what staff concluded, "" where nothing is said of it."""
    step, result = event.data["step"], event.data["result"]
    spec: Work = steps_by_id(service)[step].spec
    found = spec.result(result)
    key = f"{step}.results.{result}.text"
    return service.say(key, found.text, language) if found is not None and found.text else ""


def _about(event: Event, service: Service, language: str, audience: Audience) -> str:
    """Return, for staff, which part of the service an event is about."""
    step = steps_by_id(service).get(event.data.get("step", ""))
    if audience == "person" or step is None:
        return ""
    return service.title_of(step, language)
