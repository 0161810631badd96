"""A time of day, as people write it: 9:30am, 2pm, 14:30, midday."""

import re
from collections.abc import Mapping
from datetime import time

from handrail.feel import TIME
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import as_code, line_typed
from handrail.terms.language import format_clock

_WORDS = {
    "midday": time(12), "noon": time(12), "12 noon": time(12), "12 midday": time(12), "hanner dydd": time(12),
    "midnight": time(0), "12 midnight": time(0), "hanner nos": time(0),
}  # fmt: skip
_MORNING = ("am", "yb", "y bore", "in the morning")
_LATER = ("pm", "yp", "yh", "y prynhawn", "yr hwyr", "y nos", "in the afternoon", "in the evening")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h]? ?(?P<minute>\d{2}))?(?::00)? ?(?P<half>[^\W\d_].*)?", re.ASCII
)
_LAST_HOUR, _NOON, _LAST_MINUTE = 23, 12, 59
_WIDTH = 10


def _parse(_question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    typed = line_typed(fields)
    if isinstance(typed, Wrong):
        return typed
    clock = _read(as_code(typed).casefold())
    if isinstance(clock, Wrong):
        return clock
    return _within(clock, bounds) or Given(clock.isoformat("minutes"))


def _read(text: str) -> time | Wrong:
    if text in _WORDS:
        return _WORDS[text]
    found = _CLOCK.fullmatch(text)
    if found is None:
        return Wrong("invalid")
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), _half(found["half"])
    if half is None or hour > _LAST_HOUR or minute > _LAST_MINUTE:
        return Wrong("invalid")
    if half:
        if not 1 <= hour <= _NOON:
            return Wrong("invalid")
        return time(hour % _NOON + (_NOON if half == "pm" else 0), minute)
    # Of 14:30, 09:30 and 0930 it is clear what is meant; 9:30 and 2 may be either half of the day.
    if hour <= _NOON and (len(found["hour"]) == 1 or not found["minute"]):
        return Wrong("am_or_pm")
    return time(hour, minute)


def _half(said: str | None) -> str | None:
    """Return am, pm or "" for nothing said; None for anything else."""
    plain = (said or "").replace(".", "").strip()
    if plain in _MORNING or plain == "a m":
        return "am"
    if plain in _LATER or plain == "p m":
        return "pm"
    return "" if not plain else None


def _within(clock: time, bounds: Bounds) -> Wrong | None:
    latest, earliest = bounds.clock("not_after"), bounds.clock("not_before")
    if latest is not None and clock > latest.replace(tzinfo=None):
        return Wrong("too_late", places={"time": latest})
    if earliest is not None and clock < earliest.replace(tzinfo=None):
        return Wrong("too_early", places={"time": earliest})
    return None


def _typed(value: Json, language: str) -> Mapping[str, str]:
    return {"": format_clock(time.fromisoformat(value), language)}


def _lines(value: Json, _options: Mapping[str, str], language: str) -> tuple[str, ...]:
    return (format_clock(time.fromisoformat(value), language),)


TYPE = QuestionType(
    name="time",
    feel=lambda _: TIME,
    parse=_parse,
    typed=_typed,
    lines=_lines,
    look=lambda _: Look(kind="text", width=_WIDTH, code=True, hint="time"),
    fact=time.fromisoformat,
    errors=frozenset({"missing", "invalid", "am_or_pm", "too_late", "too_early", "too_long", "unreadable"}),
    limits=frozenset({"not_before", "not_after"}),
)
