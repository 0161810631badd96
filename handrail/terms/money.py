"""Money in whole pence of sterling; no currencies, no tax and no rounding that was not asked for."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

_PENCE_IN_A_POUND = 100
_POUNDS = re.compile(r"-?£?-?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{2})?")


class NotMoney(ValueError):
    """A text or number is not an amount of pounds and whole pence."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of sterling, held in whole pence; may be negative."""

    pence: int

    @classmethod
    def from_pounds(cls, pounds: str | Decimal | int) -> Self:
        """Read an amount of pounds, such as '£1,234.56', '10' or Decimal('0.50').

        Raises NotMoney when there is a part of a penny, or the text is not an amount.
        """
        if isinstance(pounds, str):
            text = pounds.strip().replace(" ", "")
            if not _POUNDS.fullmatch(text) or text.count("-") > 1:
                raise NotMoney(f"Found {pounds!r}; expected pounds and pence, like £1,234.56 or 10.")
            pounds = Decimal(text.replace("£", "").replace(",", ""))
        pence = Decimal(pounds) * _PENCE_IN_A_POUND
        if not pence.is_finite() or pence != pence.to_integral_value():
            raise NotMoney(f"Found {pounds} pounds, which is not whole pence; round it first, with share().")
        return cls(int(pence))

    def __add__(self, other: Self) -> Self:
        return type(self)(self.pence + other.pence)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.pence - other.pence)

    def __neg__(self) -> Self:
        return type(self)(-self.pence)

    def share(self, rate: Decimal, *, rounding: str = ROUND_HALF_UP) -> Self:
        """Return this amount times a rate (0.25 is a quarter), rounded to whole pence.

        The rounding is one of the decimal module's; a half penny goes up unless the rule says otherwise.
        """
        return type(self)(int((Decimal(self.pence) * rate).to_integral_value(rounding=rounding)))

    @property
    def pounds(self) -> Decimal:
        """The amount in pounds, exact to the penny."""
        return Decimal(self.pence).scaleb(-2)

    def format(self) -> str:
        """Return the amount as people read it: '£10', '£1,234.56', '-£5'.

        >>> Money(123456).format(), Money(1000).format()
        ('£1,234.56', '£10')
        """
        pounds, pence = divmod(abs(self.pence), _PENCE_IN_A_POUND)
        sign = "-" if self.pence < 0 else ""
        return f"{sign}£{pounds:,}" + (f".{pence:02}" if pence else "")
