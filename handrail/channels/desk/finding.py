"""Find a case by name, postcode, date of birth or reference, and say what it is opened for."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from handrail import history
from handrail.casework.found import Found, found_by
from handrail.channels import failures
from handrail.channels.desk import keys
from handrail.channels.desk.days import NotADay, day_typed
from handrail.channels.desk.doors import stream_of
from handrail.channels.desk.frames import answer, framed
from handrail.channels.desk.names import Called, services_of
from handrail.channels.desk.purposes import PURPOSES, state_purpose
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import Action, Block, Input, Link, Option, Paragraph, Screen, Table
from handrail.terms.language import format_day
from handrail.terms.reference import NotAReference, read_reference

_MOST = 20


@require_http_methods(["GET", "POST"])
def find(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Ask what to look for, and list what was found. What is typed is posted, so that no log holds it."""
    if request.method == "GET":
        return _ask(request, staff, {}, {})
    typed = {name: str(request.POST.get(name, "")) for name in request.POST}
    number = typed.get("reference", "").strip()
    if number:
        try:
            return HttpResponseRedirect(f"/desk/case/{read_reference(number)}/open")
        except NotAReference:
            return _by_their_number(request, staff, typed, number)
    errors = {}
    born = None
    try:
        born = day_typed(typed, "born")
    except NotADay:
        errors["born"] = say("find.born.wrong")
    if not errors and not (typed.get("name", "").strip() or typed.get("postcode", "").strip() or born):
        errors["name"] = say("find.missing")
    if errors:
        return _ask(request, staff, typed, errors)
    with history.holding(staff.organisation):
        found = found_by(
            name=typed.get("name", ""),
            postcode=typed.get("postcode", ""),
            born=born,
            kind="live",
            limit=_MOST,
        )
    return _ask(request, staff, typed, {}, found=found)


def _by_their_number(request: HttpRequest, staff: Staff, typed: dict[str, str], number: str) -> HttpResponse:
    """List the cases that another service knows by a number, or ask to check it."""
    with history.holding(staff.organisation):
        found = found_by(number=number, kind="live", limit=_MOST)
    errors = {} if found else {"reference": say("find.reference.wrong")}
    return _ask(request, staff, typed, errors, found=found or None)


@require_http_methods(["GET", "POST"])
def purpose(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    """Ask what a case is opened for, before anything of it is shown."""
    _, written = stream_of(staff, reference)
    chosen = str(request.POST.get("purpose", ""))
    page = f"open/{written}"
    if request.method == "POST":
        if keys.read(staff, page, str(request.POST.get(keys.FIELD, ""))) is None:
            return failures.forged(request)
        if chosen in PURPOSES:
            state_purpose(request, written, chosen)
            return HttpResponseRedirect(f"/desk/case/{written}")
    screen = Screen(
        id="desk:open",
        title=say("open.title"),
        caption=written,
        language=LANGUAGE,
        blocks=(
            Input(
                name="purpose",
                kind="radios",
                label=say("open.title"),
                hint=say("open.text"),
                options=tuple(Option(one, say(f"purpose.{one}")) for one in PURPOSES),
                error=say("open.missing") if request.method == "POST" else "",
            ),
        ),
        actions=(Action(say("open.button"), f"/desk/case/{written}/open"),),
        back="/desk/find",
    )
    return answer(screen, framed(request, staff, form=page))


def _ask(
    request: HttpRequest,
    staff: Staff,
    typed: dict[str, str],
    errors: dict[str, str],
    *,
    found: tuple[Found, ...] | None = None,
) -> HttpResponse:
    screen = Screen(
        id="desk:find",
        title=say("find.title"),
        language=LANGUAGE,
        blocks=(*_results(found, services_of(staff.organisation)), *_fields(typed, errors)),
        actions=(Action(say("find.button"), "/desk/find"),),
    )
    return answer(screen, framed(request, staff, form="find"))


def _fields(typed: dict[str, str], errors: dict[str, str]) -> Iterator[Block]:
    yield Paragraph(say("find.text"))
    for name, width in (("reference", 20), ("name", None), ("postcode", 10)):
        yield Input(
            name=name,
            kind="text",
            label=say(f"find.{name}"),
            hint=say("find.reference.hint") if name == "reference" else "",
            values={name: typed.get(name, "")},
            error=errors.get(name, ""),
            required=False,
            width=width,
        )
    yield Input(
        name="born",
        kind="date",
        label=say("find.born"),
        values={key: text for key, text in typed.items() if key.startswith("born.")},
        error=errors.get("born", ""),
        required=False,
    )


def _results(found: tuple[Found, ...] | None, called: Called) -> Iterator[Block]:
    """What was found, without anything personal: opening one is a reading, and leaves its trace."""
    if found is None:
        return
    if not found:
        yield Paragraph(say("find.none"))
        return
    yield Table(
        caption=say("find.found", count=len(found)),
        head=(
            say("home.head.reference"),
            say("home.head.service"),
            say("home.head.sent"),
            say("home.head.state"),
        ),
        rows=tuple(
            (
                Link(one.reference, f"/desk/case/{one.reference}/open"),
                called(one.service),
                format_day(one.sent_on, LANGUAGE) if one.sent_on else say("home.not_yet"),
                say(f"status.{one.status}"),
            )
            for one in found
        ),
    )
    if len(found) == _MOST:
        yield Paragraph(say("find.more"))
