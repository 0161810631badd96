"""Check your answers, send, and the receipt."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods

from handrail import history
from handrail.casefile import CaseFile
from handrail.channels.web import passes
from handrail.channels.web.circumstances import of_person
from handrail.channels.web.doors import Unchanged, case_view, helping_is_over, no_more_help
from handrail.channels.web.forms import once
from handrail.channels.web.frames import answer, framed
from handrail.channels.web.pages import next_address
from handrail.channels.web.print_links import copy_links
from handrail.channels.web.words import say
from handrail.definition.screen import Link
from handrail.journey.send import NotComplete, NothingToSend, send
from handrail.terms.language import format_told
from handrail.walk.screens import READ_UNTIL, changed_since, check_answers, confirmation, told_until
from handrail.walk.words import PHRASES


@require_http_methods(["GET", "POST"])
@case_view(after_helping=True)
def check(request: HttpRequest, held: passes.Pass, file: CaseFile) -> HttpResponse:
    """Show every answer with a way to change it; sending is the button at the end."""
    if request.method == "POST":
        return once(request, held, file, "check", lambda: _send(request, held, file))
    if helping_is_over(held, file):
        return no_more_help(request, held)
    if file.position.here != "ready_to_send" or file.position.gaps:
        return HttpResponseRedirect(next_address(held, file))
    return _check(request, held, file)


@require_GET
@case_view(after_helping=True)
def sent(request: HttpRequest, held: passes.Pass, file: CaseFile) -> HttpResponse:
    """What was received, the receipt, what happens next. A helper's way in ends here."""
    if not file.state.sendings:
        return HttpResponseRedirect(next_address(held, file))
    last = file.state.sendings[-1]
    with history.holding(file.holder):
        receipt = history.receipt(file.stream, last.sequence)
    language = file.state.language
    screen = confirmation(
        file.spoken,
        file.state,
        file.as_sent,
        language,
        reference=file.reference,
        receipt=receipt.code,
        received=format_told(last.at, language),
    )
    if not held.helper:
        save = Link(PHRASES.say("case.do.save", language), "do:save")
        screen = replace(screen, links=(*screen.links, *copy_links(file, held.party), save))
    leave = Link(say("menu.finish", language), "do:finish")
    left = replace(screen, links=(*screen.links, leave))
    response = answer(left, framed(request, held, file, "sent"))
    if held.helper:
        passes.take_back(response, held.reference)
    return response


def _check(request: HttpRequest, held: passes.Pass, file: CaseFile, *, changed: bool = False) -> HttpResponse:
    screen = check_answers(file.spoken, file.state, file.position, file.state.language, changed=changed)
    return answer(screen, framed(request, held, file, "check", hidden={READ_UNTIL: told_until(file.state)}))


def _send(request: HttpRequest, held: passes.Pass, file: CaseFile) -> str:
    """Send what the page showed: what another tab has changed since is shown before it is sent."""
    if helping_is_over(held, file):
        return f"/case/{held.reference}/sent"
    read_until = request.POST.get(READ_UNTIL, "")
    if file.position.here == "ready_to_send" and changed_since(file.service, file.state, read_until):
        raise Unchanged(_check(request, held, file, changed=True))
    try:
        send(file, circumstances=of_person(request, at=file.at, held=held))
    except NotComplete:
        return next_address(held, file)
    except NothingToSend:
        return f"/case/{held.reference}?already=1"
    return f"/case/{held.reference}/sent"
