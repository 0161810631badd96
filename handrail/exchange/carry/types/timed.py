"""Days, months and times, and how long ago or how soon they may be."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handrail.exchange.carry.asked import Answer, Asked, Carrier, Place, Question
from handrail.exchange.carry.wording import Wanted, one_question, own_words, with_answers
from handrail.exchange.form import Component

_MOST_DAYS = 400_000
_BY_TODAY = (("not_after", "too_late", "in_future"), ("not_before", "too_early", "in_past"))
"""The limit of a day, the mistake of passing it, and what that is called where the limit is today."""


def _day(component: Component, place: Place) -> Asked:
    asked, own = one_question(component, place, Wanted("date", limits=_window(component)))
    asked = replace(asked, questions=tuple(map(_named_by_today, asked.questions)))
    parts = {f"{component.name}__{part}": Answer(own, "date") for part in ("day", "month", "year")}
    return with_answers(asked, {component.name: Answer(own, "date"), **parts})


def _named_by_today(question: Question) -> Question:
    """Return a day whose sentences for mistakes have the names that they have where the limit is today."""
    limits = question.keys.get("limits", {})
    named = {
        f"errors.{mistake}": f"errors.{by_today}"
        for limit, mistake, by_today in _BY_TODAY
        if limits.get(limit) == "today()"
    }
    return replace(question, words={named.get(key, key): said for key, said in question.words.items()})


def _month(component: Component, place: Place) -> Asked:
    asked, own = one_question(component, place, Wanted("month-year"))
    return with_answers(asked, {component.name: Answer(own, "date")})


def _time(component: Component, place: Place) -> Asked:
    asked, own = one_question(component, place, Wanted("time"))
    return with_answers(asked, {component.name: Answer(own, "time")})


def _day_and_time(component: Component, place: Place) -> Asked:
    """Carry a moment as a day and a time, asked one after the other."""
    day, own = one_question(component, place, Wanted("date", limits=_window(component)))
    later = replace(
        component, title=own_words("what_time", component.title), short={}, hint={}, options={}, when=None
    )
    time, clock = one_question(later, place, Wanted("time"), name=f"{component.name}__time")
    place.report.note(f"{component.where}: a day and a time of day are asked for one after the other.")
    both = replace(day, questions=(*day.questions, *time.questions), heading=False)
    return with_answers(
        both, {component.name: Answer(own, "date"), f"{component.name}__time": Answer(clock, "time")}
    )


def _window(component: Component) -> dict[str, str]:
    """Return the limits of a day that may be so many days in the past or in the future."""
    limits = {}
    past = _days(component.options.get("maxDaysInPast"))
    future = _days(component.options.get("maxDaysInFuture"))
    if past is not None:
        limits["not_before"] = f'today() - duration("P{past}D")' if past else "today()"
    if future is not None:
        limits["not_after"] = f'today() + duration("P{future}D")' if future else "today()"
    return limits


def _days(found: Any) -> int | None:
    text = str(found).strip() if found is not None and not isinstance(found, bool) else ""
    return int(text) if text.isascii() and text.isdecimal() and int(text) <= _MOST_DAYS else None


TIMED: Mapping[str, Carrier] = {
    "DateField": _day,
    "DatePartsField": _day,
    "MonthYearField": _month,
    "TimeField": _time,
    "DateTimeField": _day_and_time,
    "DateTimePartsField": _day_and_time,
}
"""The carriers of days and times."""
