"""What conditions mean where the forms come from, worked out as the runner does and apart from our reader.

A condition object becomes an expression string, and the string is evaluated as expr-eval does on the state,
which is nested by section: values are compared as JavaScript compares them, an unknown name or a look into
nothing is an error, and an error makes the whole condition false.
"""

import math
import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime(2026, 3, 31, 10, 30, tzinfo=UTC)
UNDEFINED = object()
_TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?|'[^']*'|\"[^\"]*\"|[A-Za-z_$][\w$]*|==|!=|>=|<=|[-+<>()\[\],.])")
_MARKS = {
    "is": "==",
    "is not": "!=",
    "is at least": ">=",
    "is at most": "<=",
    "is less than": "<",
    "is more than": ">",
    "is before": "<",
    "is after": ">",
}
_LENGTHS = {"is longer than": ">", "is shorter than": "<", "has length": "=="}
_PAST = {"is at least": "<=", "is at most": ">=", "is less than": ">", "is more than": "<"}
_FUTURE = {"is at least": ">=", "is at most": "<=", "is less than": "<", "is more than": ">"}


class WentWrong(Exception):
    """What JavaScript or expr-eval would throw."""


def holds(conditions: Mapping[str, Any], name: str, state: Mapping[str, Any]) -> bool:
    """Return whether a condition, by name, is true of a state; `conditions` holds their values by name."""
    value = conditions[name]
    written = value if isinstance(value, str) else as_string(value)
    try:
        return truthy(_Evaluation(written, conditions, state).whole())
    except WentWrong:
        return False


def as_string(value: Mapping[str, Any]) -> str:
    """Return a condition object as the expression string that the runner parses."""
    return " ".join(_part(one) for one in value["conditions"])


def _part(one: Mapping[str, Any]) -> str:
    before = f"{one['coordinator']} " if one.get("coordinator") else ""
    if "conditions" in one:
        return f"{before}({as_string(one)})"
    if "conditionName" in one:
        return before + one["conditionName"]
    return before + _comparison(one["field"]["name"], one["field"]["type"], one["operator"], one["value"])


def _comparison(name: str, kind: str, operator: str, value: Mapping[str, Any]) -> str:
    if value["type"] == "RelativeTime":
        past = value["direction"] == "in the past"
        period = f"-{value['timePeriod']}" if past else value["timePeriod"]
        sign = (_PAST if past else _FUTURE)[operator]
        return f"{name} {sign} dateForComparison({period}, '{value['timeUnit']}')"
    said = value["value"]
    if operator == "contains":
        return f"'{said}' in {name}"
    if operator == "does not contain":
        return f"not ('{said}' in {name})"
    if operator in _LENGTHS:
        return f"length({name}) {_LENGTHS[operator]} {said}"
    return f"{name} {_MARKS[operator]} {said if kind in ('NumberField', 'YesNoField') else repr(said)}"


def truthy(value: Any) -> bool:
    return value not in (UNDEFINED, None, False, 0, "") and value == value  # noqa: PLR0124 - NaN is false


class _Evaluation:
    """Parses and evaluates at once; what is not looked at is parsed without being evaluated."""

    def __init__(self, written: str, conditions: Mapping[str, Any], state: Mapping[str, Any]) -> None:
        self.conditions, self.state = conditions, state
        self.tokens, at = [], 0
        while at < len(written.rstrip()):
            match = _TOKEN.match(written, at)
            assert match, written[at:]
            self.tokens.append(match[1])
            at = match.end()
        self.at = 0

    def whole(self) -> Any:
        value = self.any(on=True)
        assert self.at == len(self.tokens), self.tokens[self.at :]
        return value

    def sees(self, *tokens: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at] in tokens

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def any(self, *, on: bool) -> Any:
        left = self.all(on=on)
        while self.sees("or"):
            self.take()
            settled = truthy(left)
            right = self.all(on=on and not settled)
            left = settled or truthy(right)
        return left

    def all(self, *, on: bool) -> Any:
        left = self.compared(on=on)
        while self.sees("and"):
            self.take()
            open_ = truthy(left)
            right = self.compared(on=on and open_)
            left = open_ and truthy(right)
        return left

    def compared(self, *, on: bool) -> Any:
        left = self.sum(on=on)
        while self.sees("==", "!=", "<", ">", "<=", ">=", "in"):
            sign = self.take()
            right = self.sum(on=on)
            left = _compare(sign, left, right) if on else False
        return left

    def sum(self, *, on: bool) -> Any:
        left = self.factor(on=on)
        while self.sees("+"):
            self.take()
            left += self.factor(on=on)
        return left

    def factor(self, *, on: bool) -> Any:
        if self.sees("not"):
            self.take()
            return not truthy(self.factor(on=on))
        if self.sees("-"):
            self.take()
            return -self.factor(on=on)
        return self.member(on=on)

    def member(self, *, on: bool) -> Any:
        token = self.take()
        if token == "(":
            value = self.any(on=on)
            assert self.take() == ")"
            return value
        if token == "[":
            return self.given("]", on=on)
        if token[0].isdigit():
            return float(token)
        if token[0] in "'\"":
            return token[1:-1]
        if token in ("true", "false"):
            return token == "true"
        if self.sees("("):
            self.take()
            given = self.given(")", on=on)
            return _call(token, given) if on else None
        value = self.named(token) if on else None
        while self.sees("."):
            self.take()
            inner = self.take()
            if on and (value is None or value is UNDEFINED):
                raise WentWrong(inner)
            value = value.get(inner, UNDEFINED) if isinstance(value, Mapping) else UNDEFINED
        return value

    def given(self, end: str, *, on: bool) -> list[Any]:
        found = []
        while not self.sees(end):
            found.append(self.any(on=on))
            if self.sees(","):
                self.take()
        self.take()
        return found

    def named(self, name: str) -> Any:
        if name in self.conditions:
            return holds(self.conditions, name, self.state)
        if name not in self.state:
            raise WentWrong(name)
        return self.state[name]


def _call(function: str, given: list[Any]) -> Any:
    if function == "length":
        if given[0] in (None, UNDEFINED):
            # JavaScript takes the length of the words "null" and "undefined", which no form means.
            raise WentWrong(function)
        return float(len(given[0]))
    assert function == "dateForComparison"
    return shifted(NOW, int(given[0]), given[1]).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def shifted(moment: datetime, amount: int, unit: str) -> datetime:
    """Return a moment so much later; a month that is too short for the day ends on its last."""
    if unit in ("years", "months"):
        months = moment.year * 12 + moment.month - 1 + amount * (12 if unit == "years" else 1)
        year, month = divmod(months, 12)
        return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
    return moment + timedelta(**{unit: amount})


def _compare(sign: str, left: Any, right: Any) -> bool:
    if sign == "in":
        if right is None or right is UNDEFINED:
            raise WentWrong(sign)
        return any(_same(one, left) for one in right) if isinstance(right, str | list) else False
    if sign in ("==", "!="):
        return _same(left, right) == (sign == "==")
    one, two = (
        (left, right) if isinstance(left, str) and isinstance(right, str) else (_number(left), _number(right))
    )
    return {"<": one < two, ">": one > two, "<=": one <= two, ">=": one >= two}[sign]


def _same(left: Any, right: Any) -> bool:
    return left is right or (type(left) is type(right) and not isinstance(left, list) and left == right)


def _number(value: Any) -> float:
    if value is None:
        return 0.0
    if isinstance(value, str):
        try:
            return float(value) if value.strip() else 0.0
        except ValueError:
            return math.nan
    return float(value) if isinstance(value, int | float) else math.nan
