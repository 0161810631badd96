"""The door into a case: checks the pass, opens the case behind the wall, retries a lost race."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from handrail import history
from handrail.casefile import CaseFile, open_case
from handrail.channels import failures
from handrail.channels.web import passes
from handrail.channels.web.circumstances import of_person, reader
from handrail.channels.web.frames import answer, public_frame
from handrail.channels.web.words import say
from handrail.definition.screen import Block, Link, Paragraph, Screen
from handrail.journey.choose_language import choose_language

CaseView = Callable[..., HttpResponse]
APPLICANT = "applicant"
_TRIES = 4


class Unchanged(Exception):
    """Raised by a view to answer without changing anything: what it had appended is rolled back."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


def case_view(
    *, saves_answers: bool = False, every_party: bool = False
) -> Callable[[CaseView], Callable[..., HttpResponse]]:
    """Wrap a view of one case: `view(request, held, file, **places)`, inside the case's transaction.

    saves_answers: what was typed is saved even when the time ran out. every_party: not the applicant's alone.
    Without a pass it answers with the way back in; after too long away it hides everything. A view that
    loses a race is run again on the case as it has become.
    """

    def wrap(view: CaseView) -> Callable[..., HttpResponse]:
        @csrf_exempt  # a case's forms carry a one-time key that is bound to this browser's pass
        @wraps(view)
        def wrapped(request: HttpRequest, reference: str, **places: str) -> HttpResponse:
            try:
                held = passes.show(request, reference)
            except passes.NoPass:
                return failures.no_pass(request)
            except passes.TimedOut as away:
                kept = saves_answers and _keep_typed(view, request, away.stale, places)
                return timed_out(request, away.stale, kept=kept)
            if held.party != APPLICANT and not every_party:
                return failures.forbidden(request)
            response = in_case(view, request, held, places)
            if passes.COOKIE not in response.cookies:
                passes.hand(response, held)
            return response

        return wrapped

    return wrap


def in_case(view: CaseView, request: HttpRequest, held: passes.Pass, places: dict[str, str]) -> HttpResponse:
    """Run a view in its case's transaction; what it appended is kept once this returns."""
    for attempt in range(_TRIES):
        try:
            with history.holding(held.holder):
                file = open_case(stream=held.stream, reader=reader(request, held), at=timezone.now())
                return view(request, held, _in_language(request, held, file), **places)
        except Unchanged as answer_instead:
            return answer_instead.response
        except history.Conflict:
            continue
        except OperationalError:
            # A connection that the database's restart broke: a form done before is not done again.
            connection.close()
            if attempt:
                raise
        except history.NoSuchStream:
            return failures.no_pass(request)
    return failures.conflict(request, go_on=f"/case/{held.reference}")


def timed_out(request: HttpRequest, stale: passes.Pass, *, kept: bool) -> HttpResponse:
    """Nothing of the case, and the way back in."""
    language = "cy" if request.GET.get("lang") == "cy" else "en"
    blocks: list[Block] = [Paragraph(say("time_out.text", language, minutes=settings.IDLE_MINUTES))]
    if kept:
        blocks.append(Paragraph(say("time_out.kept", language)))
    blocks.append(Paragraph(say("time_out.how", language)))
    screen = Screen(
        id="timed-out",
        title=say("time_out.title", language),
        language=language,
        blocks=tuple(blocks),
        links=(Link(say("finish.back", language), "/return"),),
    )
    response = answer(screen, public_frame(request, language), status=403)
    passes.take_back(response, stale.reference)
    return response


def _keep_typed(view: CaseView, request: HttpRequest, stale: passes.Pass, places: dict[str, str]) -> bool:
    """Save an answer that was on the screen when time ran out; the form's key proves where it came from."""
    if request.method != "POST":
        return False
    return in_case(view, request, stale, places).status_code < 400  # noqa: PLR2004


def _in_language(request: HttpRequest, held: passes.Pass, file: CaseFile) -> CaseFile:
    asked = request.GET.get("lang", "")
    if request.method == "GET" and asked in file.service.languages and asked != file.state.language:
        circumstances = of_person(request, at=file.at, held=held)
        return choose_language(file, language=asked, circumstances=circumstances)
    return file
