"""What a condition of DEFRA's forms means where it comes from, read off the file itself.

After DEFRA’s forms-designer, model/src/conditions (condition-operators.ts, migration.ts): it becomes an
expression over the answers; where that cannot be worked out, it is false. Nothing answered is null there,
which JavaScript takes for 0 in an order; no author means that, so here no order holds of nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from tests.exchange.xgov.original import NOW, shifted

Document = Mapping[str, Any]
Answers = Mapping[str, Any]


class CannotBeWorkedOut(Exception):
    """The expression stops half way, as `'x' in null` does."""


def holds(document: Document, called: str, answers: Answers) -> bool:
    """Say whether a condition is true. answers: by the name of the question, None where there is none."""
    try:
        return _condition(document, called, answers)
    except CannotBeWorkedOut:
        return False


def _condition(document: Document, called: str, answers: Answers) -> bool:
    found = next(one for one in document["conditions"] if called in (one.get("id"), one.get("name")))
    if "items" in found:
        several = (_item(document, one, answers) for one in found["items"])
        return any(several) if found.get("coordinator") == "or" else all(several)
    return _older(document, found["value"]["conditions"], answers)


def _item(document: Document, item: Mapping[str, Any], answers: Answers) -> bool:
    if "conditionId" in item:
        return _condition(document, item["conditionId"], answers)
    component = next(one for one in _components(document) if one.get("id") == item["componentId"])
    answer, operator = answers.get(component["name"]), item["operator"]
    match item["type"]:
        case "ListItemRef":
            return _of_list(document, component, item, answer)
        case "RelativeDate":
            return _beside(answer, operator, item["value"])
        case "NumberValue":
            return _compares(component, answer, operator, Decimal(str(item["value"])))
    return _compares(component, answer, operator, item["value"])


def _of_list(document: Document, component: Mapping[str, Any], item: Mapping[str, Any], answer: Any) -> bool:
    value = item["value"]
    items = next(one["items"] for one in document["lists"] if one.get("id") == value["listId"])
    wanted = value["itemId"] if isinstance(value["itemId"], list) else [value["itemId"]]
    values = [str(next(one["value"] for one in items if one["id"] == each)) for each in wanted]
    several = (_compares(component, answer, item["operator"], one) for one in values)
    return all(several) if value.get("itemsCoordinator") == "and" else any(several)


def _components(document: Document) -> Iterator[Mapping[str, Any]]:
    for page in document["pages"]:
        yield from page.get("components") or ()


def _older(document: Document, items: list[Any], answers: Answers) -> bool:
    """Judge comparisons in a row: `and` binds tighter than `or`."""
    either: list[list[Any]] = [[]]
    for item in items:
        if item.get("coordinator") == "or" and either[-1]:
            either.append([])
        either[-1].append(item)
    return any(all(_older_item(document, one, answers) for one in group) for group in either)


def _older_item(document: Document, item: Mapping[str, Any], answers: Answers) -> bool:
    if "conditions" in item:
        return _older(document, item["conditions"], answers)
    if "conditionName" in item:
        return _condition(document, item["conditionName"], answers)
    name = item["field"]["name"].rpartition(".")[2]
    component = next(one for one in _components(document) if one.get("name") == name)
    value = item["value"]
    if value["type"] != "Value":
        return _beside(answers.get(name), item["operator"], value)
    said: Any = value["value"]
    if component["type"] == "YesNoField":
        said = said == "true"
    elif component["type"] == "NumberField" or item["operator"] in _LENGTHS:
        said = Decimal(said)
    return _compares(component, answers.get(name), item["operator"], said)


_LENGTHS: Mapping[str, Callable[[int, Decimal], bool]] = {
    "is longer than": lambda found, value: found > value,
    "is shorter than": lambda found, value: found < value,
    "has length": lambda found, value: found == value,
}
_ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "is at least": lambda found, value: found >= value,
    "is at most": lambda found, value: found <= value,
    "is more than": lambda found, value: found > value,
    "is less than": lambda found, value: found < value,
    "is before": lambda found, value: found < value,
    "is after": lambda found, value: found > value,
}


def _compares(component: Mapping[str, Any], answer: Any, operator: str, value: Any) -> bool:
    optional = (component.get("options") or {}).get("required") is False
    match operator:
        case "is":
            return answer == value
        case "is not":
            return answer != value
        case "contains" | "does not contain":
            if answer is None and not optional:
                raise CannotBeWorkedOut
            return (value in (answer or ())) is (operator == "contains")
    if operator in _LENGTHS:
        if answer is None:
            raise CannotBeWorkedOut
        return _LENGTHS[operator](len(answer), Decimal(value))
    return answer is not None and _ORDERS[operator](answer, value)


def _beside(answer: Any, operator: str, value: Mapping[str, Any]) -> bool:
    """Judge a day beside one so long ago or from now: `is at least` is that long or longer."""
    if answer is None:
        return False
    unit = value.get("unit") or value["timeUnit"]
    amount = int(value.get("period") or value["timePeriod"])
    past = value["direction"] == "in the past"
    moment = shifted(NOW, -amount if past else amount, unit).date().isoformat()
    signs = {"is at least": 0, "is at most": 1, "is less than": 2, "is more than": 3}
    if past:
        return [answer <= moment, answer >= moment, answer > moment, answer < moment][signs[operator]]
    return [answer >= moment, answer <= moment, answer < moment, answer > moment][signs[operator]]
