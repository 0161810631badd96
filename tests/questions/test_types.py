"""What people type, what is kept of it, and what is said when it cannot be."""

from datetime import date, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handrail.questions.asking import PHRASES, Asking
from handrail.questions.types import TYPES
from handrail.questions.types.months import month_number
from handrail.questions.types.shape import LONGEST, Given, Wrong
from handrail.terms.month import Month
from tests.questions.kinds import TODAY, parse, question
from tests.walk.garden import allotment

PLACES = {
    "day": TODAY, "month": Month(2026, 5), "time": time(9, 30), "max_length": 5, "max_words": 5,
    "max_decimals": 2, "min": "1", "max": "9", "years": 130, "digits": 15, "example": "AB123456",
    "max_lines": 5, "min_length": 5,
}  # fmt: skip
"""A value for every place that a sentence of ours may have."""


class TestNames:
    @pytest.mark.parametrize(
        "name", ["Cher", "Siân O’Brien-Łuczak", "李小龍", "عائشة", "Ng", "J.R. Sample 3rd"]
    )
    def test_any_name_is_kept_as_it_is(self, name):
        assert parse("name", name) == Given(name)

    def test_spaces_and_line_ends_around_and_inside_become_one(self):
        assert parse("name", "  Mair \r\n  Made-Up\t") == Given("Mair Made-Up")

    def test_letters_are_kept_in_their_composed_form(self):
        assert parse("name", "Sia\u0302n") == Given("Siân")

    @pytest.mark.parametrize("typed", ["123", "...", "?!"])
    def test_what_has_no_letter_is_no_name(self, typed):
        assert parse("name", typed) == Wrong("invalid")

    @pytest.mark.parametrize("typed", ["a\0b", "a\x1bb", "a\ud800b", "a\u0085\u0007b"])
    def test_marks_that_cannot_be_kept_are_refused(self, typed):
        assert parse("name", typed) == Wrong("unreadable")

    def test_a_name_has_a_limit(self):
        assert parse("name", "x" * 201) == Wrong("too_long", places={"max_length": 200})

    def test_a_case_is_found_by_every_word_once(self):
        assert TYPES["name"].tokens("Ann Ann-Marie") == (("name", "ann"), ("name", "marie"))

    def test_only_the_applicants_own_name_is_filled_in_by_the_browser(self):
        look = TYPES["name"].look
        assert look(question("name")).autocomplete == "name"
        assert look(question("name", whose="adult")).autocomplete == ""


class TestDates:
    @pytest.mark.parametrize(
        "typed",
        [
            "5 March 2024", "05/03/2024", "5.3.2024", "5-3-2024", "2024-03-05", "5 mar 2024",
            "5th March 2024", "5 Mawrth 2024", "5 o Fawrth 2024", "5ed Mawrth 2024",
            " 5  March  2024 ", "5 March, 2024",
        ],
    )  # fmt: skip
    def test_a_day_written_whole(self, typed):
        assert parse("date", typed) == Given("2024-03-05")

    @pytest.mark.parametrize("month", ["3", "03", "March", "march", "Mar", "Mar.", "Mawrth", "MAWRTH"])
    def test_a_month_in_its_box_is_a_number_or_a_name(self, month):
        assert parse("date", {"day": "5", "month": month, "year": "2024"}) == Given("2024-03-05")

    def test_a_whole_date_pasted_in_the_first_box(self):
        assert parse("date", {"day": "05/03/2024", "month": "", "year": ""}) == Given("2024-03-05")

    @pytest.mark.parametrize(
        ("typed", "real"), [("29/2/2024", True), ("29/2/2023", False), ("31/4/2024", False)]
    )
    def test_only_days_that_there_are(self, typed, real):
        assert isinstance(parse("date", typed), Given) is real

    @pytest.mark.parametrize("year", ["24", "985", "0"])
    def test_a_short_year_is_not_guessed(self, year):
        found = parse("date", {"day": "5", "month": "3", "year": year})
        assert found == Wrong("short_year", parts=frozenset({"year"}))

    @pytest.mark.parametrize(
        ("left_out", "name"),
        [
            (("day",), "missing_day"), (("month",), "missing_month"), (("year",), "missing_year"),
            (("day", "month"), "missing_day_month"), (("day", "year"), "missing_day_year"),
            (("month", "year"), "missing_month_year"), (("day", "month", "year"), "missing"),
        ],
    )  # fmt: skip
    def test_what_is_left_out_is_named(self, left_out, name):
        boxes = {"day": "5", "month": "3", "year": "2024"}
        assert parse("date", {**boxes, **dict.fromkeys(left_out, "")}) == Wrong(
            name, parts=frozenset(left_out)
        )

    @pytest.mark.parametrize("typed", ["nonsense", "5/3", "9" * 20, "5 Ma 2024", "x" * 500, "0/0/2024"])
    def test_what_is_no_date_is_not_guessed(self, typed):
        assert isinstance(parse("date", typed), Wrong)

    def test_limits_take_in_their_own_day(self):
        assert parse("date", "2026-05-01", not_after=TODAY, not_before=TODAY) == Given("2026-05-01")
        assert parse("date", "2026-05-02", not_after=TODAY).name == "in_future"
        assert parse("date", "2026-04-30", not_before=TODAY).name == "in_past"

    def test_a_limit_on_another_day_says_which(self):
        limit = date(2020, 4, 1)
        assert parse("date", "2020-03-31", not_before=limit) == Wrong(
            "too_early", parts=frozenset({"day", "month", "year"}), places={"day": limit}
        )
        assert parse("date", "2020-04-02", not_after=limit).name == "too_late"

    @given(st.dates(date(1000, 1, 1)), st.sampled_from(["en", "cy"]))
    def test_what_is_read_back_is_what_was_typed(self, day, language):
        kind = TYPES["date"]
        [line] = kind.lines(day.isoformat(), {}, language)
        assert parse("date", line) == Given(day.isoformat())
        assert parse("date", dict(kind.typed(day.isoformat(), language))) == Given(day.isoformat())
        assert kind.fact(day.isoformat()) == day

    @pytest.mark.parametrize(
        ("name", "number"), [("Ion", 1), ("Chwefror", 2), ("Awst", 8), ("Ma", None), ("", None)]
    )
    def test_months_by_the_start_of_their_name(self, name, number):
        assert month_number(name) == number


class TestPostcodesAndAddresses:
    @pytest.mark.parametrize("typed", ["fm4 7qx", "FM47QX", " fm4  7qx ", "fm4-7qx", "FM4 7QX."])
    def test_a_postcode_in_any_case_and_spacing(self, typed):
        assert parse("postcode", typed) == Given("FM4 7QX")

    @pytest.mark.parametrize("typed", ["FM4", "not a postcode", "12345"])
    def test_what_is_no_postcode_is_refused(self, typed):
        assert parse("postcode", typed) == Wrong("invalid")

    def address(self, **lines):
        return {
            "line_1": "1 Sedge Row",
            "line_2": "",
            "town": "Wickenholm",
            "county": "",
            "postcode": "fm47qx",
            **lines,
        }

    def test_an_address_keeps_every_line(self):
        found = parse("uk-address", self.address())
        assert found == Given({**self.address(), "postcode": "FM4 7QX"})

    @pytest.mark.parametrize(
        ("lines", "name", "parts"),
        [
            ({"town": ""}, "missing_town", {"town"}),
            ({"town": "", "line_1": " "}, "incomplete", {"town", "line_1"}),
            ({"postcode": "nowhere"}, "invalid_postcode", {"postcode"}),
            ({"county": "x" * 300}, "too_long", {"county"}),
            ({"line_2": "a\0"}, "unreadable", {"line_2"}),
        ],
    )
    def test_which_line_is_wrong_is_named(self, lines, name, parts):
        found = parse("uk-address", self.address(**lines))
        assert (found.name, found.parts) == (name, frozenset(parts))

    def test_an_address_left_empty_is_missing(self):
        assert parse("uk-address", dict.fromkeys(self.address(), "")).name == "missing"

    def test_a_case_is_found_by_the_postcode(self):
        assert TYPES["uk-address"].tokens({"postcode": "FM4 7QX"}) == (("postcode", "FM4 7QX"),)


class TestTheRest:
    @pytest.mark.parametrize(("typed", "value"), [("yes", True), ("no", False), (" Yes ", True)])
    def test_yes_and_no(self, typed, value):
        assert parse("yes-no", typed) == Given(value)

    @pytest.mark.parametrize(("kind", "typed"), [("yes-no", "maybe"), ("declaration", "on"), ("choice", "c")])
    def test_a_value_the_form_does_not_have_is_refused(self, kind, typed):
        assert parse(kind, typed, asked=question(kind, options={"a": "A"})) == Wrong("invalid")

    def test_a_choice_is_kept_by_its_value(self):
        assert parse("choice", "a", asked=question("choice", options={"a": "A"})) == Given("a")

    def test_a_declaration_is_agreed_to(self):
        assert parse("declaration", "agreed") == Given(value=True)

    @pytest.mark.parametrize("kind", TYPES)
    def test_a_blank_answer_is_missing(self, kind):
        assert parse(kind, {"": "  "}).name == "missing"

    def test_text_keeps_its_lines(self):
        assert parse("text", "one\r\ntwo\n") == Given("one\ntwo")

    def test_short_text_is_one_line(self):
        asked = question("text", limits={"max_length": 20})
        assert parse("text", "one\ntwo", asked=asked, max_length=20) == Given("one two")
        assert TYPES["text"].look(asked).kind == "text"

    def test_nothing_is_longer_than_anything_may_be(self):
        assert parse("text", "x" * (LONGEST + 1)).name == "too_long"

    @given(st.text(max_size=300))
    def test_text_that_is_kept_is_kept_the_same_again(self, typed):
        found = parse("text", typed)
        assume(isinstance(found, Given))
        assert parse("text", found.value) == found


class TestSentences:
    @pytest.mark.parametrize("language", ["en", "cy"])
    @pytest.mark.parametrize(
        ("kind", "error"), [(kind, error) for kind in TYPES for error in sorted(TYPES[kind].errors)]
    )
    def test_every_error_has_a_sentence_that_names_the_question(self, kind, error, language):
        asking = Asking(allotment(), "s", question(kind), language)
        sentence = asking.error(Wrong(error, places=PLACES))
        assert "“What is it?”" in sentence
        assert "{" not in sentence

    def test_an_authors_wider_sentence_serves(self):
        asked = question("date", errors={"invalid": "Enter a real day"})
        assert Asking(allotment(), "s", asked, "en").error(Wrong("not_a_date")) == "Enter a real day"

    def test_both_languages_say_the_same_things(self):
        assert PHRASES.keys("en") == PHRASES.keys("cy")
