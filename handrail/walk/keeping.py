"""From which legal day a case's time to be kept counts, and until when: nothing is erased here."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from handrail.definition.keep import CASE_ENDS, Keep
from handrail.terms.working_days import Nation

From = Literal["start", "answer", "case", "end"]
"""From what it counts: a draft's start or last answer, how the case ended, the end of what was given."""

_CASE: From = "case"
_END: From = "end"


@dataclass(frozen=True, slots=True)
class Kept:
    """The last legal day on which a case is kept; of one that has not ended, the end of time.

    since: the legal day from which it counts, and from_what; None while the case is open.
    """

    until: date
    since: date | None = None
    from_what: From = "case"


OPEN = Kept(date.max)
"""How long a case is kept that has not ended."""


def kept_after(keep: Keep, *, ended_on: date, given_until: date | None, nation: Nation) -> Kept:
    """Return how long a case that has ended is kept.

    ended_on: the legal day of what ended it. given_until: the last day of what it gave; None where it gave
    nothing for a time, or gives it no more. A period after anything but `the case ends` counts from that day.
    It is never counted from before the case ended, and what was given is kept as long as it lasts.
    """
    since, from_what = ended_on, _CASE
    if given_until is not None and given_until > ended_on and keep.after != CASE_ENDS:
        since, from_what = given_until, _END
    try:
        until = keep.period.end_from(since, nation=nation)
    except OverflowError:  # the calendar has no such day, so it is never reached
        until = date.max
    if given_until is not None and until < given_until:
        return Kept(given_until, given_until, _END)
    return Kept(until, since, from_what)
