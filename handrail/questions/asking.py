"""What a question says in a language: the author's words where there are any, else the product's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handrail.definition.service import Service
from handrail.history.event import Json
from handrail.questions.answer import HIDDEN
from handrail.questions.question import Question
from handrail.questions.types import TYPES
from handrail.questions.types.shape import Wrong
from handrail.terms.language import format_day
from handrail.terms.phrases import Phrases

PHRASES = Phrases(Path(__file__).parent / "words")

# An author's sentence for the wider error serves where none was written for the narrower one.
_WIDER: Mapping[str, tuple[str, ...]] = {
    "not_a_date": ("invalid",),
    "invalid_postcode": ("invalid",),
    "incomplete": ("missing",),
    "too_late": ("in_future",),
    "in_future": ("too_late",),
    "too_early": ("in_past",),
    "in_past": ("too_early",),
}


@dataclass(frozen=True, slots=True)
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

    @property
    def label(self) -> str:
        """The question itself."""
        return self._say("label", self.question.label)

    @property
    def hint(self) -> str:
        """The author's hint; for an optional question without one, that it may be left empty."""
        if not self.question.hint and self.question.optional:
            return PHRASES.say("optional", self.language)
        return self._say("hint", self.question.hint)

    @property
    def options(self) -> dict[str, str]:
        """By stored or posted value, what is read."""
        if self.question.type == "yes-no":
            return {value: PHRASES.say(value, self.language) for value in ("yes", "no")}
        if self.question.type == "declaration":
            return {"agreed": self.label}
        return {value: self._say(f"options.{value}", label) for value, label in self.question.options.items()}

    def error(self, wrong: Wrong) -> str:
        """Return one sentence that names the question and says how to mend the answer."""
        for name in (wrong.name, *_WIDER.get(wrong.name, ())):
            if name in self.question.errors:
                return self._say(f"errors.{name}", self.question.errors[name])
        places = {
            name: format_day(value, self.language) if isinstance(value, date) else value
            for name, value in wrong.places.items()
        }
        own = f"error.{self.question.type}.{wrong.name}"
        key = own if PHRASES.has(own, self.language) else f"error.{wrong.name}"
        return PHRASES.say(key, self.language, question=self.label, **places)


def told(asking: Asking, value: Json) -> str:
    """Return a stored answer as it is read, line by line."""
    if value is HIDDEN:
        return PHRASES.say("hidden", asking.language)
    if value is None:
        return PHRASES.say("not_given", asking.language)
    lines = TYPES[asking.question.type].lines(value, asking.options, asking.language)
    return "\n".join(lines)
