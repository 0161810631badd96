"""What surrounds the person's pages: whose service it is, where links lead, how to get help."""

from collections.abc import Callable, Mapping
from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handrail.casefile import CaseFile
from handrail.channels import typed
from handrail.channels.govuk import FormFrame, Frame, LanguageChoice, page
from handrail.channels.govuk.frame import Stay
from handrail.channels.web import passes
from handrail.channels.web.passes import Pass
from handrail.channels.web.words import say
from handrail.definition.screen import Link, Notice, Screen
from handrail.definition.service import Service
from handrail.estate import Organisation
from handrail.terms.language import Language

LANGUAGES = ("en", "cy")
CHANGING = "changing"
"""The field that says the page was reached from a change link, so that what follows is check your answers."""

Kind = Literal["live", "test", "training"]

_NO_FORM = FormFrame()


def language_of(request: HttpRequest, *, offered: tuple[str, ...] = LANGUAGES, otherwise: str = "en") -> str:
    """The language asked for in the address, else the one given; always one that is offered."""
    asked = request.GET.get("lang", "")
    if asked in offered:
        return asked
    return otherwise if otherwise in offered else offered[0]


def answer(screen: Screen, frame: Frame, *, status: int = 200) -> HttpResponse:
    """The page as a response; 422 when a question was refused. What was typed before is in it again."""
    if frame.form.typed:
        kept = Notice(say("typed.title", screen.language), say("typed.text", screen.language))
        screen = typed.over(screen, frame.form.typed, kept)
    return HttpResponse(page(screen, frame), status=422 if screen.errors and status == 200 else status)  # noqa: PLR2004


def public_frame(
    request: HttpRequest,
    language: str,
    *,
    organisation: Organisation | None = None,
    service: Service | None = None,
    href: Callable[[str], str] = lambda to: to,
    csrf_token: str = "",
    form: FormFrame = _NO_FORM,
    kind: Kind = "live",
) -> Frame:
    """The frame of a page that belongs to no case."""
    home = home_url(language)
    start = f"/{organisation.slug}/{service.slug}{_suffix(language)}" if organisation and service else home
    return Frame(
        service=service.say("name", service.name, language) if service else "Handrail",
        service_url=start,
        organisation=organisation.called(language) if organisation else "",
        organisation_url=home,
        href=href,
        languages=_choices(service.languages if service else LANGUAGES, request.path),
        csrf_token=csrf_token,
        form=form,
        phase=_phase(service),
        kind=kind,
        footer=_footer(language, organisation, service),
        contact=contact(organisation, language) if organisation else "",
    )


def framed(
    request: HttpRequest,
    held: Pass,
    file: CaseFile,
    page_name: str,
    *,
    hidden: Mapping[str, str] | None = None,
    saves: bool = True,
) -> Frame:
    """The frame of a page of a case: its forms carry a one-time key, and it says when answers are hidden.

    saves: what is typed on the page is an answer, saved as soon as it is sent, and not a request of its own.
    """
    base, service, language = f"/case/{held.reference}", file.service, file.state.language
    organisation = file.organisation
    return Frame(
        service=service.say("name", service.name, language),
        service_url=base,
        organisation=organisation.called(language),
        organisation_url=home_url(language),
        href=lambda to: address(base, to, language),
        languages=_choices(service.languages, _own(request.path, base)),
        phase=_phase(service),
        kind=file.kind,
        footer=_footer(language, organisation, service),
        contact=contact(organisation, language),
        form=FormFrame(
            key=passes.form_key(held, page_name),
            hidden=hidden or {},
            typed=typed.put_back(request),
            timeout=say(
                "time_out.notice" if saves else "time_out.unsaved", language, minutes=settings.IDLE_MINUTES
            ),
            stay=_stay(f"{base}/stay", language),
        ),
    )


def _stay(url: str, language: str) -> Stay:
    names = ("warning", "button", "stayed", "gone", "failed")
    said = {name: say(f"stay.{name}", language) for name in names}
    return Stay(url=url, minutes=settings.IDLE_MINUTES, **said)


def _own(path: str, base: str) -> str:
    """The page's own address, when it is the case's; else where what the page shows once can be had anew."""
    return path if path.startswith(base) else f"{base}/save"


def home_url(language: str) -> str:
    """The first page, where every service is listed, in a language."""
    return f"/{_suffix(language)}"


def address(base: str, to: str, language: str) -> str:
    """The address of a channel-free target of a case, such as `page:about-you/full_name` or `do:check`.

    The page of whoever has left knows nothing of the case, so it is told the language.
    """
    kind, _, rest = to.partition(":")
    match kind:
        case "page":
            return f"{base}/page/{rest}"
        case "change":
            return f"{base}/page/{rest}?changing=1"
        case "do" if rest == "finish":
            return f"{base}/finish{_suffix(language)}"
        case "do":
            return f"{base}/{rest}" if rest else base
        case "case":
            return f"{base}/{rest}" if rest else base
    return to


def contact(organisation: Organisation, language: str) -> str:
    """How to reach the organisation, in Markdown."""
    lines = (
        say("start.contact.phone", language, phone=organisation.phone),
        say("start.contact.hours", language, hours=organisation.opening_hours(language)),
        say("start.contact.address", language, address=organisation.address),
    )
    return "\n".join(f"- {line}" for line in lines)


def _choices(languages: tuple[str, ...], path: str) -> tuple[LanguageChoice, ...]:
    return tuple(
        LanguageChoice(code=code, name=Language(code).own_name, url=f"{path}?lang={code}")
        for code in languages
    )


def _phase(service: Service | None) -> str:
    phase = service.phase if service else "live"
    return {"private_beta": "beta", "public_beta": "beta"}.get(phase, phase)


def _footer(language: str, organisation: Organisation | None, service: Service | None) -> tuple[Link, ...]:
    suffix = _suffix(language)
    where = f"/{organisation.slug}/{service.slug}" if organisation and service else ""
    names = ("privacy", "cookies", "accessibility") if where else ("cookies", "accessibility")
    return tuple(Link(say(f"footer.{name}", language), f"{where}/{name}{suffix}") for name in names)


def _suffix(language: str) -> str:
    """What an address needs so that its page is in a language."""
    return "" if language == LANGUAGES[0] else f"?lang={language}"
