"""Services written as XGov forms: read and carried again they are the same, but for what was told as lost."""

import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml

from handrail import feel
from handrail.exchange.carry.service import carry
from handrail.exchange.difference import NAMED_BY
from handrail.exchange.form import Comparison, Not
from handrail.exchange.loading import load, load_file
from handrail.exchange.report import Report
from handrail.exchange.rules import ALWAYS
from handrail.exchange.taking import json_number
from handrail.exchange.xgov.feel_rules import NotHeld, rule_from
from handrail.exchange.xgov.reading import read
from handrail.exchange.xgov.write import write_form
from handrail.exchange.xgov.write_team import fees_of
from tests.exchange.xgov.forms import OURS, SAMPLE_FILES, allotments
from tests.exchange.xgov.original import NOW
from tests.exchange.xgov.our_rules import compared

OWN = {"when", "pages", "questions"}
"""Keys of a part that are compared apart: rules by answering, what it holds one by one."""


def carried(definition: Mapping[str, Any], slug: str = "a-form") -> dict[str, str]:
    """Return the texts of the service that comes of a definition."""
    return carry(read(definition, report=Report(), title="A form"), Report(), slug=slug)


def written(texts: Mapping[str, str]) -> tuple[dict[str, Any], Report]:
    """Return the form alone that a service is written as, after it was on a disk, and what was lost."""
    report = Report()
    return load(json.dumps(write_form(texts, report), default=json_number).encode()).value, report


class Service:
    """What a service says part by part, and what it asks of whom."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        tree = yaml.safe_load(texts["service.yaml"])
        self.parts = [part for step in tree["steps"] for part in step.get("pages", ())]
        self.says = {("service.yaml", key): value for key, value in tree.items() if key != "steps"}
        for part in _all_parts(tree["steps"]):
            name = next(str(part[key]) for key in NAMED_BY if key in part)
            self.says |= {(name, key): value for key, value in part.items() if key not in OWN}
            if part.get("questions"):
                first = part["questions"][0].pop("text", "")
                self.says[name, "text"] = "\n\n".join(one for one in (part.get("text"), first) if one)
            if "table" in part:
                self.says[name, "table"] = texts[part["table"]]
        self.says |= {(path, "file"): texts.get(path, "") for path in ("examples.yaml", "parameters.yaml")}

    def shown(self, answers: Mapping[str, Any]) -> list[str]:
        """Return the pages that are shown to whoever answers so, in order."""
        facts: dict[str, Any] = {}
        found = []
        for part in self.parts:
            when = part.get("when", True)
            if when is True or feel.parse(str(when)).evaluate(facts, at=NOW) is True:
                found.append(
                    str(part.get("page") or part.get("question") or part.get("exit") or part["group"])
                )
                facts |= {one: answers[one] for one in asked_on(part) if answers[one] is not None}
                if "exit" in part:
                    break
        return found


def _all_parts(parts: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for part in parts:
        yield part
        yield from _all_parts([*part.get("pages", ()), *part.get("questions", ())])


def untold(one: Mapping[str, str], other: Mapping[str, str], report: Report) -> list[tuple[str, str]]:
    """Return what a service says that another does not, save what the report tells as lost."""
    first, second = Service(one).says, Service(other).says
    told = {(name.replace("-", "_"), told["what"]) for told in report.lost for name in _names(told["where"])}
    return [
        (name, key)
        for (name, key), value in first.items()
        if _plain(value) != _plain(second.get((name, key)))
        and not any(where == name.replace("-", "_") and _covers(what, key) for where, what in told)
    ]


def _names(where: str) -> list[str]:
    return [where, *re.split(r"[ ,/]+", where)]


def _covers(what: str, key: str) -> bool:
    """Say whether a loss is of a key: one that names another key in quotation marks is not."""
    return not what.startswith("what is said under") or f"“{key}”" in what


def _plain(value: Any) -> Any:
    """Return a value without the breaks between its lines; a number may be in quotation marks.

    A short text is on one line, whether or not that is said.
    """
    if isinstance(value, dict):
        if value.get("max_lines") == 1 and int(value.get("max_length", 999)) <= 120:
            value = {key: one for key, one in value.items() if key != "max_lines"}
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return " ".join(str(value).split())


def asked_on(part: Mapping[str, Any]) -> Iterator[str]:
    """Yield the questions of a page that rules can test."""
    if "question" in part:
        yield part["question"]
    for one in part.get("questions", ()):
        yield one["question"]


def answered(service: Service, chance: random.Random) -> dict[str, Any]:
    """Return an answer by chance to each question of a service."""
    numbers = [
        Decimal(one) for one in re.findall(r"[<>=] (-?\d+)", json.dumps(service.parts, default=str))
    ] or [Decimal(1)]
    found = {}
    for part in service.parts:
        for question in [part, *part.get("questions", ())]:
            options = [*question.get("options", {"x": "x"})]
            match question.get("type"):
                case "yes-no":
                    answer: Any = chance.random() < 0.5
                case "choices":
                    answer = chance.sample(options, chance.randint(1, len(options)))
                case "whole-number" | "decimal-number" | "money":
                    answer = chance.choice(numbers) + chance.randint(-1, 1)
                case "date":
                    answer = date(2026, 1, 1)
                case _:
                    answer = chance.choice(options)
            left_empty = question.get("optional") and chance.random() < 0.4
            if "question" in question:
                found[question["question"]] = None if left_empty else answer
    return found


def assert_same(one: Mapping[str, str], other: Mapping[str, str], report: Report) -> None:
    """Hold a service against what came of the form alone: the same is said, asked and shown to the same."""
    assert untold(one, other, report) == []
    first, second = Service(one), Service(other)
    chance = random.Random(1)
    for _ in range(60):
        answers = answered(first, chance)
        assert second.shown(answers) == first.shown(answers)


class TestAFormAloneReadAgain:
    def test_is_the_same_service(self):
        texts = carried(allotments())
        definition, report = written(texts)
        assert_same(texts, carried(definition), report)

    @pytest.mark.skipif(not SAMPLE_FILES, reason="the published forms are not beside this repository")
    @pytest.mark.parametrize("path", SAMPLE_FILES, ids=lambda path: path.stem)
    def test_is_the_same_service_where_it_was_a_published_form(self, path):
        texts = carried(load_file(path).value)
        definition, report = written(texts)
        assert_same(texts, carried(definition), report)

    @pytest.mark.parametrize("name", OURS)
    def test_lacks_nothing_that_was_not_told_of_a_service_that_people_wrote(self, name):
        definition, report = written(OURS[name])
        again = carried(definition, yaml.safe_load(OURS[name]["service.yaml"])["service"])
        assert untold(OURS[name], again, report) == []

    @pytest.mark.parametrize("name", OURS)
    def test_has_each_page_that_was_written(self, name):
        definition, report = written(OURS[name])
        found = Report()
        form = read(definition, report=found)
        assert (found.lost, len(form.pages)) == ([], report.pages)


class TestWhatIsWritten:
    def test_has_its_welsh_in_the_same_file(self):
        definition = allotments()
        definition |= {"fees": [], "name": {"en": "Rent an allotment", "cy": "Rhentu rhandir"}}
        definition["pages"][3]["title"] = {"en": "You", "cy": "Chi"}
        texts = carried(definition)
        again, _ = written(texts)
        assert again["name"] == {"en": "Rent an allotment", "cy": "Rhentu rhandir"}
        assert carried(again)["words/cy.yaml"] == texts["words/cy.yaml"]

    def test_has_the_fees_under_the_conditions_that_they_had(self):
        again, _ = written(carried(allotments()))
        (fee,) = again["fees"]
        condition = next(one for one in again["conditions"] if one["name"] == fee["condition"])
        assert (fee["description"], fee["amount"]) == ("A spade", 250)
        assert fee["multiplier"].endswith(".spades")
        assert condition["value"]["conditions"][0]["value"]["value"] == "spade"
        assert not any("costs" in json.dumps(page) for page in again["pages"])

    def test_has_the_outputs_and_no_key_of_them(self):
        again, report = written(carried(allotments()))
        assert [(one["name"], one["type"]) for one in again["outputs"]] == [
            ("hook", "webhook"),
            ("mail", "notify"),
        ]
        assert "not-a-key" not in json.dumps(again)
        assert "output hook" in {one["where"] for one in report.lost}

    def test_sends_the_answers_to_the_step_of_the_team(self):
        again, _ = written(OURS["the starter"])
        assert [(one["name"], one["title"]) for one in again["outputs"]] == [("decide", "Look and decide")]

    def test_says_how_many_rows_a_table_may_have(self):
        texts = dict(OURS["blue-badge"])
        again, _ = written(texts)
        tables = [one for page in again["pages"] for one in page["components"] if "children" in one]
        assert {one["name"]: one["schema"].get("max") for one in tables}["vehicles"]

    def test_holds_a_reference_to_the_form_it_is_wanted_in(self):
        texts = carried(allotments())
        card = {
            "question": "card",
            "type": "reference-number",
            "label": "Card",
            "limits": {"pattern": "AA 999"},
        }
        service = yaml.safe_load(texts["service.yaml"])
        service["steps"][0]["pages"].append(card)
        again, _ = written({**texts, "service.yaml": yaml.safe_dump(service)})
        (asked,) = [one for page in again["pages"] for one in page["components"] if one["name"] == "card"]
        assert re.match(asked["schema"]["regex"], "ab-123")
        assert not re.match(asked["schema"]["regex"], "AA 999A")

    def test_asks_for_the_box_that_rules_others_out_by_its_value(self):
        texts = carried(allotments())
        pets = {"question": "pets", "type": "choices", "label": "Pets", "options": {"hens": "Hens"}}
        some = {"question": "hens_are", "type": "text", "label": "Which?", "when": "count(pets) > 0"}
        service = yaml.safe_load(texts["service.yaml"])
        service["steps"][0]["pages"] += [{**pets, "none": "No pets"}, some]
        _, report = written({**texts, "service.yaml": yaml.safe_dump(service)})
        assert not any(one["where"] == "/hens-are" for one in report.lost)
        service["steps"][0]["pages"][-2] = pets
        _, report = written({**texts, "service.yaml": yaml.safe_dump(service)})
        assert any(one["where"] == "/hens-are" for one in report.lost)

    def test_tells_what_the_format_cannot_hold(self):
        _, report = written(carried(allotments()))
        assert ("look", "the step “look”") in {(one["where"], one["what"]) for one in report.lost}


class TestATableOfAmounts:
    def test_of_which_the_first_row_counts_is_fees_that_exclude_each_other(self):
        table = 'id,in: kind,out: pounds,source,en\na,"""half""",12.50,x,Half\nb,-,20,x,Whole\n'
        rules = []
        found = fees_of(
            table,
            step="fee",
            hit="first",
            when=ALWAYS,
            languages=["en"],
            names={},
            condition=lambda rule: rules.append(rule) or f"rule{len(rules)}",
        )
        assert [one["amount"] for one in found.written] == [1250, 2000]
        assert rules == [Comparison("kind", "is", "half"), Comparison("kind", "is not", "half")]

    def test_that_are_worked_out_is_not_held(self):
        table = "id,in: kind,out: pounds,source,en\na,-,badge_fee,x,Fee\n"
        with pytest.raises(NotHeld):
            fees_of(
                table,
                step="fee",
                hit="first",
                when=ALWAYS,
                languages=["en"],
                names={},
                condition=str,
            )


class TestARuleOfOurs:
    @pytest.mark.parametrize(
        "rule",
        [
            'a = "x"',
            'a != "x"',
            'a in ("x", "y")',
            'not(a in ("x", "y"))',
            "b = null or not(b)",
            "n > 3 and n <= 5",
            "not(n > 3)",
            'list contains(several, "x") or not(list contains(several, "y"))',
            '(some one in several satisfies one in ("x", "y"))',
            "string length(a) >= 2",
            'd < date("2026-04-01") or d >= today() - duration("P18Y")',
            "a != null",
            "count(several) = 0",
            "count(several) > 0",
        ],
    )
    def test_is_a_rule_of_a_form_about_the_same_questions(self, rule):
        assert set(compared(rule_from(rule), {})) == set(feel.parse(rule).names)

    def test_that_is_null_without_an_answer_is_false_then_either_way(self):
        answered_first = rule_from("not(n > 3)")
        assert answered_first.of[0] == Comparison("n", "is answered", value=True)

    def test_that_is_no_comparison_of_an_answer_is_not_held(self):
        for rule in ("a = b", "count(adults) > 1", 'home.postcode = "x"', "n + 1 > 2", "d = today()"):
            with pytest.raises(NotHeld):
                rule_from(rule)

    def test_says_not_as_one_that_is_true_without_an_answer(self):
        assert rule_from('a != "x"') in (Comparison("a", "is not", "x"), Not(Comparison("a", "is", "x")))
