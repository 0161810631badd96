"""How many were refused in a year, by criterion and district, with what is few hidden."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from handrail import estate
from handrail.channels.desk.measured import Measure, said
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import Block, Details, Paragraph, Table
from handrail.insight.hiding import TOTAL, Shown, hide
from handrail.insight.measures.refusals import ALL, UNNAMED, Refusals, framed, refusals
from handrail.insight.years import Year


@dataclass(frozen=True, slots=True)
class _Line:
    """One row as it may be shown: the criterion's id, words and source, and by column what is shown."""

    id: str
    label: str
    source: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The districts, by slug with what each is called, the total last; and the rows."""

    districts: tuple[tuple[str, str], ...]
    lines: tuple[_Line, ...]


@require_GET
def page(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The figures of a service and a year, and the others to choose from."""
    return REFUSALS.page(request, staff)


@require_GET
def as_csv(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The same figures as a CSV, one number a line, to be worked on or given to whoever asked."""
    return REFUSALS.as_csv(request, staff)


def _sheet(service: str, year: Year) -> _Sheet:
    counted = refusals(service, year)
    frame = framed(counted)
    shown = hide(counted.counts, frame)
    columns = (*counted.districts, TOTAL)
    words = {one.id: (one.label, one.source) for one in counted.criteria}
    words |= {ALL: (say("refusals.all"), ""), UNNAMED: (say("refusals.unnamed"), "")}
    return _Sheet(
        districts=(*_districts(counted), (TOTAL, say("refusals.total"))),
        lines=tuple(_Line(row, *words[row], tuple(shown[row, one] for one in columns)) for row in frame.rows),
    )


def _districts(counted: Refusals) -> Iterator[tuple[str, str]]:
    last = counted.year.after - timedelta(days=1)
    for slug in counted.districts:
        body = estate.organisation(slug, on=last) if slug else None
        named = body.called(LANGUAGE) if body else slug.replace("-", " ").capitalize()
        yield slug, named or say("refusals.no_district")


def _table(sheet: _Sheet) -> Iterator[Block]:
    if not sheet.districts[:-1]:
        yield Paragraph(say("refusals.none"))
        return
    yield Table(
        caption=say("refusals.caption"),
        head=(say("refusals.criterion"), *(name for _, name in sheet.districts)),
        rows=tuple((line.label, *map(said, line.cells)) for line in sheet.lines),
        numbers=True,
    )
    yield Paragraph(say("refusals.adding"))


def _rows(sheet: _Sheet) -> Iterator[tuple[str, ...]]:
    for line in sheet.lines:
        for (_, district), number in zip(sheet.districts, line.cells, strict=True):
            yield district, line.id, line.label, line.source, said(number)


def _sources(sheet: _Sheet) -> Iterator[Block]:
    sources = "\n".join(f"- {line.label}: {line.source}" for line in sheet.lines if line.source)
    if sources:
        yield Details(say("refusals.sources"), sources)


REFUSALS = Measure(
    name="refusals",
    over=False,
    sheet=_sheet,
    tables=_table,
    columns=("district", "criterion", "words", "source", "refusals"),
    rows=_rows,
    notes=_sources,
)
