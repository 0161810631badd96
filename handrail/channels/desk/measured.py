"""What every page of figures of a year has: the choice of service and year, and how a number is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest

from handrail.channels.desk.words import say
from handrail.definition.screen import Block, Paragraph
from handrail.insight.hiding import Shown
from handrail.insight.years import Year, year_of

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

    def links(self, address: str, chosen: tuple[str, Year]) -> Iterator[Block]:
        """Yield the others as links: one cut of each, so that no two pages can be subtracted."""
        service, year = chosen

        def link(words: str, slug: str, start: Year) -> str:
            here = (slug, start) == chosen
            return f"**{words}**" if here else f"[{words}]({address}?service={slug}&year={start.start})"

        if len(self.services) > 1:
            named = ", ".join(link(service_called(slug), slug, year) for slug in self.services)
            yield Paragraph(say("refusals.services", services=named))
        years = ", ".join(link(year_called(one), service, one) for one in self.years)
        yield Paragraph(say("refusals.years", years=years))


def choices_of(services: tuple[str, ...], today: date, *, over: bool) -> Choices:
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


def service_called(slug: str) -> str:
    """Return what a service is called in figures, whose cases may be of several versions of it."""
    return slug.replace("-", " ").capitalize()


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: what begins like one is quoted as text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
