"""Figures of a service and a year, as a page and as a CSV: what is counted is each measure's own."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from typing import Generic, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from handrail import history
from handrail.channels.desk.frames import answer, framed
from handrail.channels.desk.names import Called, services_of
from handrail.channels.desk.staff import Staff, organisation_of
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.places import as_text
from handrail.definition.screen import Block, Details, Heading, Inset, Paragraph, Screen
from handrail.insight.hiding import Shown
from handrail.insight.measures.refusals import services_with_decisions
from handrail.insight.years import Year, year_of
from handrail.terms.language import format_day, format_instant
from handrail.terms.legal_day import legal_day

Sheet = TypeVar("Sheet")
"""The figures of one service and one year, with nothing in them that may not be shown."""

_YEARS = 6
"""As many years back as can be chosen."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The services and years that a page of figures may be asked for, the latest year first."""

    services: tuple[str, ...]
    years: tuple[Year, ...]
    last_over: Year

    def chosen(self, request: HttpRequest) -> tuple[str, Year] | None:
        """Return what the address asks for; else the first service and the last year that is over.

        None where there is no service. Raises Http404.
        """
        if not self.services:
            return None
        service = request.GET.get("service") or self.services[0]
        asked = request.GET.get("year") or str(self.last_over.start)
        year = next((one for one in self.years if str(one.start) == asked), None)
        if service not in self.services or year is None:
            raise Http404
        return service, year

    def links(self, address: str, chosen: tuple[str, Year], *, called: Called) -> Iterator[Block]:
        """Yield the others as links: one cut of each, so that no two pages can be subtracted."""
        service, year = chosen

        def link(words: str, slug: str, start: Year) -> str:
            here = (slug, start) == chosen
            words = words.replace(" ", "\N{NO-BREAK SPACE}")
            return f"**{words}**" if here else f"[{words}]({address}?service={slug}&year={start.start})"

        if len(self.services) > 1:
            named = ", ".join(link(as_text(called(slug)), slug, year) for slug in self.services)
            yield Paragraph(say("refusals.services", services=named))
        years = ", ".join(link(year_called(one), service, one) for one in self.years)
        yield Paragraph(say("refusals.years", years=years))


@dataclass(frozen=True, slots=True)
class Measure(Generic[Sheet]):
    """A measure of a service and a year, for staff.

    name: of its address, its words and its file. over: only of years that are over. sheet: counts, of what
    the organisation holds. tables: what was counted, as blocks. columns, rows: of the CSV, between the year
    and the moment of counting. notes: what else is to be read about it.
    """

    name: str
    over: bool
    sheet: Callable[[str, Year], Sheet]
    tables: Callable[[Sheet], Iterable[Block]]
    columns: Sequence[str]
    rows: Callable[[Sheet], Iterable[Sequence[str]]]
    notes: Callable[[Sheet], Iterable[Block]]

    @property
    def address(self) -> str:
        """Where its page is."""
        return f"/desk/figures/{self.name}"

    def page(self, request: HttpRequest, staff: Staff) -> HttpResponse:
        """Answer with the figures of a service and a year, and the others to choose from. Raises Http404."""
        today = legal_day(timezone.now())
        choices = self._choices(staff, today)
        chosen = choices.chosen(request)
        blocks: list[Block] = [Paragraph(say(f"{self.name}.text"))]
        if chosen is None:
            blocks.append(Inset(say("refusals.none_decided")))
        else:
            called = services_of(staff.organisation)
            blocks += choices.links(self.address, chosen, called=called)
            blocks += self._figures(staff, *chosen, today, called=called)
        screen = Screen(
            id=f"desk:{self.name}",
            title=say(f"{self.name}.title"),
            language=LANGUAGE,
            blocks=tuple(blocks),
            back="/desk/figures",
        )
        return answer(screen, framed(request, staff))

    def as_csv(self, request: HttpRequest, staff: Staff) -> HttpResponse:
        """Answer with the same figures as a CSV, one number a line, for whoever works on them or asked.

        Raises Http404, where there is no service too.
        """
        now = timezone.now()
        chosen = self._choices(staff, legal_day(now)).chosen(request)
        if chosen is None:
            raise Http404
        service, year = chosen
        body = StringIO()
        write = csv.writer(body)
        write.writerow(["organisation", "service", "year", *self.columns, "counted_at", "definition"])
        before = (organisation_of(staff, at=now).called(LANGUAGE), service, year_called(year))
        after = (format_instant(now, LANGUAGE), say(f"{self.name}.definition"))
        for row in self.rows(self._sheet(staff, service, year)):
            write.writerow([harmless(cell) for cell in (*before, *row, *after)])
        response = HttpResponse(body.getvalue(), content_type="text/csv; charset=utf-8")
        named = f"{self.name}-{service}-{year.start}.csv"
        response["Content-Disposition"] = f'attachment; filename="{named}"'
        return response

    def _choices(self, staff: Staff, today: date) -> Choices:
        with history.holding(staff.organisation):
            return _choices_of(services_with_decisions(), today, over=self.over)

    def _sheet(self, staff: Staff, service: str, year: Year) -> Sheet:
        with history.holding(staff.organisation):
            return self.sheet(service, year)

    def _figures(
        self, staff: Staff, service: str, year: Year, today: date, *, called: Called
    ) -> Iterator[Block]:
        sheet = self._sheet(staff, service, year)
        yield Heading(say("refusals.of", service=called(service), year=year_called(year)))
        if not year.over_on(today):
            yield Inset(say("refusals.not_over"))
        yield from self.tables(sheet)
        address = f"{self.address}.csv?service={service}&year={year.start}"
        yield Paragraph(f"[{say(f'{self.name}.csv')}]({address})")
        days = {"first": year.first, "last": year.after - timedelta(days=1)}
        about = say(f"{self.name}.about", **{name: format_day(day, LANGUAGE) for name, day in days.items()})
        yield Details(say("refusals.about.title"), f"{say(f'{self.name}.definition')}\n\n{about}")
        yield Details(say("refusals.hiding.title"), say("refusals.hiding"))
        yield from self.notes(sheet)


def _choices_of(services: tuple[str, ...], today: date, *, over: bool) -> Choices:
    """Return the services with the years that can be chosen. over: only years that are."""
    this = year_of(today).start
    years = tuple(Year(this - back) for back in range(_YEARS))
    return Choices(services, years[1:] if over else years, last_over=years[1])


def said(number: Shown) -> str:
    """Return a number as it is shown, or why it is not."""
    return str(number) if isinstance(number, int) else say(f"refusals.{number}")


def year_called(year: Year) -> str:
    """Return what a year is called."""
    return say("refusals.year", first=year.start, last=year.start + 1)


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: what begins like one is quoted as text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
