"""Rules as an XGov form's conditions, each true of the same answers, also where nothing was answered.

Every comparison becomes a condition of its own, so that one that cannot be worked out is false by itself;
what joins them is an expression string that names them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handrail.exchange.form import All, Comparison, Named, Not, RelativeDate, Rule, Some
from handrail.exchange.rules import any_of
from handrail.exchange.xgov.feel_rules import NotHeld
from handrail.questions.types.shape import NONE

_OPPOSITES = {"is not": "is", "does not contain": "contains", "is not in": "is in"}


@dataclass
class Conditions:
    """The conditions written so far. types, values: of questions by name, as XGov has them."""

    types: Mapping[str, str]
    values: Mapping[str, tuple[str, ...]]
    written: list[dict[str, Any]] = field(default_factory=list)
    _names: dict[Rule, str] = field(default_factory=dict)

    def named(self, rule: Rule) -> str:
        """Return the name of the condition that says a rule, made where it is not there. Raises NotHeld."""
        if rule in self._names:
            return self._names[rule]
        if isinstance(rule, Comparison) and self._plain(rule) == rule:
            value, title = self._comparison(rule)
        else:
            value = title = self._said(rule)
        name = f"rule{len(self.written) + 1}"
        self._names[rule] = name
        self.written.append({"name": name, "displayName": title, "value": value})
        return name

    def _said(self, rule: Rule) -> str:
        """Return an expression string of conditions that are there, and of true and false."""
        match rule:
            case Comparison():
                plain = self._plain(rule)
                return self._said(plain) if plain != rule else self.named(rule)
            case Not(of):
                return f"not ({self._said(of)})"
            case All(of) | Some(of):
                if not of:
                    return "true" if isinstance(rule, All) else "false"
                by = " and " if isinstance(rule, All) else " or "
                return by.join(self._bracketed(one) for one in of)
            case Named(condition):
                return condition
        raise NotHeld("It is of no sort that the format has.")

    def _bracketed(self, rule: Rule) -> str:
        if isinstance(rule, Comparison):
            rule = self._plain(rule)
        said = self._said(rule)
        return f"({said})" if isinstance(rule, All | Some) and len(rule.of) > 1 else said

    def _plain(self, rule: Comparison) -> Rule:
        """Return a comparison as one that is false where nothing was answered, and that XGov has."""
        if rule.operator in _OPPOSITES:
            return Not(Comparison(rule.question, _OPPOSITES[rule.operator], rule.value))  # type: ignore[arg-type]
        if rule.operator == "is in" and isinstance(rule.value, tuple):
            return any_of(*(Comparison(rule.question, "is", one) for one in rule.value))
        if rule.operator == "is answered":
            return self._answered(rule)
        return rule

    def _answered(self, rule: Comparison) -> Rule:
        name = rule.question
        match self.types.get(name, ""):
            case "YesNoField":
                return any_of(*(Comparison(name, "is", value=one) for one in (True, False)))
            case "CheckboxesField":
                return any_of(*(Comparison(name, "contains", one) for one in self.values[name]))
            case "RadiosField" | "SelectField" | "AutocompleteField":
                return any_of(*(Comparison(name, "is", one) for one in self.values[name]))
        return rule

    def _comparison(self, rule: Comparison) -> tuple[Any, str]:
        kind, name = self.types.get(rule.question, ""), rule.question
        if not kind:
            raise NotHeld(f"It tests “{name}”, which is not asked on the form.")
        if rule.operator == "is answered":
            return (f"{name} < 0 or {name} >= 0" if kind == "NumberField" else name), f"{name} is answered"
        value = rule.value
        if value == NONE and value not in self.values.get(rule.question, ()):
            raise NotHeld(f"It asks whether “{name}” has nothing in it, and nobody is offered to say so.")
        if isinstance(value, RelativeDate):
            said: dict[str, Any] = {
                "type": "RelativeTime",
                "timePeriod": str(value.amount),
                "timeUnit": value.unit,
                "direction": f"in the {value.direction}",
                "timeOnly": False,
            }
            title = f"{name} {rule.operator} {value.amount} {value.unit} in the {value.direction}"
        else:
            shown = str(value).lower() if isinstance(value, bool) else str(value)
            said = {"type": "Value", "value": shown, "display": shown}
            title = f"{name} {rule.operator} {shown}"
        asked = {"name": name, "type": kind, "display": name}
        one = {"field": asked, "operator": rule.operator, "value": said}
        return {"name": title, "conditions": [one]}, title
