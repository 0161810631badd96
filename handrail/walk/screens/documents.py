"""A person's documents in their words: what we have, what we wait for, what became of each."""

from collections.abc import Iterator, Sequence

from handrail.definition.screen import Block, Heading, Paragraph, Row, Summary
from handrail.definition.service import Service
from handrail.history.event import Event
from handrail.terms.language import format_day
from handrail.walk.documents import Document, wanted_documents
from handrail.walk.fold import CaseState
from handrail.walk.position import Position
from handrail.walk.words import PHRASES


def documents_told(
    service: Service, state: CaseState, position: Position, language: str, visible: Sequence[Event]
) -> list[Block]:
    """Return what has become of the documents of a case; nothing where there is nothing to say of any.

    state, visible: as the reader may see them. What the notes of staff say is for staff. Once a case is at
    its end we wait for nothing.
    """
    if state.sent_at is None:
        return []
    waiting = state.withdrawn is None and position.here != "ended"
    rows = []
    for one in wanted_documents(service, state, position, language, visible):
        lines = [line for came in one.came for line in _became(came, language)]
        if not one.here and not one.none and waiting:
            lines.append(PHRASES.say("documents.to_come", language))
        if lines:
            rows.append(Row(one.called, "\n".join(lines)))
    return [Heading(PHRASES.say("documents.title", language)), Summary(rows=tuple(rows))] if rows else []


def documents_to_give(
    service: Service, state: CaseState, position: Position, language: str, *, reference: str
) -> list[Block]:
    """Return which documents the applicant said will come, how, and what to put with them, if any will."""
    if position.here == "ended":
        return []
    wanted = wanted_documents(service, state, position, language, state.history)
    rows = tuple(Row(one.called, one.will) for one in wanted if one.will and not one.none and not one.here)
    if not rows:
        return []
    return [
        Heading(PHRASES.say("documents.give.title", language)),
        Summary(rows=rows),
        Paragraph(PHRASES.say("documents.give.text", language, reference=reference)),
    ]


def _became(one: Document, language: str) -> Iterator[str]:
    day = format_day(one.on, language)
    yield PHRASES.say(
        f"documents.unfit.{one.unfit}" if one.unfit else f"documents.came.{one.way}", language, day=day
    )
    if one.gone and one.gone_on is not None:
        yield PHRASES.say(f"documents.{one.gone}", language, day=format_day(one.gone_on, language))
