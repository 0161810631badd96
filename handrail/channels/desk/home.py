"""The first page: what waits in a fair order, what is in hand, what wants another look, and the counts."""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from handrail import history
from handrail.casework import queues
from handrail.casework.next_case import take_next
from handrail.casework.queues import Waiting
from handrail.channels.desk.access import ACCESS
from handrail.channels.desk.doors import once, state_purpose, stream_of
from handrail.channels.desk.frames import HOME, answer, framed
from handrail.channels.desk.names import Known, known_to, service_name, step_title
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
    Table,
)
from handrail.terms.language import format_day
from handrail.terms.legal_day import legal_day

CASEWORK = "casework"
"""The purpose for which cases are opened from the queue."""

_MOST_SHOWN = 50


@require_GET
def home(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The first page of whoever is signed in."""
    casework = bool(staff.roles.intersection(ACCESS["desk-next"]))
    blocks: list[Block] = [*_done(request)]
    if casework:
        with history.holding(staff.organisation):
            found = queues.waiting(kind="live", on=legal_day(timezone.now()))
            numbers = queues.counts(kind="live")
        blocks += _work(found, staff)
        blocks += _counts(numbers)
    blocks += [
        Paragraph(say(f"home.{role}"))
        for role in sorted(staff.roles)
        if PHRASES.has(f"home.{role}", LANGUAGE)
    ]
    screen = Screen(id="desk:home", title=say("home.title"), language=LANGUAGE, blocks=tuple(blocks))
    return answer(screen, framed(request, staff, form="next" if casework else ""))


@require_POST
def next_case(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Take on the case whose turn it is, and open it."""
    now = timezone.now()

    def do() -> str:
        taken = take_next(
            kind="live",
            reader=reader(request, staff, purpose=CASEWORK, at=now),
            circumstances=circumstances(request, staff, at=now),
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


def _done(request: HttpRequest) -> Iterator[Notice]:
    key = f"done.{request.GET.get('done', '')}"
    if PHRASES.has(key, LANGUAGE):
        yield Notice(say("notice"), say(key), success=True)


def _work(found: Sequence[Waiting], staff: Staff) -> Iterator[Block]:
    mine = [one for one in found if one.claimed_by == staff.id]
    again = [one for one in found if one.another_look and one not in mine]
    free = [one for one in found if _is_free(one)]
    known = known_to(staff.organisation)
    stopped = [one for one in found if one.paused and one not in mine]
    theirs = [one for one in found if one.claimed_by and one.claimed_by != staff.id and not one.paused]
    yield Inset(say("home.waiting", count=len(free)) if free else say("home.none"))
    if free:
        yield Action(say("home.next"), "/desk/next")
    for name, cases in (
        ("mine", mine),
        ("again", again),
        ("free", free),
        ("paused", stopped),
        ("theirs", theirs),
    ):
        if cases:
            yield _table(name, cases, known)


def _is_free(one: Waiting) -> bool:
    """Whether anyone may take the case."""
    return bool(one.queue) and not (one.paused or one.claimed_by or one.another_look)


def _table(name: str, cases: Sequence[Waiting], known: Known) -> Table:
    head = ("reference", "service", "step", "due", "sent", "state")
    return Table(
        caption=say(f"home.{name}", count=len(cases)),
        head=tuple(say(f"home.head.{one}") for one in head),
        rows=tuple(_row(one, known) for one in cases[:_MOST_SHOWN]),
    )


def _row(one: Waiting, known: Known) -> tuple[str | Link, ...]:
    return (
        Link(one.reference, f"/desk/queue/{one.reference}"),
        service_name(known, one.service),
        step_title(known, one.service, one.step),
        format_day(one.due_on, LANGUAGE) if one.due_on else say("home.no_day"),
        format_day(legal_day(one.sent_at), LANGUAGE) if one.sent_at else say("home.no_day"),
        _state(one),
    )


def _state(one: Waiting) -> str:
    if one.ends_on:
        return say("home.ends")
    if one.another_look:
        return say("home.review") if one.review_asked else say("home.changed")
    if one.document_came:
        return say("home.document_came")
    if one.paused_until:
        return say("home.paused_until", day=format_day(one.paused_until, LANGUAGE))
    return say(f"status.{one.status}")


def _counts(numbers: dict[str, int]) -> Iterator[Block]:
    """Behind a click: who works on cases needs the cases first."""
    lines = [f"- {say(f'status.{name}')}: {count}" for name, count in sorted(numbers.items())]
    yield Details(say("home.counts"), "\n".join(lines) or say("home.no_cases"))
