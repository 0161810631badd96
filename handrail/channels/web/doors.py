"""The door into a case: checks the pass, opens the case behind the wall, retries a lost race."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from handrail import history
from handrail.casefile import CaseFile, open_case
from handrail.channels import failures, typed
from handrail.channels.govuk import FormFrame, page
from handrail.channels.web import coming_back, passes
from handrail.channels.web.circumstances import of_person, reader
from handrail.channels.web.frames import answer, contact, public_frame
from handrail.channels.web.words import say
from handrail.definition.screen import Action, Block, Heading, Link, Paragraph, Screen
from handrail.journey.choose_language import choose_language

CaseView = Callable[..., HttpResponse]
APPLICANT = "applicant"
_TRIES = 4
_SHOWN, _REFUSED = 200, 422


class Unchanged(Exception):
    """Raised by a view to answer without changing anything: what it had appended is rolled back."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


class Kept(HttpResponseRedirect):
    """Leads on from a form whose work is done, now or when it was sent before."""


class FormOfBefore(Exception):
    """Raised by a view for a form that this side of the case got under an earlier pass: nothing is done."""


def case_view(
    *, saves_answers: bool = False, every_party: bool = False, after_helping: bool = False
) -> Callable[[CaseView], Callable[..., HttpResponse]]:
    """Wrap a view of one case: `view(request, held, file, **places)`; a form is in the case's transaction.

    saves_answers: what was typed, an answer or a request, is kept even when the time ran out. every_party:
    not the applicant's alone. after_helping: a helper may still see it once the application is sent.
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
                theirs = every_party or away.stale.party == APPLICANT
                return _timed_out(
                    view, request, away.stale, places, saves_answers=saves_answers, theirs=theirs
                )
            if held.party != APPLICANT and not every_party:
                return failures.forbidden(request)
            response = in_case(view, request, held, places, after_helping=after_helping)
            if passes.COOKIE not in response.cookies:
                passes.keep_fresh(response, held)
            return response

        return wrapped

    return wrap


def in_case(
    view: CaseView,
    request: HttpRequest,
    held: passes.Pass,
    places: dict[str, str],
    *,
    after_helping: bool = False,
) -> HttpResponse:
    """Run a view in its case's transaction; what it appended is kept once this returns.

    Looking at one's own case appends nothing, so it needs no transaction around it. A form of an earlier pass
    is answered with its page, a new key and what was typed in it, and 422.
    """
    for attempt in range(_TRIES):
        try:
            if request.method == "GET" and not held.helper and "lang" not in request.GET:
                return view(request, held, _open(request, held, holder=held.holder), **places)
            with history.holding(held.holder):
                file = _open(request, held)
                if helping_is_over(held, file) and not after_helping:
                    return no_more_help(request, held)
                return view(_asked(request, held), held, _in_language(request, held, file), **places)
        except Unchanged as answer_instead:
            return answer_instead.response
        except FormOfBefore:
            response = in_case(view, typed.asked_again(request, typed.sent_by(request)), held, places)
            response.status_code = _REFUSED if response.status_code == _SHOWN else response.status_code
            return response
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


def helping_is_over(held: passes.Pass, file: CaseFile) -> bool:
    """Whether this is a helper's pass for an application that has been sent."""
    return held.helper and bool(file.state.sendings)


def no_more_help(request: HttpRequest, held: passes.Pass) -> HttpResponse:
    """The page for a helper whose help has ended, wherever their pass was kept."""
    response = failures.no_pass(request)
    passes.take_back(response, held.reference)
    return response


def timed_out(request: HttpRequest, file: CaseFile, *, sent: str = "", sealed: str = "") -> HttpResponse:
    """Nothing of the case, the way back in, and whom to ask for another.

    The stale pass stays: it shows nothing, and lets another tab say whose text it has.
    sent: what became of what was on the screen, `kept`, `not_kept` or `comes_back`; "" when nothing was sent.
    sealed: what comes back, for a form on this page to bring along.
    """
    language, organisation = file.state.language, file.organisation
    blocks: list[Block] = [Paragraph(say("time_out.text", language, minutes=settings.IDLE_MINUTES))]
    if sent:
        blocks.append(Paragraph(say(f"time_out.{sent}", language)))
    blocks.append(Paragraph(say("time_out.how", language)))
    back = f"/return?lang={language}"
    if sealed:
        blocks += [*coming_back.asked(language), Action(say("return.button", language), back)]
    blocks.append(Heading(say("time_out.lost.title", language)))
    blocks.append(Paragraph(say("time_out.lost.text", language, organisation=organisation.called(language))))
    blocks.append(Paragraph(contact(organisation, language)))
    screen = Screen(
        id="timed-out",
        title=say("time_out.title", language),
        language=language,
        blocks=tuple(blocks),
        links=() if sealed else (Link(say("finish.back", language), back),),
    )
    frame = public_frame(request, language, organisation=organisation, service=file.service, kind=file.kind)
    if sealed:
        token, key = get_token(request), passes.loose_form_key()
        frame = replace(frame, csrf_token=token, form=FormFrame(key=key, hidden={typed.FIELD: sealed}))
    return answer(screen, replace(frame, contact=""), status=403)


def _timed_out(
    view: CaseView,
    request: HttpRequest,
    stale: passes.Pass,
    places: dict[str, str],
    *,
    saves_answers: bool,
    theirs: bool,
) -> HttpResponse:
    """Save an answer that was on the screen when time ran out, and say so only if it is there now.

    The form's key proves where it came from. What was refused, and what only the person themselves may do,
    comes back to them when they come back.
    """
    try:
        with history.holding(stale.holder):
            before = _open(request, stale)
        kept = comes_back = False
        if request.method == "POST" and coming_back.opened(request, stale):
            comes_back = theirs
        elif saves_answers and theirs and request.method == "POST":
            answered = in_case(view, request, stale, places)
            kept, comes_back = isinstance(answered, Kept), answered.status_code == _REFUSED
        elif theirs and request.method == "POST":
            comes_back = coming_back.worth_keeping(request)
    except history.NoSuchStream:
        return failures.no_pass(request)
    if request.method != "POST":
        return timed_out(request, before)
    if comes_back:
        return timed_out(request, before, sent="comes_back", sealed=coming_back.sealed(request, stale))
    return timed_out(request, before, sent="kept" if kept else "not_kept")


def _asked(request: HttpRequest, held: passes.Pass) -> HttpRequest:
    """The request itself; or for the page that was sent, when the time had run out, with what was typed."""
    sent = coming_back.opened(request, held)
    return typed.asked_again(request, sent) if sent else request


def _open(request: HttpRequest, held: passes.Pass, *, holder: UUID | None = None) -> CaseFile:
    """The case; what goes wrong from here on is told in its language, with whom to contact about it."""
    file = open_case(stream=held.stream, reader=reader(request, held), at=timezone.now(), holder=holder)
    language = file.state.language

    def around(screen: Screen) -> str:
        organisation, service = file.organisation, file.service
        frame = public_frame(request, language, organisation=organisation, service=service, kind=file.kind)
        return page(screen, frame)

    failures.surround(request, language=language, page=around)
    return file


def _in_language(request: HttpRequest, held: passes.Pass, file: CaseFile) -> CaseFile:
    """The case in the language asked for: from now on for the applicant, on this page for anyone else."""
    asked = request.GET.get("lang", "")
    if request.method == "GET" and asked in file.service.languages and asked != file.state.language:
        if held.party != APPLICANT:
            return replace(file, state=replace(file.state, language=asked))
        circumstances = of_person(request, at=file.at, held=held)
        return choose_language(file, language=asked, circumstances=circumstances)
    return file
