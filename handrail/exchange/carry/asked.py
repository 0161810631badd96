"""What comes of one component of a form: questions, groups and words, before any folder is written.

Whoever lays out pages takes these apart: `text` goes before the next question of the page, `then` on pages
after it. How a component of each type is carried is in `carry.types`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from handrail.exchange.form import Component, Fee, Page, Rule, Words
from handrail.exchange.report import Report

AnswerKind = Literal[
    "text", "number", "yes-no", "choice", "choices", "date", "time", "date-time", "boolean", "list", "context"
]
"""How an answer is written in a rule.

`yes-no` and `boolean` are true and false; `choice` is one of the values in double quotes; `choices` is a list
of them; `list` is a group's members; `context` has fields.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a comparison with a component is written as a rule of ours.

    id: our name for it, such as `home`; with a field of a context, `home.postcode`.
    kind: what it is in rules. values: the form's value to ours, where they differ.
    """

    id: str
    kind: AnswerKind
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One question as service.yaml has it, its words apart.

    keys: all that is no word, ready for YAML: `type`, `optional`, `limits` (rules as text), `find_by`.
    words: by the end of the stable key: `label`, `hint`, `text` (Markdown that stands before it),
        `options.walk`, `option_hints.walk`, `errors.missing`, `none`. Options are in their order.
    when: who is asked it, beside what is said of its page; None for everyone.
    """

    id: str
    keys: Mapping[str, Any]
    words: Mapping[str, Words]
    when: Rule | None = None

    def written(self, language: str) -> dict[str, Any]:
        """Return the mapping of service.yaml, its words in this language; `when` is left to the caller.

        Words that the language does not have are taken from the first there are.
        """
        found: dict[str, Any] = {"question": self.id, **self.keys}
        for key, words in self.words.items():
            said = words.get(language) or next(iter(words.values()), "")
            name, _, inner = key.partition(".")
            if said and inner:
                found.setdefault(name, {})[inner] = said
            elif said:
                found[name] = said
        return found


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are asked again and again, each on a page of its own unless `together`.

    questions: of one member, in order; a question's `when` may name others of the group.
    name_by: the question that names a member, "" for none.
    """

    id: str
    title: Words
    item: Words
    questions: tuple[Question, ...]
    name_by: str = ""
    least: int = 0
    most: int = 20
    text: Words = field(default_factory=dict)
    together: bool = True


@dataclass(frozen=True, slots=True)
class Help:
    """Text that opens when a person wants it; body in Markdown."""

    summary: Words
    body: Words


@dataclass(frozen=True, slots=True)
class Guidance:
    """Words for some, in Markdown, and who sees them."""

    text: Words
    when: Rule


@dataclass(frozen=True, slots=True)
class Asked:
    """What comes of one component, in the order in which it is read.

    text: Markdown before its questions; of content that asks nothing, all there is.
    heading: whether its title says no more than the page's title does, or is not to be seen: the page's title
        is the question then, where it is the page's only one.
    questions: on the page itself. groups: lists of their own, after the page.
    then: what is asked on pages after this one, each with its `when`: of who chose an item that asks more.
    when: who sees or is asked all of it, None for everyone.
    answers: by the name in comparisons (without a section), how it is written in rules.
    fees: what is to be paid where it asks for money.
    """

    text: Words = field(default_factory=dict)
    heading: bool = False
    questions: tuple[Question, ...] = ()
    groups: tuple[Group, ...] = ()
    help: tuple[Help, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    then: "tuple[Asked, ...]" = ()
    when: Rule | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    fees: tuple[Fee, ...] = ()


class Ids(Protocol):
    """Gives names of ours to what a form names."""

    def question(self, name: str, *, title: str, page: Page) -> str:
        """Return a name for a question or group that no other has, in lower case with underscores.

        name: the form's own name of it; with a part of it, such as `starts__time`. title: its words in the
        form's first language.
        """
        ...


class Carrier(Protocol):
    """Carries a component of one type; what it cannot carry it tells the report."""

    def __call__(self, component: Component, place: "Place", /) -> Asked:
        """Return what comes of the component."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a component stands: its page, who gives names, and who is told what is lost.

    carry: carries any component, for those that hold others.
    """

    page: Page
    ids: Ids
    report: Report
    carry: Carrier
