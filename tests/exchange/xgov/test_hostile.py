"""Definitions that mean harm, or were spoilt: a service or a refusal by name comes of them, and soon."""

import json
import time
from collections.abc import Mapping
from typing import Any

import pytest

from handrail.bricks import BRICKS
from handrail.definition.load import load_text
from handrail.exchange.besides import bring
from handrail.exchange.carry.refusal import TooMuch
from handrail.exchange.loading import NotReadable, load, load_file
from handrail.exchange.report import Report
from handrail.exchange.xgov.reading import read
from tests.exchange.xgov.forms import SAMPLE_FILES, allotments, choice_list, form, page, question, says
from tests.exchange.xgov.mutations import spoilt

LONGEST = 60.0
"""Seconds: no spoilt form takes longer, on a machine that does other things too. Most take a tenth of one."""


def brought(definition: Mapping[str, Any]) -> str:
    """Bring a form over and return what came of it; any other error than a refusal by name fails."""
    begun = time.monotonic()
    try:
        value = load(json.dumps(definition, default=str).encode()).value
        texts = bring(read(value, report=Report(), title="A form"), Report(), slug="a-form")
    except (NotReadable, TooMuch):
        return "refused"
    assert time.monotonic() - begun < LONGEST
    problems = load_text(texts, bricks=BRICKS).problems
    return "broken" if any(one.grade == "broken" for one in problems) else "carried"


def nested(depth: int) -> dict[str, Any]:
    """Return a condition in groups, one in another."""
    found: dict[str, Any] = {"conditions": [says("a", "YesNoField", "is", "true")]}
    for _ in range(depth):
        found = {"conditions": [found, says("a", "YesNoField", "is", "true", coordinator="or")]}
    return found


def conditional(value: Any, *more: dict[str, Any]) -> dict[str, Any]:
    """Return a form in which a link hangs on a condition."""
    pages = [
        page("/a", question("YesNoField", "a"), to=[("/b", "c0"), "/c"]),
        page("/b", question("TextField", "b")),
    ]
    return form(
        *pages, page("/c", question("TextField", "d")), conditions=[{"name": "c0", "value": value}, *more]
    )


CHAIN = [{"name": f"c{one}", "value": f"not c{one + 1}"} for one in range(1, 900)]
DOUBLING = [{"name": f"c{one}", "value": f"c{one + 1} and not c{one + 1}"} for one in range(1, 60)]
CIRCLE = [{"name": "c1", "value": "c2"}, {"name": "c2", "value": "c1 or a"}]
ITSELF = {
    "name": "l",
    "items": [
        {"text": "x", "value": "x", "conditional": {"components": [question("RadiosField", "y", list="l")]}}
    ],
}
HOSTILE = {
    "groups in groups": conditional(nested(20)),
    "a chain of conditions": conditional("c1", *CHAIN, {"name": "c900", "value": "a"}),
    "conditions that double": conditional("c1", *DOUBLING, {"name": "c60", "value": "a"}),
    "conditions in a circle": conditional("c1", *CIRCLE),
    "brackets in a string": conditional("(" * 3000),
    "signs in a string": conditional("not " * 1000 + "a"),
    "a long string": conditional(" or ".join(["a == true"] * 2000)),
    "pages in a circle": form(page("/a", to=["/b"]), page("/b", to=["/a"])),
    "a page that leads to itself": form(page("/a", question("TextField", "x"), to=["/a"])),
    "a list that asks itself": form(page("/a", question("RadiosField", "x", list="l")), lists=[ITSELF]),
    "huge patterns": form(
        page("/a", question("TextField", "x", schema={"regex": "^((" + "a+" * 2000 + ")+)+$"})),
        page("/b", question("TextField", "y", schema={"regex": "(" * 500 + ")" * 500})),
    ),
    "marks that are not closed": form(page("/a", {"type": "Html", "content": "<div>" * 20_000})),
    "brackets of marks": form(page("/a", {"type": "Html", "content": "<" * 200_000})),
    "lists of marks": form(page("/a", {"type": "Html", "content": "<ul><li>" * 3000})),
    "scripts": form(
        page("/a", {"type": "Html", "content": "<script>alert(1)</script><a href='javascript:x'>y</a>"})
    ),
    "too many pages": form(*[page(f"/{one}", question("TextField", f"q{one}")) for one in range(5000)]),
    "too many components": form(page("/a", *[question("TextField", f"q{one}") for one in range(20_000)])),
    "too many items": form(
        page("/a", question("RadiosField", "x", list="l")), lists=[choice_list("l", *range(20_000))]
    ),
    "unknown types": form(
        page("/a", question("HologramField", "x")), page("/b", controller="OracleController")
    ),
    "the builder's own path": form(page("/status", question("TextField", "x"))),
    "no number": form(page("/a"), version=float("nan")),
    "half a character": form(page("/a", question("TextField", "x\ud800", title="\x00\ud800\u202e"))),
}


class TestADefinitionThatMeansHarm:
    @pytest.mark.parametrize("what", HOSTILE)
    def test_is_carried_or_refused_by_name(self, what):
        assert brought(HOSTILE[what]) in ("carried", "refused")

    def test_leaves_no_script_behind(self):
        texts = bring(read(HOSTILE["scripts"], report=Report()), Report(), slug="a-form")
        assert not any("alert(1)" in text or "javascript:" in text for text in texts.values())

    def test_with_conditions_that_double_says_which_cannot_be_followed(self):
        report = Report()
        read(HOSTILE["conditions that double"], report=report)
        assert {one["why"] for one in report.lost} == {
            "it names conditions in conditions, more than 500 or 40 deep"
        }


class TestADefinitionSpoiltByChance:
    @pytest.mark.parametrize("first", range(0, 150, 50))
    def test_is_carried_or_refused_by_name(self, first):
        found = {seed: brought(spoilt(allotments(), seed)) for seed in range(first, first + 50)}
        assert [seed for seed, what in found.items() if what == "broken"] == []

    @pytest.mark.slow
    def test_is_carried_or_refused_by_name_a_thousand_times(self):
        found = {seed: brought(spoilt(allotments(), seed)) for seed in range(1000)}
        assert [seed for seed, what in found.items() if what == "broken"] == []

    @pytest.mark.slow
    @pytest.mark.skipif(not SAMPLE_FILES, reason="the published forms are not beside this repository")
    def test_is_carried_or_refused_by_name_a_thousand_times_over_published_forms(self):
        forms = [load_file(path).value for path in SAMPLE_FILES]
        found = {seed: brought(spoilt(forms[seed % len(forms)], seed)) for seed in range(1000)}
        assert [seed for seed, what in found.items() if what == "broken"] == []
