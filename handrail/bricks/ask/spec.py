"""What an author may write in an `ask` step, as frozen values; reading them from text is in `read`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handrail.definition.source import Where
from handrail.feel import Expression


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    id: lower case letters, digits and underscores; unique in the service; a name in rules.
    type: name, date, uk-address, postcode, yes-no, choice, text or declaration.
    label, hint: the words a person reads, in the service's first language.
    options: for `choice`, by stored value, what is read.
    whose: the party whose data the answer is.
    shown_to: other parties of the case who may see the answer; nobody unless said.
    find_by: a case may be found by this answer (blind tokens).
    counts: why the answer may be kept open for counting; "" keeps it sealed.
    used_for: a use that `check` cannot see (a letter, a declared statistic), in words.
    source: where the question comes from: statute, policy or reason.
    errors: the author's own error sentences, by `missing`, `invalid`, `too_long`, `in_future` …
    limits: by name: `max_length` (characters), `not_after`, `not_before` (FEEL dates).
    """

    id: str
    type: str
    label: str
    where: Where
    hint: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False
    when: Expression | None = None
    whose: str = "applicant"
    shown_to: tuple[str, ...] = ()
    find_by: bool = False
    counts: str = ""
    used_for: str = ""
    source: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, Expression | int] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: usually one question. id is the question's id unless said."""

    id: str
    questions: tuple[Question, ...]
    where: Where
    title: str = ""
    text: str = ""
    help: tuple[tuple[str, str], ...] = ()
    when: Expression | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that repeat, once for each member, such as each other adult in the home.

    id: a list in rules: `count(adults) > 1`; each member is a context of its answers.
    item: the word for one member ("adult").
    name_by: the question whose answer names a member on lists.
    whose: the party of each member, `adult` giving parties adult-1, adult-2 …
    min, max: how many members there may be.
    """

    id: str
    title: str
    item: str
    pages: tuple[Page, ...]
    where: Where
    add: str = ""
    text: str = ""
    name_by: str = ""
    whose: str = "applicant"
    min: int = 0
    max: int = 20
    when: Expression | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """An `ask` step: its pages and groups in order."""

    pages: tuple[Page | Group, ...]

    def questions(self) -> Iterator[tuple[Question, Group | None]]:
        """Every question of the step with the group it is in, in order."""
        for page in self.pages:
            for inner in page.pages if isinstance(page, Group) else (page,):
                for question in inner.questions:
                    yield question, page if isinstance(page, Group) else None
