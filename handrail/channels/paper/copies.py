"""A copy of what a person told, as plain values to typeset: each answer beside its question."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from handrail.casefile import CaseFile, seen_by
from handrail.channels.paper import parts
from handrail.channels.paper.parts import Block
from handrail.channels.paper.words import say
from handrail.definition.screen import Summary
from handrail.terms.language import format_instant, format_told
from handrail.walk.fold import fold
from handrail.walk.screens.told import told

APPLICANT = "applicant"


def copy_of_answers(
    file: CaseFile,
    *,
    party: str,
    language: str,
    large: bool,
    receipt: str,
    at: datetime,
    all_of_it: bool = True,
) -> dict[str, Any]:
    """Return the copy for one party of a case, as last sent; of a draft, as told so far.

    party: nothing is in it but what they may see. receipt: the code of the last sending, "" for none.
    at: when it is printed. all_of_it: with a line for what was told and may not be seen by whoever prints.
    """
    visible = seen_by(party, service=file.service, events=file.state.history)
    seen = fold(file.service, visible, kind=file.state.kind)
    sent = bool(file.state.sendings)
    position = file.as_sent if sent else file.position
    if sent:
        seen = replace(seen, steps={**seen.steps, **seen.sent_steps})
    answers = told(file.spoken, seen, position, language, hidden=all_of_it and party == APPLICANT)
    blocks = [*_about(file, language, receipt=receipt, at=at), *_notes(file, language, party=party)]
    for summary in answers:
        blocks += _answers(summary, language)
    blocks.append(parts.heading(2, say("copy.contact", language)))
    blocks += parts.contact(file.organisation, language)
    blocks.append({"is": "address", "lines": parts.lines_of(file.organisation.address)})
    return parts.document(
        file.spoken,
        language,
        title=say("copy.title", language),
        subtitle=file.service.say("name", file.service.name, language),
        author=file.organisation.called(language),
        large=large,
        blocks=blocks,
        reference=file.reference,
    )


def _about(file: CaseFile, language: str, *, receipt: str, at: datetime) -> Iterator[Block]:
    rows = [
        ("reference", file.reference),
        ("organisation", file.organisation.called(language)),
    ]
    if file.state.sendings:
        rows.append(("received", format_told(file.state.sendings[-1].at, language)))
    if receipt:
        rows.append(("receipt", receipt))
    rows.append(("printed", format_instant(at, language)))
    yield {"is": "facts", "rows": [(say(f"copy.{name}", language), value) for name, value in rows]}


def _notes(file: CaseFile, language: str, *, party: str) -> Iterator[Block]:
    if not file.state.sendings:
        yield {"is": "note", "text": say("copy.draft", language), "items": ()}
    elif party == APPLICANT and file.position.unsent_changes:
        yield {"is": "note", "text": say("copy.changed", language), "items": ()}
    if file.state.sendings:
        yield parts.paragraph(say("copy.text", language))


def _answers(summary: Summary, language: str) -> Iterator[Block]:
    if summary.title:
        yield parts.heading(2, summary.title)
    yield {
        "is": "told",
        "head": [say("copy.question", language), say("copy.answer", language)],
        "rows": _rows(summary),
    }


def _rows(summary: Summary) -> Sequence[Block]:
    return [{"key": row.key, "value": row.value} for row in summary.rows]
