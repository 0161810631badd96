"""What a person asked us to do differently: what staff must keep to, and the pages to type it on."""

from collections.abc import Iterator
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from handrail.casefile import CaseFile
from handrail.channels.desk.doors import Unchanged, once
from handrail.channels.desk.entries import Entry, by_entry
from handrail.channels.desk.frames import answer
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.typing_pages import entry_view, leave, typing_frame
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.brick import Refused
from handrail.definition.screen import (
    Block,
    Notice,
    Row,
    Screen,
    Summary,
    Warning,  # noqa: A004 - the Design System's own name for it
)
from handrail.journey.tell_adjustments import AdjustmentsRefused, NoLongerHeld, tell_part
from handrail.walk.adjusting import PARTS, Part
from handrail.walk.adjustments import Adjustments
from handrail.walk.screens import adjustments, adjustments_part

NAME = "adjustments"


def must(told: Adjustments, *, language: str = LANGUAGE) -> tuple[str, ...]:
    """What staff must keep to whenever they deal with the person. language: of the case."""
    return tuple(_must(told, language))


def _must(told: Adjustments, language: str) -> Iterator[str]:
    for care in told.care:
        yield say(f"must.care.{care}")
    for way in told.avoid:
        yield say(f"must.avoid.{way}")
    if language != LANGUAGE:
        yield say(f"must.language.{language}")
    for kind in (*told.written, *told.spoken):
        yield say(f"must.{kind}")
    if told.write_to is not None:
        address = ", ".join(told.write_to.address.lines())
        yield say(f"must.write_to.{told.write_to.told}", name=told.write_to.name, address=address)
    if told.words:
        yield say("must.words", words=" ".join(told.words.split()))


def banner(file: CaseFile) -> Iterator[Block]:
    """What must be kept to, above everything else on the page of a case."""
    told = file.state.adjustments
    lines = must(told, language=file.state.language)
    if lines:
        yield Notice(say("must.title"), "\n".join(lines))
    if "safety" in told.care:
        yield Warning(say("must.safety"))


def going(file: CaseFile) -> Iterator[Block]:
    """In which form what is about to be told must reach the person, and who else hears of it."""
    lines = must(file.state.adjustments, language=file.state.language)
    if lines:
        yield Summary(rows=(Row(say("must.going"), "\n".join(lines)),))


_entry_view = partial(entry_view, to=NAME)


@require_GET
@_entry_view
def adjustments_told(request: HttpRequest, staff: Staff, file: CaseFile, entry: Entry) -> HttpResponse:
    """What we will do, in the person's words, with a way to change each part."""
    screen = adjustments(file.state, entry.language, languages=file.service.languages)
    return answer(leave(screen, file), typing_frame(request, staff, file))


@require_http_methods(["GET", "POST"])
@_entry_view
def adjustments_told_of(
    request: HttpRequest, staff: Staff, file: CaseFile, entry: Entry, part: str
) -> HttpResponse:
    """Show the page of one part, or take what was typed on it for the person."""
    if part not in PARTS:
        raise Http404
    if request.method == "GET":
        return _shown(request, staff, file, entry, part)
    form = _form(file, part)
    return once(request, staff, form, lambda: _take(request, staff, file, entry, part), stream=file.stream)


def _take(request: HttpRequest, staff: Staff, file: CaseFile, entry: Entry, part: Part) -> str:
    typed = {name: text for name, text in request.POST.items() if isinstance(text, str)}
    by = by_entry(request, staff, entry, at=timezone.now())
    try:
        tell_part(file, part=part, typed=typed, language=entry.language, circumstances=by)
    except AdjustmentsRefused as refusal:
        shown = _shown(request, staff, file, entry, part, refused=refusal.refused)
        raise Unchanged(shown) from refusal
    except NoLongerHeld:
        return f"/desk/case/{file.reference}"
    return f"/desk/case/{file.reference}/{NAME}"


def _shown(
    request: HttpRequest,
    staff: Staff,
    file: CaseFile,
    entry: Entry,
    part: Part,
    *,
    refused: Refused | None = None,
) -> HttpResponse:
    screen: Screen = adjustments_part(
        part, file.state, entry.language, languages=file.service.languages, refused=refused
    )
    return answer(leave(screen, file), typing_frame(request, staff, file, form=_form(file, part)))


def _form(file: CaseFile, part: Part) -> str:
    return f"{NAME}/{file.reference}/{part}"
