"""Counts of cases by service and where they stand: nothing about any person, nothing about any worker."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from handrail import history
from handrail.casework.queues import counts_by_service
from handrail.channels.desk.access import ACCESS
from handrail.channels.desk.frames import answer, framed
from handrail.channels.desk.names import services_of
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import Block, Paragraph, Screen, Table


@require_GET
def figures(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The counts of the organisation's cases today."""
    with history.holding(staff.organisation):
        found = counts_by_service(kind="live")
    called = services_of(staff.organisation)
    statuses = ("draft", "received", "being_looked_at", "waiting_for_you", "paused", "decided", "withdrawn")
    rows = tuple(
        (
            called(service),
            *(str(numbers.get(status, 0)) for status in statuses),
            str(sum(numbers.values())),
        )
        for service, numbers in sorted(found.items())
    )
    head = (
        say("figures.service"),
        *(say(f"status.{status}") for status in statuses),
        say("figures.all"),
    )
    blocks: tuple[Block, ...] = (
        (
            Paragraph(say("figures.text")),
            Table(caption=say("figures.caption"), head=head, rows=rows, numbers=True),
        )
        if rows
        else (Paragraph(say("home.no_cases")),)
    )
    blocks += (Paragraph(f"[{say('figures.refusals')}](/desk/figures/refusals)"),)
    if staff.roles.intersection(ACCESS["desk-equality"]):
        blocks += (Paragraph(f"[{say('figures.equality')}](/desk/figures/equality)"),)
    screen = Screen(id="desk:figures", title=say("section.desk-figures"), language=LANGUAGE, blocks=blocks)
    return answer(screen, framed(request, staff))
