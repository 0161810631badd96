"""The product's own sentences, whole and in each language, from a folder of YAML; never an author's words."""

from collections.abc import Mapping
from pathlib import Path

import yaml


class NoSuchPhrase(LookupError):
    """A sentence was asked for that a words file does not hold."""


class Phrases:
    """The sentences of one folder, such as `bricks/ask/words`, a file a language.

    Each file is `{language, checked, words: {key: sentence}}`; `checked` names the speaker of the language
    who has read it, "" for nobody yet. A sentence may have named places, `{question}`, which take values
    exactly as given: a sentence is never put together from parts.
    """

    def __init__(self, folder: Path) -> None:
        self._words: dict[str, dict[str, str]] = {}
        self._checked: dict[str, str] = {}
        for path in sorted(folder.glob("*.yaml")):
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            self._words[content["language"]] = content["words"]
            self._checked[content["language"]] = content["checked"]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are sentences in."""
        return tuple(self._words)

    @property
    def checked(self) -> Mapping[str, str]:
        """By language, who has checked its sentences."""
        return self._checked

    def keys(self, language: str) -> frozenset[str]:
        """Return the keys that a language has a sentence for."""
        return frozenset(self._words[language])

    def has(self, key: str, language: str) -> bool:
        """Say whether there is a sentence for a key, in the language or in English."""
        return key in self._words.get(language, ()) or key in self._words["en"]

    def say(self, key: str, language: str, **places: str | int) -> str:
        """Return a sentence with its places filled; in English where the language has none.

        Raises NoSuchPhrase when English has none either.
        """
        sentence = self._words.get(language, {}).get(key) or self._words["en"].get(key)
        if sentence is None:
            raise NoSuchPhrase(
                f"Found no words for {key!r}. Add it to en.yaml and to each other language's file."
            )
        return sentence.format_map(places) if places else sentence
