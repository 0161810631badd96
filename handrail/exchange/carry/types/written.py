"""What is typed as words: one line, several lines, names of things and codes in a given form."""

from collections.abc import Mapping

from handrail.exchange.carry.asked import Answer, Asked, Carrier, Place
from handrail.exchange.carry.wording import Wanted, one_question, whole, with_answers
from handrail.exchange.form import Component
from handrail.exchange.patterns import held_to
from handrail.questions.limits import MOST_WORDS
from handrail.questions.types.shape import LONGEST

_SHORT = 120
_FEW_LINES = 20
"""What asks for a short text on several lines, as the form did."""


def _line(component: Component, place: Place) -> Asked:
    return _written(component, place, Wanted("text", limits={"max_lines": 1}))


def _lines(component: Component, place: Place) -> Asked:
    wanted = Wanted("text")
    words = whole(component.options.get("maxWords"))
    if words:
        wanted.limits["max_words"] = min(words, MOST_WORDS)
    most = whole(component.schema.get("max"))
    if most and most <= _SHORT:
        wanted.limits["max_lines"] = _FEW_LINES
    return _written(component, place, wanted)


def _written(component: Component, place: Place, wanted: Wanted) -> Asked:
    schema = component.schema
    exact = whole(schema.get("length"))
    least, most = exact or whole(schema.get("min")), exact or whole(schema.get("max"))
    if least and least > 1:
        wanted.limits["min_length"] = min(least, LONGEST)
    if most:
        wanted.limits["max_length"] = min(most, LONGEST)
    if schema.get("regex"):
        pattern = held_to(str(schema["regex"]), where=component.where, report=place.report)
        wanted.limits |= {"matches": pattern} if pattern else {}
    asked, own = one_question(component, place, wanted)
    return with_answers(asked, {component.name: Answer(own, "text")})


WRITTEN: Mapping[str, Carrier] = {
    "TextField": _line,
    "TextFieldCustom": _line,
    "AddressLookupField": _line,
    "MultilineTextField": _lines,
    "FreeTextField": _lines,
}
"""The carriers of words."""
