"""What this door answers with, as frozen values: the document of it is made from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from handrail.definition.screen import Screen
from handrail.history.event import Kind
from handrail.walk.adjustments import Avoid, Care, Spoken, Told, Written
from handrail.walk.position import Here
from handrail.walk.status import Status

Can = Literal["answer", "send", "withdraw", "ask_for_review"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. question: its id or the name of a field, "" for none. page: its path, "" for none.

    message: in the language of the case. parts: which parts of a composite answer are wrong.
    """

    question: str
    page: str
    message: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Error:
    """Why a request was refused; nothing was changed. request: the number that finds it in our logs."""

    code: str
    title: str
    detail: str
    request: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """The one shape of every refusal."""

    error: Error


@dataclass(frozen=True, slots=True)
class ServiceListed:
    """A service that can be started here. open: whether it can be now. invite: whether a code is needed."""

    service: str
    name: str
    need: str
    languages: tuple[str, ...]
    open: bool
    invite: bool


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one organisation that this door is open for."""

    organisation: str
    name: str
    services: tuple[ServiceListed, ...]


@dataclass(frozen=True, slots=True)
class Organisations:
    """The organisations there are today, by the name that addresses use."""

    organisations: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PagesDescribed:
    """A page, or a group of pages that repeat, of a service. path: `{item}` stands for a member's number.

    when: the conditions (FEEL) under which it is asked, all of which must hold. questions: their ids.
    group: the innermost that it stands in, or that it is the list of.
    """

    path: str
    title: str
    text: str
    when: tuple[str, ...]
    questions: tuple[str, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class ServiceDescribed:
    """A service as an author published it, in one language.

    version: the hash of its text. promises: what people are told about times, by id.
    brought_in_from: the other services whose applications are taken in, by id.
    answers: a JSON Schema (2020-12) of the answers by question id. `x-asked-when` holds conditions in FEEL;
        no answer is required by the schema, because what is asked depends on what was answered.
    """

    organisation: str
    service: str
    version: str
    language: str
    languages: tuple[str, ...]
    name: str
    need: str
    before_you_start: str
    promises: Mapping[str, str]
    opens: datetime | None
    closes: datetime | None
    invite: bool
    brought_in_from: Mapping[str, str]
    pages: tuple[PagesDescribed, ...]
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands, without personal data.

    version: the hash of the definition it is under. sequence: of the last event; it grows with every change.
    next: the page to answer next, None for none. wanted: the pages that staff want answered again.
    endpoint: where the case has ended. unsent_changes: something was told and has not been sent.
    """

    reference: str
    organisation: str
    service: str
    version: str
    kind: Kind
    language: str
    status: Status
    here: Here
    sequence: int
    next: str | None
    wanted: tuple[str, ...]
    endpoint: str | None
    unsent_changes: bool
    can: tuple[Can, ...]


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page: its path, what a person would read and fill in, and the answers that are kept for it.

    Inside a screen `page:about-you/full_name` and `change:about-you/full_name` lead to that page of the case,
    `do:check` to its `check`, `do:adjustments` and what begins with it to its `adjustments`. exit: the page
    says where to go instead: nothing can be answered, and the case goes on only when an earlier answer is
    changed.
    """

    path: str
    screen: Screen
    answers: Mapping[str, Any]
    exit: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the case stands now, and the page to answer next; None when there is none."""

    case: Standing
    page: PageShown | None


@dataclass(frozen=True, slots=True)
class WholeProgress:
    """Where the case stands after a whole application. not_asked: given, not asked for and not kept.

    left_blank: the questions and lists that are asked and noted as left blank, by path such as pets/2/age.
    """

    case: Standing
    page: PageShown | None
    not_asked: tuple[str, ...]
    left_blank: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Started:
    """A case that has begun. token: the way into this case, sent as a Bearer token."""

    token: str = field(repr=False)
    token_ends_at: datetime
    case: Standing
    page: PageShown | None


@dataclass(frozen=True, slots=True)
class LetIn:
    """A new token for a case, for its reference and one-time code, which is used up."""

    token: str = field(repr=False)
    token_ends_at: datetime
    case: Standing


@dataclass(frozen=True, slots=True)
class Answers:
    """What was told, by question id, where it matters now. hidden: what was told that may not be seen here.

    dropped: answers that were given and no longer matter, as `step/question` or `step/group/item/question`.
    """

    case: Standing
    answers: Mapping[str, Any]
    hidden: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """Everything told, ready to be read back to the person before it is sent."""

    case: Standing
    screen: Screen


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of what was received: anyone may check the code against the reference at `/verify`."""

    reference: str
    code: str
    received_at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: where the case stands now, and the receipt to give to the person."""

    case: Standing
    receipt: Receipt
    screen: Screen


@dataclass(frozen=True, slots=True)
class Ahead:
    """What comes round before the end of what was given. title: in words. from_on: its first legal day."""

    step: str
    title: str
    from_on: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the case ended, and what the person is told. text: in Markdown.

    ends_on: the last legal day of what was given, null where nothing ends. ahead: what comes round before it.
    """

    endpoint: str
    kind: str
    title: str
    text: str
    ends_on: date | None
    ahead: tuple[Ahead, ...]


@dataclass(frozen=True, slots=True)
class CriterionFound:
    """A criterion that was looked at. label: what it is. found: met or not_met. reasons: why."""

    criterion: str
    label: str
    found: str
    reasons: str


@dataclass(frozen=True, slots=True)
class RuleFound:
    """A row of a table that matched. about: the group's member it is about, "" for none. on: its legal day.

    sentence: what the service's author says to the person. source: where the rule is written.
    """

    step: str
    title: str
    about: str
    sentence: str
    source: str
    on: date


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person of the organisation decided, and why. text: what everyone with this result is told.

    criteria: those that were looked at, each with what was found and why. rules: what the rules found that
    the decision rests on, as far as the person may read it.
    """

    step: str
    result: str
    text: str
    reasons: str
    criteria: tuple[CriterionFound, ...]
    rules: tuple[RuleFound, ...]
    decided_on: date
    looked_at_again: bool


@dataclass(frozen=True, slots=True)
class ReviewWay:
    """How to have a decision looked at again.

    within: the period to ask in. ask_by: its last legal day. asked_at: when somebody did.
    """

    text: str
    within: str
    ask_by: date | None
    can_ask: bool
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Paused:
    """Why the case waits, and the day it goes on; None when that is not known."""

    until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, in the language of the case; more: what was written with it."""

    at: datetime
    what: str
    more: str


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case as its people see it. message: what staff ask for, in their words. due_on: as promised."""

    case: Standing
    sent_at: datetime | None
    due_on: date | None
    message: str
    paused: Paused | None
    outcome: Outcome | None
    decision: Decided | None
    review: ReviewWay | None
    history: tuple[Happened, ...]


@dataclass(frozen=True, slots=True)
class ThirdPartyShown:
    """Somebody else whom we write to as well, and what they may be told."""

    name: str
    address: Mapping[str, str]
    told: Told


@dataclass(frozen=True, slots=True)
class AdjustmentsShown:
    """What the person needs from us, as it stands. The language is the case's.

    avoid: ways not to contact them. written: forms to write in. spoken: what it takes to speak or meet.
    care: what to know before any contact. will: what we will do, in sentences, in their language.
    """

    case: Standing
    avoid: tuple[Avoid, ...]
    written: tuple[Written, ...]
    spoken: tuple[Spoken, ...]
    care: tuple[Care, ...]
    words: str
    write_to: ThirdPartyShown | None
    agreed: bool
    will: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReturnCode:
    """A code to come back with, shown this once; any earlier one has stopped working."""

    reference: str
    code: str = field(repr=False)
