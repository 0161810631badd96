"""Money, exact numbers, months, times, places, references and registrations, as people type them."""

from datetime import date, time
from decimal import Decimal

import pytest

from handrail.questions.types import TYPES
from handrail.questions.types.pattern import example, is_pattern
from handrail.questions.types.shape import Wrong
from handrail.terms.grid import read_reference
from handrail.terms.month import Month
from tests.questions.kinds import kept, parse, question, wrong


class TestMoney:
    @pytest.mark.parametrize(
        ("typed", "pence"),
        [
            ("£1,000.50", 100050), ("1000.50", 100050), ("1,000", 100000), ("£ 10", 1000), ("10.5", 1050),
            ("50p", 50), ("￡１０", 1000), ("1 000", 100000), ("0", 0), ("£0.07", 7),
        ],
    )  # fmt: skip
    def test_pounds_and_commas_do_not_matter(self, typed, pence):
        assert kept("money", typed) == pence

    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("1.000,50", "invalid"), ("10.505", "part_of_a_penny"), ("ten", "invalid"), ("£", "missing"),
            ("-5", "too_small"), ("£-5", "too_small"), ("€5", "invalid"), ("1" * 16, "too_many_digits"),
        ],
    )  # fmt: skip
    def test_what_may_be_another_amount_is_not_guessed(self, typed, name):
        assert wrong("money", typed) == name

    def test_less_than_nothing_needs_a_limit_that_allows_it(self):
        assert kept("money", "-£5", min=Decimal(-10)) == -500
        assert parse("money", "1001", max=Decimal(1000)) == Wrong("too_big", places={"max": "£1,000"})

    def test_rules_see_pounds_and_people_read_them(self):
        kind = TYPES["money"]
        assert (kind.fact(100050), kind.lines(100050, {}, "en")) == (Decimal("1000.50"), ("£1,000.50",))
        assert kind.look(question("money")).prefix == "£"


class TestDecimalNumbers:
    @pytest.mark.parametrize(
        ("typed", "value"),
        [("2.50", "2.5"), (".1", "0.1"), ("1,000.001", "1000.001"), ("-0.0", "0"), ("100", "100")],
    )
    def test_they_are_exact(self, typed, value):
        assert kept("decimal-number", typed) == value
        assert TYPES["decimal-number"].fact(value) == Decimal(value)

    def test_there_are_as_many_figures_after_the_point_as_the_author_says(self):
        assert wrong("decimal-number", "1.234", max_decimals=2) == "too_many_decimals"
        assert kept("decimal-number", "1.230", max_decimals=2) == "1.23"
        assert wrong("decimal-number", "0." + "1" * 16) == "too_many_digits"


class TestMonths:
    @pytest.mark.parametrize(
        "fields",
        [
            {"month": "3", "year": "2024"}, {"month": "March", "year": "2024"}, {"month": "mawrth 2024"},
            {"": "March 2024"}, {"": "03/2024"}, {"": "2024-03"}, {"": "2024-03-01"}, {"month": "٣",
            "year": "٢٠٢٤"},
        ],
    )  # fmt: skip
    def test_a_month_in_its_boxes_or_written_whole(self, fields):
        assert kept("month-year", fields) == "2024-03"

    @pytest.mark.parametrize(
        ("fields", "name"),
        [
            ({"month": "3"}, "missing_year"), ({"year": "2024"}, "missing_month"), ({}, "missing"),
            ({"month": "13", "year": "2024"}, "not_a_month"), ({"month": "3", "year": "24"}, "short_year"),
            ({"": "2024-03-15"}, "not_a_month"), ({"month": "Ma", "year": "2024"}, "not_a_month"),
            ({"month": "12²", "year": "2024"}, "not_a_month"),
            ({"month": "3", "year": "202①"}, "not_a_month"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said(self, fields, name):
        assert wrong("month-year", fields) == name

    def test_limits_are_held_to_by_the_month(self):
        assert (
            kept("month-year", "5/2026", not_after=date(2026, 5, 1), not_before=date(2026, 5, 31))
            == "2026-05"
        )
        assert wrong("month-year", "6/2026", not_after=date(2026, 5, 1)) == "in_future"
        late = parse("month-year", "6/2024", not_after=date(2024, 5, 1))
        assert (late.name, late.places) == ("too_late", {"month": Month(2024, 5)})


class TestTimes:
    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("9:30am", "09:30"), ("9.30 AM", "09:30"), ("2pm", "14:00"), ("14:30", "14:30"),
            ("0930", "09:30"),
            ("midday", "12:00"), ("hanner nos", "00:00"), ("12am", "00:00"), ("12 p.m.", "12:00"),
            ("13.05", "13:05"),
            ("9:30 y bore", "09:30"), ("8 yr hwyr", "20:00"), ("10:30", "10:30"), ("00:00", "00:00"),
        ],
    )  # fmt: skip
    def test_a_time_as_people_write_it(self, typed, value):
        assert kept("time", typed) == value

    @pytest.mark.parametrize(
        ("typed", "name"),
        [("2", "am_or_pm"), ("9:30", "am_or_pm"), ("24:00", "invalid"), ("9:60", "invalid"),
        ("13pm", "invalid"),
         ("soon", "invalid"), ("0am", "invalid"), ("", "missing")],
    )  # fmt: skip
    def test_which_half_of_the_day_is_not_guessed(self, typed, name):
        assert wrong("time", typed) == name

    def test_limits(self):
        assert wrong("time", "8am", not_before=time(9)) == "too_early"
        assert parse("time", "6pm", not_after=time(17, 30)) == Wrong(
            "too_late", places={"time": time(17, 30)}
        )


class TestPlaces:
    @pytest.mark.parametrize(
        ("typed", "kind", "text"),
        [
            ("tl123456", "grid-reference", "TL 123 456"),
            ("TL 12345 67890", "grid-reference", "TL 12345 67890"),
            ("512345 245678", "easting-northing", "512345, 245678"),
            ("E 512345, N 245678", "easting-northing", "512345, 245678"),
            ("52.2053, 0.1218", "latitude-longitude", "52.2053, 0.1218"),
            ("52.2053N 3.1218W", "latitude-longitude", "52.2053, -3.1218"),
            ("By the pump in Saltby", "words", "By the pump in Saltby"),
            ("1 Sedge Row", "words", "1 Sedge Row"),
        ],
    )  # fmt: skip
    def test_it_is_kept_with_which_way_it_was_said(self, typed, kind, text):
        found = kept("place", typed)
        assert (found["kind"], found["text"]) == (kind, text)

    @pytest.mark.parametrize(
        ("typed", "name"),
        [("TL 1234 567", "not_on_the_grid"), ("AA 123 456", ""), ("OZ 12 34", "not_on_the_grid"),
         ("91.5, 0.1", "not_on_the_globe"), ("?!", "invalid"), ("999999 999999", "not_on_the_grid")],
    )  # fmt: skip
    def test_a_reference_to_nowhere_is_refused(self, typed, name):
        assert wrong("place", typed) == name

    # Ordnance Survey's own examples: the Tower of London's is in its guide to the National Grid.
    @pytest.mark.parametrize(
        ("text", "point"),
        [("TL123456", (512300, 245600)), ("SV00", (0, 0)), ("HP6014", (460000, 1214000)),
        ("TG5131713177", (651317, 313177)),
         ("NN166712", (216600, 771200)), ("SU3715", (437000, 115000))],
    )  # fmt: skip
    def test_eastings_and_northings_of_known_squares(self, text, point):
        assert read_reference(text)[1] == point

    def test_rules_see_every_part_and_null_for_what_was_not_said(self):
        fact = TYPES["place"].fact(kept("place", "52.2053, 0.1218"))
        assert (fact["latitude"], fact["easting"]) == (Decimal("52.2053"), None)


class TestReferences:
    @pytest.mark.parametrize("typed", ["ab123456", "AB 12 34 56", "ab-123456", "ＡＢ１２３４５６"])
    def test_the_authors_form_is_kept_whatever_marks_are_typed(self, typed):
        assert kept("reference-number", typed, pattern="AA/999999") == "AB/123456"

    @pytest.mark.parametrize(
        ("typed", "name"), [("AB12345", "wrong_form"), ("AB12345O", "look_alike"), ("--", "wrong_form")]
    )
    def test_what_does_not_fit_is_told_how_it_looks(self, typed, name):
        assert parse("reference-number", typed, pattern="AA999999") == Wrong(
            name, places={"example": "AB123456"}
        )

    def test_without_a_form_it_is_kept_as_typed(self):
        assert kept("reference-number", " a/1-b ") == "a/1-b"
        assert wrong("reference-number", "x" * 51) == "too_long"

    def test_a_form_is_letters_digits_and_what_parts_them(self):
        assert [one for one in ("AA999999", "X", "99/99-A", "A.9") if not is_pattern(one)] == []
        assert [one for one in ("", "AB12", "-A", "A-", r"\d+", "A" * 60) if is_pattern(one)] == []
        assert example("XX 99") == "AB 12"


class TestVehicleRegistrations:
    @pytest.mark.parametrize(
        ("typed", "number"),
        [("ab12cde", "AB12 CDE"), ("a123 bcd", "A123 BCD"), ("ABC-123D", "ABC 123D"), ("AB 1234", "AB 1234"),
         ("1 AB", "1 AB"), ("AIL 1234", "AIL 1234"), ("101 D 234", "101 D234")],
    )  # fmt: skip
    def test_plates_of_every_age(self, typed, number):
        assert kept("vehicle-registration", typed) == number

    @pytest.mark.parametrize(
        ("typed", "name"),
        [("AB1OCDE", "look_alike"), ("A81ZCDEF", "invalid"), ("I do not know", "invalid"), ("", "missing")],
    )
    def test_what_is_no_plate_is_refused_and_a_letter_never_guessed(self, typed, name):
        assert wrong("vehicle-registration", typed) == name


class TestWebsites:
    @pytest.mark.parametrize(
        ("typed", "address"),
        [("www.Example.com", "https://www.example.com"),
        ("HTTP://example.com/A?b=C#d", "http://example.com/A?b=C#d"),
         ("example.co.uk:8080/x.", "https://example.co.uk:8080/x"), ("éxample.com", "https://éxample.com")],
    )  # fmt: skip
    def test_an_address_with_or_without_its_beginning(self, typed, address):
        assert kept("website", typed) == address

    @pytest.mark.parametrize(
        "typed",
        ["javascript:alert(1)", "data:text/html,x", "ftp://example.com", "https://safe.example@evil.example",
         "example", "http://", "//example.com", "http://a b.com", "file:///etc/passwd",
         "https://example.com/<b>"],
    )  # fmt: skip
    def test_no_other_kind_of_address_is_taken(self, typed):
        assert kept("website", typed) is None


LINES = {
    "line_1": "1 Rue Inventée",
    "line_2": "",
    "town": "Modèleville",
    "region": "",
    "postal_code": "00000",
}


class TestAddressesAbroad:
    def test_the_country_is_read_by_its_name_in_either_language(self):
        value = kept("international-address", {**LINES, "country": "ffrainc"})
        assert value == {**LINES, "country": "FR"}
        assert TYPES["international-address"].lines(value, {}, "cy")[-1] == "Ffrainc"

    @pytest.mark.parametrize(
        ("change", "name", "parts"),
        [({"country": ""}, "missing_country", {"country"}),
        ({"country": "Congo"}, "invalid_country", {"country"}),
         ({"town": "", "line_1": ""}, "incomplete", {"town", "line_1"}),
         ({"region": "x" * 300}, "too_long", {"region"})],
    )  # fmt: skip
    def test_which_line_is_wrong_is_named(self, change, name, parts):
        found = parse("international-address", {**LINES, "country": "France", **change})
        assert (found.name, found.parts) == (name, frozenset(parts))


def test_long_text_is_counted_in_words():
    asked = question("text", limits={"max_words": 3})
    assert kept("text", "one two\nthree", asked=asked, max_words=3) == "one two\nthree"
    assert parse("text", "one two three four", asked=asked, max_words=3).places == {"max_words": 3}
    assert TYPES["text"].look(asked).max_words == 3
