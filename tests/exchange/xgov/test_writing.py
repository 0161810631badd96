"""Services written as XGov forms: read and carried again they are the same, but for what was told as lost."""

import json
import random
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from handrail import feel
from handrail.exchange.carry.service import carry
from handrail.exchange.form import Comparison, Not
from handrail.exchange.loading import load, load_file
from handrail.exchange.report import Report
from handrail.exchange.xgov.feel_rules import NotHeld, rule_from
from handrail.exchange.xgov.reading import read
from handrail.exchange.xgov.write import write
from tests.exchange.xgov.forms import SAMPLE_FILES, allotments
from tests.exchange.xgov.original import NOW
from tests.exchange.xgov.our_rules import compared

SERVICES = Path(__file__).parents[3] / "services"


def carried(definition: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts of the service that comes of a definition."""
    return carry(read(definition, report=Report(), title="A form"), Report(), slug="a-form")


def written(texts: Mapping[str, str]) -> tuple[dict[str, Any], Report]:
    """Return the definition that a service is written as, after it was on a disk, and what was lost."""
    report = Report()
    return load(json.dumps(write(texts, report), default=str).encode()).value, report


class Service:
    """What a service asks: its tree, its words joined where they are read one after the other."""

    def __init__(self, texts: Mapping[str, str], lost: set[str]) -> None:
        tree = yaml.safe_load(texts["service.yaml"])
        tree["steps"] = [step for step in tree["steps"] if "ask" in step]
        self.rules: list[str] = []
        self.parts = [part for step in tree["steps"] for part in step["pages"]]
        self.read = self._joined(tree, lost)

    def _joined(self, tree: Any, lost: set[str]) -> Any:
        if isinstance(tree, list):
            return [self._joined(one, lost) for one in tree]
        if not isinstance(tree, dict):
            return tree
        found = {key: self._joined(one, lost) for key, one in tree.items() if key != "when"}
        if found.get("group") in lost:
            return {"group": found["group"]}
        if "page" in found and found.get("questions"):
            texts = [found.pop("text", ""), found["questions"][0].pop("text", "")]
            found["text"] = "\n\n".join(one for one in texts if one)
        return found

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
    """Hold two services against each other, save where something was told as lost."""
    lost = {str(each["where"]) for each in report.lost}
    first, second = Service(one, lost), Service(other, lost)
    assert second.read == first.read
    chance = random.Random(1)
    for _ in range(60):
        answers = answered(first, chance)
        assert second.shown(answers) == first.shown(answers)


class TestAServiceWrittenAndReadAgain:
    def test_is_the_same(self):
        texts = carried(allotments())
        definition, report = written(texts)
        assert_same(texts, carried(definition), report)

    def test_has_its_welsh_in_the_same_file(self):
        definition = allotments()
        definition |= {"fees": [], "name": {"en": "Rent an allotment", "cy": "Rhentu rhandir"}}
        definition["pages"][3]["title"] = {"en": "You", "cy": "Chi"}
        texts = carried(definition)
        again, _ = written(texts)
        assert again["name"] == {"en": "Rent an allotment", "cy": "Rhentu rhandir"}
        assert carried(again)["words/cy.yaml"] == texts["words/cy.yaml"]

    def test_tells_what_the_format_cannot_hold(self):
        _, report = written(carried(allotments()))
        assert ("look", "the step “look”") in {(one["where"], one["what"]) for one in report.lost}

    @pytest.mark.parametrize("folder", sorted(one.name for one in SERVICES.iterdir() if one.is_dir()))
    def test_of_ours_is_a_form_that_can_be_carried(self, folder):
        folder = SERVICES / folder
        texts = {
            one.relative_to(folder).as_posix(): one.read_text(encoding="utf-8")
            for one in folder.rglob("*.yaml")
        }
        definition, report = written(texts)
        found = Report()
        form = read(definition, report=found)
        assert (found.lost, len(form.pages)) == ([], report.pages)

    @pytest.mark.skipif(not SAMPLE_FILES, reason="the published forms are not beside this repository")
    @pytest.mark.parametrize("path", SAMPLE_FILES, ids=lambda path: path.stem)
    def test_is_the_same_where_it_was_a_published_form(self, path):
        texts = carried(load_file(path).value)
        definition, report = written(texts)
        assert_same(texts, carried(definition), report)


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
