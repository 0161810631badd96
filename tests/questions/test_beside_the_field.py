"""What an author writes beside a question: before it, before and after its field, below its options."""

from dataclasses import replace

import pytest

from handrail.channels.govuk.fields import field
from handrail.channels.govuk.splice import spliced
from handrail.questions.asking import Asking, told
from handrail.questions.field import input_of
from tests.definition.garden import garden, judged
from tests.questions.kinds import kept, question, wrong
from tests.walk.garden import allotment


def asking(kind, **more):
    return Asking(allotment(), "s", question(kind, **more), "en")


def shown(found):
    return str(spliced(field(question=input_of(found), asked="as_title", language="en")))


def test_a_unit_stands_after_its_field_and_is_not_typed():
    html = shown(asking("decimal-number", suffix="hectares"))

    assert '<div class="govuk-input__suffix" aria-hidden="true">hectares</div>' in html


def test_an_answer_is_read_back_with_its_unit():
    assert told(asking("decimal-number", suffix="hectares"), "2.5") == "2.5 hectares"
    assert told(asking("whole-number", prefix="No. "), 7) == "No. 7"
    assert told(asking("whole-number", suffix="kg"), None) == "Not given"


def test_an_option_has_a_line_below_it():
    html = shown(asking("choice", options={"a": "One", "b": "Two"}, option_hints={"b": "The other"}))

    assert html.count("govuk-radios__hint") == 1
    assert "The other" in html


@pytest.mark.parametrize(
    ("written", "wrong_with_it"),
    [
        (
            "{question: q, type: date, label: When?, suffix: kg}",
            "Nothing stands beside the field of a question",
        ),
        (
            "{question: q, type: choice, label: How?, options: {a: One, b: Two}, option_hints: {c: x}}",
            "'c' is not something 'option_hints' can say",
        ),
        (
            "{question: q, type: evidence, label: How?, options: {none: None, b: Two}}",
            "The option 'none' is what somebody chooses who does not have it",
        ),
        ("{question: q, type: yes-no, label: Is it?, limits: {min_length: 2}}", "has no limit 'min_length'"),
    ],
)
def test_what_does_not_fit_is_said(written, wrong_with_it):
    found = garden()
    place = "      - question: had_before\n"
    found["service.yaml"] = found["service.yaml"].replace(place, f"      - {written}\n{place}")

    assert any(wrong_with_it in one.problem for one in judged(found))


def test_text_may_be_asked_for_on_one_line_however_long():
    short = question("text", limits={"max_lines": 1})

    assert input_of(Asking(allotment(), "s", short, "en")).kind == "text"
    assert kept("text", "a\nb" + "c" * 200, asked=short, max_lines=1) == "a b" + "c" * 200


def test_text_may_be_too_short_or_on_too_many_lines():
    assert wrong("text", "ab", min_length=3) == "too_short"
    assert wrong("text", "a\nb\nc", max_lines=2) == "too_many_lines"
    assert kept("text", "a\nb", max_lines=2) == "a\nb"


PLAN = {"options": {"post": "By post", "email": "By email"}}


class TestEvidence:
    def test_is_given_in_one_of_the_ways_there_are(self):
        assert kept("evidence", {"way": "post", "why": "never mind"}, asked=question("evidence", **PLAN)) == {
            "way": "post"
        }

    def test_may_not_be_had_for_a_reason(self):
        asked = question("evidence", **PLAN)

        assert wrong("evidence", {"way": "none"}, asked=asked) == "missing_why"
        assert kept("evidence", {"way": "none", "why": " Lost "}, asked=asked) == {
            "way": "none",
            "why": "Lost",
        }
        assert told(asking("evidence", **PLAN), {"way": "none", "why": "Lost"}) == "I do not have it\nLost"

    def test_is_asked_with_room_for_why_that_needs_no_script(self):
        html = shown(asking("evidence", **PLAN))

        assert html.count('name="q.way"') == 3
        assert 'name="q.why"' in html

    def test_that_is_optional_may_be_left(self):
        assert replace(question("evidence", **PLAN), optional=True).optional
