"""What a condition of the XGov family means, as a rule of two values.

There a condition that cannot be worked out is false: one that names a question of a section in which nothing
was answered yet, or looks into choices where none was made. So a rule here asks for an answer first wherever
that decides, and only there. Sources: the runner's FormModel, which evaluates conditions with expr-eval.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from handrail.exchange import form
from handrail.exchange.form import Comparison, Not, Rule
from handrail.exchange.rules import ALWAYS, NEVER, answered, any_of, every, follows, opposite
from handrail.exchange.xgov.comparing import Asked, against, as_text, beside, holds, moment_of
from handrail.exchange.xgov.expressions import (
    Called,
    Compared,
    Expression,
    Joined,
    Literally,
    Named,
    Negated,
    Reference,
    Several,
    Sign,
    Unreadable,
)

MOST_PARTS = 100
"""How many comparisons one condition may have; the longest in use have thirty."""

_TURNED: Mapping[Sign, Sign] = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}


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
    known = tuple(one for one in meaning.known(expression) if not follows(value, one))
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
            case Named((name,)) if self.names.condition(name):
                return
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
        return any_of(*(answered(one) for one in known))

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
        rule: Rule = answered(asked.name)
        if asked.type == "NumberField":
            rule = every(rule, Comparison(asked.name, "is not", Decimal(0)))
        return rule, self.there(asked)

    def compared(self, sign: Sign, left: Expression, right: Expression) -> tuple[Rule, Rule | None]:
        if isinstance(left, Literally) and isinstance(right, Literally):
            return (ALWAYS if holds(sign, left.value, right.value) else NEVER), None
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
            moment = moment_of(right)
            if asked is None:
                return NEVER, NEVER
            return beside(asked, sign, moment), self.there(asked)
        if not isinstance(right, Literally):
            raise Unreadable(_unsaid(right))
        if asked is None:
            return NEVER, NEVER
        return against(asked, sign, right.value), self.there(asked)

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
        size, known = Decimal(value), answered(asked.name)
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
            return any_of(*(against(asked, "==", value) for value in values)), self.there(asked)
        if isinstance(left, Literally) and isinstance(right, Named):
            asked = self.names.question(right.parts)
            if asked is None:
                return NEVER, NEVER
            known = answered(asked.name)
            if asked.type == "CheckboxesField":
                return Comparison(asked.name, "contains", as_text(left.value)), known
            # Of a single text, expr-eval looks at its characters, one by one.
            sign = as_text(left.value)
            among = tuple(value for value in asked.values if len(sign) == 1 and sign in value)
            return (Comparison(asked.name, "is in", among) if among else NEVER), known
        raise Unreadable("it looks for what is no value, or not into an answer")


def _is_moment(expression: Expression) -> bool:
    return isinstance(expression, Called) and expression.function != "length"


def _unsaid(expression: Expression) -> str:
    match expression:
        case Called(function, _):
            return f"it calls “{function}”"
        case Named(parts):
            return f"it compares with another answer, “{'.'.join(parts)}”"
        case Several():
            return "it compares with several values at once"
    return "it compares one comparison with another"
