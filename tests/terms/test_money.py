"""Money in whole pence."""

from decimal import ROUND_DOWN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.terms.money import Money, NotMoney


class TestReading:
    @pytest.mark.parametrize(
        ("text", "pence"),
        [
            ("£1,234.56", 123456),
            ("10", 1000),
            (" £ 0.50 ", 50),
            ("-£5", -500),
            ("£-5", -500),
            ("1000000", 100000000),
        ],
    )
    def test_takes_amounts_as_people_write_them(self, text, pence):
        assert Money.from_pounds(text) == Money(pence)

    @pytest.mark.parametrize("text", ["", "ten", "1.5", "1.234", "1,23", "--5", "£", "1e3", "NaN", "5p"])
    def test_refuses_other_text_and_quotes_it(self, text):
        with pytest.raises(NotMoney, match=r"like £1,234.56"):
            Money.from_pounds(text)

    @pytest.mark.parametrize("pounds", [Decimal("0.001"), Decimal("NaN"), Decimal("Infinity")])
    def test_refuses_part_of_a_penny(self, pounds):
        with pytest.raises(NotMoney, match="not whole pence"):
            Money.from_pounds(pounds)


class TestWriting:
    @pytest.mark.parametrize(
        ("pence", "text"), [(123456, "£1,234.56"), (1000, "£10"), (5, "£0.05"), (-550, "-£5.50"), (0, "£0")]
    )
    def test_follows_the_style_of_gov_uk(self, pence, text):
        assert Money(pence).format() == text

    @given(st.integers(-(10**12), 10**12))
    def test_reads_back_as_the_same_amount(self, pence):
        assert Money.from_pounds(Money(pence).format()) == Money(pence)


class TestSums:
    def test_add_subtract_and_compare(self):
        assert Money(150) + Money(50) - Money(25) == Money(175)
        assert Money(1) < Money(2)
        assert -Money(5) == Money(-5)
        assert Money(1050).pounds == Decimal("10.50")

    def test_a_share_rounds_a_half_penny_up_unless_told(self):
        assert Money(150013).share(Decimal("0.50")) == Money(75007)
        assert Money(150013).share(Decimal("0.50"), rounding=ROUND_DOWN) == Money(75006)
