"""Numbers, and what is letters and digits: every usual way of typing it, and no guess at what was meant."""

from decimal import Decimal

import pytest

from handrail.questions.types import TYPES
from handrail.questions.types.shape import Wrong
from tests.questions.kinds import kept, parse, question, wrong


class TestWholeNumbers:
    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("15", 15), (" 1,000 ", 1000), ("1 000", 1000), ("1\u00a0000", 1000), ("１５", 15), ("١٥", 15),
            ("१५", 15), ("007", 7), ("-5", -5), ("−5", -5), ("- 5", -5), ("+5", 5), ("12.0", 12), ("-0", 0),
            ("\u200b15\u200e", 15),
        ],
    )  # fmt: skip
    def test_figures_of_any_keyboard(self, typed, value):
        assert kept("whole-number", typed) == value

    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("twelve", "invalid"), ("1,00", "invalid"), ("10,00,000", "invalid"), ("1.000,5", "invalid"),
            ("12²", "invalid"), ("½", "invalid"), ("1e3", "invalid"), ("12.5", "not_whole"),
            ("1" * 16, "too_many_digits"), ("1 2 3", "invalid"), ("", "missing"), ("\u200b", "missing"),
        ],
    )  # fmt: skip
    def test_what_could_be_another_number_is_not_guessed(self, typed, name):
        assert wrong("whole-number", typed) == name

    def test_limits_take_in_their_own_number_and_are_said(self):
        assert kept("whole-number", "5", min=Decimal(5), max=Decimal(5)) == 5
        assert parse("whole-number", "4", min=Decimal(1000)) == Wrong("too_small", places={"min": "1,000"})
        assert parse("whole-number", "6", max=Decimal(5)) == Wrong("too_big", places={"max": "5"})

    def test_rules_see_an_exact_number(self):
        assert TYPES["whole-number"].fact(15) == Decimal(15)


class TestNationalInsuranceNumbers:
    @pytest.mark.parametrize(
        "typed",
        [
            "QQ 12 34 56 C",
            "qq123456c",
            "QQ-12-34-56-C",
            "QQ 123456 C",
            " qq 12 34 56 c ",
            "ＱＱ１２３４５６Ｃ",
        ],
    )
    def test_any_case_and_spacing(self, typed):
        assert kept("national-insurance-number", typed) == "QQ 12 34 56 C"

    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("QQ 12 34 56", "no_last_letter"), ("QQ 12 34 5O C", "look_alike"),
            ("QQ I2 34 56 C", "look_alike"),
            ("0E 12 34 56 C", "look_alike"), ("GB 12 34 56 C", "invalid"), ("DA 12 34 56 C", "invalid"),
            ("AO 12 34 56 C", "invalid"), ("QQ 12 34 56 E", "invalid"), ("12 34 56", "invalid"),
            ("QQ 12 34 56 C D", "invalid"), ("", "missing"), ("x" * 11_000, "too_long"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said_and_a_letter_is_never_guessed(self, typed, name):
        assert wrong("national-insurance-number", typed) == name


class TestTelephoneNumbers:
    @pytest.mark.parametrize(
        ("typed", "number"),
        [
            ("01632 960 001", "01632 960 001"), ("(01632) 960-001", "01632 960 001"),
            ("01632960001", "01632960001"), ("07700\u00a0900\u2009001", "07700 900 001"),
            ("\u202a+44 7700 900001\u202c", "+44 7700 900001"), ("+44 (0)1632 960001", "+44 1632 960001"),
            ("0044 1632 960001", "0044 1632 960001"), ("+353 1 496 0000", "+353 1 496 0000"),
            ("18001 01632 960 001", "18001 01632 960 001"), ("01632 960 001 ext. 12", "01632 960 001 ext 12"),
            ("٠١٦٣٢ ٩٦٠ ٠٠١", "01632 960 001"), ("０１６３２９６０００１", "01632960001"),
            ("tel: 01632 960 001", "01632 960 001"), ("01632 960 001 est 3", "01632 960 001 ext 3"),
        ],
    )  # fmt: skip
    def test_a_number_is_kept_as_it_is_dialled(self, typed, number):
        assert kept("telephone", typed) == number

    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("960 001", "no_area_code"), ("01632 960", "wrong_length"), ("01632 960 0011 2", "wrong_length"),
            ("+44 1632", "wrong_length"), ("+0 123 456 789", "invalid"), ("not on the phone", "invalid"),
            ("01632 960 OO1", "invalid"), ("+1", "invalid"), ("", "missing"), ("0" * 300, "invalid"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_dialled_is_refused(self, typed, name):
        assert wrong("telephone", typed) == name

    def test_only_the_applicants_own_number_is_filled_in_by_the_browser(self):
        look = TYPES["telephone"].look
        assert (look(question("telephone")).autocomplete, look(question("telephone")).input_type) == (
            "tel",
            "tel",
        )
        assert look(question("telephone", whose="adult")).autocomplete == ""


class TestEmailAddresses:
    @pytest.mark.parametrize(
        ("typed", "address"),
        [
            ("sample@example.com", "sample@example.com"),
            (" Sample.Person+1@Example.COM ", "Sample.Person+1@example.com"),
            ("mailto:sample@example.com", "sample@example.com"), ("Sample <s@example.com>", "s@example.com"),
            ("o'madeup@example.co.uk.", "o'madeup@example.co.uk"), ("siân@éxample.com", "siân@éxample.com"),
            ("sample\u200b@example.com", "sample@example.com"),
            ("s@xn--example-9ua.com", "s@xn--example-9ua.com"),
            ("o’madeup@example.com", "o'madeup@example.com"),
        ],
    )  # fmt: skip
    def test_an_address_is_kept_as_it_is_typed(self, typed, address):
        assert kept("email", typed) == address

    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("sample.example.com", "no_at"), ("sample @example.com", "has_space"),
            ("a@example.com b@example.com", "has_space"), ("@example.com", "invalid"),
            ("s@example", "invalid"),
            ("s..t@example.com", "invalid"), (".s@example.com", "invalid"), ("s@-example.com", "invalid"),
            ("s@example..com", "invalid"), ("s@@example.com", "invalid"), ("s@192.0.2.1", "invalid"),
            ("x" * 65 + "@example.com", "invalid"), ('"s"@example.com', "invalid"), ("", "missing"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said(self, typed, name):
        assert wrong("email", typed) == name


class TestOrganisationNames:
    @pytest.mark.parametrize("name", ["Fenmarch Day Centre", "24/7 Cars (Saltby) Ltd", "示例公司", "3"])
    def test_any_name_is_kept_as_it_is(self, name):
        assert kept("organisation-name", name) == name

    @pytest.mark.parametrize(
        ("typed", "name"), [("--", "invalid"), ("x" * 201, "too_long"), ("a\0", "unreadable")]
    )
    def test_what_is_no_name_is_refused(self, typed, name):
        assert wrong("organisation-name", typed) == name
