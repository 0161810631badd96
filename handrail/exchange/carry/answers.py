"""What the questions asked so far may have been answered, and what a form's conditions say of it as a rule.

In a rule of ours a question that was not answered is null: = and != then are false and true, and every other
comparison is null, which counts as false where it decides. A condition of a form knows true and false only.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property

from handrail.exchange.carry.asked import Answer
from handrail.exchange.carry.expression import FALSE, HAS, TRUE, Expression, Term, joined
from handrail.exchange.carry.truth import Truths
from handrail.exchange.form import All, Comparison, Named, Not, RelativeDate, Rule, Some
from handrail.questions.types.shape import NONE

_ORDERS: Mapping[str, tuple[str, str]] = {
    "is more than": (">", "<="),
    "is less than": ("<", ">="),
    "is at least": (">=", "<"),
    "is at most": ("<=", ">"),
    "is before": ("<", ">="),
    "is after": (">", "<="),
}
# At least 18 years in the past is that day or one before it.
_LONGER_AGO: Mapping[str, str] = {
    "is more than": "is less than",
    "is less than": "is more than",
    "is at least": "is at most",
    "is at most": "is at least",
}
_LENGTHS: Mapping[str, tuple[str, str]] = {
    "is longer than": (">", "<="),
    "is shorter than": ("<", ">="),
    "has length": ("=", "!="),
}
_UNITS: Mapping[str, str] = {"years": "P{}Y", "months": "P{}M", "days": "P{}D"}
_FEWEST_LEFT = 4
"""Of so many values or more left, those left out are named instead."""


class NotARule(ValueError):
    """A condition that our rules cannot say; the message says why."""


@dataclass
class Known:
    """A question that was asked before, and everything that rules found of it so far.

    asked: where it is asked, as a function. values: every value it can have, None where they cannot be
    listed. terms: by what is tested, the functions made so far.
    """

    answer: Answer
    section: str
    asked: int
    optional: bool
    values: tuple[str, ...] | None
    truths: Truths
    terms: dict[str, int] = field(default_factory=dict)

    @cached_property
    def answered(self) -> int:
        """The function that is true where it has an answer; made when a rule first asks."""
        return self.truths.both(self.asked, self.truths.unknown()) if self.optional else self.asked


class Answers:
    """The questions asked so far, by the form's names, and the form's conditions over them."""

    def __init__(self, truths: Truths, conditions: Mapping[str, Rule | None]) -> None:
        """Start with no questions. conditions: the form's, by name; None for one that cannot be read."""
        self.truths = truths
        self._conditions = conditions
        self._known: dict[str, list[Known]] = {}
        self._open: list[Known] = []
        self._inside = False

    def ask(
        self,
        name: str,
        answer: Answer,
        *,
        section: str,
        asked: int,
        optional: bool,
        values: tuple[str, ...] | None,
    ) -> None:
        """Add a question. asked: where it is asked, as a function."""
        known = Known(answer, section, asked, optional, values, self.truths)
        self._known.setdefault(name, []).append(known)
        if self._inside:
            self._open.append(known)

    @contextmanager
    def repeated(self, *, last: bool) -> Iterator[None]:
        """Take the questions asked meanwhile as asked again and again: rules after the list cannot test them.

        last: the list ends with these.
        """
        self._inside = True
        yield
        self._inside = False
        if last:
            for known in self._open:
                known.answer = replace(known.answer, kind="list")
            self._open = []

    def expression(self, rule: Rule, *, true: bool = True) -> Expression:
        """Return a condition, or its opposite, as a rule. Raises NotARule."""
        return self._expression(rule, true, frozenset())

    def times(self, each: Decimal, name: str) -> str:
        """Return an amount for each of the number that a question is answered with, in FEEL. Raises NotARule.

        The number may be chosen from a list; without an answer the amount is 0.
        """
        found = [one for one in self._asked(name) if one.answer.kind == "number" or _numbers(one)]
        if len(found) != 1:
            raise NotARule(f"It counts by '{name}', which is no one question for a number.")
        own, numbers = found[0].answer.id, _numbers(found[0])
        if not numbers:
            return f"if {own} = null then 0 else {each:f} * {own}"
        ways = (f"if {own} = {_quoted(one)} then {each * number:f}" for one, number in numbers.items())
        return f"{' else '.join(ways)} else 0"

    def named(self, name: str) -> Iterator[Answer]:
        """Yield how each question that bears a name, with or without its section, is known here."""
        return (one.answer for one in self._asked(name))

    def _expression(  # a rule is said as it is or turned round, all the way down
        self,
        rule: Rule,
        true: bool,  # noqa: FBT001 - which of the two
        around: frozenset[str],
    ) -> Expression:
        match rule:
            case Not(of=inner):
                return self._expression(inner, not true, around)
            case All(of=parts):
                return joined(*(self._expression(one, true, around) for one in parts), every=true)
            case Some(of=parts):
                return joined(*(self._expression(one, true, around) for one in parts), every=not true)
            case Named(condition=name):
                if name in around:
                    raise NotARule(f"The condition '{name}' rests on itself.")
                named = self._conditions.get(name)
                if named is None:
                    raise NotARule(f"It rests on the condition '{name}', which is not there or not readable.")
                return self._expression(named, true, around | {name})
            case Comparison():
                return self._comparison(rule, true)

    def _comparison(self, one: Comparison, true: bool) -> Expression:  # noqa: FBT001 - as above
        """Return a comparison as a rule; of a question that several pages ask, about any of them."""
        opposite = one.operator in ("is not", "does not contain", "is not in")
        found = [_Comparing(self.truths, known, one.value) for known in self._asked(one.question)]
        positive = true is not opposite
        return joined(*(each.term(one.operator, positive=positive) for each in found), every=not positive)

    def _asked(self, name: str) -> Iterable[Known]:
        """Return the questions that a condition means; with a section before it, those of the section."""
        section, dot, field_name = name.partition(".")
        if dot and name not in self._known:
            known = self._known.get(field_name, [])
            return [one for one in known if one.section == section] or known
        return self._known.get(name, [])


def _numbers(known: Known) -> dict[str, Decimal]:
    """Return the numbers that the choices of a question stand for; none where one of them is no number."""
    if known.answer.kind != "choice" or not known.values:
        return {}
    theirs = {ours: form for form, ours in known.answer.values.items()}
    try:
        return {one: Decimal(theirs.get(one, one).strip()) for one in known.values}
    except InvalidOperation:
        return {}


class _Comparing:
    """One question being compared with one value."""

    def __init__(self, truths: Truths, known: Known, value: object) -> None:
        self.truths = truths
        self.known = known
        self.value = value
        self.id = known.answer.id

    def term(self, operator: str, *, positive: bool) -> Expression:
        """Return the comparison, or what is true where it is not. Raises NotARule."""
        kind = self.known.answer.kind
        if operator == "is answered":
            return self._answered(positive=positive is bool(self.value))
        if kind == "list":
            raise NotARule("It compares the answers about something that is asked again and again.")
        if operator in ("is", "is not", "is in", "is not in"):
            values = self.value if isinstance(self.value, tuple) else (self.value,)
            return self._any([self._equal(one, positive=positive) for one in values], positive=positive)
        if operator in ("contains", "does not contain"):
            return self._contains(positive=positive)
        if operator in _LENGTHS:
            return self._length(operator, positive=positive)
        return self._order(operator, positive=positive)

    def _answered(self, *, positive: bool) -> Expression:
        answered, missing = self.known.answered, self.truths.not_(self.known.answered)
        if self.known.answer.kind == "list":
            raise NotARule(
                "It asks whether there is an answer about something that is asked again and again."
            )
        if positive:
            return Term(f"{self.id} != null", answered)
        return Term(f"{self.id} = null", missing)

    def _any(self, found: list[Expression], *, positive: bool) -> Expression:
        return joined(*found, every=not positive)

    def _equal(self, value: object, *, positive: bool) -> Expression:
        kind = self.known.answer.kind
        if kind in ("choice", "yes-no", "boolean"):
            return self._one_of((self._ours(value),), positive=positive)
        if kind == "choices":
            return self._list_contains(self._ours(value), positive=positive)
        literal = self._literal(value)
        made = self._made(f"= {literal}")
        if positive:
            return Term(f"{self.id} = {literal}", made, self.id, "=", literal)
        return Term(f"{self.id} != {literal}", self.truths.not_(made), self.id, "!=", literal)

    def _contains(self, *, positive: bool) -> Expression:
        kind = self.known.answer.kind
        if kind == "choices":
            return self._list_contains(self._ours(self.value), positive=positive)
        if kind == "text":
            text = f"contains({self.id}, {_quoted(str(self.value))})"
            return self._weak(text, f"not({text})", self._made(text), positive=positive)
        return self._equal(self.value, positive=positive)

    def _ours(self, value: object) -> str:
        """Return a value of the form as ours: true and false in small letters, an option by its id."""
        said = str(value).lower() if isinstance(value, bool) else str(value)
        return self.known.answer.values.get(said, said)

    def _one_of(self, values: tuple[str, ...], *, positive: bool) -> Expression:
        """Return that the answer is one of the values, or that it is none of them."""
        everything = self.known.values or ()
        known = [one for one in values if one in everything]
        made = [self._made_value(one) for one in known]
        quoted = self.known.answer.kind == "choice"
        literals = [_quoted(one) if quoted else one for one in known]
        answered = Term(f"{self.id} != null", self.known.answered)
        if positive:
            terms = [
                Term(f"{self.id} = {text}", is_, self.id, "=", text, (answered,))
                for text, is_ in zip(literals, made, strict=True)
            ]
            return joined(*terms, every=False)
        rest = tuple(one for one in everything if one not in known)
        others: tuple[Expression, ...] = ()
        if 0 < len(rest) < _FEWEST_LEFT:
            others = (self._one_of(rest, positive=True),)
        terms = []
        for text, is_ in zip(literals, made, strict=True):
            term = Term(f"{self.id} != {text}", self.truths.not_(is_), self.id, "!=", text)
            both = joined(answered, term, every=True)
            terms.append(Term(term.text, term.means, self.id, "!=", text, (*others, both)))
        return joined(*terms, every=True)

    def _made_value(self, value: str) -> int:
        """Return the function that is true where the answer is a value: of the values only one can be."""
        terms = self.known.terms
        if value not in terms:
            no_other = self.known.answered
            for other in terms.values():
                no_other = self.truths.both(no_other, self.truths.not_(other))
            last = len(terms) + 1 == len(self.known.values or ())
            terms[value] = no_other if last else self.truths.both(no_other, self.truths.unknown())
        return terms[value]

    def _list_contains(self, value: str, *, positive: bool) -> Expression:
        if self.known.values is not None and value not in self.known.values:
            return FALSE if positive else TRUE
        if value == NONE:
            text = f"count({self.id}) = 0"
            return self._weak(text, f"count({self.id}) > 0", self._made(text), positive=positive)
        text = f"list contains({self.id}, {_quoted(value)})"
        if positive:
            return Term(text, self._made(text), self.id, HAS, _quoted(value))
        return self._weak(text, f"not({text})", self._made(text), positive=False)

    def _length(self, operator: str, *, positive: bool) -> Expression:
        sign, opposite = _LENGTHS[operator]
        amount = self._number(self.value)
        if self.known.answer.kind not in ("text", "choice"):
            raise NotARule("It counts the characters of an answer that is no text.")
        text = f"string length({self.id}) {sign} {amount}"
        negative = f"string length({self.id}) {opposite} {amount}"
        return self._weak(text, negative, self._made(text), positive=positive)

    def _order(self, operator: str, *, positive: bool) -> Expression:
        past = isinstance(self.value, RelativeDate) and self.value.direction == "past"
        sign, opposite = _ORDERS[_LONGER_AGO.get(operator, operator) if past else operator]
        kind = self.known.answer.kind
        if kind == "choice" and self.known.values is not None and not isinstance(self.value, RelativeDate):
            limit = Decimal(self._number(self.value))
            theirs = {ours: form for form, ours in self.known.answer.values.items()}
            fitting = [one for one in self.known.values if _in_order(theirs.get(one, one), sign, limit)]
            return self._one_of(tuple(fitting), positive=positive)
        literal = self._literal(self.value)
        text, negative = f"{self.id} {sign} {literal}", f"{self.id} {opposite} {literal}"
        return self._weak(text, negative, self._made(text), positive=positive)

    def _weak(self, text: str, negative: str, made: int, *, positive: bool) -> Expression:
        """Return a comparison that is null where nothing was answered, or its opposite."""
        if positive:
            return Term(text, made)
        answered = self.known.answered
        unanswered = Term(f"{self.id} = null", self.truths.not_(answered))
        any_ = Term(f"{self.id} != null", answered)
        not_so = Term(negative, self.truths.both(answered, self.truths.not_(made)), others=(any_,))
        return joined(unanswered, not_so, every=False)

    def _made(self, text: str) -> int:
        """Return the function of a comparison by its text: true only where there is an answer."""
        terms = self.known.terms
        if text not in terms:
            terms[text] = self.truths.both(self.known.answered, self.truths.unknown())
        return terms[text]

    def _literal(self, value: object) -> str:
        """Return a value as FEEL writes one of the answer's kind. Raises NotARule."""
        kind = self.known.answer.kind
        if kind == "number":
            return self._number(value)
        if kind == "date":
            return _moment(value)
        if kind == "text" and not isinstance(value, RelativeDate):
            return _quoted(str(value).lower() if isinstance(value, bool) else str(value))
        raise NotARule(f"It compares an answer of the kind {kind} with {_shown(value)}.")

    def _number(self, value: object) -> str:
        try:
            number = Decimal(str(value).strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise NotARule(f"It compares a number with {_shown(value)}.")
        return format(number, "f")


def _in_order(text: str, sign: str, limit: Decimal) -> bool:
    """Say whether an option that is a number lies on this side of a limit."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return False
    if not number.is_finite():
        return False
    return {">": number > limit, "<": number < limit, ">=": number >= limit, "<=": number <= limit}[sign]


def _moment(value: object) -> str:
    if isinstance(value, RelativeDate):
        if value.unit not in _UNITS:
            raise NotARule(f"It counts {value.unit}, and the answer is a day.")
        length = _UNITS[value.unit].format(value.amount)
        return f'today() {"-" if value.direction == "past" else "+"} duration("{length}")'
    try:
        return f'date("{date.fromisoformat(str(value)[:10]).isoformat()}")'
    except ValueError:
        raise NotARule(f"It compares a day with {_shown(value)}.") from None


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _shown(value: object) -> str:
    return "a length of time" if isinstance(value, RelativeDate) else f"'{value}'"
