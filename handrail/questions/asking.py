"""What a question says in a language: the author's words where there are any, else the product's own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cached_property
from pathlib import Path

from handrail.definition.places import OPEN
from handrail.definition.prepared import prepared
from handrail.definition.service import Service
from handrail.history.event import Json
from handrail.questions.answer import HIDDEN
from handrail.questions.question import Question
from handrail.questions.types import TYPES
from handrail.questions.types.shape import NONE, Place, Wrong
from handrail.terms.language import format_clock, format_day, format_month
from handrail.terms.month import Month
from handrail.terms.phrases import Phrases

PHRASES = Phrases(Path(__file__).parent / "words")

# An author's sentence for the wider error serves where none was written for the narrower one.
_WIDER: Mapping[str, tuple[str, ...]] = {
    "not_a_date": ("invalid",),
    "not_a_month": ("invalid",),
    "am_or_pm": ("invalid",),
    "which_one": ("invalid",),
    "wrong_form": ("invalid",),
    "part_of_a_penny": ("invalid",),
    "not_on_the_grid": ("invalid",),
    "not_on_the_globe": ("invalid",),
    "too_many_decimals": ("invalid",),
    "invalid_country": ("invalid",),
    "not_whole": ("invalid",),
    "look_alike": ("invalid",),
    "no_last_letter": ("invalid",),
    "no_area_code": ("invalid",),
    "wrong_length": ("invalid",),
    "no_at": ("invalid",),
    "has_space": ("invalid",),
    "too_many_digits": ("too_big", "invalid"),
    "too_long_ago": ("too_early", "invalid"),
    "invalid_postcode": ("invalid",),
    "incomplete": ("missing",),
    "too_late": ("in_future",),
    "in_future": ("too_late",),
    "too_early": ("in_past",),
    "in_past": ("too_early",),
}


@dataclass(frozen=True)
class Asking:
    """One question of a step, in the language it is asked in."""

    service: Service
    step: str
    question: Question
    language: str

    def _say(self, part: str, first: str) -> str:
        if not first:
            return ""
        return self.service.say(f"{self.step}.{self.question.id}.{part}", first, self.language)

    @cached_property
    def takes_in(self) -> bool:
        """Whether any of its words take in an answer."""
        key, say = f"{self.step}.{self.question.id}", self.service.written
        return any(OPEN in say(f"{key}.{part}", first, self.language) for part, first in self._parts())

    def _parts(self) -> Iterator[tuple[str, str]]:
        question = self.question
        for name in ("label", "hint", "text", "prefix", "suffix", "none"):
            yield name, getattr(question, name)
        for name in ("options", "option_hints", "errors"):
            for value, first in getattr(question, name).items():
                yield f"{name}.{value}", first

    @cached_property
    def label(self) -> str:
        """The question itself."""
        return self._say("label", self.question.label)

    @property
    def document(self) -> str:
        """What the document is called that it asks for: the author's words, else the question itself."""
        return self._say("document", self.question.document) or self.label

    @property
    def hint(self) -> str:
        """The author's hint; without one, that an optional question may be left empty, or our own example."""
        if not self.question.hint and self.question.optional:
            return PHRASES.say("optional", self.language)
        if not self.question.hint:
            ours = TYPES[self.question.type].look(self.question).hint
            return PHRASES.say(f"hint.{ours}", self.language) if ours else ""
        return self._say("hint", self.question.hint)

    @property
    def text(self) -> str:
        """What stands before it on a page of several, in Markdown."""
        return self._say("text", self.question.text)

    @property
    def prefix(self) -> str:
        """What stands before the field: the author's, else the type's own."""
        own = TYPES[self.question.type].look(self.question).prefix
        return self._say("prefix", self.question.prefix) or own

    @property
    def suffix(self) -> str:
        """What stands after the field."""
        return self._say("suffix", self.question.suffix)

    @property
    def option_hints(self) -> dict[str, str]:
        """By stored value, the line below an option."""
        hints = self.question.option_hints
        return {value: self._say(f"option_hints.{value}", hint) for value, hint in hints.items()}

    @cached_property
    def options(self) -> Mapping[str, str]:
        """By stored or posted value, what is read."""
        if self.question.type == "yes-no":
            return {value: PHRASES.say(value, self.language) for value in ("yes", "no")}
        if self.question.type == "declaration":
            return {"agreed": PHRASES.say("agreed", self.language)}
        options = self._listed
        if self.question.type == "evidence":
            return {**options, NONE: PHRASES.say("no_evidence", self.language)}
        return {**options, NONE: self._say("none", self.question.none)} if self.question.none else options

    @property
    def said(self) -> Mapping[str, tuple[str, ...]]:
        """By option of a list that is searched, its words in each language of the service."""
        if TYPES[self.question.type].look(self.question).kind != "search":
            return {}
        each = [replace(self, language=language).options for language in self.service.languages]
        return {value: tuple(words[value] for words in each) for value in self.question.options}

    @property
    def _listed(self) -> dict[str, str]:
        return {value: self._say(f"options.{value}", label) for value, label in self.question.options.items()}

    def error(self, wrong: Wrong) -> str:
        """Return one sentence that names the question and says how to mend the answer."""
        for name in (wrong.name, *_WIDER.get(wrong.name, ())):
            if name in self.question.errors:
                return self._say(f"errors.{name}", self.question.errors[name])
        places = {name: _written(value, self.language) for name, value in wrong.places.items()}
        own = f"error.{self.question.type}.{wrong.name}"
        key = own if PHRASES.has(own, self.language) else f"error.{wrong.name}"
        return PHRASES.say(key, self.language, question=self.label, **places)


@dataclass(frozen=True)
class Answered(Asking):
    """A question whose words take in the answers of one case.

    fill: (an author's text, whether it is Markdown) -> the text with its answers.
    """

    fill: Callable[[str, bool], str]

    def _say(self, part: str, first: str) -> str:
        if not first:
            return ""
        key = f"{self.step}.{self.question.id}.{part}"
        return self.fill(self.service.written(key, first, self.language), part == "text")


@prepared
def _made(service: Service) -> dict[tuple[str, str, str], Asking]:  # noqa: ARG001 - filled as it is asked of
    return {}


def asking_of(service: Service, step: str, question: Question, language: str) -> Asking:
    """Return a question with its words, worked out once while the service's version is in use."""
    made, key = _made(service), (step, question.id, language)
    found = made.get(key)
    if found is None or found.question is not question:
        found = made[key] = Asking(service, step, question, language)
    return found


def _written(value: Place, language: str) -> str | int:
    if isinstance(value, date):
        return format_day(value, language)
    if isinstance(value, Month):
        return format_month(value, language)
    return format_clock(value, language) if isinstance(value, time) else value


def told(asking: Asking, value: Json) -> str:
    """Return a stored answer as it is read, line by line."""
    if value is HIDDEN:
        return PHRASES.say("hidden", asking.language)
    if value is None:
        return PHRASES.say("not_given", asking.language)
    lines = "\n".join(TYPES[asking.question.type].lines(value, asking.options, asking.language))
    if not asking.question.prefix and not asking.question.suffix:
        return lines
    return f"{asking.prefix}{lines} {asking.suffix}".strip()
