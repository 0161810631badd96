"""What attackers look for: coined words in every kind of personal data of a case, and every form of them."""

import base64
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote
from uuid import UUID

from tests.journeys.site import Site, person

ANSWERS = {
    "full_name": "Zelphira Quorndyke",
    "born_on": "1961-11-23",
    "account_number": "QX88771PLANT",
    "home_address": {
        "line_1": "17 Vexworth Passage",
        "line_2": "Plumbago House",
        "town": "Tolkwick",
        "county": "Brackshire",
        "postcode": "FM4 8ZY",
    },
    "safe_to_write": False,
    "contact_address": {
        "line_1": "PO Box 739146820",
        "line_2": "Hushmere Refuge",
        "town": "Nethercleave",
        "county": "Dimblefold",
        "postcode": "ZX8 7QW",
    },
    "joint_bill": True,
    "partner_name": "Thaddick Wolvermoot",
    "partner_left": True,
    "partner_left_on": "2026-02-20",
    "safe_to_tell_partner": False,
    "email_address": "zq.plantmail@example.invalid",
}
"""Over the answers of someone whose husband is in a care home, so that there is another adult too."""

ADULT = "Ignatia Skellbrook"
NOTE = "Thornapple note: rang, and Brŵynog answered."
MESSAGE = "Askwhistle: is Hushmere still right?"
PAUSE = "Pausemarrow until the bill is worked out."
REASONS = "Reasonfen: only you count."
REVIEW = "Reviewbittern says that the day is wrong."
CONFIRMED = "Standsorrel, looked at again."
REOPENED = "Reopengorse, something was missed."
HELD = "Holdteasel, an appeal."
OFFICE = "Her Honour Wyndle Officebrake"

WORDS = (
    *("Zelphira", "Quorndyke", "QX88771PLANT", "Vexworth", "Plumbago", "Tolkwick", "Brackshire"),
    *("FM4 8ZY", "FM48ZY", "739146820", "Hushmere", "Nethercleave", "Dimblefold", "ZX8 7QW", "ZX87QW"),
    *("Thaddick", "Wolvermoot", "zq.plantmail", "Ignatia", "Skellbrook", "Thornapple", "Brŵynog"),
    *("Askwhistle", "Pausemarrow", "Reasonfen", "Reviewbittern", "Standsorrel", "Reopengorse"),
    *("Holdteasel", "Wyndle", "Officebrake", "23 November 1961", "1961-11-23"),
)
"""Words that occur nowhere but in what was planted."""


@dataclass(frozen=True)
class Case:
    """A case with planted data. stream: its id. browser: the applicant's, with its pass."""

    reference: str
    stream: UUID
    browser: object = field(repr=False)

    @property
    def ids(self) -> tuple[str, ...]:
        """How its stream may be written."""
        return str(self.stream), self.stream.hex


def answers() -> dict:
    """Everything the planted person answers."""
    base = person("Odette Pretend")["answers"]
    adults = [{**base["adults"][0], "adult_name": ADULT}]
    return {**base, **ANSWERS, "adults": adults}


def applies(site: Site, *, send: bool = True) -> Case:
    """The planted person answers everything in North Fenmarch, and sends it or leaves it as a draft."""
    do = site.applies if send else site.answers
    return case_of(site, do("Odette Pretend", but=answers()))


def case_of(site: Site, applicant) -> Case:
    """The case of somebody at a browser."""
    with site.owner() as run:
        found = run.execute("SELECT stream FROM history_head WHERE reference = %s", [applicant.reference])
        return Case(applicant.reference, found.fetchone()[0], applicant.http)


def worked_on(site: Site, case: Case) -> None:
    """North's staff do everything they can with a case, with a planted word in every text of theirs."""
    staff = site.staff("north-fenmarch")
    reference = case.reference
    staff.claim(reference)
    staff.note(reference, NOTE)
    staff.ask(reference, "contact_address", message=MESSAGE)
    again = site.person(browser=case.browser)
    again.reference = reference
    again.go("next")
    again.send()
    again.send()
    staff.pause(reference, until=None, reason=PAUSE)
    staff.resume(reference)
    staff.decide(reference, "award-25", REASONS)
    again.go("review")
    again.send({"reason": REVIEW})
    staff.reopen(reference, why="review", reason=REOPENED)
    staff.decide(reference, "award-25", REASONS)


@lru_cache(maxsize=4096)
def forms(word: str) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """How a word may be written: as bytes to look for in lower case, and as bytes to look for as they are."""
    lower, exact = set(), set()
    for text in {word, word.lower(), word.upper()}:
        raw = text.encode()
        lower |= {raw.lower(), raw.hex().encode(), quote(text, safe="").lower().encode()}
        lower |= {quote(text, safe="").replace("%20", "+").lower().encode(), text.encode("utf-16-le")}
        lower |= {text.encode("utf-16-be"), text.encode("unicode-escape").lower()}
        lower |= {text.encode("ascii", "xmlcharrefreplace").lower()}
        exact |= _base64(raw)
    return tuple(lower), tuple(exact)


def _base64(raw: bytes) -> set[bytes]:
    """The letters that base64 of anything around these bytes must have, at each of the three places."""
    found = set()
    for before in range(3):
        inner = base64.b64encode(b"\0" * before + raw)
        cut = inner[(before * 8 + 5) // 6 : (before + len(raw)) * 8 // 6]
        found |= {cut, cut.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def found_in(haystack: bytes | str, words=WORDS) -> set[str]:
    """Which words are somewhere in it, in any form."""
    raw = haystack.encode(errors="replace") if isinstance(haystack, str) else haystack
    small = raw.lower()
    return {
        word
        for word in words
        if any(one in small for one in forms(word)[0]) or any(one in raw for one in forms(word)[1])
    }
