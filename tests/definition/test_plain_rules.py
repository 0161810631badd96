"""Rules that people can be told: which can be said, and when one surely does not hold."""

import pytest

from handrail.definition.plain_rules import Compared, Joined, Unsaid, all_of, is_sayable, never, plain
from handrail.feel import parse

SAID = {
    "safe = false": Compared("safe", "is", (False,)),
    "safe": Compared("safe", "is", (True,)),
    "not(safe)": Compared("safe", "is not", (True,)),
    'group = "student"': Compared("group", "is", ("student",)),
    'group != "none"': Compared("group", "is not", ("none",)),
    'place in ("hospital", "care_home")': Compared("place", "is", ("hospital", "care_home")),
    'list contains(kinds, "walking")': Compared("kinds", "has", ("walking",)),
    'not(list contains(kinds, "walking"))': Compared("kinds", "has not", ("walking",)),
}
UNSAID = ("count(adults) > 1", "age >= 18", "born_on < today()", "not(a and b)", "group in (low..high)")


@pytest.mark.parametrize("rule", SAID)
def test_a_name_compared_with_values_can_be_said(rule):
    assert plain(parse(rule)) == SAID[rule]


@pytest.mark.parametrize("rule", UNSAID)
def test_anything_more_is_left_to_its_author(rule):
    assert not is_sayable(plain(parse(rule)), knows=lambda _: True)


def test_conditions_on_one_level_can_be_said():
    assert is_sayable(plain(parse('a = "x" and b')), knows=lambda _: True)
    assert is_sayable(plain(parse('a = "x" or b')), knows=lambda _: True)
    assert not is_sayable(plain(parse('a = "x" or (b and c)')), knows=lambda _: True)


def test_a_condition_on_what_no_question_asked_cannot_be_said():
    assert not is_sayable(plain(parse('route = "assessment"')), knows={"safe"}.__contains__)


def test_conditions_around_one_another_become_one_level_without_repeats():
    inner = plain(parse('a = "x" and b'))
    assert all_of(plain(parse("b")), inner) == Joined(
        every=True, parts=(Compared("b", "is", (True,)), Compared("a", "is", ("x",)))
    )
    assert all_of() is None


@pytest.mark.parametrize(
    ("rule", "surely_not"),
    [("a", True), ("a and b", True), ("a or b", False), ("b", False), ("not(a)", False), ("a or a", True)],
)
def test_a_condition_surely_fails_only_when_what_is_known_settles_it(rule, surely_not):
    def known(test):
        return test.holds(False) if test.name == "a" else None  # noqa: FBT003

    assert never(plain(parse(rule)), known=known) is surely_not


def test_nobody_can_tell_whether_an_unsaid_condition_holds():
    assert never(Unsaid(), known=lambda _: False) is False
    assert never(None, known=lambda _: False) is False


def test_a_question_that_was_not_answered_is_none_of_its_answers():
    assert Compared("a", "is", ("x",)).holds(None) is False
    assert Compared("a", "is not", ("x",)).holds(None) is True
    assert Compared("a", "has", ("x",)).holds(None) is False
