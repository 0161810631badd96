"""What we do differently because a person asked: how to contact them, in what form, who else to write to.

They belong to the person in the case and to no question, so every service has them without writing a line.
The language is not among them: it is the language of the case.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from handrail.history.event import Json
from handrail.terms.address import UkAddress

Avoid = Literal["phone", "voicemail", "text", "email", "post"]
"""A way in which the person does not want to be contacted. `voicemail`: ring, and leave no message."""

Written = Literal["large_print", "easy_read", "audio", "braille"]
"""A form in which what we write must be made."""

Spoken = Literal["bsl", "interpreter", "relay", "home_visit", "more_time"]
"""What it takes to speak or meet: a sign language interpreter, one into another language, Relay UK or a
textphone, a visit, more time."""

Care = Literal["bereavement", "safety"]
"""What to know before any contact: somebody close has died; being found out about would be dangerous."""

Told = Literal["progress", "letters", "everything"]
"""What a third party may be told: how far the case is and what is needed; the letters too; all of it, to
talk it over."""

AVOID: tuple[Avoid, ...] = get_args(Avoid)
WRITTEN: tuple[Written, ...] = get_args(Written)
SPOKEN: tuple[Spoken, ...] = get_args(Spoken)
CARE: tuple[Care, ...] = get_args(Care)
TOLD: tuple[Told, ...] = get_args(Told)

APPLICANT = "applicant"
THIRD_PARTY = "third-party"
"""The party whose name and address a third party's are. No author's party can have a hyphen in its id."""


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """Somebody else we write to as well, whom the person named, and what they may be told."""

    name: str
    address: UkAddress
    told: Told


@dataclass(frozen=True, slots=True)
class Adjustments:
    """What a person asked for, as it stands. Each kind in the order in which it is declared.

    words: anything else, as they put it. agreed: they agreed that we keep this and go by it.
    """

    avoid: tuple[Avoid, ...] = ()
    written: tuple[Written, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    care: tuple[Care, ...] = ()
    words: str = ""
    write_to: ThirdParty | None = None
    agreed: bool = False

    @property
    def any(self) -> bool:
        """Whether anything was asked for."""
        kinds = (self.avoid, self.written, self.spoken, self.care)
        return any(kinds) or bool(self.words) or self.write_to is not None

    @property
    def large_print(self) -> bool:
        """Whether what we print for the person must be in large print."""
        return "large_print" in self.written

    @property
    def no_phone(self) -> bool:
        """Whether nobody may ring the person."""
        return "phone" in self.avoid

    @property
    def reachable(self) -> bool:
        """Whether a way is left to contact the person, or somebody for them."""
        return self.write_to is not None or not {"phone", "text", "email", "post"} <= set(self.avoid)


NONE = Adjustments()


def sealed(adjustments: Adjustments) -> Mapping[str, Mapping[str, Json]]:
    """Return what is stored, by party: the whole of it, each time that something changes."""
    write_to = adjustments.write_to
    own: dict[str, Json] = {
        "avoid": list(adjustments.avoid),
        "written": list(adjustments.written),
        "spoken": list(adjustments.spoken),
        "care": list(adjustments.care),
        "words": adjustments.words,
        "told": write_to.told if write_to is not None else "",
        "agreed": adjustments.agreed,
    }
    if write_to is None:
        return {APPLICANT: own}
    return {APPLICANT: own, THIRD_PARTY: {"name": write_to.name, "address": write_to.address.to_json()}}


def opened(personal: Mapping[str, Mapping[str, Json]]) -> Adjustments:
    """Return what was stored, as far as it may be seen: nothing without the person's own part.

    Without the third party's part, as after they were erased, there is nobody else to write to. A kind that
    this release does not know is left out.
    """
    own = personal.get(APPLICANT)
    if own is None:
        return NONE
    return Adjustments(
        avoid=tuple(one for one in AVOID if one in own["avoid"]),
        written=tuple(one for one in WRITTEN if one in own["written"]),
        spoken=tuple(one for one in SPOKEN if one in own["spoken"]),
        care=tuple(one for one in CARE if one in own["care"]),
        words=own["words"],
        write_to=_third_party(personal.get(THIRD_PARTY), own["told"]),
        agreed=own["agreed"],
    )


def _third_party(theirs: Mapping[str, Json] | None, told: Json) -> ThirdParty | None:
    if theirs is None or told not in TOLD:
        return None
    return ThirdParty(name=theirs["name"], address=UkAddress.from_json(theirs["address"]), told=told)
