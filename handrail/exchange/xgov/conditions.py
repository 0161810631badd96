"""The conditions of an XGov form as rules: objects, references and expression strings."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handrail.exchange.form import All, Condition, Named, Not, Rule, Some
from handrail.exchange.report import Report
from handrail.exchange.taking import text
from handrail.exchange.xgov.expressions import Unreadable, of_object, parse
from handrail.exchange.xgov.meaning import rule_of
from handrail.exchange.xgov.names import FormNames

DEEPEST = 40
"""How deep conditions may name one another."""

MOST_NAMED = 500
"""How many conditions one may name, with all that those name."""


def condition_names(found: Sequence[Any]) -> frozenset[str]:
    """Return the names of a form's conditions."""
    return frozenset(name for one in found if isinstance(one, dict) and (name := text(one.get("name"))))


def read_conditions(found: Sequence[Any], names: FormNames, report: Report) -> dict[str, Condition]:
    """Read conditions by name; one that cannot be read has no rule and is lost.

    Of two with one name the later counts, as in the runner.
    """
    read: dict[str, Condition] = {}
    for at, one in enumerate(found):
        report.conditions += 1
        name = text(one.get("name")) if isinstance(one, dict) else ""
        where = f"condition {name or at + 1}"
        if not name:
            _lose(report, where, "a condition", "it has no name, so that nothing uses it")
            continue
        if name in read:
            _lose(report, f"{where} (the first)", f"“{read[name].title}”", "another has the same name")
        title = text(one.get("displayName")) or name
        try:
            rule: Rule | None = _rule(one.get("value"), names)
        except Unreadable as error:
            rule = None
            _lose(report, where, f"“{title}”", f"{error}, which has no like among our rules")
        read[name] = Condition(name, title, rule)
    for name, why in _too_much({name: one.rule for name, one in read.items()}).items():
        title = read[name].title
        read[name] = Condition(name, title, None)
        _lose(report, f"condition {name}", f"“{title}”", why)
    for missing in names.missing:
        report.note(f"Conditions ask about “{missing}”, which no page asks. That is never true, as before.")
    return read


def _lose(report: Report, where: str, what: str, why: str) -> None:
    report.lose(where, what=what, why=why, kind="condition")


def _rule(value: Any, names: FormNames) -> Rule:
    if isinstance(value, str):
        return rule_of(parse(value), names)
    if isinstance(value, dict):
        return rule_of(of_object(value), names)
    raise Unreadable("it is neither a text nor a mapping")


def named_in(rule: Rule | None) -> Iterator[str]:
    """Yield the conditions that a rule names."""
    match rule:
        case Named(condition):
            yield condition
        case Not(of):
            yield from named_in(of)
        case All(several) | Some(several):
            for one in several:
                yield from named_in(one)


def _too_much(rules: Mapping[str, Rule | None]) -> dict[str, str]:
    """Return the conditions that cannot be worked out through those they name, and why, without recursion."""
    uses = {name: tuple(one for one in named_in(rule) if one in rules) for name, rule in rules.items()}
    used_by: dict[str, list[str]] = {name: [] for name in rules}
    for name, used in uses.items():
        for one in set(used):
            used_by[one].append(name)
    open_ = {name: len(set(used)) for name, used in uses.items()}
    ready = [name for name, number in open_.items() if not number]
    depth: dict[str, int] = {}
    size: dict[str, int] = {}
    for name in ready:
        depth[name] = 1 + max((depth[one] for one in uses[name]), default=0)
        size[name] = min(1 + sum(size[one] for one in uses[name]), MOST_NAMED + 1)
        for other in used_by[name]:
            open_[other] -= 1
            if not open_[other]:
                ready.append(other)
    found = {name: "it depends on itself" for name in rules if name not in depth}
    for name, deep in depth.items():
        if deep > DEEPEST or size[name] > MOST_NAMED:
            found[name] = f"it names conditions in conditions, more than {MOST_NAMED} or {DEEPEST} deep"
    return found
