"""A text may be held to a pattern of its author's, in a time that no pattern can make long."""

from datetime import UTC, datetime

import pytest

from handrail.bricks import BRICKS
from handrail.bricks.ask.rules import receive, receive_paper
from handrail.bricks.ask.state import AskState
from handrail.definition.brick import PageRef, Refused, Scope
from handrail.definition.check import check
from handrail.definition.load import load_text
from handrail.questions.asking import Asking
from handrail.questions.types.shape import Given, Wrong
from handrail.terms.text_pattern import LONGEST, NotAPattern, check_pattern, whole_text_fits
from tests.growth import growth
from tests.questions.kinds import kept, parse, question, wrong

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
PERMIT = "[A-Z]{2}-[0-9]{6}"
SERVICE = """\
format: 1
service: a-thing
name: Ask for a thing
languages: [en, cy]
owner: {organisation: north-fenmarch}
steps:
  - ask: asked
    pages:
      - question: permit
        type: text
        label: What is your permit's number?
        limits: {matches: PATTERN}
  - work: look
    queue: things
    results: {accept: {label: Accept it, text: We have accepted it.}}
    goto: {accept: accepted}
endpoints:
  accepted: {kind: granted, title: We have accepted it, text: We have accepted it.}
"""


def problems(pattern: str) -> list[str]:
    """Return what is broken or advised about a question with this pattern."""
    texts = {"service.yaml": SERVICE.replace("PATTERN", pattern)}
    found = check(load_text(texts, bricks=BRICKS), bricks=BRICKS)
    return [one.problem for one in found if "permit" in one.problem or one.where.line in (9, 12)]


class TestAnswers:
    def test_the_whole_answer_fits(self):
        assert kept("text", " AB-123456 ", matches=PERMIT) == "AB-123456"
        assert wrong("text", "AB-1234567", matches=PERMIT) == "wrong_form"
        assert wrong("text", "My AB-123456", matches=PERMIT) == "wrong_form"

    def test_the_marks_of_another_keyboard_are_no_mistake(self):
        assert kept("text", "AB–１２３４５６", matches=PERMIT) == "AB-123456"

    def test_what_fits_as_it_is_typed_is_kept_so(self):
        assert kept("text", "O’Neill", matches=r"[^0-9]+") == "O’Neill"

    def test_nothing_is_missing_and_not_in_a_wrong_form(self):
        assert wrong("text", "  ", matches=PERMIT) == "missing"

    def test_lines_are_kept_where_the_pattern_takes_them(self):
        assert parse("text", "a\nb", max_length=500, matches=r"[a-z\n]+") == Given("a\nb")
        assert parse("text", "a\nb", max_length=500, matches=r"[a-z]+") == Wrong("wrong_form")

    @pytest.mark.parametrize("language", ["en", "cy"])
    def test_the_authors_sentence_is_said_before_ours(self, language: str):
        texts = {"service.yaml": SERVICE.replace("PATTERN", f"'{PERMIT}'")}
        service = load_text(texts, bricks=BRICKS).draft
        assert service is not None
        ours = Asking(service, "asked", question("text"), language).error(Wrong("wrong_form"))
        own = question("text", errors={"wrong_form": "Write it as AB-123456"})
        assert "What is it?" in ours
        assert Asking(service, "asked", own, "en").error(Wrong("wrong_form")) == "Write it as AB-123456"


class TestEveryWay:
    """Every channel gives what was typed to `receive`, or to `receive_paper` with what a form left blank."""

    @pytest.mark.parametrize(("typed", "accepted"), [("AB-123456", True), ("AB-1", False)])
    def test_what_comes_from_a_screen_a_program_or_paper_is_held_to_it(self, *, typed: str, accepted: bool):
        service = load_text({"service.yaml": SERVICE.replace("PATTERN", f"'{PERMIT}'")}, bricks=BRICKS).draft
        assert service is not None
        step, state = service.steps[0], AskState()
        scope = Scope(service=service, parameters={}, facts={}, at=AT, day=AT.date())
        for given in (
            receive(step, state, PageRef("asked", "permit"), {"permit": typed}, scope, "en"),
            receive_paper(step, state, PageRef("asked", "permit"), {"permit": typed}, {}, scope, "en"),
        ):
            assert isinstance(given, Refused) is not accepted


class TestTime:
    @pytest.mark.parametrize("pattern", ["(a+)+", "(a|aa)+", "(a*)*b?", "(.*a){20}", "([a-z]+)*$"])
    def test_no_pattern_takes_longer_a_character_over_the_longest_answer(self, pattern: str):
        assert growth(lambda size: whole_text_fits("a" * size + "!", pattern), 1_250, 10_000) < 25

    @pytest.mark.parametrize(
        "pattern", ["(?!0)[0-9]+", r"(a)\1", "(a", "a{2000}", "x" * (LONGEST + 1), "\ud800"]
    )
    def test_what_could_not_be_followed_so_is_refused(self, pattern: str):
        with pytest.raises(NotAPattern):
            check_pattern(pattern)

    def test_one_that_would_take_much_memory_is_refused(self):
        with pytest.raises(NotAPattern):
            check_pattern("((([a-z]{0,30}){0,30}){0,30}){0,30}")


class TestCheck:
    def test_a_pattern_that_is_none_is_broken(self):
        (found,) = [one for one in problems("'(?=A)[A-Z]+'") if "regular expression" in one]
        assert "invalid perl operator: (?=" in found

    def test_a_pattern_without_a_sentence_is_advised(self):
        assert any("not told how it should look" in one for one in problems(f"'{PERMIT}'"))
