"""What a condition of the XGov family means, as a rule of two values.

There a condition that cannot be worked out is false: one that names a question of a section in which nothing
was answered yet, or looks into choices where none was made. So a rule here asks for an answer first wherever
that decides, and only there. Sources: the runner's FormModel, which evaluates conditions with expr-eval.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from handrail.exchange import form
from handrail.exchange.form import All, Comparison, Not, Operator, RelativeDate, Rule, Some
from handrail.exchange.xgov.expressions import (
    Called,
    Compared,
    Expression,
    Joined,
    Literally,
    Named,
    Negated,
    Reference,
    Scalar,
    Several,
    Sign,
    Unreadable,
)

NEVER = Some(())
"""A rule that is never true."""

ALWAYS = All(())
"""A rule that is always true."""

MOST_PARTS = 100
"""How many comparisons one condition may have; the longest in use have thirty."""

_UNITS = ("years", "months", "days", "hours", "minutes", "seconds")
_TURNED: Mapping[Sign, Sign] = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
_OPERATORS: Mapping[Sign, Operator] = {
    "==": "is",
    "!=": "is not",
    ">": "is more than",
    "<": "is less than",
    ">=": "is at least",
    "<=": "is at most",
}
_NEGATIVE = ("is not", "does not contain", "is not in")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as conditions see it.

    name: what comparisons call it. values: of its items, as text. section: the one it is looked for in, with
    what else that holds; "" for none. stands_in: the one it is in. beside: questions of which one is answered
    as soon as anyone has been where this one is kept: in its section, or on its page if it may be left empty.
    """

    name: str
    type: str
    required: bool = True
    values: tuple[str, ...] = ()
    section: str = ""
    stands_in: str = ""
    beside: tuple[str, ...] = ()


class Names(Protocol):
    """What the names in a form's conditions stand for."""

    def question(self, parts: tuple[str, ...]) -> Asked | None:
        """Return the question that a name stands for, None for none."""
        ...

    def condition(self, name: str) -> bool:
        """Return whether there is a condition of that name."""
        ...


def rule_of(expression: Expression, names: Names) -> Rule:
    """Return what a condition means. Raises Unreadable for what no rule of ours can say."""
    if (parts := _parts(expression)) > MOST_PARTS:
        raise Unreadable(f"it has {parts} comparisons, more than {MOST_PARTS}")
    meaning = _Meaning(names)
    meaning.meet(expression)
    value = meaning.value(expression)
    known = tuple(one for one in meaning.known(expression) if not _follows(value, one))
    return every(*known, value)


def _parts(expression: Expression) -> int:
    match expression:
        case Joined(_, left, right):
            return _parts(left) + _parts(right)
        case Negated(of):
            return _parts(of)
        case Several(values):
            return len(values)
    return 1


class _Meaning:
    """What an expression says where it can be worked out, and what must be for that."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._leaves: dict[Expression, tuple[Rule, Rule | None]] = {}
        self._sections: dict[str, dict[str, None]] = {}

    def meet(self, expression: Expression) -> None:
        """Note which questions of each section the expression names: one answered, the section is there."""
        match expression:
            case Negated(of):
                self.meet(of)
            case Joined(_, left, right) | Compared(_, left, right):
                self.meet(left)
                self.meet(right)
            case Called(_, given):
                for one in given:
                    self.meet(one)
            case Named(parts) if asked := self.names.question(parts):
                self._sections.setdefault(asked.stands_in, {})[asked.name] = None

    def there(self, asked: Asked) -> Rule | None:
        """Return what must be for a question to be looked at without an error, None for nothing.

        In a section: that anyone was in it. Elsewhere: that it was answered, or, where it may be left empty,
        that anyone was on its page.
        """
        known = {asked.name: None, **dict.fromkeys(asked.beside)}
        if asked.section:
            known |= self._sections.get(asked.section, {})
        elif not asked.required and not asked.beside:
            return None
        return any_of(*(_answered(one) for one in known))

    def value(self, expression: Expression) -> Rule:
        match expression:
            case Negated(of):
                return opposite(self.value(of))
            case Joined("and", left, right):
                return every(self.value(left), self.value(right))
            case Joined(_, left, right):
                return any_of(self.value(left), self.value(right))
        return self._leaf(expression)[0]

    def known(self, expression: Expression) -> tuple[Rule, ...]:
        """Return rules that are all true when the expression can be worked out.

        What stands on the right is looked at only when what stands on the left leaves it open.
        """
        match expression:
            case Negated(of):
                return self.known(of)
            case Joined(by, left, right):
                enough = self.value(left) if by == "or" else opposite(self.value(left))
                later = tuple(any_of(enough, one) for one in self.known(right))
                return (*self.known(left), *later)
        known = self._leaf(expression)[1]
        return () if known is None else (known,)

    def _leaf(self, expression: Expression) -> tuple[Rule, Rule | None]:
        if expression not in self._leaves:
            self._leaves[expression] = self.leaf(expression)
        return self._leaves[expression]

    def leaf(self, expression: Expression) -> tuple[Rule, Rule | None]:
        """Return when a comparison or a single name is true, and what must be for it to be worked out."""
        match expression:
            case Literally(value):
                return (ALWAYS if value else NEVER), None
            case Reference(condition):
                if self.names.condition(condition):
                    return form.Named(condition), None
                return NEVER, NEVER
            case Named(parts):
                return self.name(parts)
            case Compared("in", left, right):
                return self.within(left, right)
            case Compared(sign, left, right):
                return self.compared(sign, left, right)
        raise Unreadable(_unsaid(expression))

    def name(self, parts: tuple[str, ...]) -> tuple[Rule, Rule | None]:
        if len(parts) == 1 and self.names.condition(parts[0]):
            return form.Named(parts[0]), None
        asked = self.names.question(parts)
        if asked is None:
            return NEVER, NEVER
        if asked.type == "YesNoField":
            return Comparison(asked.name, "is", value=True), self.there(asked)
        rule: Rule = _answered(asked.name)
        if asked.type == "NumberField":
            rule = every(rule, Comparison(asked.name, "is not", Decimal(0)))
        return rule, self.there(asked)

    def compared(self, sign: Sign, left: Expression, right: Expression) -> tuple[Rule, Rule | None]:
        if isinstance(left, Literally) and isinstance(right, Literally):
            return (ALWAYS if _holds(sign, left.value, right.value) else NEVER), None
        if isinstance(left, Literally) or (_is_moment(left) and not _is_moment(right)):
            return self.compared(_TURNED[sign], right, left)
        if isinstance(left, Called) and left.function == "length" and len(left.given) == 1:
            return self.length(sign, left.given[0], right)
        if not isinstance(left, Named):
            raise Unreadable(_unsaid(left))
        if len(left.parts) == 1 and self.names.condition(left.parts[0]):
            return self.truth(sign, left.parts[0], right)
        asked = self.names.question(left.parts)
        if isinstance(right, Called):
            moment = _moment(right)
            if asked is None:
                return NEVER, NEVER
            return _beside(asked, sign, moment), self.there(asked)
        if not isinstance(right, Literally):
            raise Unreadable(_unsaid(right))
        if asked is None:
            return NEVER, NEVER
        return _against(asked, sign, right.value), self.there(asked)

    def truth(self, sign: Sign, condition: str, right: Expression) -> tuple[Rule, Rule | None]:
        """Compare another condition with true or false."""
        named = form.Named(condition)
        if isinstance(right, Literally) and isinstance(right.value, bool) and sign in ("==", "!="):
            return (named if (sign == "==") == right.value else Not(named)), None
        raise Unreadable(f"it compares the condition “{condition}” with what is neither true nor false")

    def length(self, sign: Sign, of: Expression, right: Expression) -> tuple[Rule, Rule | None]:
        if not isinstance(of, Named) or not isinstance(right, Literally):
            raise Unreadable("it takes the length of what is no answer")
        value = right.value
        if isinstance(value, bool) or not str(value).lstrip("-").isdigit():
            raise Unreadable("it compares a length with what is no whole number")
        asked = self.names.question(of.parts)
        if asked is None:
            return NEVER, NEVER
        if asked.type == "CheckboxesField":
            raise Unreadable("it counts how many were chosen")
        # Of nothing, JavaScript takes the length of the word "null"; no form means that.
        size, known = Decimal(value), _answered(asked.name)
        found: Rule
        match sign:
            case ">" | ">=":
                found = Comparison(asked.name, "is longer than", size - (sign == ">="))
            case "<" | "<=":
                found = Comparison(asked.name, "is shorter than", size + (sign == "<="))
            case _:
                found = Comparison(asked.name, "has length", size)
        return (Not(found) if sign == "!=" else found), known

    def within(self, left: Expression, right: Expression) -> tuple[Rule, Rule | None]:
        if isinstance(right, Several) and isinstance(left, Named):
            if not all(isinstance(one, Literally) for one in right.values):
                raise Unreadable("it looks for an answer among what are no values")
            asked = self.names.question(left.parts)
            if asked is None:
                return NEVER, NEVER
            values = [one.value for one in right.values if isinstance(one, Literally)]
            return any_of(*(_against(asked, "==", value) for value in values)), self.there(asked)
        if isinstance(left, Literally) and isinstance(right, Named):
            asked = self.names.question(right.parts)
            if asked is None:
                return NEVER, NEVER
            known = _answered(asked.name)
            if asked.type == "CheckboxesField":
                return Comparison(asked.name, "contains", _text(left.value)), known
            # Of a single text, expr-eval looks at its characters, one by one.
            sign = _text(left.value)
            among = tuple(value for value in asked.values if len(sign) == 1 and sign in value)
            return (Comparison(asked.name, "is in", among) if among else NEVER), known
        raise Unreadable("it looks for what is no value, or not into an answer")


def every(*rules: Rule) -> Rule:
    """Return all of the rules as one, flat, none twice."""
    flat = _flat(rules, All)
    if NEVER in flat:
        return NEVER
    return flat[0] if len(flat) == 1 else All(flat)


def any_of(*rules: Rule) -> Rule:
    """Return one of the rules as one, flat, none twice."""
    flat = _flat(rules, Some)
    if ALWAYS in flat:
        return ALWAYS
    return flat[0] if len(flat) == 1 else Some(flat)


def _flat(rules: tuple[Rule, ...], kind: type[All] | type[Some]) -> tuple[Rule, ...]:
    found: dict[Rule, None] = {}
    for rule in rules:
        for one in rule.of if isinstance(rule, kind) else (rule,):
            found[one] = None
    return tuple(found)


def opposite(rule: Rule) -> Rule:
    """Return the rule that is true exactly when this one is not."""
    match rule:
        case Comparison(question, "is", value):
            return Comparison(question, "is not", value)
        case Comparison(question, "is not", value):
            return Comparison(question, "is", value)
        case Comparison(question, "contains", value):
            return Comparison(question, "does not contain", value)
        case Comparison(question, "is in", value):
            return Comparison(question, "is not in", value)
        case Not(of):
            return of
        case All(()):
            return NEVER
        case Some(()):
            return ALWAYS
    return Not(rule)


def _answered(question: str) -> Rule:
    return Comparison(question, "is answered", value=True)


def _sure(rule: Rule) -> frozenset[str]:
    """Return the questions that are answered whenever a rule is true."""
    match rule:
        case Comparison(question, operator, _):
            return frozenset() if operator in _NEGATIVE else frozenset({question})
        case All(of):
            return frozenset().union(*(_sure(one) for one in of))
        case Some(of) if of:
            return frozenset.intersection(*(_sure(one) for one in of))
    return frozenset()


def _follows(rule: Rule, known: Rule) -> bool:
    """Return whether one can see that `known` is true whenever the rule is."""
    match rule:
        case Some(of):
            return all(_follows(one, known) for one in of)
        case All(of) if any(_follows(one, known) for one in of):
            return True
    match known:
        case Comparison(question, "is answered", _):
            return question in _sure(rule)
        case All(of):
            return all(_follows(rule, one) for one in of)
        case Some(of):
            return any(_follows(rule, one) for one in of)
    return rule == known


def _text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(value: Scalar) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    stripped = value.strip() if isinstance(value, str) else ""
    try:
        number = Decimal(stripped) if stripped.lstrip("+-").replace(".", "", 1).isdecimal() else None
    except ArithmeticError:
        return None
    return number


_SAID: Mapping[Sign, Callable[[Decimal, Decimal], bool]] = {
    "==": lambda one, two: one == two,
    "!=": lambda one, two: one != two,
    ">": lambda one, two: one > two,
    "<": lambda one, two: one < two,
    ">=": lambda one, two: one >= two,
    "<=": lambda one, two: one <= two,
}


def _holds(sign: Sign, left: Scalar, right: Scalar) -> bool:
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return _SAID[sign](left, right)
    same = type(left) is type(right) and left == right
    return same if sign == "==" else sign == "!=" and not same


def _against(asked: Asked, sign: Sign, value: Scalar) -> Rule:
    """Compare a question with a value as written, each by what it is."""
    operator = _OPERATORS[sign]
    if asked.type == "CheckboxesField":
        # Several choices are never equal to one value, and not in any order with it.
        return ALWAYS if sign == "!=" else NEVER
    if asked.type == "YesNoField":
        if _text(value) not in ("true", "false") or sign not in ("==", "!="):
            return ALWAYS if sign == "!=" else NEVER
        return Comparison(asked.name, operator, _text(value) == "true")
    if asked.type == "NumberField":
        number = _number(value)
        if number is None:
            return ALWAYS if sign == "!=" else NEVER
        return Comparison(asked.name, operator, number)
    if sign in ("==", "!="):
        return Comparison(asked.name, operator, _text(value))
    return _ordered(asked, sign, value)


def _ordered(asked: Asked, sign: Sign, value: Scalar) -> Rule:
    """Compare by order a question that is no number: of items, those it is true of; of dates, by day."""
    number = _number(value)
    if asked.values:
        if number is None:
            raise Unreadable(f"it compares the order of choices with “{_text(value)}”")
        among = tuple(
            one for one in asked.values if (size := _number(one)) is not None and _SAID[sign](size, number)
        )
        return Comparison(asked.name, "is in", among) if among else NEVER
    if asked.type.startswith(("Date", "Time", "MonthYear")):
        said: Mapping[Sign, Operator] = {"<": "is before", ">": "is after"}
        if sign in said:
            return Comparison(asked.name, said[sign], _text(value))
        beyond = Comparison(asked.name, "is after" if sign == "<=" else "is before", _text(value))
        return every(_answered(asked.name), Not(beyond))
    if number is not None:
        return Comparison(asked.name, _OPERATORS[sign], number)
    raise Unreadable("it compares the order of texts")


def _is_moment(expression: Expression) -> bool:
    return isinstance(expression, Called) and expression.function != "length"


def _moment(called: Called) -> RelativeDate:
    if called.function not in ("dateForComparison", "timeForComparison"):
        raise Unreadable(f"it calls “{called.function}”")
    given = [one.value for one in called.given if isinstance(one, Literally)]
    if len(given) != 2 or len(called.given) != 2:  # noqa: PLR2004 - a period and its unit
        raise Unreadable("it names a moment by something else than a period and its unit")
    amount, unit = _number(given[0]), given[1]
    if amount is None or amount != amount.to_integral_value() or unit not in _UNITS:
        raise Unreadable(f"it names a moment by “{_text(given[0])} {_text(given[1])}”")
    return RelativeDate(abs(int(amount)), unit, "past" if amount < 0 else "future")  # type: ignore[arg-type]


def _beside(asked: Asked, sign: Sign, moment: RelativeDate) -> Rule:
    """Compare a date with a moment from now.

    `is at least` 18 years in the past is that day or before, `is at least` 2 days in the future that day or
    after. A day is compared as its midnight: one that is before the moment is its day or an earlier one.
    """
    on_a_day = asked.type in ("DateField", "DatePartsField", "MonthYearField")
    early = sign in ("<", "<=")
    same_counts = early if on_a_day else sign in ("<=", ">=")
    if sign in ("==", "!="):
        if on_a_day:
            return ALWAYS if sign == "!=" else NEVER
        raise Unreadable("it asks for one moment from now exactly")
    further = early == (moment.direction == "past")
    operator: Operator
    if further:
        operator = "is at least" if same_counts else "is more than"
    else:
        operator = "is at most" if same_counts else "is less than"
    return Comparison(asked.name, operator, moment)


def _unsaid(expression: Expression) -> str:
    match expression:
        case Called(function, _):
            return f"it calls “{function}”"
        case Named(parts):
            return f"it compares with another answer, “{'.'.join(parts)}”"
        case Several():
            return "it compares with several values at once"
    return "it compares one comparison with another"
