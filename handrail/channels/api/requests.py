"""What others send to this door, as frozen values: checked against them, and documented by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from handrail.walk.adjustments import Avoid, Care, Spoken, Told, Written

OnBehalf = Literal["self", "helper", "attorney", "deputy", "appointee", "parent"]
ReturnOnBehalf = Literal["self", "attorney", "deputy", "appointee", "parent"]
"""A helper's way in ends with sending, so nobody comes back as a helper."""


@dataclass(frozen=True, slots=True)
class HelperNamed:
    """Somebody who helps: who, why, and that the person agreed. Nothing starts unless they did."""

    name: str
    agreed: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """An application made in another service. service: its id in `brought_in_from`. number: its own there."""

    service: str
    number: str


@dataclass(frozen=True, slots=True)
class Start:
    """How to start. language: the service's first unless said. capacity: on what footing for the person.

    helper: needed with the capacity `helper`, and only with it. invite: the code, where one is needed.
    brought_in: where the application was made, when you pass it on.
    """

    language: str = ""
    capacity: OnBehalf = "self"
    helper: HelperNamed | None = None
    invite: str = ""
    brought_in: BroughtIn | None = None


@dataclass(frozen=True, slots=True)
class PageAnswers:
    """The answers of one page: `answers` by question id as they are stored, or `fields` as they are typed.

    Give one of the two. On the page of a group's list, the group's id answered true adds a member and false
    says the list is finished; on the page that removes a member, `remove` is true or false.
    """

    answers: Mapping[str, Any] | None = None
    fields: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class WholeApplication:
    """The answers of a whole application by question id; a group is a list of objects.

    left_blank: every question that is asked, must be answered and has no answer is noted as left blank, and
    staff ask the person for it; so is a list that is not given. Only for an application that was brought in
    from another service.
    """

    answers: Mapping[str, Any]
    left_blank: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in the person's words."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class LanguageWanted:
    """The language to go on in."""

    language: str


@dataclass(frozen=True, slots=True)
class UkAddressGiven:
    """An address in the United Kingdom."""

    line_1: str
    town: str
    postcode: str
    line_2: str = ""
    county: str = ""


@dataclass(frozen=True, slots=True)
class ThirdPartyNamed:
    """Somebody else to write to as well.

    told: what they may be told: how far the case is and what is needed; the letters too; everything.
    """

    name: str
    address: UkAddressGiven
    told: Told


@dataclass(frozen=True, slots=True)
class AdjustmentsTold:
    """Everything that the person needs from us. What is left out is asked for no more.

    avoid: ways not to contact them. written: forms to write in. spoken: what it takes to speak or meet.
    care: what to know before any contact. words: anything else, in their words.
    agreed: they agree that this is kept and gone by; needed once, until nothing is asked for any more.
    """

    avoid: tuple[Avoid, ...] = ()
    written: tuple[Written, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    care: tuple[Care, ...] = ()
    words: str = ""
    write_to: ThirdPartyNamed | None = None
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Return:
    """The reference and the one-time code of somebody who comes back. capacity: as when starting."""

    reference: str
    code: str
    capacity: ReturnOnBehalf = "self"


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty object; the body may be left out."""
