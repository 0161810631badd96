"""A condition means as a rule, and as our FEEL, what it means where the form comes from."""

import random
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from handrail.exchange.defra.read import read
from handrail.exchange.form import Component
from handrail.exchange.loading import load_file
from handrail.exchange.report import Report
from tests.exchange.defra.hedges_form import hedges
from tests.exchange.defra.original import holds
from tests.exchange.xgov.our_rules import OurRules
from tests.exchange.xgov.rule_judge import is_true

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "forms"
FORMS = sorted(
    path for pattern in ("defra-forms/*.*", "defra-grants/*grants-ui.yaml") for path in SAMPLES.glob(pattern)
)
DAYS = ["2025-09-30", "2026-03-31", "2026-09-30", "2026-10-01", "2027-04-01", "2027-04-02"]


def disagreements(document: Mapping[str, Any], times: int, seed: int = 1) -> list[Any]:
    """Return the conditions that are another thing to us than to the original, with the answers."""
    form = read(document, Report())
    rules = {one.name: one.rule for one in form.conditions}
    ours = OurRules(form)
    chance = random.Random(seed)
    asked = [one for page in form.pages for one in page.components if not page.repeat]
    found = []
    for _ in range(times):
        answers = {one.name: _answer(one, chance) for one in asked}
        in_feel = ours.true(answers)
        for name, rule in rules.items():
            if rule is None:
                continue
            meant = holds(document, name, answers)
            if is_true(rule, answers, rules) is not meant:
                found.append(("rule", name, answers))
            if name in in_feel and in_feel[name] is not meant:
                found.append(("FEEL", name, answers))
    return found


def _answer(component: Component, chance: random.Random) -> Any:
    """Return an answer near what conditions speak of; none now and then where none is needed."""
    if not component.required and chance.random() < 0.3:
        return None
    values = [one.value for one in component.items]
    match component.type:
        case "YesNoField":
            return chance.random() < 0.5
        case "NumberField":
            return Decimal(chance.choice(["0", "3", "499.9", "500", "1000", "1001", "62500", "62499"]))
        case "CheckboxesField":
            return chance.sample(values, chance.randint(1, len(values))) if values else ["x"]
        case "DatePartsField":
            return chance.choice(DAYS)
    return chance.choice(values or ["x", "yes", "longer than that"])


KINDS: list[tuple[str, str, str, Any]] = [
    *(("1", one, "BooleanValue", True) for one in ("is", "is not")),
    *(
        ("2", one, "NumberValue", 500)
        for one in ("is", "is not", "is at least", "is at most", "is more than", "is less than")
    ),
    *(("3", one, "DateValue", "2026-09-30") for one in ("is", "is not", "is before", "is after")),
    *(
        ("3", one, "RelativeDate", {"period": 6, "unit": "months", "direction": direction})
        for one in ("is at least", "is at most", "is more than", "is less than")
        for direction in ("in the past", "in the future")
    ),
    *(
        ("5", one, "ListItemRef", {"listId": LIST, "itemId": items, "itemsCoordinator": join})
        for LIST in ("30000000-0000-4000-8000-000000000001",)
        for one in ("contains", "does not contain")
        for items in (
            "31000000-0000-4000-8000-000000000001",
            ["31000000-0000-4000-8000-000000000001", "31000000-0000-4000-8000-000000000003"],
        )
        for join in ("and", "or")
    ),
    *(("8", one, "StringValue", "yes") for one in ("is", "is not")),
    *(("8", one, "NumberValue", 3) for one in ("is longer than", "is shorter than", "has length")),
]


def with_condition(*items: Mapping[str, Any], coordinator: str = "and") -> dict[str, Any]:
    """Return the invented grant's form with a question in words, and one condition more."""
    document = hedges()
    document["pages"][2]["components"].append(
        {"id": f"{_PART}8", "type": "TextField", "name": "landName", "title": "What is it called?"}
    )
    document["conditions"].append(
        {"id": "more", "displayName": "More", "coordinator": coordinator, "items": list(items)}
    )
    return document


_PART = "20000000-0000-4000-8000-00000000000"


def item(kind: tuple[str, str, str, Any]) -> dict[str, Any]:
    """Return one comparison of a condition as the file has it."""
    number, operator, sort, value = kind
    return {"id": "i", "componentId": f"{_PART}{number}", "operator": operator, "type": sort, "value": value}


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: " ".join(str(part)[:40] for part in one[1:]))
def test_every_operator_and_kind_of_value(kind):
    assert disagreements(with_condition(item(kind)), 60) == []


@pytest.mark.parametrize("seed", range(40))
def test_however_comparisons_and_references_are_joined(seed):
    chance = random.Random(seed)
    items = [item(chance.choice(KINDS)) for _ in range(chance.randint(1, 4))]
    items += [
        {"id": "r", "conditionId": chance.choice(hedges()["conditions"])["id"]}
        for _ in range(chance.randint(0, 2))
    ]
    chance.shuffle(items)
    document = with_condition(*items, coordinator=chance.choice(["and", "or"]))
    assert disagreements(document, 40, seed) == []


OLDER = [
    ("ownsLand", "YesNoField", "is", "true"),
    ("about.ownsLand", "YesNoField", "is not", "true"),
    ("hedgeMetres", "NumberField", "is at least", "500"),
    ("plants", "CheckboxesField", "contains", "holly"),
    ("plants", "CheckboxesField", "does not contain", "hawthorn"),
    ("landName", "TextField", "is longer than", "3"),
    ("landName", "TextField", "is", "yes"),
    ("plantedOn", "DatePartsField", "is before", "2026-09-30"),
]


@pytest.mark.parametrize("seed", range(40))
def test_older_conditions_of_comparisons_in_a_row_and_in_groups(seed):
    chance = random.Random(seed)

    def several(depth: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for place in range(chance.randint(1, 4)):
            joined = {"coordinator": chance.choice(["and", "or"])} if place else {}
            if depth and chance.random() < 0.3:
                found.append({**joined, "conditions": several(depth - 1)})
                continue
            name, kind, operator, value = chance.choice(OLDER)
            field = {"name": name, "type": kind, "display": name}
            said = {"type": "Value", "value": value, "display": value}
            found.append({**joined, "field": field, "operator": operator, "value": said})
        return found

    document = with_condition()
    document["conditions"][-1] = {"name": "more", "value": {"name": "more", "conditions": several(2)}}
    assert disagreements(document, 40, seed) == []


def test_the_oldest_conditions_are_expressions():
    document = with_condition()
    document["conditions"][-1] = {"name": "more", "value": "ownsLand == true and hedgeMetres > 500"}
    form = read(document, Report())
    rule = next(one.rule for one in form.conditions if one.name == "more")
    rules = {one.name: one.rule for one in form.conditions}
    for owns, metres, meant in ((True, "501", True), (True, "500", False), (False, "501", False)):
        assert is_true(rule, {"ownsLand": owns, "hedgeMetres": Decimal(metres)}, rules) is meant


def test_a_choice_that_was_never_asked_for_lacks_nothing():
    document = with_condition(item(KINDS[-9]))
    form = read(document, Report())
    rules = {one.name: one.rule for one in form.conditions}
    for answers in ({"plants": None}, {"plants": ["holly"]}):
        assert is_true(rules["more"], answers, rules) is holds(document, "more", answers)


@pytest.mark.skipif(not FORMS, reason="the published forms are not beside this repository")
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_condition_of_a_published_form(path):
    assert disagreements(load_file(path).value, 200) == []


PAYMENT = {
    "type": "PaymentField",
    "name": "payment",
    "title": "To pay",
    "options": {
        "amount": 12.5,
        "description": "To plant a hedge",
        "conditionalAmounts": [
            {"condition": "40000000-0000-4000-8000-000000000001", "amount": 30},
            {"condition": "40000000-0000-4000-8000-000000000003", "amount": 0},
            {"condition": "40000000-0000-4000-8000-000000000002", "amount": 7.35},
        ],
    },
}


def paying() -> list[Any]:
    """Return documents in which something is to be paid: the invented grant's, and those published."""
    document = hedges()
    document["pages"][4]["components"].append(PAYMENT)
    return [document, *(load_file(path).value for path in FORMS if "PaymentField" in path.read_text("utf-8"))]


@pytest.mark.parametrize("document", paying(), ids=lambda one: one["name"])
def test_what_is_to_be_paid_is_the_first_amount_whose_condition_is_true(document):
    form = read(document, Report())
    rules = {one.name: one.rule for one in form.conditions}
    chance = random.Random(7)
    asked = [one for page in form.pages for one in page.components]
    (payment,) = (
        one
        for page in document["pages"]
        for one in page.get("components", ())
        if one["type"] == "PaymentField"
    )
    options = payment["options"]
    for _ in range(200):
        answers = {one.name: _answer(one, chance) for one in asked}
        due = next(
            (
                one["amount"]
                for one in options["conditionalAmounts"]
                if holds(document, one["condition"], answers)
            ),
            options["amount"],
        )
        fees = [one.pence for one in form.fees if one.when is None or is_true(one.when, answers, rules)]
        assert fees == ([round(Decimal(str(due)) * 100)] if due else [])
