"""How the person is to be contacted and what would help: to read, and to say, at any time."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods

from handrail.casefile import CaseFile
from handrail.channels.web import passes
from handrail.channels.web.circumstances import of_person
from handrail.channels.web.doors import Unchanged, case_view
from handrail.channels.web.forms import once
from handrail.channels.web.frames import answer, framed
from handrail.channels.web.words import say
from handrail.definition.brick import Refused
from handrail.definition.screen import Link, Screen
from handrail.journey.tell_adjustments import AdjustmentsRefused, NoLongerHeld, tell_part
from handrail.walk.adjusting import PARTS, Part
from handrail.walk.screens import adjustments, adjustments_part


@require_GET
@case_view()
def adjustments_told(request: HttpRequest, held: passes.Pass, file: CaseFile) -> HttpResponse:
    """What we will do, with a link to change each part of it."""
    language = file.state.language
    screen = adjustments(file.state, language, languages=file.service.languages)
    on = Link(say("code.carry_on", language), "do:next")
    return answer(replace(screen, links=(on,)), framed(request, held, file, "adjustments"))


@require_http_methods(["GET", "POST"])
@case_view(saves_answers=True)
def adjustments_told_of(request: HttpRequest, held: passes.Pass, file: CaseFile, part: str) -> HttpResponse:
    """Ask about one part, or take what was said."""
    if part not in PARTS:
        raise Http404
    if request.method == "GET":
        return answer(_screen(file, part), framed(request, held, file, f"adjustments/{part}"))
    return once(request, held, file, f"adjustments/{part}", lambda: _take(request, held, file, part))


def _take(request: HttpRequest, held: passes.Pass, file: CaseFile, part: Part) -> str:
    typed = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    circumstances = of_person(request, at=file.at, held=held)
    language = file.state.language
    try:
        tell_part(file, part=part, typed=typed, language=language, circumstances=circumstances)
    except AdjustmentsRefused as refusal:
        screen = _screen(file, part, refused=refusal.refused)
        frame = framed(request, held, file, f"adjustments/{part}")
        raise Unchanged(answer(screen, frame)) from refusal
    except NoLongerHeld as gone:
        raise Unchanged(HttpResponseRedirect(f"/case/{held.reference}")) from gone
    return f"/case/{held.reference}/adjustments"


def _screen(file: CaseFile, part: Part, *, refused: Refused | None = None) -> Screen:
    language, languages = file.state.language, file.service.languages
    return adjustments_part(part, file.state, language, languages=languages, refused=refused)
