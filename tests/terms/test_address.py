"""Addresses and postcodes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.terms.address import NotAPostcode, UkAddress, read_postcode

HOME = UkAddress("1 Sample Row", "", "Marram", "Fenmarch", "ZZ99 9ZZ")


class TestPostcode:
    @pytest.mark.parametrize(
        ("typed", "written"),
        [
            ("sw1a1aa", "SW1A 1AA"),
            (" m1  1ae ", "M1 1AE"),
            ("B33-8TH", "B33 8TH"),
            ("cr2 6xh", "CR2 6XH"),
            ("DN55 1PT", "DN55 1PT"),
            ("W1A 1HQ", "W1A 1HQ"),
            ("EC1A 1BB", "EC1A 1BB"),
            ("gir0aa", "GIR 0AA"),
            ("BF1 2AT", "BF1 2AT"),
            ("bfpo58", "BFPO 58"),
            ("BFPO 0801", "BFPO 801"),
            ("M1 lAE", "M1 1AE"),
            ("SW1A OAA", "SW1A 0AA"),
        ],
    )
    def test_is_written_one_way_however_it_is_typed(self, typed, written):
        assert read_postcode(typed) == written

    @pytest.mark.parametrize(
        "typed", ["", "SW1A", "SW1A 1A", "SW1A 1AAA", "1AA SW1A", "M1 1AC", "BFPO", "hello", "GIR 1AA"]
    )
    def test_in_no_known_format_is_refused(self, typed):
        with pytest.raises(NotAPostcode, match="Enter a full UK postcode"):
            read_postcode(typed)

    @given(st.text(max_size=12))
    def test_once_written_is_read_as_itself(self, text):
        try:
            written = read_postcode(text)
        except NotAPostcode:
            return
        assert read_postcode(written) == written


class TestAddress:
    def test_shows_its_lines_without_the_empty_ones(self):
        assert HOME.lines() == ("1 Sample Row", "Marram", "Fenmarch", "ZZ99 9ZZ")

    @given(st.tuples(*[st.text(max_size=20)] * 5))
    def test_survives_json(self, fields):
        address = UkAddress(*fields)
        assert UkAddress.from_json(address.to_json()) == address

    def test_may_leave_lines_out_of_json(self):
        assert UkAddress.from_json({"line_1": "The boat", "postcode": "ZZ99 9ZZ"}).town == ""

    @pytest.mark.parametrize("value", [None, [], {"street": "x"}, {"town": 3}])
    def test_refuses_json_of_another_shape(self, value):
        with pytest.raises(ValueError, match=r"Found .* expected"):
            UkAddress.from_json(value)
