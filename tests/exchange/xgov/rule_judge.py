"""Whether a rule is true of answers, in the plain words in which `handrail.exchange.form` describes rules."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from handrail.exchange.form import All, Comparison, Named, Not, RelativeDate, Rule, Some
from tests.exchange.xgov.original import NOW, shifted


def is_true(rule: Rule | None, answers: Mapping[str, Any], rules: Mapping[str, Rule | None]) -> bool:
    """Judge a rule; answers by the name of the question, None where there is none."""
    match rule:
        case Named(condition):
            return is_true(rules[condition], answers, rules)
        case Not(of):
            return not is_true(of, answers, rules)
        case All(of):
            return all(is_true(one, answers, rules) for one in of)
        case Some(of):
            return any(is_true(one, answers, rules) for one in of)
        case Comparison(question, operator, value):
            return _compared(answers.get(question), operator, value)
    raise AssertionError(rule)


def _compared(answer: Any, operator: str, value: Any) -> bool:
    if operator == "is answered":
        return answer is not None
    if answer is None:
        return operator in ("is not", "does not contain", "is not in")
    if isinstance(value, RelativeDate):
        return _beside(str(answer), operator, value)
    return _WAYS[operator](answer, value)


_WAYS: Mapping[str, Callable[[Any, Any], bool]] = {
    "is": lambda answer, value: answer == value,
    "is not": lambda answer, value: answer != value,
    "contains": lambda answer, value: value in answer,
    "does not contain": lambda answer, value: value not in answer,
    "is in": lambda answer, value: answer in value,
    "is not in": lambda answer, value: answer not in value,
    "is more than": lambda answer, value: answer > value,
    "is after": lambda answer, value: answer > value,
    "is less than": lambda answer, value: answer < value,
    "is before": lambda answer, value: answer < value,
    "is at least": lambda answer, value: answer >= value,
    "is at most": lambda answer, value: answer <= value,
    "is longer than": lambda answer, value: len(answer) > value,
    "is shorter than": lambda answer, value: len(answer) < value,
    "has length": lambda answer, value: len(answer) == value,
}


def _beside(day: str, operator: str, moment: RelativeDate) -> bool:
    """Judge a day beside one that lies so far in the past or future."""
    past = moment.direction == "past"
    limit = shifted(NOW, -moment.amount if past else moment.amount, moment.unit).date()
    found = datetime.fromisoformat(day).date()
    further = found < limit if past else found > limit
    return {
        "is at least": further or found == limit,
        "is more than": further,
        "is at most": not further,
        "is less than": not further and found != limit,
    }[operator]
