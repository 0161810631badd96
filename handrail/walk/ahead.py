"""What lies ahead of a case that has ended: the last day of what it gave, and what falls due before it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from handrail.definition.brick import Fact
from handrail.definition.service import Endpoint, Service, Step
from handrail.terms.period import NotAPeriod, Period, parse_period


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step that falls due before an end: from which legal day on, and whether staff have concluded it."""

    step: str
    from_on: date
    done: bool


def ends_on(endpoint: Endpoint, facts: Mapping[str, Fact], *, at: datetime) -> date | None:
    """Return the last legal day of what a case gave; None where nothing ends, or what says so is erased."""
    found = endpoint.ends.evaluate(facts, at=at) if endpoint.ends else None
    return found if isinstance(found, date) and not isinstance(found, datetime) else None


def before_end(
    service: Service, facts: Mapping[str, Fact], *, end: date, at: datetime
) -> Iterator[tuple[Step, date]]:
    """Yield the steps that fall due before an end and apply, with the day from which they do.

    A step whose parameter had no value then never falls due.
    """
    for step in service.steps:
        if not step.before_end or (step.when and step.when.evaluate(facts, at=at) is not True):
            continue
        length = _length(service, step.before_end, facts)
        if length is not None:
            yield step, length.start_before(end)


def _length(service: Service, written: str, facts: Mapping[str, Fact]) -> Period | None:
    try:
        return parse_period(written)
    except NotAPeriod:
        value = facts.get(written)
    if not isinstance(value, Decimal):
        return None
    return Period(**{service.parameters[written].unit: int(value)})
