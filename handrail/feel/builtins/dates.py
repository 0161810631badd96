"""Built-in functions on dates: DMN 1.5, section 10.3.4. today() and now() read the moment of evaluation."""

from calendar import monthrange
from datetime import date

from handrail.feel.builtins.signature import Function, Param, Signature, function
from handrail.feel.types import DATE, DATE_TIME, NUMBER, STRING
from handrail.terms.legal_day import legal_day

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _month_end(day: date) -> date:
    return date(day.year, day.month, monthrange(day.year, day.month)[1])


def _on_dates(name: str, result: object, run: object) -> Function:
    return function(
        name,
        *(Signature((Param("date", kind),), result, run) for kind in (DATE, DATE_TIME)),  # type: ignore[arg-type]
    )


DATE_FUNCTIONS: tuple[Function, ...] = (
    function("today", Signature((), DATE, legal_day, at=True)),
    function("now", Signature((), DATE_TIME, lambda at: at, at=True)),
    _on_dates("day of week", STRING, lambda day: _DAYS[day.weekday()]),
    _on_dates("month of year", STRING, lambda day: _MONTHS[day.month - 1]),
    _on_dates("day of year", NUMBER, lambda day: day.timetuple().tm_yday),
    _on_dates("week of year", NUMBER, lambda day: day.isocalendar().week),
    _on_dates("last day of month", DATE, _month_end),
)
