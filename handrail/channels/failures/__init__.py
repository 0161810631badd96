"""The written pages for what goes wrong, for every channel: what happened, what is safe, what to do next."""

from collections.abc import Callable
from dataclasses import replace

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse

from handrail.channels.beside import beside, put
from handrail.channels.failures.words import say
from handrail.channels.govuk import Frame, page
from handrail.channels.govuk.frame import LanguageChoice
from handrail.definition.screen import Block, Link, Paragraph, Screen

_LANGUAGES = (("en", "English"), ("cy", "Cymraeg"))


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404."""
    return _astray(request, "missing", 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403: signed in, or holding a pass, but not for this."""
    return _astray(request, "forbidden", 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403: a form that we did not give out, or too old; or from a browser that keeps no cookies."""
    if not request.COOKIES:
        return failure(request, "no_cookies", 403, go_on="/cookies", go_on_words="no_cookies.go_on")
    return failure(request, "forged", 403, go_on=_anew(request), go_on_words="forged.go_on")


def no_pass(request: HttpRequest) -> HttpResponse:
    """403: this browser holds no way into the case."""
    return failure(request, "no_pass", 403, go_on="/return", go_on_words="no_pass.go_on")


def too_large(request: HttpRequest) -> HttpResponse:
    """413."""
    return failure(request, "too_large", 413)


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 for what was found to be too much before any view was asked."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return failure(request, "malformed", 400)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """405: an address that is there, asked in a way that it does not answer."""
    return _astray(request, "method", 405)


def conflict(request: HttpRequest, *, go_on: str) -> HttpResponse:
    """409: the case moved on while the page was open."""
    return failure(request, "conflict", 409, go_on=go_on)


def database_down(request: HttpRequest) -> HttpResponse:
    """503: the records cannot be reached."""
    response = failure(request, "down", 503)
    response["Retry-After"] = "60"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault, with the number that finds it in the log."""
    return failure(request, "broken", 500)


def failure(
    request: HttpRequest, name: str, status: int, *, go_on: str = "", go_on_words: str = "go_on"
) -> HttpResponse:
    """One failure, as a page, or as JSON for the JSON door."""
    language = _language(request)
    title, text = say(f"{name}.title", language), say(f"{name}.text", language)
    number = str(beside(request).number)
    if request.path.startswith("/api/"):
        return JsonResponse(
            {"error": {"code": name, "title": title, "detail": text, "request": number, "problems": []}},
            status=status,
        )
    blocks: list[Block] = [Paragraph(text)]
    if name == "broken":
        blocks.append(Paragraph(say("broken.number", language, number=number)))
    links = (Link(say(go_on_words, language), _in_language(go_on, language)),) if go_on else ()
    screen = Screen(id=f"error:{name}", title=title, language=language, blocks=tuple(blocks), links=links)
    around = beside(request).page
    if around is not None and name != "down":
        return HttpResponse(around(screen), status=status)
    return HttpResponse(page(screen, _frame(request)), status=status)


def surround(request: HttpRequest, *, language: str, page: Callable[[Screen], str]) -> None:
    """Say in which language and on what page whatever goes wrong with a request from now on is told.

    page: made only when something has gone wrong. It may ask the database, so that the database cannot be
    reached is told without it.
    """
    put(request, replace(beside(request), language=language, page=page))


def _language(request: HttpRequest) -> str:
    asked, known = request.GET.get("lang", ""), [code for code, _ in _LANGUAGES]
    return next((one for one in (asked, beside(request).language) if one in known), known[0])


def _in_language(url: str, language: str) -> str:
    """An address of ours that leads on in the language that was read."""
    case_knows = url.startswith(("/case/", "/desk/"))
    return url if language == _LANGUAGES[0][0] or case_knows else f"{url}?lang={language}"


def _anew(request: HttpRequest) -> str:
    """Where the page that was sent from can be had anew; the desk's first page if it only acts."""
    only_acts = request.path.startswith("/desk/") and not request.path.startswith("/desk/case/")
    return "/desk/" if only_acts else request.path


def _astray(request: HttpRequest, name: str, status: int) -> HttpResponse:
    """A page that is not there or not theirs, with a way to the first page of where they are."""
    if request.path.startswith("/desk/"):
        return failure(request, name, status, go_on="/desk/", go_on_words="first_page.desk")
    if request.path.startswith("/case/"):
        own = "/".join(request.path.split("/")[:3])
        return failure(request, name, status, go_on=own, go_on_words="first_page.case")
    return failure(request, name, status, go_on="/", go_on_words="first_page")


def _frame(request: HttpRequest) -> Frame:
    return Frame(
        service="Handrail",
        organisation="",
        href=lambda to: to,
        languages=tuple(
            LanguageChoice(code=code, name=name, url=f"{request.path}?lang={code}")
            for code, name in _LANGUAGES
        ),
    )
