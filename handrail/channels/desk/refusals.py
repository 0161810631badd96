"""How many were refused in a year, by criterion and district: a page and a CSV, with what is few hidden."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from handrail import estate, history
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
from handrail.insight.hiding import TOTAL, Shown, hide
from handrail.insight.measures.refusals import (
    ALL,
    UNNAMED,
    Refusals,
    refusals,
    services_with_decisions,
)
from handrail.insight.measures.refusals import framed as hanging_together
from handrail.insight.years import Year
from handrail.terms.language import format_day, format_instant
from handrail.terms.legal_day import legal_day

ADDRESS = "/desk/figures/refusals"


@dataclass(frozen=True, slots=True)
class _Line:
    """One row as it may be shown: the criterion's id, words and source, and by column what is shown."""

    id: str
    label: str
    source: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The figures of one service and one year, with nothing in them that may not be shown."""

    service: str
    year: Year
    districts: tuple[tuple[str, str], ...]
    lines: tuple[_Line, ...]


@require_GET
def page(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The figures of a service and a year, and the others to choose from."""
    today = legal_day(timezone.now())
    choices = _choices(staff, today)
    chosen = choices.chosen(request)
    blocks: list[Block] = [Paragraph(say("refusals.text"))]
    if chosen is None:
        blocks.append(Inset(say("refusals.none_decided")))
    else:
        sheet = _sheet(staff, *chosen)
        blocks += choices.links(ADDRESS, chosen)
        blocks += _table(sheet, today)
        address = f"{ADDRESS}.csv?service={sheet.service}&year={sheet.year.start}"
        blocks.append(Paragraph(f"[{say('refusals.csv')}]({address})"))
        blocks += _about(sheet)
    screen = Screen(
        id="desk:refusals",
        title=say("refusals.title"),
        language=LANGUAGE,
        blocks=tuple(blocks),
        back="/desk/figures",
    )
    return answer(screen, framed(request, staff))


@require_GET
def as_csv(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The same figures as a CSV, one number a line, to be worked on or given to whoever asked."""
    now = timezone.now()
    chosen = _choices(staff, legal_day(now)).chosen(request)
    if chosen is None:
        raise Http404
    sheet = _sheet(staff, *chosen)
    body = StringIO()
    write = csv.writer(body)
    names = ("organisation", "service", "year", "district", "criterion", "words", "source", "refusals")
    write.writerow([*names, "counted_at", "definition"])
    who = organisation_of(staff, at=now).called(LANGUAGE)
    for line in sheet.lines:
        for (_, district), number in zip(sheet.districts, line.cells, strict=True):
            told = (who, sheet.service, year_called(sheet.year), district, line.id, line.label, line.source)
            counted = (said(number), format_instant(now, LANGUAGE), say("refusals.definition"))
            write.writerow([harmless(cell) for cell in (*told, *counted)])
    response = HttpResponse(body.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"refusals-{sheet.service}-{sheet.year.start}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _choices(staff: Staff, today: date) -> Choices:
    with history.holding(staff.organisation):
        return choices_of(services_with_decisions(), today, over=False)


def _sheet(staff: Staff, service: str, year: Year) -> _Sheet:
    with history.holding(staff.organisation):
        counted = refusals(service, year)
    frame = hanging_together(counted)
    shown = hide(counted.counts, frame)
    columns = (*counted.districts, TOTAL)
    words = {one.id: (one.label, one.source) for one in counted.criteria}
    words |= {ALL: (say("refusals.all"), ""), UNNAMED: (say("refusals.unnamed"), "")}
    return _Sheet(
        service=service,
        year=year,
        districts=(*_districts(counted), (TOTAL, say("refusals.total"))),
        lines=tuple(_Line(row, *words[row], tuple(shown[row, one] for one in columns)) for row in frame.rows),
    )


def _districts(counted: Refusals) -> Iterator[tuple[str, str]]:
    last = counted.year.after - timedelta(days=1)
    for slug in counted.districts:
        body = estate.organisation(slug, on=last) if slug else None
        named = body.called(LANGUAGE) if body else slug.replace("-", " ").capitalize()
        yield slug, named or say("refusals.no_district")


def _table(sheet: _Sheet, today: date) -> Iterator[Block]:
    yield Heading(say("refusals.of", service=service_called(sheet.service), year=year_called(sheet.year)))
    if not sheet.year.over_on(today):
        yield Inset(say("refusals.not_over"))
    if not sheet.districts[:-1]:
        yield Paragraph(say("refusals.none"))
        return
    yield Table(
        caption=say("refusals.caption"),
        head=(say("refusals.criterion"), *(name for _, name in sheet.districts)),
        rows=tuple((line.label, *map(said, line.cells)) for line in sheet.lines),
    )
    yield Paragraph(say("refusals.adding"))


def _about(sheet: _Sheet) -> Iterator[Block]:
    last = format_day(sheet.year.after - timedelta(days=1), LANGUAGE)
    sources = "\n".join(f"- {line.label}: {line.source}" for line in sheet.lines if line.source)
    text = say("refusals.about", first=format_day(sheet.year.first, LANGUAGE), last=last)
    yield Details(say("refusals.about.title"), f"{say('refusals.definition')}\n\n{text}")
    yield Details(say("refusals.hiding.title"), say("refusals.hiding"))
    if sources:
        yield Details(say("refusals.sources"), sources)
