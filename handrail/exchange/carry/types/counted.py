"""Numbers and money: how few and how many, figures after the point, what stands beside them."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from handrail.exchange.carry.asked import Answer, Asked, Carrier, Place
from handrail.exchange.carry.wording import Wanted, one_question, whole, with_answers
from handrail.exchange.form import Component
from handrail.questions.limits import MOST_DECIMALS


def _number(component: Component, place: Place) -> Asked:
    """Carry a number; one with a pound sign before it is an amount of money."""
    options, schema = component.options, component.schema
    beside = {name: _plain(options.get(name)) for name in ("prefix", "suffix")}
    wanted = Wanted("decimal-number")
    precision = schema.get("precision", options.get("precision"))
    if beside["prefix"] == "£":
        wanted.type, beside["prefix"] = "money", ""
    elif _number_of(precision) == 0 or schema.get("integer") is True:
        wanted.type = "whole-number"
    elif decimals := whole(precision):
        wanted.limits["max_decimals"] = min(decimals, MOST_DECIMALS)
    for name in ("min", "max"):
        bound = _number_of(schema.get(name))
        if bound is not None:
            wanted.limits[name] = f"{bound:f}"
    language = next(iter(component.title), "en")
    for name, said in beside.items():
        if said:
            wanted.words[name] = {language: said}
    asked, own = one_question(component, place, wanted)
    return with_answers(asked, {component.name: Answer(own, "number")})


def _plain(found: Any) -> str:
    """Return a text, or the text of {"text": …}, on one line."""
    if isinstance(found, Mapping):
        found = found.get("text")
    return " ".join(found.split()) if isinstance(found, str) else ""


def _number_of(found: Any) -> Decimal | None:
    if isinstance(found, bool) or found is None or not str(found).strip():
        return None
    try:
        number = Decimal(str(found).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 15 else None


COUNTED: Mapping[str, Carrier] = {"NumberField": _number}
"""The carriers of numbers."""
