"""A form's conditions as the FEEL that our services run, evaluated on answers as our cases hold them."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from handrail import feel
from handrail.exchange.carry.answers import Answers, Known, NotARule
from handrail.exchange.carry.component import carry_component
from handrail.exchange.carry.expression import written
from handrail.exchange.carry.journey import JourneyCarrier
from handrail.exchange.carry.names import Names
from handrail.exchange.form import All, Comparison, Form, Named, Not, Rule, Some
from handrail.exchange.report import Report
from tests.exchange.xgov.original import NOW


class OurRules:
    """The rules of a carried form, by the names of its conditions.

    Those that no rule of ours can say are left out, and those about a question that was not carried.
    """

    def __init__(self, form: Form) -> None:
        carrier = JourneyCarrier(form, Report(), component=carry_component, names=Names())
        carrier.journey()
        self.answers: Answers = carrier.answers
        self.texts: dict[str, str] = {}
        rules = {one.name: one.rule for one in form.conditions}
        for one in form.conditions:
            if one.rule is not None and all(
                name in self.answers._known for name in compared(one.rule, rules)
            ):
                try:
                    self.texts[one.name] = written(self.answers.expression(one.rule))
                except NotARule:
                    continue
        self.rules = {name: feel.parse(text) for name, text in self.texts.items()}

    def true(self, answers: Mapping[str, Any]) -> dict[str, bool]:
        """Return which rules are true, by the names of the conditions."""
        facts = self._facts(answers)
        return {name: rule.evaluate(facts, at=NOW) is True for name, rule in self.rules.items()}

    def _facts(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        for name, answer in answers.items():
            for known in self.answers._known.get(name, [])[:1]:
                if answer is not None and "." not in known.answer.id:
                    facts[known.answer.id] = _fact(known, answer)
        return facts


def compared(rule: Rule | None, rules: Mapping[str, Rule | None]) -> Iterator[str]:
    """Yield the questions that a rule compares, also by conditions that it names."""
    match rule:
        case Comparison(question):
            yield question
        case Named(condition):
            yield from compared(rules[condition], rules)
        case Not(of):
            yield from compared(of, rules)
        case All(several) | Some(several):
            for one in several:
                yield from compared(one, rules)


def _fact(known: Known, answer: Any) -> Any:
    values = known.answer.values
    if isinstance(answer, list):
        return [values.get(one, one) for one in answer]
    match known.answer.kind:
        case "date":
            return date.fromisoformat(answer)
        case "number":
            return Decimal(answer)
    return values.get(answer, answer) if isinstance(answer, str) else answer
