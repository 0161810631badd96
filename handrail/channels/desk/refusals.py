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
from handrail.insight.years import Year, year_of
from handrail.terms.language import format_day, format_instant
from handrail.terms.legal_day import legal_day

_YEARS = 6
"""As many years back as can be chosen."""

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
    services, years = _choices(staff, today)
    chosen = _chosen(request, services, years)
    blocks: list[Block] = [Paragraph(say("refusals.text"))]
    if chosen is None:
        blocks.append(Inset(say("refusals.none_decided")))
    else:
        sheet = _sheet(staff, *chosen)
        blocks += _choosing(services, years, chosen)
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
    chosen = _chosen(request, *_choices(staff, legal_day(now)))
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
            told = (who, sheet.service, _called(sheet.year), district, line.id, line.label, line.source)
            counted = (_said(number), format_instant(now, LANGUAGE), say("refusals.definition"))
            write.writerow([harmless(cell) for cell in (*told, *counted)])
    response = HttpResponse(body.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"refusals-{sheet.service}-{sheet.year.start}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: what begins like one is quoted as text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _choices(staff: Staff, today: date) -> tuple[tuple[str, ...], tuple[Year, ...]]:
    with history.holding(staff.organisation):
        services = services_with_decisions()
    this = year_of(today)
    return services, tuple(Year(this.start - back) for back in range(_YEARS))


def _chosen(
    request: HttpRequest, services: tuple[str, ...], years: tuple[Year, ...]
) -> tuple[str, Year] | None:
    """What the address asks for; else the first service and the last year that is over. Raises Http404."""
    if not services:
        return None
    service = request.GET.get("service") or services[0]
    asked = request.GET.get("year") or str(years[1].start)
    year = next((one for one in years if str(one.start) == asked), None)
    if service not in services or year is None:
        raise Http404
    return service, year


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


def _choosing(
    services: tuple[str, ...], years: tuple[Year, ...], chosen: tuple[str, Year]
) -> Iterator[Block]:
    """The other services and years, as links: one cut of each, so that no two pages can be subtracted."""
    service, year = chosen

    def link(words: str, slug: str, start: Year) -> str:
        here = (slug, start) == chosen
        return f"**{words}**" if here else f"[{words}]({ADDRESS}?service={slug}&year={start.start})"

    if len(services) > 1:
        named = ", ".join(link(_service(slug), slug, year) for slug in services)
        yield Paragraph(say("refusals.services", services=named))
    yield Paragraph(say("refusals.years", years=", ".join(link(_called(one), service, one) for one in years)))


def _table(sheet: _Sheet, today: date) -> Iterator[Block]:
    yield Heading(say("refusals.of", service=_service(sheet.service), year=_called(sheet.year)))
    if not sheet.year.over_on(today):
        yield Inset(say("refusals.not_over"))
    if not sheet.districts[:-1]:
        yield Paragraph(say("refusals.none"))
        return
    yield Table(
        caption=say("refusals.caption"),
        head=(say("refusals.criterion"), *(name for _, name in sheet.districts)),
        rows=tuple((line.label, *map(_said, line.cells)) for line in sheet.lines),
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


def _said(number: Shown) -> str:
    if isinstance(number, int):
        return str(number)
    return say(f"refusals.{number}")


def _called(year: Year) -> str:
    return say("refusals.year", first=year.start, last=year.start + 1)


def _service(slug: str) -> str:
    """What a service is called here: by the version published last in this organisation or any before it."""
    return slug.replace("-", " ").capitalize()
