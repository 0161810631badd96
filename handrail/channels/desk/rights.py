"""People's rights over their data: who has looked at a case, erasing it, and what is due to be erased."""

from collections.abc import Mapping
from datetime import timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from handrail import history
from handrail.casefile import CaseFile
from handrail.casework.erasing import REASONS, Reason, erase
from handrail.casework.keeping import Due, count_due_by, due_by
from handrail.channels import failures
from handrail.channels.desk import keys, paging
from handrail.channels.desk.acting import Form
from handrail.channels.desk.documents import still_here
from handrail.channels.desk.doors import case_view, stream_of
from handrail.channels.desk.frames import answer, framed
from handrail.channels.desk.names import services_of
from handrail.channels.desk.parties import called, label
from handrail.channels.desk.purposes import purpose_of
from handrail.channels.desk.staff import Staff, circumstances, names
from handrail.channels.desk.words import LANGUAGE, PHRASES, say
from handrail.definition import publish
from handrail.definition.screen import (
    Action,
    Block,
    Input,
    Inset,
    Link,
    Notice,
    Option,
    Paragraph,
    Screen,
    Table,
    Warning,  # noqa: A004 - the Design System's own name for it
)
from handrail.definition.service import Service
from handrail.history.looks import looks
from handrail.terms.language import format_day, format_instant
from handrail.terms.legal_day import legal_day

AHEAD = timedelta(days=90)
"""As far ahead as the page of what is due looks."""


@require_GET
@case_view
def looked(request: HttpRequest, staff: Staff, file: CaseFile) -> HttpResponse:
    """Everyone who has looked at a case, for what, and whose data they saw; the person's own is not kept."""
    found = looks(file.stream)
    named = names((one.actor for one in found), organisation=staff.organisation)
    whose: dict[tuple[str, ...], list[str]] = {}
    for one in found:
        reading = (
            format_instant(one.at, LANGUAGE),
            named.get(one.actor, say("colleague")),
            say(f"role.{one.role}") if PHRASES.has(f"role.{one.role}", LANGUAGE) else one.role,
            say(f"purpose.{one.purpose}") if PHRASES.has(f"purpose.{one.purpose}", LANGUAGE) else one.purpose,
        )
        whose.setdefault(reading, []).append(label(file, one.party) if one.party else say("none"))
    rows = tuple((*reading, "\n".join(parties)) for reading, parties in whose.items())
    head = tuple(say(f"looked.head.{name}") for name in ("when", "who", "role", "purpose", "whose"))
    screen = Screen(
        id="desk:looked",
        title=say("looked.title"),
        caption=file.reference,
        language=LANGUAGE,
        blocks=(Paragraph(say("looked.text")), Table(caption=say("looked.caption"), head=head, rows=rows)),
        back="do:",
    )
    return answer(screen, framed(request, staff, base=f"/desk/case/{file.reference}", kind=file.kind))


@require_http_methods(["GET", "POST"])
def erasure(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    """Ask whose data is to go and why; then destroy its keys and say what was reached."""
    if request.method == "POST":
        return _erase(request, staff, reference)
    return _form_page(request, staff, reference=reference)


@case_view
def _form_page(request: HttpRequest, staff: Staff, file: CaseFile) -> HttpResponse:
    return _ask(request, staff, file, Form())


def _erase(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    """Erase, outside any transaction of ours. Sent twice, the second finds nothing left to destroy."""
    stream, written = stream_of(staff, reference)
    typed = {name: str(text) for name, text in request.POST.items()}
    if keys.read(staff, f"erase/{written}", typed.get(keys.FIELD, "")) is None:
        return failures.forged(request)
    chosen = [name.removeprefix("parties.") for name in typed if name.startswith("parties.")]
    errors = _wrong(typed, chosen)
    if errors:
        return _again(request, staff, reference=written, form=Form(typed, errors))
    try:
        certificate = erase(
            stream,
            parties=chosen,
            holder=staff.organisation,
            reason=cast("Reason", typed["reason"]),
            circumstances=circumstances(request, staff, at=timezone.now()),
        )
    except history.LegalHold:
        notice = Notice(say("refused.title"), say("erase.held"))
        return _again(request, staff, reference=written, form=Form(typed), notice=notice)
    with history.holding(staff.organisation):
        service = publish.version(history.stream_head(stream).version)
    return _certificate(request, staff, written, certificate, service)


@case_view
def _again(
    request: HttpRequest, staff: Staff, file: CaseFile, *, form: Form, notice: Notice | None = None
) -> HttpResponse:
    return _ask(request, staff, file, form, notice=notice)


def _wrong(typed: Mapping[str, str], chosen: list[str]) -> dict[str, str]:
    errors = {}
    if not chosen:
        errors["parties"] = say("erase.parties.missing")
    if typed.get("reason") not in REASONS:
        errors["reason"] = say("erase.reason.missing")
    if typed.get("sure") != "agreed":
        errors["sure"] = say("erase.sure.missing")
    return errors


def _on_paper(file: CaseFile) -> tuple[Block, ...]:
    """What erasing does not reach: the documents themselves."""
    have = still_here(file)
    return (Inset(say("erase.documents", documents=have)),) if have else ()


def _ask(
    request: HttpRequest, staff: Staff, file: CaseFile, form: Form, *, notice: Notice | None = None
) -> HttpResponse:
    left = sorted(file.state.parties - file.state.erased)
    if file.state.holds:
        return _held(request, staff, file)
    fields: tuple[Block, ...] = (
        Input(
            name="parties",
            kind="checkboxes",
            label=say("erase.parties"),
            options=tuple(Option(party, label(file, party)) for party in left),
            values=form.values("parties"),
            error=form.error("parties"),
        ),
        Input(
            name="reason",
            kind="radios",
            label=say("erase.reason"),
            options=tuple(Option(one, say(f"erase.reason.{one}")) for one in REASONS),
            values=form.values("reason"),
            error=form.error("reason"),
        ),
        Input(name="sure", kind="declaration", label=say("erase.sure"), error=form.error("sure")),
    )
    screen = Screen(
        id="desk:erase",
        title=say("erase.title"),
        caption=file.reference,
        language=LANGUAGE,
        blocks=(
            *((notice,) if notice else ()),
            Warning(say("erase.warning")),
            *_on_paper(file),
            *(fields if left else (Paragraph(say("erase.nothing")),)),
        ),
        actions=(Action(say("erase.button"), "do:erase", warning=True),) if left else (),
        back="do:",
    )
    frame = framed(
        request,
        staff,
        form=f"erase/{file.reference}",
        base=f"/desk/case/{file.reference}",
        kind=file.kind,
    )
    return answer(screen, frame, status=409 if notice else 200)


def _held(request: HttpRequest, staff: Staff, file: CaseFile) -> HttpResponse:
    """Say that a legal hold stands before anything is ticked in vain, and after."""
    sent = request.method == "POST"
    screen = Screen(
        id="desk:erase",
        title=say("erase.title"),
        caption=file.reference,
        language=LANGUAGE,
        blocks=(
            *((Notice(say("refused.title"), say("erase.held")),) if sent else ()),
            *(Inset(say("held", by=one.by, reason=one.reason)) for one in file.state.holds),
            Paragraph(f"[{say('lift.offer')}](/desk/case/{file.reference}/lift)"),
        ),
        back="do:",
    )
    frame = framed(request, staff, base=f"/desk/case/{file.reference}", kind=file.kind)
    return answer(screen, frame, status=409 if sent else 200)


def _certificate(
    request: HttpRequest,
    staff: Staff,
    reference: str,
    certificate: history.Certificate,
    service: Service,
) -> HttpResponse:
    parties = sorted({party for one in certificate.erased for party in one.parties})
    whose = "\n".join(f"- {called(service, one)}" for one in parties)
    blocks: list[Block] = [
        Paragraph(f"{say('erased.parties')}\n\n{whose}" if parties else say("erase.nothing"))
    ]
    if certificate.unreachable:
        blocks.append(Warning(say("erased.unreachable", count=len(certificate.unreachable))))
    screen = Screen(
        id="desk:erased",
        title=say("erased.title"),
        caption=reference,
        language=LANGUAGE,
        blocks=tuple(blocks),
        back=f"/desk/case/{reference}" if purpose_of(request, reference) else "/desk/",
    )
    return answer(screen, framed(request, staff))


@require_GET
def retention(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The cases whose time to be kept runs out soon, and those that a hold keeps."""
    today = legal_day(timezone.now())
    with history.holding(staff.organisation):
        count = count_due_by(today + AHEAD, kind="live")
        page = paging.page_of(request.GET.get("page", ""), count=count)
        found = due_by(today + AHEAD, kind="live", start=page.start, limit=paging.AT_ONCE)
    called = services_of(staff.organisation)
    rows = tuple(
        (
            Link(one.reference, f"/desk/case/{one.reference}/open"),
            called(one.service),
            say(f"status.{one.status}"),
            format_day(one.keep_until, LANGUAGE),
            _counted_from(one),
            say("retention.held")
            if one.held
            else say("retention.past" if one.keep_until < today else "none"),
        )
        for one in found
    )
    head = tuple(
        say(key)
        for key in (
            "home.head.reference",
            "home.head.service",
            "home.head.state",
            "retention.until",
            "retention.since",
            "retention.note",
        )
    )
    blocks: tuple[Block, ...] = (
        (
            Paragraph(say("retention.text")),
            Table(caption=say("retention.caption", count=count), head=head, rows=rows),
        )
        if rows
        else (Paragraph(say("retention.none")),)
    )
    if page.of > 1:
        ways = page.beside(lambda number: f"/desk/retention?page={number}")
        blocks += (Paragraph("\n\n".join((page.text, *ways))),)
    screen = Screen(
        id="desk:retention", title=say("section.desk-retention"), language=LANGUAGE, blocks=blocks
    )
    return answer(screen, framed(request, staff))


def _counted_from(one: Due) -> str:
    """Return from when the time of a case counts, and what that day is."""
    if one.since is None:
        return say(f"retention.from.{one.from_what}")
    return say(f"retention.from.{one.from_what}_on", day=format_day(one.since, LANGUAGE))
