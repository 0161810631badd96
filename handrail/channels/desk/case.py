"""The page of one case: everything staff need to decide, in one place."""

from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from handrail.bricks.ask.layout import layout_of
from handrail.bricks.decide.spec import Decide
from handrail.casefile import CaseFile
from handrail.channels.desk.adjusting import banner
from handrail.channels.desk.assessing import found
from handrail.channels.desk.documents import documents
from handrail.channels.desk.doors import case_view
from handrail.channels.desk.facts import person_name, told, unsafe
from handrail.channels.desk.found import advising, determinations
from handrail.channels.desk.frames import answer, framed
from handrail.channels.desk.offers import offers
from handrail.channels.desk.paper_gaps import UNREAD, told_open
from handrail.channels.desk.parties import parties
from handrail.channels.desk.purposes import purpose_of
from handrail.channels.desk.seen import ended_a_stage, shown
from handrail.channels.desk.staff import Staff, names
from handrail.channels.desk.standing import standing
from handrail.channels.desk.timeline import timeline
from handrail.channels.desk.words import LANGUAGE, PHRASES, say
from handrail.channels.govuk import Drawn
from handrail.channels.paper.typeset import can_print
from handrail.definition.brick import PageRef
from handrail.definition.places import neutral
from handrail.definition.screen import (
    Block,
    Heading,
    Inset,
    Notice,
    Paragraph,
    Screen,
    Timeline,
    Warning,  # noqa: A004 - the Design System's own name for it
)
from handrail.terms.language import format_instant


@require_GET
@case_view
def show(request: HttpRequest, staff: Staff, file: CaseFile) -> HttpResponse:
    """Everything about a case."""
    purpose = purpose_of(request, file.reference)
    named = names((event.actor.id for event in file.state.history), organisation=staff.organisation)
    blocks = file.once(
        ("case", staff.id),
        lambda: tuple(case_blocks(file, staff, named, purpose=purpose)),
        of=(staff, named, purpose, file.rests_on),
    )
    screen = Screen(
        id="desk:case",
        title=file.reference,
        caption=file.service.name,
        language=LANGUAGE,
        blocks=(*_done(request, file), *blocks),
        back="/desk/",
    )
    frame = framed(
        request,
        staff,
        form=f"case/{file.reference}",
        base=f"/desk/case/{file.reference}",
        kind=file.kind,
        drawn=file.once(("case drawn", staff.id), Drawn),
    )
    return answer(screen, frame)


@require_GET
@case_view
def person(request: HttpRequest, staff: Staff, file: CaseFile) -> HttpResponse:
    """What the person sees now, alone on a page."""
    screen = Screen(
        id="desk:person",
        title=say("seen.title"),
        caption=file.reference,
        language=LANGUAGE,
        blocks=file.once("person", lambda: _person(file), of=file.rests_on),
        back="do:",
    )
    frame = framed(
        request,
        staff,
        base=f"/desk/case/{file.reference}",
        kind=file.kind,
        drawn=file.once("person drawn", Drawn),
    )
    return answer(screen, frame)


def _person(file: CaseFile) -> tuple[Block, ...]:
    if _sent(file):
        return Heading(say("preview.page")), shown(file, whole=True)
    return (Paragraph(say("draft.text")),)


def case_blocks(file: CaseFile, staff: Staff, named: Mapping[str, str], *, purpose: str) -> Iterator[Block]:
    """The blocks of the page, in the order in which a decider needs them. named: staff, by account id."""
    correct = staff.role in ("caseworker", "team_leader") and not file.state.withdrawn
    yield from banner(file)
    yield from _warnings(file, staff)
    yield standing(file, named, person_name(file))
    yield from offers(file, staff)
    if not _sent(file):
        yield Inset(say("draft.text"))
    else:
        yield from _missing(file)
        yield from documents(file, staff)
        advice = advising(file)
        if advice:
            yield Heading(say("decide.advice"))
            yield from determinations(file, only=advice)
        facts = told(file, named, correct=correct)
        yield Heading(say("facts.title"))
        yield Paragraph(say("facts.text"))
        if facts.usual:
            yield Paragraph(say("facts.usual", source=facts.usual))
        yield from facts.cards
        yield from _beside(file, advice)
        yield from found(file)
        yield Heading(say("seen.title"))
        yield shown(file)
        yield Paragraph(f"[{say('seen.whole')}](/desk/case/{file.reference}/person)")
        if file.state.sendings and can_print():
            yield Paragraph(f"[{say('seen.print')}](/desk/case/{file.reference}/print)")
    yield parties(file)
    yield from _notes(file, named)
    yield Heading(say("timeline.title"))
    yield timeline(file, named)
    yield Paragraph(say("purpose.said", purpose=say(f"purpose.{purpose}")))


def _beside(file: CaseFile, advice: str) -> Iterator[Block]:
    """How the rules came to their advice: what else they found; nothing where the advice is all of it."""
    steps = [step.id for step in file.service.steps if isinstance(step.spec, Decide) and step.id != advice]
    if steps:
        yield Heading(say("found.title"))
        yield from determinations(file, but=advice) or (Paragraph(say("found.none")),)


def _sent(file: CaseFile) -> bool:
    return bool(file.state.sendings or file.state.withdrawn)


def _done(request: HttpRequest, file: CaseFile) -> Iterator[Notice]:
    """What has just been done, when the address says so."""
    key = f"done.{request.GET.get('done', '')}"
    if key == "done.decide" and ended_a_stage(file):
        key = "done.decide.stage"
    if PHRASES.has(key, LANGUAGE):
        yield Notice(say("notice"), say(key), success=True)


def _warnings(file: CaseFile, staff: Staff) -> Iterator[Block]:
    safety = unsafe(file)
    if safety:
        yield Warning(say("safety", questions="; ".join(safety)))
    for hold in file.state.holds:
        yield Inset(say("held", by=hold.by, reason=hold.reason))
    if file.state.erased:
        yield Inset(say("erased"))
    decisions = file.state.decisions
    if (
        decisions
        and decisions[-1].by.id == staff.id
        and (file.as_sent.another_look or decisions[-1].overturned)
    ):
        yield Inset(say("your_own"))


def _missing(file: CaseFile) -> Iterator[Block]:
    """What is still to come from the person, and what no rule could settle."""
    wanted = [_page_label(file, ref) for ref in file.as_sent.wanted]
    wanted += [_page_label(file, page.ref) for page in file.as_sent.pages if not page.complete]
    wanted += told_open(file, only=UNREAD)
    if wanted or file.as_sent.unsettled:
        yield Heading(say("missing.title"))
    if wanted:
        yield Paragraph("\n".join(f"- {label}" for label in dict.fromkeys(wanted)))
    if file.as_sent.unsettled:
        yield Inset(say("missing.unsettled"))


def _page_label(file: CaseFile, ref: PageRef) -> str:
    step = file.service.step(ref.step)
    layout = layout_of(step)
    if ref.page in layout.pages:
        page = layout.pages[ref.page][0].page
        return neutral(page.title or page.questions[0].label)
    group = layout.groups.get(ref.page)
    return neutral(group.group.title) if group else str(ref)


def _notes(file: CaseFile, named: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(say("notes.title"))
    if not file.state.notes:
        yield Paragraph(say("notes.none"))
        return
    yield Timeline(
        entries=tuple(
            (
                format_instant(note.at, LANGUAGE),
                say("by", who=named.get(note.by.id, say("colleague"))),
                note.text or say("facts.gone"),
            )
            for note in reversed(file.state.notes)
        )
    )
