"""Typing for someone: start an application or correct a case by phone, at a counter or from a letter."""

from collections.abc import Iterator, Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail import history
from handrail.casefile import CaseFile
from handrail.channels.desk import as_opened
from handrail.channels.desk.days import NotADay, day_typed
from handrail.channels.desk.doors import Unchanged, case_view, once
from handrail.channels.desk.entries import CHANNELS, Entry, begin, by_entry, entry_of
from handrail.channels.desk.frames import answer, framed
from handrail.channels.desk.purposes import CASEWORK, state_purpose
from handrail.channels.desk.staff import Staff, organisation_of
from handrail.channels.desk.words import LANGUAGE, say
from handrail.channels.typed import put_back
from handrail.definition import publish
from handrail.definition.screen import Action, Block, Input, Notice, Option, Paragraph, Screen
from handrail.definition.service import Service
from handrail.journey.start import InviteNeeded, NotOpen, NotPublished, start
from handrail.terms.language import Language
from handrail.terms.legal_day import legal_day

ADJUSTMENTS = "adjustments"
"""The one page of a case besides the person's own that an entry may lead to."""


@require_http_methods(["GET", "POST"])
def begin_case(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Ask which service, how the person tells us and in which language; then start, on the person's pages."""
    offered = publish.published(staff.organisation, at=timezone.now())
    if request.method == "GET":
        return _ask_start(request, staff, offered, {}, {})
    typed = {name: str(text) for name, text in request.POST.items()}
    entry, errors = _entry(typed, tuple(Language))
    service = next((one for one in offered if one.slug == typed.get("service")), None)
    if service is None:
        errors["service"] = say("start.service.missing")
    elif entry is not None and entry.channel not in service.channels:
        errors["channel"] = say("start.channel.not_offered")
    if errors or entry is None or service is None:
        return _ask_start(request, staff, offered, typed, errors)
    with history.holding(staff.organisation):
        response = once(
            request,
            staff,
            "start",
            lambda: _start(request, staff, service, entry, offered, typed),
            stream=None,
        )
    reference = response["Location"].rpartition("/")[2].partition("?")[0]
    state_purpose(request, reference, CASEWORK)
    begin(request, reference, entry)
    return HttpResponseRedirect(f"/desk/case/{reference}/check")


def _start(
    request: HttpRequest,
    staff: Staff,
    service: Service,
    entry: Entry,
    offered: tuple[Service, ...],
    typed: Mapping[str, str],
) -> str:
    now = timezone.now()
    language = entry.language if entry.language in service.languages else service.languages[0]
    try:
        started = start(
            slug=service.slug,
            organisation=organisation_of(staff, at=now),
            kind="live",
            language=language,
            circumstances=by_entry(request, staff, entry, at=now),
            invite=typed.get("invite", "").strip(),
        )
    except InviteNeeded as refusal:
        errors = {"invite": say("start.invite.wrong")}
        raise Unchanged(_ask_start(request, staff, offered, typed, errors)) from refusal
    except (NotOpen, NotPublished) as refusal:
        errors = {"service": say("start.service.closed")}
        raise Unchanged(_ask_start(request, staff, offered, typed, errors)) from refusal
    return f"/desk/case/{started.reference}"


def _ask_start(
    request: HttpRequest,
    staff: Staff,
    offered: tuple[Service, ...],
    typed: Mapping[str, str],
    errors: Mapping[str, str],
) -> HttpResponse:
    if not offered:
        blocks: tuple[Block, ...] = (Paragraph(say("start.none")),)
        screen = Screen(id="desk:start", title=say("start.title"), language=LANGUAGE, blocks=blocks)
        return answer(screen, framed(request, staff))
    service = Input(
        name="service",
        kind="radios",
        label=say("start.service"),
        options=tuple(Option(one.slug, one.name) for one in offered),
        values={"service": typed.get("service", offered[0].slug if len(offered) == 1 else "")},
        error=errors.get("service", ""),
    )
    invite = Input(
        name="invite",
        kind="text",
        label=say("start.invite"),
        values={"invite": typed.get("invite", "")},
        error=errors.get("invite", ""),
        required=False,
        width=20,
    )
    screen = Screen(
        id="desk:start",
        title=say("start.title"),
        language=LANGUAGE,
        blocks=(
            Paragraph(say("start.text")),
            service,
            *_how(typed, errors),
            _language(typed, errors),
            *((invite,) if any(one.invite for one in offered) else ()),
        ),
        actions=(Action(say("start.button"), "/desk/start"),),
    )
    return answer(screen, framed(request, staff, form="start"))


@require_http_methods(["GET", "POST"])
@case_view
def begin_entry(request: HttpRequest, staff: Staff, file: CaseFile) -> HttpResponse:
    """Ask how the person tells us; then go to the page to correct, or to what is asked next."""
    brought = put_back(request) or request.POST
    page = str(request.GET.get("page") or brought.get(as_opened.PAGE) or "")
    to = ADJUSTMENTS if ADJUSTMENTS in (request.GET.get("to"), brought.get(as_opened.TO)) else ""
    onward = f"/desk/case/{file.reference}/" + (to or (f"page/{page}?changing=1" if page else "check"))
    if file.state.withdrawn and not to:
        raise Http404
    carried = {name: text for name, text in ((as_opened.PAGE, page), (as_opened.TO, to)) if text}
    if request.method == "GET":
        if carried and entry_of(request, file.reference) is not None:
            return HttpResponseRedirect(onward)
        return _ask_entry(request, staff, file, carried, {}, {})
    typed = {name: str(text) for name, text in request.POST.items()}
    entry, errors = _entry({"language": file.state.language, **typed}, file.service.languages)
    if entry is not None and entry.channel not in file.service.channels:
        errors["channel"] = say("start.channel.not_offered")
    if errors or entry is None:
        return _ask_entry(request, staff, file, carried, typed, errors)
    begin(request, file.reference, entry)
    return HttpResponseRedirect(onward)


def _ask_entry(
    request: HttpRequest,
    staff: Staff,
    file: CaseFile,
    carried: Mapping[str, str],
    typed: Mapping[str, str],
    errors: Mapping[str, str],
) -> HttpResponse:
    """Ask how the person tells us. carried: what the form brings along, of where it leads."""
    unsent = file.position.unsent_changes and bool(file.state.sendings)
    screen = Screen(
        id="desk:entry",
        title=say("entry.title"),
        caption=file.reference,
        language=LANGUAGE,
        blocks=(
            *((Notice(say("entry.unsent.title"), say("entry.unsent")),) if unsent else ()),
            Paragraph(say("entry.text")),
            *_how(typed, errors),
        ),
        actions=(Action(say("entry.button"), "do:entry"),),
        back="do:",
    )
    frame = framed(
        request,
        staff,
        form=f"entry/{file.reference}",
        base=f"/desk/case/{file.reference}",
        hidden=carried,
        kind=file.kind,
    )
    return answer(screen, frame)


def _how(typed: Mapping[str, str], errors: Mapping[str, str]) -> Iterator[Block]:
    yield Input(
        name="channel",
        kind="radios",
        label=say("how.channel"),
        options=tuple(Option(one, say(f"how.{one}")) for one in CHANNELS),
        values={"channel": typed.get("channel", "")},
        error=errors.get("channel", ""),
    )
    yield Input(
        name="stamped",
        kind="date",
        label=say("how.stamped"),
        hint=say("how.stamped.hint"),
        required=False,
        values={name: text for name, text in typed.items() if name.startswith("stamped.")},
        error=errors.get("stamped", ""),
    )


def _language(typed: Mapping[str, str], errors: Mapping[str, str]) -> Input:
    return Input(
        name="language",
        kind="radios",
        label=say("how.language"),
        options=tuple(Option(one.value, one.own_name) for one in Language),
        values={"language": typed.get("language", "en")},
        error=errors.get("language", ""),
    )


def _entry(typed: Mapping[str, str], languages: tuple[str, ...]) -> tuple[Entry | None, dict[str, str]]:
    """What was said of how the person tells us, or what must be mended."""
    errors = {}
    channel = next((one for one in CHANNELS if one == typed.get("channel")), None)
    if channel is None:
        errors["channel"] = say("how.channel.missing")
    stamped = None
    try:
        stamped = day_typed(typed, "stamped")
    except NotADay:
        errors["stamped"] = say("how.stamped.wrong")
    if channel == "post" and stamped is None and not errors:
        errors["stamped"] = say("how.stamped.missing")
    if stamped is not None and stamped > legal_day(timezone.now()):
        errors["stamped"] = say("how.stamped.future")
    language = typed.get("language", "")
    if language not in languages:
        errors["language"] = say("how.language.missing")
    if errors or channel is None:
        return None, errors
    return Entry(channel, stamped if channel == "post" else None, language), {}
