"""The question pages of a case: one thing a page, in the order of the route, and again when changed."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from handrail.casefile import CaseFile
from handrail.channels.web import passes
from handrail.channels.web.circumstances import of_person
from handrail.channels.web.doors import Unchanged, case_view
from handrail.channels.web.forms import once
from handrail.channels.web.frames import CHANGING, answer, framed
from handrail.channels.web.words import say
from handrail.definition.brick import PageRef
from handrail.definition.screen import Link, Screen
from handrail.journey.answer import AnswersRefused, NoLongerOpen, NotOnRoute, answer_page, page_of
from handrail.walk.screens import way_back


@require_http_methods(["GET", "POST"])
@case_view(saves_answers=True)
def question(request: HttpRequest, held: passes.Pass, file: CaseFile, path: str) -> HttpResponse:
    """Show a page, or take its answers and go on."""
    try:
        ref = PageRef.parse(path)
    except ValueError as wrong:
        raise Http404 from wrong
    if request.method == "GET":
        return _show(request, held, file, ref)
    return once(request, held, file, f"page/{path}", lambda: _take(request, held, file, ref))


def next_address(held: passes.Pass, file: CaseFile, *, changing: bool = False) -> str:
    """Where the person should be now: the next page, check your answers, or the case."""
    base, position = f"/case/{held.reference}", file.position
    if position.next is not None:
        return f"{base}/page/{position.next}" + ("?changing=1" if changing else "")
    if position.here == "ready_to_send" and position.gaps:
        return f"{base}/page/{position.gaps[0]}"  # a paper form left it open; it is the person's to fill
    return f"{base}/check" if position.here == "ready_to_send" else base


def _show(request: HttpRequest, held: passes.Pass, file: CaseFile, ref: PageRef) -> HttpResponse:
    try:
        screen = page_of(file, ref=ref, language=file.state.language)
    except (NotOnRoute, NoLongerOpen):
        return HttpResponseRedirect(next_address(held, file))
    changing = request.GET.get(CHANGING) == "1"
    return answer(
        _with_ways_out(screen, file, ref, changing=changing),
        framed(request, held, file, f"page/{ref}", hidden=_hidden(changing=changing)),
    )


def _take(request: HttpRequest, held: passes.Pass, file: CaseFile, ref: PageRef) -> str:
    """Take a page's answers; return the address of what follows."""
    changing = request.POST.get(CHANGING) == "1"
    form = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    language = file.state.language
    try:
        after = answer_page(
            file,
            ref=ref,
            form=form,
            language=language,
            circumstances=of_person(request, at=file.at, held=held),
        )
    except (NotOnRoute, NoLongerOpen) as gone:
        raise Unchanged(HttpResponseRedirect(next_address(held, file))) from gone
    except AnswersRefused as refusal:
        screen = page_of(file, ref=ref, language=language, refused=refusal.refused)
        shown = _with_ways_out(screen, file, ref, changing=changing)
        frame = framed(request, held, file, f"page/{ref}", hidden=_hidden(changing=changing))
        raise Unchanged(answer(shown, frame)) from refusal
    return next_address(held, after, changing=changing)


def _with_ways_out(screen: Screen, file: CaseFile, ref: PageRef, *, changing: bool) -> Screen:
    """The page with its back link, and the ways to stop here: an exit is not come back to."""
    shown = way_back(screen, position=file.position, ref=ref, changing=changing)
    save = Link(say("menu.save", screen.language), "do:save")
    finish = Link(say("menu.finish", screen.language), "do:finish")
    ways_out = (finish,) if ref == file.position.exit else (save, finish)
    return replace(shown, links=(*shown.links, *ways_out))


def _hidden(*, changing: bool) -> dict[str, str]:
    return {CHANGING: "1"} if changing else {}
