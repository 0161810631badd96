"""Conditions mean as rules what they mean where they come from, also where nothing was answered."""

import random
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest

from handrail.exchange.form import Component, Form, Page
from handrail.exchange.loading import load_file
from handrail.exchange.report import Report
from handrail.exchange.xgov.components import asks, with_asked
from handrail.exchange.xgov.reading import read
from tests.exchange.xgov import original
from tests.exchange.xgov.forms import SAMPLE_FILES, choice_list, form, page, question, says, when
from tests.exchange.xgov.our_rules import OurRules
from tests.exchange.xgov.rule_judge import is_true

NAME = re.compile(r"'[^']*'|\"[^\"]*\"|[A-Za-z_$][\w$]*(?:\.[\w$]+)*")
DAYS = ["2008-03-30", "2008-03-31", "2008-04-01", "2026-03-30", "2026-03-31", "2026-04-01", "2027-06-30"]


class Played:
    """A form as the original plays it: its state, and the same answers as our rules see them."""

    def __init__(self, value: Mapping[str, Any], seed: int = 1) -> None:
        self.form: Form = read(value, report=Report())
        self.conditions = {one["name"]: one["value"] for one in value.get("conditions", [])}
        self.rules = {one.name: one.rule for one in self.form.conditions}
        self.ours = OurRules(self.form)
        self.random = random.Random(seed)
        self.written = " ".join(
            one if isinstance(one, str) else original.as_string(one) for one in self.conditions.values()
        )
        self.names = [one.split(".") for one in NAME.findall(self.written) if one[0] not in "'\""]
        self.values = [one[1:-1] for one in NAME.findall(self.written) if one[0] in "'\""]
        self.numbers = [
            Decimal(one) for one in re.findall(r"(?<![\w.'])\d+(?:\.\d+)?(?![\w'])", self.written)
        ]
        self.asked = [(at, one) for at in self.form.pages for one in with_asked(at.components) if asks(one)]
        self.begin()

    def begin(self) -> None:
        self.state: dict[str, Any] = {}
        self.answers: dict[str, Any] = {}

    def answer(self, at: Page, component: Component, value: Any) -> None:
        """Put an answer, None for none, where the original has it and where conditions look for it."""
        name = component.name.removeprefix(f"{at.section}.")
        if value is None and component.required:
            return
        if component.type == "NumberField" and value is not None:
            told: Any = float(value)
        else:
            told = value
        (self.state.setdefault(at.section, {}) if at.section else self.state)[name] = told
        for parts in self.names:
            if parts == [name] and at.section:
                self.state[name] = told
        self.answers[component.name] = value

    def one_answer(self, component: Component) -> Any:
        """Choose an answer, among them those that conditions speak of."""
        if not component.required and self.random.random() < 0.4 and not self._by_order(component):
            return None
        values = [item.value for item in component.items]
        match component.type:
            case "YesNoField":
                return self.random.random() < 0.5
            case "NumberField":
                near = [Decimal(0), *(one + by for one in self.numbers for by in (-1, 0, 1))]
                return self.random.choice(near)
            case "CheckboxesField":
                return self.random.sample(values, self.random.randint(1, len(values))) if values else ["x"]
            case "DatePartsField" | "DateField":
                return self.random.choice(DAYS)
        return self.random.choice(values or [*self.values, "something", "x"])

    def _by_order(self, component: Component) -> bool:
        # JavaScript takes nothing for 0 in an order and for "null" in a length; we never do.
        name = component.name.split(".")[-1]
        return re.search(rf"\b{name}\s*[<>]|length\((\w+\.)*{name}\)", self.written) is not None

    def walk(self) -> Iterator[None]:
        """Play the form from its start, yielding before the first page and after each."""
        pages = {one.path: one for one in self.form.pages}
        at: Page | None = pages[self.form.start]
        yield
        for _ in range(80):
            if at is None:
                return
            self.fill(at)
            yield
            links = at.links
            at = next(
                (pages[link.path] for link in links if link.when is None or self.true(link.when.condition)),
                None,
            )

    def fill(self, at: Page) -> None:
        """Answer all that a page asks."""
        for where, component in self.asked:
            if where is at:
                self.answer(at, component, self.one_answer(component))

    @property
    def compared(self) -> list[Page]:
        """The pages that ask what conditions compare."""
        named = {parts[-1] for parts in self.names}
        asking = {at.path: at for at, one in self.asked if one.name.split(".")[-1] in named}
        return list(asking.values())

    def true(self, condition: str) -> bool:
        return original.holds(self.conditions, condition, self.state)

    def disagreements(self) -> list[tuple[str, str, Any]]:
        """Return conditions, as read or as our FEEL, that are not what they are in the original."""
        meant = {name: self.true(name) for name in self.conditions}
        read = {
            name: is_true(rule, self.answers, self.rules)
            for name, rule in self.rules.items()
            if rule is not None
        }
        return [
            (kind, name, dict(self.answers))
            for kind, found in (("read", read), ("FEEL", self.ours.true(self.answers)))
            for name, true in found.items()
            if true != meant[name]
        ]


def judged(value: Mapping[str, Any], times: int, seed: int = 1) -> list[Any]:
    """Return disagreements: while the form is played, and with its questions answered or not in any order."""
    played = Played(value, seed)
    found = []
    for _ in range(times):
        played.begin()
        for _ in played.walk():
            found += played.disagreements()
        played.begin()
        for at in played.random.sample(played.compared, played.random.randint(0, len(played.compared))):
            played.fill(at)
        found += played.disagreements()
    return found


LISTS = [choice_list("abc", "a", "b", "c"), choice_list("counts", "1", "2", "10")]
QUESTIONS = [
    [question("YesNoField", "yes")],
    [question("RadiosField", "pick", list="abc")],
    [
        question("CheckboxesField", "several", list="abc"),
        question("CheckboxesField", "maybe", list="abc", options={"required": False}),
    ],
    [question("NumberField", "number")],
    [question("TextField", "said"), question("TextField", "perhaps", options={"required": False})],
    [question("SelectField", "count", list="counts")],
    [question("DatePartsField", "day")],
]


def of_questions(conditions: list[dict[str, Any]], *, section: str = "") -> dict[str, Any]:
    """Return a form that asks everything, on pages that may each be passed over."""
    more = {"section": section} if section else {}
    paths = [f"/{one[0]['name']}" for one in QUESTIONS]
    onward = [
        [*((one, "skip") for one in paths[at + 2 : at + 3]), *paths[at + 1 : at + 2]]
        for at in range(len(paths))
    ]
    pages = [
        page(path, *asked, to=to, **more) for path, asked, to in zip(paths, QUESTIONS, onward, strict=True)
    ]
    first = page("/first", question("YesNoField", "skipping"), to=["/yes"])
    skip = {"name": "skip", "value": "skipping == true"}
    sections = [{"name": "s", "title": "S"}]
    return form(first, *pages, lists=LISTS, sections=sections, conditions=[skip, *conditions])


OBJECTS = [
    ("yes", "YesNoField", "is", "true"),
    ("yes", "YesNoField", "is not", "true"),
    ("pick", "RadiosField", "is", "a"),
    ("pick", "RadiosField", "is not", "a"),
    ("several", "CheckboxesField", "contains", "b"),
    ("several", "CheckboxesField", "does not contain", "b"),
    ("maybe", "CheckboxesField", "does not contain", "b"),
    ("number", "NumberField", "is at least", "3"),
    ("number", "NumberField", "is more than", "3"),
    ("number", "NumberField", "is at most", "3"),
    ("number", "NumberField", "is less than", "3"),
    ("number", "NumberField", "is not", "3"),
    ("said", "TextField", "is", "x"),
    ("said", "TextField", "is not", "x"),
    ("said", "TextField", "is longer than", "3"),
    ("said", "TextField", "is shorter than", "3"),
    ("said", "TextField", "has length", "9"),
    ("perhaps", "TextField", "is not", "x"),
    *(
        (
            "day",
            "DatePartsField",
            operator,
            {
                "type": "RelativeTime",
                "timePeriod": period,
                "timeUnit": unit,
                "direction": direction,
                "timeOnly": False,
            },
        )
        for operator in ("is at least", "is at most", "is more than", "is less than")
        for period, unit, direction in (
            ("18", "years", "in the past"),
            ("1", "days", "in the future"),
            ("15", "months", "in the future"),
        )
    ),
]
STRINGS = [
    "{0}yes == true",
    "{0}yes",
    "not {0}yes",
    "not ({0}yes == true) or {0}pick == 'a'",
    "{0}pick != 'a' and {0}yes != false",
    "{0}pick == 'a' or {0}yes == true and {0}number > 3",
    "({0}pick == 'a' or {0}yes == true) and not ('b' in {0}several)",
    "'a' in {0}several or 'b' in {0}maybe or {0}pick == 'c'",
    "not ('a' in {0}several) and not ('b' in {0}maybe)",
    "not ('a' in {0}several and {0}pick != 'b')",
    "{0}pick in ['a', 'b']",
    "not ({0}pick in ['a', 'b'])",
    "3 < {0}number",
    "{0}number >= 1 + 2",
    "{0}count == '10' or {0}count == '1'",
    "length({0}said) > 2 and length({0}said) <= 9",
    "length({0}said) != 1",
    "gone == true or {0}yes == true",
    "{0}yes == true or gone == true",
    "{0}yes == true and gone != true",
    "{0}said == 'x' or {0}perhaps != 'x'",
    "skip or {0}yes == false",
    "skip == false and {0}pick != 'b'",
    "{0}day > dateForComparison(-18, 'years')",
    "{0}day <= dateForComparison(1, 'days')",
    "true",
    "1 == 2 or {0}yes",
    "{0}several == 'a'",
    "{0}several != 'a'",
    "'a' in {0}pick",
    "{0}yes != 'maybe'",
]


class TestAConditionMeansAsARuleWhatItMeantInTheForm:
    @pytest.mark.parametrize("section", ["", "s"], ids=["at the top", "in a section"])
    @pytest.mark.parametrize("said", OBJECTS, ids=lambda one: " ".join(str(part)[:12] for part in one))
    def test_as_an_object(self, said, section):
        field, *rest = said
        conditions = [when("c", f"{section}.{field}" if section else field, *rest)]
        assert judged(of_questions(conditions, section=section), 30) == []

    @pytest.mark.parametrize("section", ["", "s"], ids=["at the top", "in a section"])
    @pytest.mark.parametrize("said", STRINGS)
    def test_as_a_string(self, said, section):
        conditions = [{"name": "c", "value": said.format(f"{section}." if section else "")}]
        assert judged(of_questions(conditions, section=section), 30) == []

    @pytest.mark.parametrize("seed", range(60))
    def test_however_comparisons_are_joined_and_grouped(self, seed):
        chance = random.Random(seed)

        def grouped(depth: int) -> dict[str, Any]:
            conditions = []
            for at in range(chance.randint(1, 4)):
                joined = {"coordinator": chance.choice(["and", "or"])} if at else {}
                field, *rest = chance.choice(OBJECTS)
                inner = grouped(depth - 1) if depth and chance.random() < 0.4 else None
                section = chance.choice(["", "s."]) if seed % 3 else "s."
                conditions.append({**inner, **joined} if inner else says(section + field, *rest, **joined))
            return {"conditions": conditions}

        value = {"name": "c", "value": {"name": "c", **grouped(2)}}
        assert judged(of_questions([value], section="s"), 12, seed) == []


@pytest.mark.skipif(not SAMPLE_FILES, reason="the published forms are not beside this repository")
@pytest.mark.parametrize("path", SAMPLE_FILES, ids=lambda path: path.stem)
def test_every_condition_of_a_published_form_means_what_it_meant(path):
    assert judged(load_file(path).value, 12) == []
