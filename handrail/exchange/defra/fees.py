"""What a payment on a page comes to: the first amount whose condition is true, else the usual one."""

from decimal import Decimal

from handrail.exchange.defra.conditions import named
from handrail.exchange.defra.parts import Parts
from handrail.exchange.defra.shapes import decimal
from handrail.exchange.form import All, Component, Fee, Not, Rule
from handrail.exchange.taking import mappings


def fees_of(component: Component, parts: Parts) -> tuple[Fee, ...]:
    """Return the fees of a payment, at most one of which is true; an amount of nothing is no fee."""
    description = {"en": str(component.options.get("description", ""))} if component.options else {}
    words = {language: said for language, said in description.items() if said} or component.title
    fees: list[Fee] = []
    before: tuple[Rule, ...] = ()
    for place, one in enumerate(mappings(component.options.get("conditionalAmounts")), start=1):
        where = f"{component.where}, amount {place}"
        rule = named(one.get("condition"), parts, where=where)
        pence = _pence(one.get("amount"))
        if rule is None or pence is None:
            _lose(parts, where, "an amount to pay")
            continue
        if pence:
            fees.append(Fee(words, pence, when=_first(before, rule)))
        before = (*before, rule)
    usual = _pence(component.options.get("amount"))
    if usual is None:
        _lose(parts, component.where, "the usual amount to pay")
    elif usual:
        fees.append(Fee(words, usual, when=_first(before, None)))
    return tuple(fees)


def _first(before: tuple[Rule, ...], rule: Rule | None) -> Rule | None:
    """Return that a rule is true and none before it is."""
    rules = (*(Not(one) for one in before), *((rule,) if rule is not None else ()))
    return rules[0] if len(rules) == 1 else All(rules) if rules else None


def _pence(pounds: object) -> int | None:
    amount = decimal(pounds)
    if amount is None or amount < 0:
        return None
    return int((amount * 100).quantize(Decimal(1)))


def _lose(parts: Parts, where: str, what: str) -> None:
    parts.report.lose(where, what=what, why="it is no amount of money, or for no condition", kind="setting")
