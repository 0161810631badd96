"""The gallery's pages. They are answered where `settings.GALLERY` says so, and nowhere else."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_GET, require_http_methods

from handrail.bricks import OWN
from handrail.channels.gallery import asked, tried
from handrail.channels.gallery.words import say
from handrail.channels.govuk import Frame, LanguageChoice, page
from handrail.definition.screen import Block, Heading, Link, Paragraph, Row, Screen, Summary
from handrail.questions.types import TYPES
from handrail.terms.language import Language

View = Callable[..., HttpResponse]


def _where_it_is_shown(view: View) -> View:
    """Answer 404 where this installation does not show the gallery, and for what there is not."""

    @wraps(view)
    def respond(request: HttpRequest, **places: str | int) -> HttpResponse:
        if not settings.GALLERY:
            raise Http404
        try:
            return view(request, **places)
        except LookupError as unknown:
            raise Http404 from unknown

    return respond


@require_GET
@_where_it_is_shown
def home(request: HttpRequest) -> HttpResponse:
    """Every type of question and every brick, each with its page."""
    language = _language(request)
    see = say("see", language)
    types = [
        Row(name, say(f"type.what.{name}", language), (Link(see, f"gallery:types/{name}", name),))
        for name in TYPES
    ]
    bricks = [
        Row(
            name,
            say("brick.count", language, count=len(tried.cases(name))),
            (Link(see, f"gallery:bricks/{name}", name),),
        )
        for name in OWN
    ]
    blocks: tuple[Block, ...] = (
        Paragraph(say("text", language)),
        Heading(say("types.title", language)),
        Summary(rows=tuple(types)),
        Heading(say("bricks.title", language)),
        Paragraph(say("bricks.text", language)),
        Summary(rows=tuple(bricks)),
    )
    screen = Screen(id="gallery", title=say("title", language), language=language, blocks=blocks)
    return HttpResponse(page(screen, _frame(request, language, both=True)))


@require_http_methods(["GET", "POST"])
@_where_it_is_shown
def type_of_question(request: HttpRequest, question: str) -> HttpResponse:
    """A type of question, to try: nothing that is sent is kept."""
    language = _language(request)
    form = {key: text for key, text in request.POST.items() if isinstance(text, str)}
    sent = form if request.method == "POST" else asked.slip_of(question) if "slip" in request.GET else None
    screen = asked.asked(question, language, sent)
    status = 422 if request.method == "POST" and screen.errors else 200
    return HttpResponse(page(screen, _frame(request, language, both=True)), status=status)


@require_GET
@_where_it_is_shown
def one_brick(request: HttpRequest, brick: str) -> HttpResponse:
    """A brick's examples: what is written, done and recorded, and what the person is told."""
    screen = tried.tried(brick)
    return HttpResponse(page(screen, _frame(request, screen.language)))


@require_http_methods(["GET", "POST"])
@_where_it_is_shown
def example(request: HttpRequest, brick: str, number: int) -> HttpResponse:
    """The page of a brick's example, as the person sees it; sending it changes nothing."""
    screen = tried.page_of(brick, number)
    return HttpResponse(page(screen, _frame(request, screen.language)))


def _frame(request: HttpRequest, language: str, *, both: bool = False) -> Frame:
    title = say("title", language)
    choices = (
        LanguageChoice(code=one.value, name=one.own_name, url=f"?lang={one.value}") for one in Language
    )
    return Frame(
        service=title,
        organisation="Handrail",
        service_url="/gallery",
        organisation_url="/",
        href=lambda to: _address(request, to),
        languages=tuple(choices) if both else (),
        csrf_token=get_token(request),
        kind="test",
    )


def _address(request: HttpRequest, to: str) -> str:
    """Where a target leads: within the gallery, or, of an example's own links, nowhere else than here."""
    room, _, rest = to.partition(":")
    if room != "gallery":
        return request.get_full_path()
    asked_for = _language(request)
    suffix = "" if asked_for == "en" else f"{'&' if '?' in rest else '?'}lang={asked_for}"
    return (f"/gallery/{rest}" if rest else "/gallery") + suffix


def _language(request: HttpRequest) -> str:
    asked_for = request.GET.get("lang", "")
    return asked_for if asked_for in {one.value for one in Language} else "en"
