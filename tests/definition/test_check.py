"""What checking promises: one pass, one order, and conditions judged exactly where that can be done."""

import json
import re
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail import feel
from handrail.bricks import BRICKS
from handrail.definition.brick import Vocabulary
from handrail.definition.check import as_json, check, worst
from handrail.definition.checks.plain_words import grade_of
from handrail.definition.holds import can_hold
from handrail.definition.load import load
from handrail.definition.rules import Names
from handrail.definition.source import Problem, Where
from handrail.definition.wording import Coverage, coverage
from tests.definition.garden import garden, judged, loaded, swapped

NAMES = Names(
    {"a": feel.BOOLEAN, "b": feel.BOOLEAN, "c": feel.Choice(frozenset({"x", "y"})), "n": feel.NUMBER}
)
ATOMS = ["a = true", "a = false", "b = true", 'c = "x"', 'c != "x"', "a", "b = null", "a = b"]


def holds(*texts: str, names: Names = NAMES) -> bool | None:
    return can_hold(tuple(feel.parse(text) for text in texts), names)


class TestChecking:
    def test_tells_everything_in_one_pass_in_the_order_of_the_files(self):
        texts = swapped("  keep: 2 years after the case ends", "")
        texts["service.yaml"] = texts["service.yaml"].replace("type: yes-no", "type: yesno", 1)
        texts["examples.yaml"] = ""
        found = judged(texts)
        assert {one.grade for one in found} == {"broken", "to decide"}
        assert [one.where for one in found] == sorted(
            (one.where for one in found), key=lambda one: (one.file != "service.yaml", one.file, one.line)
        )

    def test_says_the_same_every_time(self):
        texts = swapped("goto: {give: given", "goto: {give: nowhere")
        assert judged(texts) == judged(texts)

    def test_gives_programs_five_things_of_each_problem(self):
        problem = Problem(Where("a.yaml", 3), "to decide", "This is so.", "Do that.")
        assert json.loads(json.dumps(as_json([problem]))) == [
            {
                "file": "a.yaml",
                "line": 3,
                "grade": "to decide",
                "problem": "This is so.",
                "remedy": "Do that.",
            }
        ]

    @pytest.mark.parametrize(
        ("grades", "expected"),
        [
            ((), None),
            (("advice",), "advice"),
            (("advice", "to decide"), "to decide"),
            (("to decide", "broken"), "broken"),
        ],
    )
    def test_goes_by_the_worst_grade(self, grades, expected):
        assert worst(Problem(Where("a", 1), grade, "p", "r") for grade in grades) == expected

    def test_tells_a_name_that_is_misspelt_where_it_is_used_once(self):
        texts = swapped("when: had_before = true", "when: had_befoer = true")
        texts["suggestion.csv"] = texts["suggestion.csv"].replace("in: had_before", "in: had_befoer")
        found = judged(texts)
        assert {one.where.file for one in found if one.grade == "broken"} == {
            "service.yaml",
            "suggestion.csv",
        }
        assert not any("Nothing uses" in one.problem for one in found)

    def test_says_nothing_of_the_examples_of_a_service_that_cannot_be_read(self):
        texts = swapped("steps:\n", "stesp:\n")
        found = [one.problem for one in judged(texts) if one.grade == "broken"]
        assert found == ["'steps' is missing from a service.", "'stesp' is not something a service can say."]

    def test_does_not_miss_a_file_that_is_there_and_cannot_be_read(self, tmp_path):
        for path, text in garden().items():
            (tmp_path / path).write_bytes(text.encode("cp1252").replace(b"too often", b"too often\x92"))
        found = [one.problem for one in check(load(tmp_path, bricks=BRICKS), bricks=BRICKS)]
        assert found == ["This line is not UTF-8 text (byte 0x92)."]

    def test_shows_a_long_text_that_has_changed_where_it_differs(self):
        texts = swapped("languages: [en]", "languages: [en, cy]")
        was = "I need somewhere to put what I cut in my garden, so that I need not go to the tip every week"
        texts["service.yaml"] = re.sub(r"(?m)^need: .*$", f"need: {was} or two.", texts["service.yaml"])
        texts["words/cy.yaml"] = f'language: cy\nwords:\n  need: {{text: Angen, of: "{was}."}}\n'
        [stale] = [one.problem for one in judged(texts) if "'need' renders" in one.problem]
        assert "every week.”" in stale
        assert "every week or two.”" in stale

    def test_does_not_say_of_another_bricks_step_what_it_cannot_know(self):
        texts = swapped("  - decide: suggestion", "  - aks: more\n\n  - decide: suggestion")
        broken = [one for one in judged(texts) if one.grade == "broken"]
        assert [one.problem for one in broken] == ["'aks' is not a brick."]


class TestConditions:
    @pytest.mark.parametrize(
        ("texts", "expected"),
        [
            (("a = true",), True),
            (("a = true and a = false",), False),
            (("a = true", "a = false"), False),
            (("not(a = true or a = false or a = null)",), False),
            (('c = "x" or c = "y"',), True),
            (("n > 3",), None),
            (("a = true and n > 3",), None),
            (("today() > date(2020, 1, 1) and a",), None),
            (("a != true and a != false",), True),
        ],
    )
    def test_hold_or_do_not(self, texts, expected):
        assert holds(*texts) is expected

    def test_know_that_what_was_not_asked_is_null(self):
        asked = Names(NAMES.types, given={"b": (feel.parse("a = true"),)})
        assert holds("a = false and b = true", names=asked) is False
        assert holds("a = true and b = true", names=asked) is True
        assert holds("a = true and b = null", names=asked) is True

    def test_know_that_what_was_surely_asked_has_an_answer(self):
        asked = Names(NAMES.types, given={"b": (feel.parse("a = true"),)}, certain=frozenset({"b"}))
        assert holds("a = true and b = null", names=asked) is False

    def test_do_not_trust_what_depends_on_what_cannot_be_tried(self):
        asked = Names(NAMES.types, given={"b": (feel.parse("n > 3"),)}, certain=frozenset({"b"}))
        assert holds("b = null", names=asked) is True

    def test_survive_names_that_are_asked_about_in_a_circle(self):
        circle = Names(NAMES.types, given={"a": (feel.parse("b"),), "b": (feel.parse("a"),)})
        assert holds("a and b", names=circle) is True

    @given(
        parts=st.lists(st.sampled_from(ATOMS), min_size=1, max_size=4),
        sign=st.sampled_from([" and ", " or "]),
    )
    def test_agree_with_trying_every_answer_by_hand(self, parts, sign):
        rule = feel.parse(sign.join(f"({part})" for part in parts))
        answers = product((True, False, None), (True, False, None), ("x", "y", None))
        by_hand = any(
            rule.evaluate(dict(zip("abc", values, strict=True)), at=datetime(2026, 1, 1, tzinfo=UTC)) is True
            for values in answers
        )
        assert can_hold((rule,), NAMES) is by_hand


class TestBricks:
    @pytest.mark.parametrize("name", BRICKS)
    def test_every_brick_has_a_schema_that_names_itself(self, name):
        assert name in BRICKS[name].schema["properties"]
        assert name in BRICKS[name].schema["required"]

    def test_every_step_of_a_good_service_says_what_it_adds(self):
        service = loaded(garden()).service
        words = [BRICKS[step.brick].vocabulary(service, step, {}) for step in service.steps]
        assert all(isinstance(one, Vocabulary) for one in words)
        assert {name for one in words for name in one.adds} == {
            *("full_name", "postcode", "had_before", "times_before", "suggestion", "decide")
        }


class TestWords:
    def bilingual(self, **words: str):
        texts = swapped("languages: [en]", "languages: [en, cy]")
        body = "".join(f"  {key}: {value}\n" for key, value in words.items())
        texts["words/cy.yaml"] = f'language: cy\nchecked: ""\nwords:\n{body}'
        return loaded(texts).service

    def test_coverage_counts_what_is_missing_stale_and_unchecked(self):
        service = self.bilingual(
            name="{text: Cael bin, of: Get a garden waste bin, checked: A speaker}",
            need="{text: Angen, of: Something else}",
        )
        found = coverage(service, bricks=BRICKS)["cy"]
        assert found == Coverage(texts=found.texts, missing=found.texts - 2, stale=1, unchecked=1)

    def test_how_lines_are_broken_makes_nothing_stale(self):
        service = self.bilingual(name='{text: Cael bin, of: "Get a  garden\\nwaste bin"}')
        assert coverage(service, bricks=BRICKS)["cy"].stale == 0

    def test_a_short_text_has_no_reading_age(self):
        assert grade_of("Get a bin.") is None

    def test_hard_texts_have_a_higher_grade_than_plain_ones(self):
        plain = "You can get a bin. We bring it to you. You pay once a year. " * 4
        hard = (
            "Applicants demonstrating eligibility requirements notwithstanding alternative arrangements " * 6
        )
        assert grade_of(plain) < 3
        assert grade_of(hard) > 15
