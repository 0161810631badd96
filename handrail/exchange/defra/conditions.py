"""Conditions as DEFRA's newer files write them: comparisons of one component by its id, and references."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from handrail.exchange.defra.parts import Parts, component_name, component_type, condition_name
from handrail.exchange.defra.shapes import Node, text
from handrail.exchange.defra.values import VALUES, NotMeant, moment_of, number_of, true_or_false, words_of
from handrail.exchange.form import (
    All,
    Comparison,
    Condition,
    Named,
    Not,
    Operator,
    Rule,
    Some,
    Value,
)
from handrail.exchange.taking import fields, mappings
from handrail.exchange.xgov.comparing import Asked
from handrail.exchange.xgov.expressions import Unreadable, of_object, parse, usual_operator
from handrail.exchange.xgov.meaning import rule_of


class _NotAsked(Exception):
    """A condition compares a question that the form does not ask; the words name it."""


def conditions_of(document: Node, parts: Parts) -> tuple[Condition, ...]:
    """Return the conditions of a form; those that cannot be read are lost and have no rule."""
    found = []
    for place, written in enumerate(mappings(document.get("conditions")), start=1):
        name = condition_name(written) or f"condition {place}"
        title = text(written.get("displayName")) or name
        parts.report.conditions += 1
        try:
            found.append(Condition(name, title, _rule(written, parts)))
        except NotMeant as why:
            _lose(parts, name, title, str(why))
            found.append(Condition(name, title, None))
    return _without_circles(found, parts)


def named(reference: object, parts: Parts, *, where: str) -> Rule | None:
    """Return the rule that refers to a condition; one that is not there shows to all, as in the runner."""
    if isinstance(reference, list) and reference:
        return _written_there(reference, parts, where=where)
    called = text(reference)
    if not called:
        return None
    if called in parts.conditions:
        return Named(parts.conditions[called])
    parts.report.note(f"{where}: there is no condition “{called}”, so everyone sees it.")
    return None


def _written_there(written: list[object], parts: Parts, *, where: str) -> Rule | None:
    """Return the rule of a condition written where it is used, as drafts of the format have it.

    One of several lists of comparisons must hold, of each list all.
    """
    parts.report.conditions += 1
    try:
        several = [All(tuple(_of_item(one, parts) for one in mappings(group))) for group in written if group]
    except NotMeant as why:
        parts.report.lose(f"{where}, its condition", what="who is shown it", why=str(why), kind="condition")
        return None
    return several[0] if len(several) == 1 else Some(tuple(several))


def _of_item(written: Node, parts: Parts) -> Rule:
    component = parts.components.get(text(written.get("componentId")))
    if component is None:
        raise NotMeant("it compares a question that the form does not have")
    items = mappings((parts.list_of(component) or {}).get("items"))
    chosen = next((item for item in items if text(item.get("id")) == text(written.get("valueId"))), None)
    if chosen is None:
        raise NotMeant("it compares with an item that its list does not have")
    said = text(chosen.get("value"))
    several = component_type(component) == "CheckboxesField"
    operator = _operator(written.get("operator"))
    if several:
        operator = "contains" if operator == "is" else "does not contain"
    yes_no = component_type(component) == "YesNoField"
    return _comparison(component, operator, true_or_false(said) if yes_no else said)


def _rule(written: Node, parts: Parts) -> Rule:
    if isinstance(written.get("items"), list):
        rules = tuple(_item(item, parts) for item in mappings(written["items"]))
        if not rules:
            raise NotMeant("it compares nothing")
        return rules[0] if len(rules) == 1 else _joined(written.get("coordinator"), rules)
    value = written.get("value")
    if isinstance(value, Mapping):
        try:
            return _chain(value.get("conditions"), parts, depth=0)
        except _NotAsked as missing:
            return _of_the_unasked(value, str(missing), parts)
    if isinstance(value, str) and value.strip():
        return _expression(value, parts)
    raise NotMeant("it has no comparisons")


def _of_the_unasked(value: Node, missing: str, parts: Parts) -> Rule:
    """Return what a condition decides that compares a question nobody asks: false, once it comes to that."""
    note = f"Conditions ask about “{missing}”, which no page asks. That is never true, as before."
    if note not in parts.report.notes:
        parts.report.note(note)
    try:
        return rule_of(of_object(value), _Names(parts))
    except Unreadable as why:
        raise NotMeant(str(why)) from why


def _expression(written: str, parts: Parts) -> Rule:
    """Return what the oldest files write as an expression, as the family's other forms do."""
    try:
        return rule_of(parse(written), _Names(parts))
    except Unreadable as why:
        raise NotMeant(str(why)) from why


@dataclass(frozen=True, slots=True)
class _Names:
    """What names in an expression stand for."""

    parts: Parts

    def question(self, parts: tuple[str, ...]) -> Asked | None:
        """Return the question that a name stands for, with or without its section."""
        component = self.parts.components.get(parts[-1])
        if component is None:
            return None
        of_list = self.parts.list_of(component) or {}
        return Asked(
            name=component_name(component),
            type=component_type(component),
            required=_must(component),
            values=tuple(text(item.get("value")) for item in mappings(of_list.get("items"))),
        )

    def condition(self, name: str) -> bool:
        """Return whether there is a condition of that name."""
        return name in self.parts.conditions


def _joined(coordinator: object, rules: tuple[Rule, ...]) -> Rule:
    match text(coordinator).lower():
        case "and":
            return All(rules)
        case "or":
            return Some(rules)
    raise NotMeant("it does not say whether all or some of its comparisons must hold")


def _item(item: Node, parts: Parts) -> Rule:
    if "conditionId" in item:
        return _reference(item["conditionId"], parts)
    component = parts.components.get(text(item.get("componentId")))
    if component is None:
        raise NotMeant("it compares a question that the form does not have")
    operator = _operator(item.get("operator"))
    if text(item.get("type")) == "ListItemRef":
        return _of_list(component, operator, fields(item.get("value")), parts)
    reader = VALUES.get(text(item.get("type")))
    if reader is None:
        raise NotMeant(f"it compares with a value of an unknown kind, '{text(item.get('type'))}'")
    return _comparison(component, operator, reader(item.get("value")))


def _comparison(component: Node, operator: Operator, value: Value) -> Rule:
    """Return a comparison; a choice that must be made lacks nothing where it was not made."""
    compared = Comparison(component_name(component), operator, value)
    if operator == "does not contain" and _must(component):
        return All((Comparison(compared.question, "is answered", value=True), compared))
    return compared


def _must(component: Node) -> bool:
    return text(fields(component.get("options")).get("required")).lower() != "false"


def _reference(called: object, parts: Parts) -> Rule:
    if text(called) not in parts.conditions:
        raise NotMeant(f"it refers to the condition '{text(called)}', which the form does not have")
    return Named(parts.conditions[text(called)])


def _operator(written: object) -> Operator:
    operator = usual_operator(text(written))
    if operator not in get_args(Operator):
        raise NotMeant(f"it compares in an unknown way, '{operator}'")
    return operator  # type: ignore[return-value]  # one of the words of Operator


def _of_list(component: Node, operator: Operator, value: Node, parts: Parts) -> Rule:
    """Return the comparison with one item of a list, or with each of several."""
    of_list = parts.lists.get(text(value.get("listId")))
    if of_list is None:
        raise NotMeant("it compares with an item of a list that the form does not have")
    asked = value.get("itemId")
    wanted = [text(one) for one in asked] if isinstance(asked, list) else [text(asked)]
    items = {text(item.get("id")): text(item.get("value")) for item in mappings(of_list.get("items"))}
    missing = [one for one in wanted if one not in items]
    if missing or not wanted:
        raise NotMeant("it compares with an item that its list does not have")
    rules = tuple(_comparison(component, operator, items[one]) for one in wanted)
    if len(rules) == 1:
        return rules[0]
    return _joined(text(value.get("itemsCoordinator")) or "or", rules)


def _chain(written: object, parts: Parts, *, depth: int) -> Rule:
    """Return comparisons in a row, each with its `and` or `or` as in older files; `and` binds first."""
    if depth > _DEEPEST:
        raise NotMeant("its groups are nested too deep")
    either: list[list[Rule]] = [[]]
    for item in mappings(written):
        if text(item.get("coordinator")).lower() == "or" and either[-1]:
            either.append([])
        either[-1].append(_older(item, parts, depth=depth))
    groups = tuple(group[0] if len(group) == 1 else All(tuple(group)) for group in either if group)
    if not groups:
        raise NotMeant("it compares nothing")
    return groups[0] if len(groups) == 1 else Some(groups)


def _older(item: Node, parts: Parts, *, depth: int) -> Rule:
    if "conditions" in item:
        return _chain(item["conditions"], parts, depth=depth + 1)
    if "conditionName" in item:
        return _reference(item["conditionName"], parts)
    field = fields(item.get("field"))
    name = text(field.get("name")).rpartition(".")[2]
    if name not in parts.components:
        raise _NotAsked(name)
    operator = _operator(item.get("operator"))
    value = fields(item.get("value"))
    if text(value.get("type")) in ("RelativeDate", "RelativeTime"):
        return Comparison(name, operator, moment_of(value))
    read = _older_value(text(field.get("type")), operator, value.get("value"))
    return _comparison(parts.components[name], operator, read)


def _older_value(kind: str, operator: Operator, value: object) -> Value:
    if kind == "YesNoField":
        return true_or_false(value)
    if kind == "NumberField" or operator in ("is longer than", "is shorter than", "has length"):
        return number_of(value)
    return words_of(value)


_DEEPEST = 20


def _lose(parts: Parts, name: str, title: str, why: str) -> None:
    parts.report.lose(f"condition {name}", what=f"the condition '{title}'", why=why, kind="condition")


def _without_circles(found: list[Condition], parts: Parts) -> tuple[Condition, ...]:
    """Return conditions without the rule of each that comes back to itself through others."""
    refers = {one.name: frozenset(_names_in(one.rule)) for one in found}
    kept = []
    for one in found:
        if one.rule is not None and _reaches(one.name, refers):
            _lose(parts, one.name, one.title, "it refers to itself, through others or at once")
            kept.append(Condition(one.name, one.title, None))
        else:
            kept.append(one)
    return tuple(kept)


def _reaches(name: str, refers: Mapping[str, frozenset[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(refers[name])
    while waiting:
        other = waiting.pop()
        if other == name:
            return True
        if other not in seen:
            seen.add(other)
            waiting.extend(refers.get(other, ()))
    return False


def _names_in(rule: Rule | None) -> Iterator[str]:
    match rule:
        case Named(condition):
            yield condition
        case Not(of):
            yield from _names_in(of)
        case All(rules) | Some(rules):
            for one in rules:
                yield from _names_in(one)
