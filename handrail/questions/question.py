"""A question as its author writes it, as a frozen value; reading it from text is in `reading`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handrail.definition.source import Where
from handrail.feel import Expression

EQUALITY = "equality"
"""The party that answers to equality questions are sealed for: nobody who works on a case has it opened."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    id: lower case letters, digits and underscores; unique in the service; a name in rules.
    type: the name of one of the question types.
    label, hint: the words a person reads, in the service's first language.
    options: for `choice` and `choices`, by stored value, what is read.
    option_hints: by stored value, a line below the option.
    none: for `choices`, what the box that rules all others out says; "" for no such box.
    whose: the party whose data the answer is.
    shown_to: other parties of the case who may see the answer; nobody unless said.
    find_by: a case may be found by this answer (blind tokens).
    counts: why the answer may be kept open for counting; "" keeps it sealed.
    used_for: a use that `check` cannot see (a letter, a declared statistic), in words.
    source: where the question comes from: statute, policy or reason.
    why: why it is asked, as a sentence that people read; "" for what is said of the whole step.
    errors: the author's own error sentences, by `missing`, `invalid`, `too_long`, `in_future` …
    limits: by name: lengths as numbers, all others as rules; `limits` lists them.
    prefix, suffix: what stands before and after the field and is not typed, such as a unit.
    text: on a page of several questions, what stands before this one, in Markdown.
    equality: asked to see whether a service is fair: never needed, no fact for rules, never shown to staff.
    document: what the document is called that it asks for, as people read it; "" for the label, or for none.
    """

    id: str
    type: str
    label: str
    where: Where
    hint: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    none: str = ""
    optional: bool = False
    when: Expression | None = None
    whose: str = "applicant"
    shown_to: tuple[str, ...] = ()
    find_by: bool = False
    counts: str = ""
    used_for: str = ""
    source: str = ""
    why: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, Expression | int | str] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)
    option_hints: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    suffix: str = ""
    text: str = ""
    equality: bool = False
    document: str = ""

    @property
    def is_document(self) -> bool:
        """Whether it asks how a document will come to us, so that staff wait for one."""
        return self.type == "evidence" or bool(self.document)
