"""A service as frozen values: what the text says, once read. Reading is in `load`, judging in `check`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from handrail.definition.places import OPEN, neutral
from handrail.definition.source import Where
from handrail.feel import Expression

EndpointKind = Literal["granted", "refused", "not_eligible", "signposted", "withdrawn", "abandoned", "error"]
ServiceKind = Literal["application", "lookup", "answer"]
Recurrence = Literal["day", "week", "month", "quarter", "year"]

NOWHERE = Where("service.yaml", 1)


@dataclass(frozen=True, slots=True)
class Timing:
    """When a step comes round apart from its place in the file.

    each: it recurs. when_told: it starts when something is told, in words. Neither is run by this release.
    before_end: it falls due so long before what the case gave comes to its end: a period (`12 weeks`), or
    the id of a parameter with a number of days, weeks, months or years.
    """

    each: Recurrence | Literal[""] = ""
    when_told: str = ""
    before_end: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: which brick, what the author wrote for it, when it applies and where it leads.

    id: lower case letters, digits, hyphens; in rules its name has underscores (`feel_name`).
    spec: the brick's own frozen dataclass.
    goto: by result, the id of the step or endpoint that follows; `otherwise` for any other.
        Without a goto the next step in the file follows.
    section: the heading that the step stands under on the task list; steps with the same words share it.
    goto_where: where each target is written. timing: None for a step that simply has its turn.
    """

    id: str
    brick: str
    spec: Any
    where: Where
    title: str = ""
    section: str = ""
    when: Expression | None = None
    goto: Mapping[str, str] = field(default_factory=dict)
    goto_where: Mapping[str, Where] = field(default_factory=dict)
    timing: Timing | None = None

    @property
    def before_end(self) -> str:
        """How long before the end it falls due, apart from the others; "" for a step in its turn."""
        return self.timing.before_end if self.timing else ""


@dataclass(frozen=True, slots=True)
class Review:
    """How a person has a decision looked at again: within what time, by whom, and how to ask."""

    within: str
    text: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a case ends, and what the person is told there.

    ends: a rule for the last legal day of what the case gave; None for something without an end.
    """

    id: str
    kind: EndpointKind
    title: str
    text: str
    where: Where
    review: Review | None = None
    ends: Expression | None = None


@dataclass(frozen=True, slots=True)
class District:
    """How decisions are counted by district: the questions whose postcode says which, and why it is kept.

    questions: in order; the first that was answered counts.
    """

    questions: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A time we tell people: `within` is a period such as `10 working days`, from submission."""

    id: str
    text: str
    within: str
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody the case holds facts about. `each` names the group whose members these are."""

    id: str
    label: str
    each: str = ""
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class ParameterDeclaration:
    """A dated value that rules may use.

    type: number, text, date, yes-no or choice; unit in words ("per cent").
    set_by: `nation` for one value everywhere, `organisation` for a local one.
    """

    id: str
    type: str
    text: str
    set_by: Literal["nation", "organisation"]
    where: Where
    unit: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """One sentence in another language: its text, the first-language text it renders, who checked it."""

    text: str
    of: str
    checked: str
    where: Where


@dataclass(frozen=True, slots=True)
class Voice:
    """Other words for some of the people a service is for: those for whom a rule is true.

    words: by language, the service's first among them, by stable key; what is not there is said as to others.
    checked: by language, who checked the whole of them.
    """

    id: str
    when: Expression
    where: Where
    words: Mapping[str, Mapping[str, Word]] = field(default_factory=dict)
    checked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Service:
    """A service, read whole.

    text: the canonical text of every file (path -> content), from which `hash` is made.
    words: by language other than the first, by stable key.
    languages: the first is the one the definition is written in.
    opens, closes: starting is possible from and until these instants; None for no limit.
    invite: a code is needed to start.
    kind: an application that ends in a decision; a fact looked up; a question answered.
    online_only: why there is no way but online; "" where there is another.
    brought_in_from: by id, what staff call the other services whose applications are taken in.
    district: how decisions are counted by district; None for by the organisation that decides.
    places: where each top-level name is written. checked: by language, who checked the whole of its words.
    voices: by id, in order: the first whose rule is true is the one that a person is spoken to in.
    voice: the one that `words` are in, "" for those for everybody; see `definition.voices`.
    """

    slug: str
    name: str
    need: str
    owner_organisation: str
    owner_role: str
    phase: str
    languages: tuple[str, ...]
    steps: tuple[Step, ...]
    endpoints: Mapping[str, Endpoint]
    promises: Mapping[str, Promise]
    parties: Mapping[str, Party]
    parameters: Mapping[str, ParameterDeclaration]
    data: Mapping[str, str]
    channels: tuple[str, ...]
    outcomes: tuple[Mapping[str, str], ...]
    words: Mapping[str, Mapping[str, Word]]
    text: Mapping[str, str]
    hash: str
    before_you_start: str = ""
    after_you_send: str = ""
    opens: datetime | None = None
    closes: datetime | None = None
    invite: bool = False
    freedom: Mapping[str, str] = field(default_factory=dict)
    format: int = 1
    kind: ServiceKind = "application"
    online_only: str = ""
    brought_in_from: Mapping[str, str] = field(default_factory=dict)
    district: District | None = None
    places: Mapping[str, Where] = field(default_factory=dict)
    checked: Mapping[str, str] = field(default_factory=dict)
    voices: Mapping[str, Voice] = field(default_factory=dict)
    voice: str = ""

    def step(self, step_id: str) -> Step:
        """The step with this id; KeyError when there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def place(self, name: str) -> Where:
        """Where a top-level name such as `channels` is written; the file's first line when it is not."""
        return self.places.get(name, NOWHERE)

    def say(self, key: str, first: str, language: str) -> str:
        """The words for a stable key in a language; the first language's text where none is given.

        Where they take in an answer, they are as read without one.
        """
        plain = language == self.languages[0] and not self.voice
        text = first if plain else self.written(key, first, language)
        return text if OPEN not in text else neutral(text)

    def written(self, key: str, first: str, language: str) -> str:
        """The words for a stable key as their author wrote them, with places for answers."""
        if language == self.languages[0] and not self.voice:
            return first
        word = self.words.get(language, {}).get(key)
        return word.text if word else first

    def title_of(self, step: Step, language: str) -> str:
        """The title of a step in a language; its id where it has none."""
        return self.say(f"{step.id}.title", step.title, language) if step.title else step.id


def feel_name(identifier: str) -> str:
    """The name a step or group has in rules: hyphens become underscores."""
    return identifier.replace("-", "_")
