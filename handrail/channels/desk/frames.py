"""What surrounds the desk's pages: who is signed in, the sections they may open, what a form must carry."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone

from handrail.channels import typed
from handrail.channels.desk import as_opened, keys
from handrail.channels.desk.access import ACCESS
from handrail.channels.desk.staff import Staff, organisation_of
from handrail.channels.desk.words import say
from handrail.channels.govuk import Drawn, Frame, NavigationItem, page
from handrail.channels.govuk.frame import Kind, LanguageChoice, Stay
from handrail.definition.screen import Block, Heading, Notice, Row, Screen, Summary

HOME = "/desk/"
_SECTIONS = (
    ("desk-home", HOME),
    ("desk-find", "/desk/find"),
    ("desk-start", "/desk/start"),
    ("desk-services", "/desk/services"),
    ("desk-figures", "/desk/figures"),
    ("desk-retention", "/desk/retention"),
    ("desk-accounts", "/desk/accounts"),
)


def answer(screen: Screen, frame: Frame, *, status: int = 200) -> HttpResponse:
    """The page as a response; 422 when something typed was refused."""
    if frame.typed:
        screen = typed.over(screen, frame.typed, *_not_sent(screen, frame.typed))
    refused = screen.errors and status == HTTPStatus.OK
    return HttpResponse(page(screen, frame), status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else status)


def framed(
    request: HttpRequest,
    staff: Staff,
    *,
    form: str = "",
    base: str = "/desk",
    hidden: Mapping[str, str] | None = None,
    kind: Kind = "live",
    languages: tuple[LanguageChoice, ...] = (),
    wide: bool = True,
    drawn: Drawn | None = None,
) -> Frame:
    """The frame of a page for someone signed in.

    form: the page's form, for its one-time key; "" for a page without one. base: where `do:` leads.
    drawn: where what the page's blocks look like is kept, if they are.
    """
    before = typed.put_back(request)
    return Frame(
        service=say("desk"),
        service_url=HOME,
        organisation=organisation_of(staff, at=timezone.now()).called("en"),
        organisation_url=HOME,
        href=lambda to: address(base, to),
        languages=languages,
        csrf_token=get_token(request),
        form_key=keys.make(staff, form, before=before.get(keys.FIELD, "")) if form else "",
        hidden={**(hidden or {}), **(_of_case(request, base, before) if form else {})},
        typed=before,
        kind=kind,
        navigation=_navigation(request, staff),
        signed_in_as=staff.name,
        sign_out_url="/desk/sign-out",
        wide=wide,
        drawn=drawn,
        timeout=say("idle.notice", minutes=settings.DESK_IDLE_MINUTES) if form else "",
        stay=_stay() if form else None,
    )


def _stay() -> Stay:
    return Stay(
        url="/desk/stay",
        minutes=settings.DESK_IDLE_MINUTES,
        **{name: say(f"stay.{name}") for name in ("warning", "button", "stayed", "gone", "failed")},
    )


def signed_out(request: HttpRequest, *, hidden: Mapping[str, str] | None = None) -> Frame:
    """The frame of the page to sign in on."""
    return Frame(
        service=say("desk"),
        service_url=HOME,
        organisation="Handrail",
        organisation_url="/",
        href=lambda to: to,
        csrf_token=get_token(request),
        hidden=hidden or {},
    )


def address(base: str, to: str) -> str:
    """The address of a channel-free target, such as `do:decide` or `page:about-you/full_name`."""
    kind, _, rest = to.partition(":")
    match kind:
        case "do":
            return f"{base}/{rest}" if rest else base
        case "page":
            return f"{base}/page/{rest}"
    return to


def _of_case(request: HttpRequest, base: str, before: Mapping[str, str]) -> dict[str, str]:
    """What a case's form carries: what the session knows of the case, and where it stood when first shown."""
    reference = base.removeprefix("/desk/case/")
    if reference == base:
        return {}
    stood = {keys.SEEN: before[keys.SEEN]} if keys.SEEN in before else {}
    return {as_opened.FIELD: as_opened.written(request, reference), **stood}


def _not_sent(screen: Screen, before: Mapping[str, str]) -> Iterator[Block]:
    """What is said above what was put back, with the texts that the form has no question for any more."""
    yield Notice(say("put_back.title"), say("put_back.text"))
    rows = tuple(Row(say("signed_out.text"), text) for text in typed.without_a_question(screen, before))
    if rows:
        yield Heading(say("put_back.left"))
        yield Summary(rows=rows)


def _navigation(request: HttpRequest, staff: Staff) -> tuple[NavigationItem, ...]:
    open_to = [(name, url) for name, url in _SECTIONS if staff.roles.intersection(ACCESS[name])]
    longest = max((url for _, url in open_to if request.path.startswith(url)), key=len, default="")
    return tuple(
        NavigationItem(text=say(f"section.{name}"), url=url, current=url == longest) for name, url in open_to
    )
