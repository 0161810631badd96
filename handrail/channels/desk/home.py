"""The first page: what waits in a fair order, what is in hand, what wants another look, and the counts."""

import re
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from handrail import history
from handrail.casework import queues
from handrail.casework.next_case import take_next
from handrail.casework.queues import LISTS
from handrail.channels.desk import paging
from handrail.channels.desk.access import ACCESS
from handrail.channels.desk.doors import once, stream_of
from handrail.channels.desk.frames import HOME, answer, framed
from handrail.channels.desk.lists import Cases, Lists
from handrail.channels.desk.names import known_to
from handrail.channels.desk.purposes import CASEWORK, state_purpose
from handrail.channels.desk.staff import Staff, circumstances, reader
from handrail.channels.desk.words import LANGUAGE, PHRASES, say
from handrail.definition.screen import (
    Action,
    Block,
    Details,
    Inset,
    Link,
    Notice,
    Paragraph,
    Screen,
)
from handrail.history.work_lists import ListName
from handrail.terms.legal_day import legal_day

_QUEUE = re.compile(r"[a-z][a-z0-9-]{0,63}")


@require_GET
def home(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The first page of whoever is signed in."""
    casework = bool(staff.roles.intersection(ACCESS["desk-next"]))
    blocks: list[Block] = [*_done(request)]
    if casework:
        on = legal_day(timezone.now())
        asked = next((one for one in LISTS if one == request.GET.get("list")), None)
        with history.holding(staff.organisation):
            numbers = queues.numbers(kind="live", on=on, me=staff.id)
            lists = Lists(numbers, on=on, known=known_to(staff.organisation), queue=_queue(request))
            if asked:
                return _list(request, staff, lists, asked)
            cases = queues.page(
                kind="live", on=on, lists=LISTS, me=staff.id, queue=lists.queue, limit=paging.AT_ONCE
            )
            statuses = queues.counts(kind="live")
        blocks += _work(lists, cases)
        blocks += _counts(statuses)
    blocks += [
        Paragraph(say(f"home.{role}"))
        for role in sorted(staff.roles)
        if PHRASES.has(f"home.{role}", LANGUAGE)
    ]
    own = (Link(say("password.title"), "/desk/password"),)
    screen = Screen(
        id="desk:home", title=say("home.title"), language=LANGUAGE, blocks=tuple(blocks), links=own
    )
    return answer(screen, framed(request, staff, form="next" if casework else ""))


def _list(request: HttpRequest, staff: Staff, lists: Lists, name: ListName) -> HttpResponse:
    """Answer with one page of one list. Inside `holding`."""
    page = paging.page_of(request.GET.get("page", ""), count=lists.count(name))
    cases = queues.page(
        kind="live",
        on=lists.on,
        lists=[name],
        me=staff.id,
        queue=lists.queue,
        start=page.start,
        limit=paging.AT_ONCE,
    )
    screen = Screen(
        id=f"desk:home/{name}",
        title=say("home.title"),
        language=LANGUAGE,
        blocks=tuple(lists.page(name, page, cases[name])),
        back=HOME,
    )
    return answer(screen, framed(request, staff))


@require_POST
def next_case(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Take on the case whose turn it is, of all or of the queue that the address names, and open it."""
    now = timezone.now()

    def do() -> str:
        taken = take_next(
            kind="live",
            reader=reader(request, staff, purpose=CASEWORK, at=now),
            circumstances=circumstances(request, staff, at=now),
            queue=_queue(request),
        )
        return f"/desk/case/{taken.reference}?done=take" if taken else f"{HOME}?done=nothing"

    with history.holding(staff.organisation):
        response = once(request, staff, "next", do, stream=None)
    if response["Location"].startswith("/desk/case/"):
        state_purpose(request, response["Location"].split("/")[3].partition("?")[0], CASEWORK)
    return response


@require_GET
def from_queue(request: HttpRequest, staff: Staff, reference: str) -> HttpResponse:
    """Open a case that waits for staff: the purpose is casework. Any other case asks for its purpose."""
    stream, written = stream_of(staff, reference)
    with history.holding(staff.organisation):
        waits = queues.is_waiting(stream, on=legal_day(timezone.now()))
    if waits:
        state_purpose(request, written, CASEWORK)
    return HttpResponseRedirect(f"/desk/case/{written}")


def _queue(request: HttpRequest) -> str:
    """Return the queue that the address asks for, "" for all."""
    asked = request.GET.get("queue", "")
    return asked if _QUEUE.fullmatch(asked) else ""


def _done(request: HttpRequest) -> Iterator[Notice]:
    key = f"done.{request.GET.get('done', '')}"
    if PHRASES.has(key, LANGUAGE):
        yield Notice(say("notice"), say(key), success=True)


def _work(lists: Lists, cases: Cases) -> Iterator[Block]:
    free, late = lists.count("free"), lists.count("free", late=True)
    waiting = say("home.waiting_late" if late else "home.waiting", count=free, late=late)
    yield from lists.choice()
    yield Inset(waiting if free else say("home.none"))
    if free:
        yield Action(say("home.next"), "/desk/next" + (f"?queue={lists.queue}" if lists.queue else ""))
    yield from lists.shown(cases)


def _counts(numbers: dict[str, int]) -> Iterator[Block]:
    """Behind a click: who works on cases needs the cases first."""
    lines = [f"- {say(f'status.{name}')}: {count}" for name, count in sorted(numbers.items())]
    yield Details(say("home.counts"), "\n".join(lines) or say("home.no_cases"))
