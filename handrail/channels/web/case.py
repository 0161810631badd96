"""A case after it is sent, as its people see it: where it stands, what was told, what they can do."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods

from handrail.casefile import CaseFile, seen_by
from handrail.channels.web import passes
from handrail.channels.web.circumstances import of_person
from handrail.channels.web.doors import APPLICANT, Unchanged, case_view
from handrail.channels.web.forms import once
from handrail.channels.web.frames import answer, framed
from handrail.channels.web.pages import next_address
from handrail.channels.web.print_links import copy_links
from handrail.channels.web.words import say
from handrail.definition.screen import Action, Input, Link, Notice, Paragraph, Screen
from handrail.journey.reason import LONGEST, ReasonTooLong
from handrail.journey.review import NothingToReview, ReasonMissing, ask_by, ask_for_review, may_ask
from handrail.journey.withdraw import AlreadyEnded, may_withdraw, withdraw
from handrail.walk.screens import case_page, task_list


@require_GET
@case_view(every_party=True)
def home(request: HttpRequest, held: passes.Pass, file: CaseFile) -> HttpResponse:
    """Where the case stands; a draft of one's own goes straight to what is next."""
    own = held.party == APPLICANT
    if own and not file.state.sendings and not file.state.withdrawn:
        return HttpResponseRedirect(next_address(held, file))
    language = file.state.language
    visible = seen_by(held.party, service=file.service, events=file.state.history)
    screen = case_page(
        file.spoken,
        file.state,
        file.as_sent,
        language,
        reference=file.reference,
        visible=visible,
        party=held.party,
        due=file.due_on,
        may_ask_for_review=own and may_ask(file),
        ask_by=ask_by(file) if own else None,
        unsent=file.position.unsent_changes,
    )
    if request.GET.get("already"):
        notice = Notice(say("already.title", language), say("already.text", language))
        screen = replace(screen, blocks=(notice, *screen.blocks))
    leave = Link(say("menu.finish", language), "do:finish")
    links = (*screen.links, *copy_links(file, held.party), leave)
    return answer(replace(screen, links=links), framed(request, held, file, "case"))


@require_GET
@case_view(every_party=True)
def go_on(_request: HttpRequest, held: passes.Pass, file: CaseFile) -> HttpResponse:
    """Go to wherever the person should be now."""
    if held.party != APPLICANT:
        return HttpResponseRedirect(f"/case/{held.reference}")
    return HttpResponseRedirect(next_address(held, file))


@require_GET
@case_view(every_party=True)
def stay(_request: HttpRequest, _held: passes.Pass, _file: CaseFile) -> HttpResponse:
    """Give the person more time on the page they are on: to have asked is enough."""
    return HttpResponse(status=204)


@require_GET
@case_view()
def tasks(request: HttpRequest, held: passes.Pass, file: CaseFile) -> HttpResponse:
    """The sections of the application and how far each is."""
    if file.state.withdrawn:
        return HttpResponseRedirect(f"/case/{held.reference}")
    screen = task_list(file.spoken, file.state, file.position, file.state.language)
    return answer(screen, framed(request, held, file, "tasks"))


@require_http_methods(["GET", "POST"])
@case_view()
def withdrawal(request: HttpRequest, held: passes.Pass, file: CaseFile) -> HttpResponse:
    """Ask whether to withdraw, and withdraw."""
    if request.method == "POST":
        return once(request, held, file, "withdraw", lambda: _withdraw(request, held, file))
    if not may_withdraw(file):
        return HttpResponseRedirect(f"/case/{held.reference}")
    return answer(_withdraw_screen(file), framed(request, held, file, "withdraw", saves=False))


@require_http_methods(["GET", "POST"])
@case_view(saves_answers=True)
def review(request: HttpRequest, held: passes.Pass, file: CaseFile) -> HttpResponse:
    """Ask for a decision to be looked at again, in the person's own words."""
    if request.method == "POST":
        return once(request, held, file, "review", lambda: _review(request, held, file))
    if not may_ask(file):
        return HttpResponseRedirect(f"/case/{held.reference}")
    return answer(_review_screen(file), framed(request, held, file, "review", saves=False))


def _withdraw(request: HttpRequest, held: passes.Pass, file: CaseFile) -> str:
    reason = request.POST.get("reason", "")
    try:
        withdraw(file, reason=reason, circumstances=of_person(request, at=file.at, held=held))
    except AlreadyEnded as ended:
        raise Unchanged(_already(held)) from ended
    except ReasonTooLong as refusal:
        error = say("reason.too_long", file.state.language, most=LONGEST)
        screen = _withdraw_screen(file, typed=reason, error=error)
        raise Unchanged(answer(screen, framed(request, held, file, "withdraw", saves=False))) from refusal
    return f"/case/{held.reference}"


def _review(request: HttpRequest, held: passes.Pass, file: CaseFile) -> str:
    reason, language = request.POST.get("reason", ""), file.state.language
    try:
        ask_for_review(file, reason=reason, circumstances=of_person(request, at=file.at, held=held))
    except NothingToReview as nothing:
        raise Unchanged(_already(held)) from nothing
    except ReasonMissing:
        error = say("review.reason.missing", language)
    except ReasonTooLong:
        error = say("reason.too_long", language, most=LONGEST)
    else:
        return f"/case/{held.reference}"
    screen = _review_screen(file, typed=reason, error=error)
    raise Unchanged(answer(screen, framed(request, held, file, "review", saves=False)))


def _already(held: passes.Pass) -> HttpResponse:
    return HttpResponseRedirect(f"/case/{held.reference}?already=1")


def _withdraw_screen(file: CaseFile, *, typed: str = "", error: str = "") -> Screen:
    language = file.state.language
    return Screen(
        id="withdraw",
        title=say("withdraw.title", language),
        language=language,
        blocks=(
            Paragraph(say("withdraw.text" if file.state.sendings else "withdraw.text.draft", language)),
            Input(
                name="reason",
                kind="textarea",
                label=say("withdraw.reason.label", language),
                values={"reason": typed},
                error=error,
                required=False,
            ),
        ),
        actions=(Action(say("withdraw.button", language), "do:withdraw", warning=True),),
        back="do:",
    )


def _review_screen(file: CaseFile, *, typed: str = "", error: str = "") -> Screen:
    language = file.state.language
    endpoint = file.as_sent.endpoint
    explained: tuple[Paragraph, ...] = ()
    if endpoint is not None and endpoint.review is not None:
        words = file.spoken.say(f"endpoint.{endpoint.id}.review", endpoint.review.text, language)
        explained = (Paragraph(words),)
    return Screen(
        id="review",
        title=say("review.title", language),
        language=language,
        blocks=(
            *explained,
            Input(
                name="reason",
                kind="textarea",
                label=say("review.reason.label", language),
                values={"reason": typed},
                error=error,
            ),
        ),
        actions=(Action(say("review.button", language), "do:review"),),
        links=(Link(say("change.title", language), "do:tasks"),),
        back="do:",
    )
