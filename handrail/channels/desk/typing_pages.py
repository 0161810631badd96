"""The person's own pages as staff type on them, and sending what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.casefile import CaseFile
from handrail.channels.desk.doors import Unchanged, View, case_view, once
from handrail.channels.desk.entries import Entry, as_told, begin, by_entry, end, entry_of
from handrail.channels.desk.frames import address, answer, framed
from handrail.channels.desk.keys import CHANGING
from handrail.channels.desk.paper_gaps import ask_for_gaps, gaps_of, with_gaps
from handrail.channels.desk.staff import Staff, circumstances
from handrail.channels.desk.words import say
from handrail.channels.govuk import Frame, LanguageChoice
from handrail.definition.brick import PageRef
from handrail.definition.screen import Inset, Link, Screen
from handrail.journey.answer import AnswersRefused, NoLongerOpen, NotOnRoute, answer_page, page_of
from handrail.journey.send import NotComplete, NothingToSend, send
from handrail.terms.language import Language, format_day
from handrail.walk.screens import READ_UNTIL, changed_since, check_answers, told_until, way_back

EntryView = Callable[..., HttpResponse]


def entry_view(view: EntryView, *, to: str = "") -> View:
    """Wrap a view of a case that is being typed for someone; without an entry begun, it begins one.

    to: the page of the case to come to once it is begun; without it, what is to be typed next.
    """

    @case_view
    def wrapped(request: HttpRequest, staff: Staff, file: CaseFile, **places: str) -> HttpResponse:
        entry = entry_of(request, file.reference)
        if entry is None:
            return HttpResponseRedirect(f"/desk/case/{file.reference}/entry" + (f"?to={to}" if to else ""))
        asked = request.GET.get("lang", "")
        if asked in file.service.languages:
            entry = replace(entry, language=asked)
            begin(request, file.reference, entry)
        elif entry.language not in file.service.languages:
            entry = replace(entry, language=file.service.languages[0])
        return view(request, staff, as_told(file, entry), entry, **places)

    return wrapped


@require_http_methods(["GET", "POST"])
@entry_view
def page(request: HttpRequest, staff: Staff, file: CaseFile, entry: Entry, path: str) -> HttpResponse:
    """Show a page of the person's, or take the answers that were typed on it."""
    try:
        ref = PageRef.parse(path)
    except ValueError as wrong:
        raise Http404 from wrong
    changing = (request.GET if request.method == "GET" else request.POST).get(CHANGING) == "1"
    if request.method == "GET":
        try:
            screen = page_of(file, ref=ref, language=entry.language)
        except (NotOnRoute, NoLongerOpen):
            return HttpResponseRedirect(following(file))
        return _shown(request, staff, file, entry, ref, screen, typed={}, changing=changing)
    return once(
        request,
        staff,
        f"page/{file.reference}/{ref}",
        lambda: _take(request, staff, file, entry, ref, changing=changing),
        stream=file.stream,
    )


def following(file: CaseFile, *, changing: bool = False) -> str:
    """What is to be typed next: the next page, check the answers, or back to the case."""
    base, position = f"/desk/case/{file.reference}", file.position
    if position.next is not None:
        return f"{base}/page/{position.next}" + ("?changing=1" if changing else "")
    return f"{base}/check" if position.here == "ready_to_send" else base


def _take(
    request: HttpRequest, staff: Staff, file: CaseFile, entry: Entry, ref: PageRef, *, changing: bool
) -> str:
    form = {name: text for name, text in request.POST.items() if isinstance(text, str)}
    by = by_entry(request, staff, entry, at=timezone.now())
    try:
        gaps = gaps_of(form) if entry.channel == "post" else {}
        after = answer_page(file, ref=ref, form=form, language=entry.language, circumstances=by, gaps=gaps)
    except (NotOnRoute, NoLongerOpen):
        return following(file)
    except AnswersRefused as refusal:
        screen = page_of(file, ref=ref, language=entry.language, refused=refusal.refused)
        raise Unchanged(
            _shown(request, staff, file, entry, ref, screen, typed=form, changing=changing)
        ) from refusal
    return following(after, changing=changing)


def _shown(
    request: HttpRequest,
    staff: Staff,
    file: CaseFile,
    entry: Entry,
    ref: PageRef,
    screen: Screen,
    *,
    typed: Mapping[str, str],
    changing: bool,
) -> HttpResponse:
    if entry.channel == "post":
        screen = with_gaps(screen, file, ref, typed)
    shown = way_back(screen, position=file.position, ref=ref, changing=changing)
    frame = typing_frame(
        request,
        staff,
        file,
        form=f"page/{file.reference}/{ref}",
        hidden={CHANGING: "1"} if changing else {},
    )
    return answer(leave(replace(shown, same_for_all=False), file), frame)


@require_http_methods(["GET", "POST"])
@entry_view
def check(request: HttpRequest, staff: Staff, file: CaseFile, entry: Entry) -> HttpResponse:
    """Read the answers back to the person, and send them for them."""
    if request.method == "POST":
        response = once(
            request,
            staff,
            f"check/{file.reference}",
            lambda: _send(request, staff, file, entry),
            stream=file.stream,
        )
        if response["Location"].endswith("done=entry"):
            end(request, file.reference)
        return response
    if file.position.here != "ready_to_send":
        return HttpResponseRedirect(following(file))
    return _check(request, staff, file, entry)


def _check(
    request: HttpRequest, staff: Staff, file: CaseFile, entry: Entry, *, changed: bool = False
) -> HttpResponse:
    screen = check_answers(file.spoken, file.state, file.position, entry.language, changed=changed)
    shown = replace(screen, blocks=(Inset(_how(entry)), *screen.blocks), links=())
    hidden = {READ_UNTIL: told_until(file.state)}
    frame = typing_frame(request, staff, file, form=f"check/{file.reference}", hidden=hidden)
    return answer(leave(shown, file), frame)


def _send(request: HttpRequest, staff: Staff, file: CaseFile, entry: Entry) -> str:
    """Send what the page showed: what was changed elsewhere since is shown before it is sent."""
    read_until = request.POST.get(READ_UNTIL, "")
    if file.position.here == "ready_to_send" and changed_since(file.service, file.state, read_until):
        raise Unchanged(_check(request, staff, file, entry, changed=True))
    base = f"/desk/case/{file.reference}"
    by = by_entry(request, staff, entry, at=timezone.now())
    try:
        sent = send(file, circumstances=by)
    except NotComplete:
        return following(file)
    except NothingToSend:
        return base
    asked = ask_for_gaps(sent, circumstances=circumstances(request, staff, at=timezone.now()))
    return f"{base}?done={'gaps' if asked else 'entry'}"


def _how(entry: Entry) -> str:
    day = format_day(entry.stamped, entry.language) if entry.stamped else ""
    return say(f"entry.by.{entry.channel}", day=day)


def leave(screen: Screen, file: CaseFile) -> Screen:
    """The page with the case that is typed in above its title, and the way back for whoever stops typing."""
    caption = f"{file.reference}: {screen.caption}" if screen.caption else file.reference
    back = Link(say("entry.leave"), f"/desk/case/{file.reference}")
    return replace(screen, caption=caption, links=(*screen.links, back))


def typing_frame(
    request: HttpRequest,
    staff: Staff,
    file: CaseFile,
    *,
    form: str = "",
    hidden: dict[str, str] | None = None,
) -> Frame:
    """The frame of a page of the person's as staff type on it. form: as for any page of the desk."""
    base = f"/desk/case/{file.reference}"
    choices = tuple(
        LanguageChoice(code=code, name=Language(code).own_name, url=f"{request.path}?lang={code}")
        for code in file.service.languages
    )
    frame = framed(
        request, staff, form=form, base=base, hidden=hidden, kind=file.kind, languages=choices, wide=False
    )
    return replace(frame, href=lambda to: _address(base, to))


def _address(base: str, to: str) -> str:
    """Where a link of the person's pages leads at the desk."""
    if to.startswith("change:"):
        return f"{base}/page/{to.removeprefix('change:')}?changing=1"
    return base if to == "do:tasks" else address(base, to)
