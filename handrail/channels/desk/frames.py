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
from handrail.channels.govuk import Drawn, FormFrame, Frame, NavigationItem, SignedIn, page
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
    before = frame.form.typed
    if before:
        screen = typed.over(screen, before, *_not_sent(screen, before))
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
    return Frame(
        service=say("desk"),
        service_url=HOME,
        organisation=organisation_of(staff, at=timezone.now()).called("en"),
        organisation_url=HOME,
        href=lambda to: address(base, to),
        languages=languages,
        csrf_token=get_token(request),
        kind=kind,
        wide=wide,
        drawn=drawn,
        form=_form(request, staff, form, base, hidden or {}),
        signed_in=SignedIn(
            account=staff.name, sign_out_url="/desk/sign-out", navigation=_navigation(request, staff)
        ),
    )


def _form(request: HttpRequest, staff: Staff, form: str, base: str, hidden: Mapping[str, str]) -> FormFrame:
    before = typed.put_back(request)
    if not form:
        return FormFrame(hidden=hidden, typed=before)
    return FormFrame(
        key=keys.make(staff, form, before=before.get(keys.FIELD, "")),
        hidden={**hidden, **_of_case(request, base, before)},
        typed=before,
        timeout=say("idle.notice", minutes=settings.DESK_IDLE_MINUTES),
        stay=_stay(),
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
        form=FormFrame(hidden=hidden or {}),
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
