"""Who applied in a year and was granted it, by what they answered to equality questions, the few hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from handrail.channels.desk.measured import Measure, said
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.words import say
from handrail.definition.screen import Block, Details, Paragraph, Table
from handrail.insight.hiding import TOTAL, Cell, Shown, hide
from handrail.insight.measures.equality import ALL, GRANTED, OTHERS, YES_NO, Question, equality, framed
from handrail.insight.years import Year

_COLUMNS = (GRANTED, OTHERS, TOTAL)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The questions that were asked, and by row and column what is shown."""

    questions: tuple[Question, ...]
    shown: Mapping[Cell, Shown]


@require_GET
def page(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The figures of a service and a year, a table for each question, and the others to choose from."""
    return EQUALITY.page(request, staff)


@require_GET
def as_csv(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The same figures as a CSV, one number a line."""
    return EQUALITY.as_csv(request, staff)


def _sheet(service: str, year: Year) -> _Sheet:
    counted = equality(service, year)
    return _Sheet(counted.questions, hide(counted.counts, framed(counted)))


def _tables(sheet: _Sheet) -> Iterator[Block]:
    if not sheet.questions:
        yield Paragraph(say("equality.asks_none"))
    head = (say("equality.answer"), *(say(f"equality.{column}") for column in _COLUMNS))
    for question in sheet.questions:
        rows = [
            (_words(question, value), *(said(sheet.shown[question.row(value), one]) for one in _COLUMNS))
            for value in (*question.answers, "")
        ]
        rows.append((say("equality.all"), *(said(sheet.shown[ALL, one]) for one in _COLUMNS)))
        yield Table(caption=question.label, head=head, rows=tuple(rows), numbers=True)


def _rows(sheet: _Sheet) -> Iterator[tuple[str, ...]]:
    for of, row in _answers(sheet):
        for column in _COLUMNS:
            yield *of, say(f"equality.{column}"), said(sheet.shown[row, column])


def _answers(sheet: _Sheet) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each row with what it is of: the question, its words, the answer, its words."""
    yield ("", "", ALL, ""), ALL
    for question in sheet.questions:
        for value in (*question.answers, ""):
            yield (question.id, question.label, value, _words(question, value)), question.row(value)


def _words(question: Question, value: str) -> str:
    if value in YES_NO and not question.answers.get(value):
        return say(f"equality.{value}")
    return question.answers[value] if value else say("equality.none")


def _reading(_sheet: _Sheet) -> Iterator[Block]:
    yield Details(say("equality.reading.title"), say("equality.reading"))


EQUALITY = Measure(
    name="equality",
    over=True,  # of a year that grows, today less yesterday would tell what somebody answered
    sheet=_sheet,
    tables=_tables,
    columns=("question", "question_words", "answer", "answer_words", "outcome", "people"),
    rows=_rows,
    notes=_reading,
)
