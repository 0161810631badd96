"""How long data is kept, as a definition says it: `6 years after the case ends`; nothing is erased here."""

from dataclasses import dataclass

from handrail.terms.period import NotAPeriod, Period, parse_period

CASE_ENDS = "the case ends"
_EXAMPLE = "Write it like '6 years after the case ends'."


@dataclass(frozen=True, slots=True)
class Keep:
    """A length of time and what it runs from: `the case ends`, or the end of what was given for a time.

    after: the latter in the author's words, such as `the badge ends`; a case that gave nothing for a time
    ends where it ends.
    """

    period: Period
    after: str


class NotAKeep(ValueError):
    """A text does not say how long data is kept."""


def parse_keep(text: str) -> Keep:
    """Read how long data is kept.

    Raises NotAKeep, which quotes what was found and shows how to write it.

    >>> parse_keep("6 years after the case ends").after
    'the case ends'
    """
    length, after, event = text.partition(" after ")
    if not after or not event.strip():
        raise NotAKeep(f"Found {text!r}, which does not say what the time runs from. {_EXAMPLE}")
    try:
        return Keep(parse_period(length), " ".join(event.split()))
    except NotAPeriod:
        raise NotAKeep(f"Found {text!r}, and {length!r} is not a period. {_EXAMPLE}") from None
