"""Before a case: the list of services, a service's start page, and starting."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from handrail import estate, history
from handrail.channels.govuk import FormFrame, Frame
from handrail.channels.web import passes
from handrail.channels.web.circumstances import of_person
from handrail.channels.web.frames import answer, language_of, public_frame
from handrail.channels.web.pages import next_address
from handrail.channels.web.print_links import form_links
from handrail.channels.web.starting import started_once
from handrail.channels.web.words import say
from handrail.definition import publish
from handrail.definition.screen import (
    Action,
    Block,
    Heading,
    Input,
    Link,
    Paragraph,
    Row,
    Screen,
    Summary,
)
from handrail.definition.service import Service
from handrail.estate import Organisation
from handrail.history.event import Kind
from handrail.journey.start import InviteNeeded, NotOpen, NotPublished, service_offered, start
from handrail.terms.language import format_day
from handrail.terms.legal_day import legal_day
from handrail.walk.screens.needs import needs


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Every service that someone could start here, by organisation."""
    language, now = language_of(request), timezone.now()
    blocks: list[Block] = []
    for organisation in estate.organisations(on=legal_day(now)):
        offered = publish.published(organisation.id, at=now)
        if offered:
            blocks.append(Heading(organisation.called(language)))
            blocks += [
                Paragraph(
                    f"[{service.say('name', service.name, language)}](/{organisation.slug}/{service.slug}"
                    f"?lang={language})"
                )
                for service in offered
            ]
    blocks = (
        [Paragraph(say("home.text", language)), *blocks, Heading(say("home.already.title", language))]
        if blocks
        else [Paragraph(say("home.none", language))]
    )
    screen = Screen(
        id="home",
        title=say("home.title", language),
        language=language,
        blocks=tuple(blocks),
        links=(
            Link(say("home.return", language), f"/return?lang={language}"),
            Link(say("home.verify", language), f"/verify?lang={language}"),
        ),
    )
    return answer(screen, public_frame(request, language))


@require_GET
def introduce(request: HttpRequest, organisation: str, service: str) -> HttpResponse:
    """The start page: what it is for, what is needed, when we decide, other ways to apply."""
    found = organisation_called(organisation)
    try:
        offered = service_offered(slug=service, organisation=found, at=timezone.now())
    except NotOpen as refusal:
        return not_open(request, found, refusal.service)
    except NotPublished:
        return withdrawn(request, found)
    language = language_of(request, offered=offered.languages)
    return answer(_start_screen(offered, found, language), _start_frame(request, found, offered, language))


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, organisation: str, service: str) -> HttpResponse:
    """Start a case and give this browser its pass. Opened without the form, it leads to the form."""
    if request.method == "GET":
        language = language_of(request)
        return HttpResponseRedirect(f"/{organisation}/{service}?lang={language}")
    found = organisation_called(organisation)
    now = timezone.now()
    try:
        with history.holding(found.id):
            offered = service_offered(slug=service, organisation=found, at=now)
            language = language_of(request, offered=offered.languages)
            held, file = started_once(
                request,
                organisation=found.id,
                at=now,
                helper=False,
                do=lambda: start(
                    slug=service,
                    organisation=found,
                    kind=case_kind(),
                    language=language,
                    circumstances=of_person(request, at=now),
                    invite=request.POST.get("invite", ""),
                ),
            )
    except NotOpen as refusal:
        return not_open(request, found, refusal.service)
    except NotPublished:
        return withdrawn(request, found)
    except InviteNeeded:
        screen = _start_screen(offered, found, language, typed=request.POST.get("invite", ""), refused=True)
        return answer(screen, _start_frame(request, found, offered, language))
    response = HttpResponseRedirect(next_address(held, file))
    passes.hand(response, held)
    return response


def case_kind() -> Kind:
    """What a case that starts now is: live, or test in a preview."""
    return "test" if settings.PREVIEW else "live"


def organisation_called(slug: str) -> Organisation:
    """The organisation with this name in addresses today. Raises Http404."""
    found = estate.organisation(slug, on=legal_day(timezone.now()))
    if found is None:
        raise Http404
    return found


def invitation(language: str, *, typed: str = "", refused: bool = False) -> Input:
    """The question for an invitation code, of a service that is open to those who have one."""
    return Input(
        name="invite",
        kind="text",
        label=say("start.invite.label", language),
        hint=say("start.invite.hint", language),
        values={"invite": typed},
        error=say("start.invite.wrong", language) if refused else "",
        width=20,
    )


def _start_frame(request: HttpRequest, organisation: Organisation, service: Service, language: str) -> Frame:
    start_at = f"/{organisation.slug}/{service.slug}/start?lang={language}"
    return public_frame(
        request,
        language,
        organisation=organisation,
        service=service,
        href=lambda to: start_at if to == "do:start" else to,
        csrf_token=get_token(request),
        kind=case_kind(),
        form=FormFrame(key=passes.loose_form_key()),
    )


def _start_screen(
    service: Service, organisation: Organisation, language: str, *, typed: str = "", refused: bool = False
) -> Screen:
    blocks: list[Block] = [Paragraph(service.say("need", service.need, language))]
    if service.before_you_start:
        blocks.append(Paragraph(service.say("before_you_start", service.before_you_start, language)))
    blocks += needs(service, language)
    if service.promises:
        blocks.append(Heading(say("start.promise", language)))
        blocks += [
            Paragraph(service.say(f"promise.{promise.id}.text", promise.text, language))
            for promise in service.promises.values()
        ]
    if service.invite:
        blocks.append(invitation(language, typed=typed, refused=refused))
    where = f"/{organisation.slug}/{service.slug}"
    return Screen(
        id=f"start:{organisation.slug}",
        title=service.say("name", service.name, language),
        language=language,
        blocks=tuple(blocks),
        actions=(Action(say("start.button", language), "do:start"),),
        links=(
            Link(say("start.helping", language), f"{where}/helper?lang={language}"),
            Link(say("start.continue", language), f"/return?lang={language}"),
            Link(say("start.other_ways.title", language), f"{where}/other-ways?lang={language}"),
            *form_links(service, where, language)[:1],
        ),
    )


@require_GET
def other_ways(request: HttpRequest, organisation: str, service: str) -> HttpResponse:
    """How to apply without a screen."""
    found = organisation_called(organisation)
    offered = offered_or_404(found, service)
    language = language_of(request, offered=offered.languages)
    screen = Screen(
        id="other-ways",
        title=say("start.other_ways.title", language),
        language=language,
        blocks=(
            Paragraph(say("start.other_ways", language)),
            Summary(
                rows=(
                    Row(say("contact.phone", language), found.phone),
                    Row(say("contact.hours", language), found.opening_hours(language)),
                    Row(say("contact.address", language), found.address),
                )
            ),
        ),
        links=form_links(offered, f"/{found.slug}/{offered.slug}", language),
        back=f"/{found.slug}/{offered.slug}?lang={language}",
    )
    return answer(screen, public_frame(request, language, organisation=found, service=offered))


def offered_or_404(organisation: Organisation, slug: str) -> Service:
    """The service an organisation offers, open or not. Raises Http404 when it offers none of that name."""
    version = publish.current(slug, organisation.id, at=timezone.now())
    if version is None:
        raise Http404
    return publish.version(version)


def not_open(request: HttpRequest, organisation: Organisation, service: Service) -> HttpResponse:
    """The page of a service that has closed, or has not opened yet."""
    language = language_of(request, offered=service.languages)
    early = service.opens is not None and timezone.now() < service.opens
    if early and service.opens:
        title = say("not_yet.title", language)
        text = say("not_yet.text", language, day=format_day(legal_day(service.opens), language))
    else:
        title, text = say("closed.title", language), say("closed.text", language)
    return _closed(request, language, organisation, title, text, service)


def withdrawn(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The page of a service that the organisation does not offer."""
    language = language_of(request)
    return _closed(
        request, language, organisation, say("closed.title", language), say("closed.text", language), None
    )


def _closed(
    request: HttpRequest,
    language: str,
    organisation: Organisation,
    title: str,
    text: str,
    service: Service | None,
) -> HttpResponse:
    screen = Screen(
        id="closed",
        title=title,
        language=language,
        blocks=(Paragraph(text),),
        links=(Link(say("start.continue", language), f"/return?lang={language}"),),
    )
    return answer(
        screen, public_frame(request, language, organisation=organisation, service=service), status=410
    )
