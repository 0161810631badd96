"""Reads the words of a service in another language or voice; what they lack is told in `checks`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from handrail.definition.files import WORDS_FOLDER
from handrail.definition.reader import Reader, listing
from handrail.definition.service import Word
from handrail.definition.text import Node, Value

FILE_KEYS = ("language", "checked", "words")
WORD_KEYS = ("text", "of", "checked")


@dataclass(frozen=True, slots=True)
class WordsFile:
    """A language's words by stable key, and who checked all of them, "" for nobody.

    voice: the one they are in, "" for those for everybody.
    """

    language: str
    checked: str
    words: Mapping[str, Word]
    voice: str = ""


def read_words(
    node: Node, reader: Reader, *, path: str, languages: Collection[str], voices: Collection[str] = ()
) -> WordsFile:
    """Return the file's language and its words: `words/cy.yaml`, or in a voice `words/cy-self.yaml`.

    A word without its own `checked` has the file's; one whose text is still empty is not there yet.
    languages: those the service declares, first one first. voices: those it declares.
    """
    fields = reader.mapping(node, what="a file of words", known=FILE_KEYS, required=("language", "words"))
    named, _, voice = path.removeprefix(WORDS_FOLDER).removesuffix(".yaml").partition("-")
    language = reader.text(fields, "language", default=named)
    if voice and voice not in voices:
        reader.broken(
            fields.at("language"),
            f"The file is called {named}-{voice}.yaml, and the service has no voice '{voice}'.",
            f"Declare it under 'voices' in service.yaml, or rename the file. Now: {listing(voices)}.",
        )
    others = tuple(languages) if voice else tuple(languages)[1:]
    if language != named:
        reader.broken(
            fields.at("language"),
            f"The file is one of words in '{named}' by its name, and says its language is '{language}'.",
            f"Write 'language: {named}', or rename the file.",
        )
    elif language not in others:
        reader.broken(
            fields.at("language"),
            f"'{language}' is not one of the service's other languages.",
            "Add it to 'languages' in service.yaml after the first, or delete this file."
            f" Now: {listing(others)}.",
        )
    checked = _optional(fields.entries.get("checked"), reader)
    given = fields.entries.get("words")
    entries = reader.mapping(given, what="'words'", known=None) if given else fields
    words = {}
    for key, item in entries.entries.items() if given else ():
        inner = reader.mapping(item, what=f"the words of '{key}'", known=WORD_KEYS, required=("text", "of"))
        if _is_empty(inner.entries.get("text")):
            continue
        words[key] = Word(
            text=reader.text(inner, "text"),
            of=reader.text(inner, "of"),
            checked=_optional(inner.entries.get("checked"), reader) or checked,
            where=entries.at(key),
        )
    return WordsFile(language, checked, words, voice)


def _optional(node: Node | None, reader: Reader) -> str:
    """Return who checked, where nothing and an empty text both mean nobody."""
    return "" if node is None or _is_empty(node) else reader.text_of(node, "checked")


def _is_empty(node: Node | None) -> bool:
    return isinstance(node, Value) and not node.text.strip()
