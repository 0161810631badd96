"""Who applied in a year and was granted it, by equality answer: a page and a CSV, with what is few hidden."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from handrail import history
from handrail.channels.desk.frames import answer, framed
from handrail.channels.desk.measured import (
    Choices,
    choices_of,
    harmless,
    said,
    service_called,
    year_called,
)
from handrail.channels.desk.staff import Staff, organisation_of
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import Block, Details, Heading, Inset, Paragraph, Screen, Table
from handrail.insight.hiding import TOTAL, Cell, Shown, hide
from handrail.insight.measures.equality import ALL, GRANTED, OTHERS, YES_NO, Question, equality
from handrail.insight.measures.equality import framed as hanging_together
from handrail.insight.measures.refusals import services_with_decisions
from handrail.insight.years import Year
from handrail.terms.language import format_day, format_instant
from handrail.terms.legal_day import legal_day

ADDRESS = "/desk/figures/equality"
_COLUMNS = (GRANTED, OTHERS, TOTAL)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The figures of one service and one year, with nothing in them that may not be shown."""

    service: str
    year: Year
    questions: tuple[Question, ...]
    shown: Mapping[Cell, Shown]


@require_GET
def page(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The figures of a service and a year, a table for each question, and the others to choose from."""
    choices = _choices(staff, legal_day(timezone.now()))
    chosen = choices.chosen(request)
    blocks: list[Block] = [Paragraph(say("equality.text"))]
    if chosen is None:
        blocks.append(Inset(say("refusals.none_decided")))
    else:
        sheet = _sheet(staff, *chosen)
        blocks += choices.links(ADDRESS, chosen)
        blocks += _tables(sheet)
    screen = Screen(
        id="desk:equality",
        title=say("equality.title"),
        language=LANGUAGE,
        blocks=tuple(blocks),
        back="/desk/figures",
    )
    return answer(screen, framed(request, staff))


@require_GET
def as_csv(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The same figures as a CSV, one number a line."""
    now = timezone.now()
    chosen = _choices(staff, legal_day(now)).chosen(request)
    if chosen is None:
        raise Http404
    sheet = _sheet(staff, *chosen)
    body = StringIO()
    write = csv.writer(body)
    names = ("organisation", "service", "year", "question", "question_words", "answer", "answer_words")
    write.writerow([*names, "outcome", "people", "counted_at", "definition"])
    who = organisation_of(staff, at=now).called(LANGUAGE)
    counted_at, definition = format_instant(now, LANGUAGE), say("equality.definition")
    for question, value, row in _rows(sheet):
        of = (question.id, question.label, value, _words(question, value)) if question else ("", "", ALL, "")
        for column in _COLUMNS:
            number = said(sheet.shown[row, column])
            cells = (who, sheet.service, year_called(sheet.year), *of, say(f"equality.{column}"), number)
            write.writerow([harmless(cell) for cell in (*cells, counted_at, definition)])
    response = HttpResponse(body.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"equality-{sheet.service}-{sheet.year.start}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _choices(staff: Staff, today: date) -> Choices:
    """Only years that are over: of one that grows, today less yesterday would tell what somebody answered."""
    with history.holding(staff.organisation):
        return choices_of(services_with_decisions(), today, over=True)


def _sheet(staff: Staff, service: str, year: Year) -> _Sheet:
    with history.holding(staff.organisation):
        counted = equality(service, year)
    return _Sheet(service, year, counted.questions, hide(counted.counts, hanging_together(counted)))


def _rows(sheet: _Sheet) -> Iterator[tuple[Question | None, str, str]]:
    """Yield each row with its question and answer; of all who applied, no question."""
    yield None, "", ALL
    for question in sheet.questions:
        yield from ((question, value, question.row(value)) for value in (*question.answers, ""))


def _tables(sheet: _Sheet) -> Iterator[Block]:
    yield Heading(say("refusals.of", service=service_called(sheet.service), year=year_called(sheet.year)))
    if not sheet.questions:
        yield Paragraph(say("equality.asks_none"))
        return
    head = (say("equality.answer"), *(say(f"equality.{column}") for column in _COLUMNS))
    for question in sheet.questions:
        rows = [
            (_words(question, value), *(said(sheet.shown[question.row(value), one]) for one in _COLUMNS))
            for value in (*question.answers, "")
        ]
        rows.append((say("equality.all"), *(said(sheet.shown[ALL, one]) for one in _COLUMNS)))
        yield Table(caption=question.label, head=head, rows=tuple(rows))
    address = f"{ADDRESS}.csv?service={sheet.service}&year={sheet.year.start}"
    yield Paragraph(f"[{say('equality.csv')}]({address})")
    yield from _about(sheet)


def _about(sheet: _Sheet) -> Iterator[Block]:
    last = format_day(sheet.year.after - timedelta(days=1), LANGUAGE)
    text = say("equality.about", first=format_day(sheet.year.first, LANGUAGE), last=last)
    yield Details(say("refusals.about.title"), f"{say('equality.definition')}\n\n{text}")
    yield Details(say("equality.reading.title"), say("equality.reading"))
    yield Details(say("refusals.hiding.title"), say("refusals.hiding"))


def _words(question: Question, value: str) -> str:
    if value in YES_NO and not question.answers.get(value):
        return say(f"equality.{value}")
    return question.answers[value] if value else say("equality.none")
