"""Who is in the sample's history, when they came, how, and what becomes of their cases. No case is made here.

Last year is the year of figures that is over, from 1 April to 31 March; whoever came in it is there on the
same days for everyone until the next 1 April. What is with staff now began so many days ago. Each person
follows one of the service's own examples, so that their answers and what staff find fit the rules.

How often what happens was chosen so that every screen has something on it, and is said to be invented. Where
figures from elsewhere were at hand they are beside it:

- Of badges in England in the year to March 2015, 41 in a hundred were issued without an assessment and 58
  after one (Department for Transport, Blue Badge scheme statistics, England: 2015). Here it is half.
- About 5 applications in a hundred were refused in Lincolnshire in the year to August 2025 (1,087 of 23,838;
  FOI 13525686) and 4 in Devon in 2018-19 (607 of 16,715). Here it is about half: with as few people as these,
  the true share would leave every number in the figures too small to be shown.
- Of the reviews decided in Devon in 2018-19, 23 of 41 changed the decision; in Lincolnshire, 16 of 22. Here
  it is about half. In Devon one refusal in ten was reviewed; here it is one in four.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from handrail.history.event import Channel
from handrail.insight.years import year_of
from handrail.site.sample.people import Names
from handrail.terms.reference import new_reference

BADGE, DISCOUNT = "blue-badge", "single-person-discount"

_MIX: Mapping[str, tuple[str, Mapping[str, int]]] = {
    "fenmarch-county": (
        BADGE,
        {
            # without an assessment
            "Una Madeup": 9, "Elsie Fictus": 3, "Harriet Nonesuch": 3, "Iris Unseen": 2, "Jude Phantom": 1,
            "Enid Forgetful": 2, "Rosalind Newface": 2, "Moss Ephemeral": 3, "Reedbed House (invented)": 1,
            # after one
            "Edwin Notreal": 8, "Petra Figment": 6, "Quentin Nobodaddy": 4, "Cuthbert Ninetyplus": 4,
            "Marek Łabędź-Fałszywy": 2, "Wren Placeholder": 1, "Wilf Wayfarer": 2,
            # refused
            "Leopold Stroller": 25, "Verity Lowrate": 11, "Dorian Imaginary": 9, "Gideon Plaster": 9,
            "Tilly Nonsuch": 2, "Blake Nobody": 2, "Oswin Unsighted": 1, "Peregrine Paperless": 2,
            "Cassius Crooked": 1, "Ottoline Slowpay": 1,
            # elsewhere
            "Tobias Wrongpatch": 1,
        },
    ),
    "glanhesg": (
        BADGE,
        {
            "Tegwen Dummy-Rees": 3, "Bryn Pretend-Moves": 2, "Stanley Mockup": 1, "Blodwen Ffug": 2,
            "Gwilym Sham": 3, "Ifan Breichiau-Ffug": 1, "Mali Dychmygol": 2, "Lowri Llais-Ffug": 1,
            "Ada Twinning": 1, "Nerys Wobbly": 5, "Ava Twinning": 1, "Leopold Stroller": 6,
        },
    ),
    "strathsedge": (
        BADGE,
        {
            "Angus MacPretend": 3, "Fergus Makebelieve": 2, "Isla Pretend": 2, "Callum Bogus": 1,
            "Rhona Fabricated": 1, "Ailsa Pretend-Moves": 2, "Kirsty Testcase": 2, "Bram Sampleton": 1,
            "Morag Invented": 2, "Hamish Ward-Pretend": 1, "Duncan Unreal-Fox": 5, "Leopold Stroller": 6,
        },
    ),
    "north-fenmarch": (
        DISCOUNT,
        {
            "Ffion Dummy-Jones": 9, "Marlowe Madeup": 3, "Odette Pretend": 1, "Zoë Ångström-Łukasiewicz": 2,
            "Ines Sampleton": 2, "Otto Mockridge": 1, "Prudence Fauxley": 1, "Linus Mythical": 1,
            "Barnaby Fictus": 5, "Philippa Standin": 4, "Millicent Untrue": 1, "Ezra Nonpayer": 3,
        },
    ),
    "south-fenmarch": (
        DISCOUNT,
        {
            "Tomos Invented-Price": 3, "Wren": 6, "Leapold Larkin-Bogus": 1, "Montague Illusory": 1,
            "Inès Sampleton-Roux": 2, "Augusta Supposed": 1, "Theodora Backdated": 2,
            "Gwendolen Makebelieve": 4, "Cornelius Notreal": 2, "Alaric Dreamt": 1,
        },
    ),
}  # fmt: skip
"""By organisation, the service and how many follow each of its examples in a whole year."""

_SHORT = ("Mali Dychmygol", "Isla Pretend")
"""Whose badge is for one year, so that it ends when their case is a year old."""

_CHANNELS: tuple[tuple[Channel, int], ...] = (
    ("web", 62),
    ("phone", 14),
    ("post", 10),
    ("counter", 8),
    ("helper", 6),
)
"""How often in a hundred people come by each channel. Invented."""

_RECENT = 18
"""Weeks in which those came who came lately: longer than we promise to take."""

_SHARE_RECENT = 0.38
"""How many came in those weeks, as a share of those of last year."""


_PROMISED_BADGE, _PROMISED_DISCOUNT = 84, 16
"""After so many days, some rounding up, a decision is later than it is promised."""

_ONE_LEFT_OF = 4
"""Of so many who came longer ago than that, staff have never got to one."""

_LONG_AGO = 6
"""How many of each organisation came three years ago, and have what ends soon."""


@dataclass(frozen=True, slots=True)
class Story:
    """One person's case as it is planned. draw: the seed of everything that is left to chance in it.

    example: of the service, by name. came_on: the day on which they start. left: staff never get to it.
    """

    number: int
    service: str
    organisation: str
    example: str
    name: str
    came_on: date
    channel: Channel
    left: bool = False

    @property
    def reference(self) -> str:
        """The reference of the case, the same on every machine."""
        return new_reference(chance(f"reference {self.number}").randbytes(8))

    @property
    def draw(self) -> Random:
        """Chance for this case, the same on every machine."""
        return chance(f"case {self.number}")


def chance(seed: str) -> Random:
    """Return chance that gives the same on every machine and hides nothing."""
    return Random(seed)  # noqa: S311 - so that everyone has the same sample


def stories(today: date) -> tuple[Story, ...]:
    """Return everybody in the sample's history as it is told on a legal day, oldest first."""
    names, draw = Names(), chance("Fenmarch")
    found: list[Story] = []
    for organisation, (service, mix) in _MIX.items():
        for example, came_on, left in _when(mix, today, draw, ends=service == BADGE):
            (channel,) = draw.choices(
                [one for one, _ in _CHANNELS], weights=[often for _, often in _CHANNELS]
            )
            found.append(
                Story(
                    number=len(found),
                    service=service,
                    organisation=organisation,
                    example=example,
                    name=names.next(organisation),
                    came_on=came_on,
                    channel=channel,
                    left=left,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.came_on, one.number)))


def _when(
    mix: Mapping[str, int], today: date, draw: Random, *, ends: bool
) -> Iterator[tuple[str, date, bool]]:
    """Yield, for each person, the example, the day they came, and whether staff have left the case lying.

    ends: what the service gives ends after some years.
    """
    last = year_of(year_of(today).first - timedelta(days=1))
    whole = [example for example, often in mix.items() for _ in range(often)]
    for example in whole:
        yield example, last.first + timedelta(days=draw.randrange((last.after - last.first).days)), False
    recent = draw.sample(whole, round(len(whole) * _SHARE_RECENT))
    for place, example in enumerate(recent):
        days = round((place + 0.5) / len(recent) * _RECENT * 7)
        late = days > (_PROMISED_BADGE if ends else _PROMISED_DISCOUNT)
        yield example, today - timedelta(days=days), late and place % _ONE_LEFT_OF == 0
    for example in whole[: _LONG_AGO * ends]:  # whose badge is for three years and ends soon
        if example not in _SHORT:
            yield example, today - timedelta(days=3 * 365 - draw.randrange(-45, 1)), False
    for example in _SHORT:
        if example in mix:
            yield example, today - timedelta(days=365 - draw.randrange(-45, 1)), False
