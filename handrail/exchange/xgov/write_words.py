"""A service's words as XGov has them: a text alone, or by language where the service speaks several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt

from handrail.definition.places import Place, neutral, places
from handrail.exchange.html_blocks import ELLIPSIS
from handrail.exchange.loading import load
from handrail.exchange.taking import fields, text

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Wording:
    """The languages of a service, the first one first, and by each later one each text by what it renders.

    answers: by a question's id, the name by which the format puts its answer into words.
    """

    languages: Sequence[str]
    translations: Mapping[str, Mapping[str, str]]
    answers: Mapping[str, str] = field(default_factory=dict)

    def each(self, words: Any) -> dict[str, str]:
        """Return a text of the service in each language that has it."""
        first = text(words)
        found = {self.languages[0]: first}
        for language, said in self.translations.items():
            if first.strip() in said:
                found[language] = said[first.strip()]
        return found

    def said(self, words: Any) -> Any:
        """Return a text as the format has it."""
        return self._shown({language: self._taking_in(one) for language, one in self.each(words).items()})

    def html(self, words: Any) -> Any:
        """Return Markdown, a text or the same by language, as HTML."""
        texts = words if isinstance(words, dict) else self.each(words)
        return self._shown(
            {language: _MARKDOWN.render(self._taking_in(one)).strip() for language, one in texts.items()}
        )

    def _taking_in(self, said: str) -> str:
        """Return a text that takes in answers as the format does, or without those that it cannot name."""
        for place in places(said):
            if place.question:
                said = said.replace(place.written, self._place(place))
        return said

    def _place(self, place: Place) -> str:
        """Return a place as the format has it, with the words that stand there without an answer."""
        name, without = self.answers.get(place.question), neutral(place.written)
        if name is None:
            return without
        if without == ELLIPSIS or "'" in without:
            return f"{{{{ {name} }}}}"
        return f"{{{{ {name} | default('{without}') }}}}"

    def _shown(self, texts: Mapping[str, str]) -> Any:
        return texts if len(self.languages) > 1 else next(iter(texts.values()))


def wording_of(texts: Mapping[str, str], languages: Sequence[str], answers: Mapping[str, str]) -> Wording:
    """Return the words of a service's folder.

    answers: as in Wording. Raises NotReadable for a file of words that is no YAML.
    """
    found: dict[str, dict[str, str]] = {}
    for language in languages[1:]:
        path = f"words/{language}.yaml"
        words = fields(load(texts[path].encode(), yaml_file=True).value.get("words")) if path in texts else {}
        found[language] = {
            text(one.get("of")).strip(): text(one.get("text"))
            for one in words.values()
            if isinstance(one, dict)
        }
    return Wording(languages, found, answers)
