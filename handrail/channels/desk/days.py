"""A day as staff type it in three boxes."""

from collections.abc import Mapping
from datetime import date

from handrail.definition.source import Where
from handrail.questions.question import Question
from handrail.questions.types import TYPES
from handrail.questions.types.shape import Bounds, Given


class NotADay(ValueError):
    """What was typed is not a real day."""


_DAY = Question(id="day", type="date", label="", where=Where("", 1))


def day_typed(typed: Mapping[str, str], name: str) -> date | None:
    """The day in a field's three boxes, read as a person's answers are; None when empty. Raises NotADay."""
    boxes = {part: typed.get(f"{name}.{part}", "") for part in ("day", "month", "year")}
    if not any(text.strip() for text in boxes.values()):
        return None
    given = TYPES["date"].parse(_DAY, boxes, Bounds(today=date.min))
    if not isinstance(given, Given):
        raise NotADay
    return date.fromisoformat(given.value)
