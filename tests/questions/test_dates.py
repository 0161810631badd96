"""Days as people write them, and dates of birth."""

from datetime import date

import pytest

from tests.questions.kinds import kept, wrong


@pytest.mark.parametrize(
    "typed",
    [
        "5th of March 1984", "March 5 1984", "March 5th, 1984", "Monday 5 March 1984",
        "Mon, 5 Mar 1984", "dydd Llun 5 Mawrth 1984", "1984/03/05", "1984.3.5", "٥/٣/١٩٨٤",
        "５　３　１９８４", "5–3–1984", "5\u00a0March\u00a01984", "\u200e05/03/1984\u200e", "5 MARCH 1984",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["date", "date-of-birth"])
def test_a_day_written_in_any_usual_way(kind, typed):
    assert kept(kind, typed) == "1984-03-05"
    assert kept(kind, {"day": typed, "month": "", "year": ""}) == "1984-03-05"


@pytest.mark.parametrize("day", ["5", "05", "5th", "5ed", "٥"])
def test_the_day_box_takes_what_people_put_in_it(day):
    assert kept("date", {"day": day, "month": "mawrth", "year": "1984"}) == "1984-03-05"


@pytest.mark.parametrize("typed", ["5/3/84", "5 March 84", "5.3.84"])
def test_a_short_year_of_birth_is_taken_when_it_can_be_one_only(typed):
    assert kept("date-of-birth", typed) == "1984-03-05"


@pytest.mark.parametrize("typed", ["5/3/24", "5/3/12", "5/3/9", "5/3/984"])
def test_a_short_year_of_birth_that_may_be_two_is_asked_again(typed):
    assert wrong("date-of-birth", typed) == "short_year"


def test_a_short_year_is_taken_between_two_limits_that_leave_one():
    limits = {"not_before": date(2020, 1, 1), "not_after": date(2026, 5, 1)}
    assert kept("date", "5/3/24", **limits) == "2024-03-05"
    assert wrong("date", "5/3/27", **limits) == "short_year"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("2/5/2026", "in_future"),
        ("1/1/1880", "too_long_ago"),
        ("31/2/1984", "not_a_date"),
        ("0/3/1984", "not_a_date"),
    ],
)
def test_nobody_was_born_then(typed, name):
    assert wrong("date-of-birth", typed) == name


def test_somebody_may_be_born_today():
    assert kept("date-of-birth", "1/5/2026") == "2026-05-01"


@pytest.mark.parametrize("typed", ["5²/3/1984", "5/3/1984/6", "5 Ma 1984", "March 1984", "05031984"])
def test_what_may_be_another_day_is_not_guessed(typed):
    assert kept("date", typed) is None
