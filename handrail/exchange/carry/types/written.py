"""What is typed as words: one line, several lines, names of things and codes in a given form."""

from collections.abc import Mapping
from typing import Any

from handrail.exchange.carry.asked import Answer, Asked, Carrier, Place
from handrail.exchange.carry.wording import Wanted, one_question, with_answers
from handrail.exchange.form import Component
from handrail.questions.limits import MOST_WORDS
from handrail.questions.types.shape import LONGEST


def _line(component: Component, place: Place) -> Asked:
    wanted = Wanted("text", limits={"max_length": min(_whole(component.schema.get("max")) or 120, 120)})
    return _written(component, place, wanted)


def _lines(component: Component, place: Place) -> Asked:
    wanted = Wanted("text")
    most = _whole(component.schema.get("max"))
    words = _whole(component.options.get("maxWords"))
    if words:
        wanted.limits["max_words"] = min(words, MOST_WORDS)
    if most:
        wanted.limits["max_length"] = min(max(most, 121), LONGEST)
    return _written(component, place, wanted)


def _written(component: Component, place: Place, wanted: Wanted) -> Asked:
    asked, own = one_question(component, place, wanted)
    return with_answers(asked, {component.name: Answer(own, "text")})


def _whole(found: Any) -> int | None:
    """Return a whole number of one or more, as figures or in a text; None for anything else."""
    if isinstance(found, bool) or found is None:
        return None
    try:
        number = int(str(found).strip())
    except ValueError:
        return None
    return number if number > 0 else None


WRITTEN: Mapping[str, Carrier] = {
    "TextField": _line,
    "MultilineTextField": _lines,
    "FreeTextField": _lines,
}
"""The carriers of words."""
