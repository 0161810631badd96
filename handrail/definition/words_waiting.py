"""Writes down the texts that wait for words in a language or voice; judging them is elsewhere."""

import json
import re
from collections.abc import Iterable, Mapping

from handrail.definition.brick import Brick
from handrail.definition.files import WORDS_FOLDER
from handrail.definition.service import Service
from handrail.definition.text import Fields, parse
from handrail.definition.wording import people_words, sentences_of

_INDENTED = re.compile(r"^( +)\S", re.MULTILINE)
_DEEPER = "  "


class WordsElsewhere(ValueError):
    """A file of words has something after its words, so that none can be added at its end."""


def path_of(language: str, voice: str = "") -> str:
    """Return where the words of a language are, in the service's folder: those of a voice, or everybody's."""
    return f"{WORDS_FOLDER}{language}-{voice}.yaml" if voice else f"{WORDS_FOLDER}{language}.yaml"


def voices_of(service: Service, language: str) -> tuple[str, ...]:
    """Return whose words a language has files for: "" for everybody, which the first language needs none for.

    In another language a voice is there once it says something in the first.
    """
    first = service.languages[0]
    if language == first:
        return tuple(service.voices)
    return ("", *(voice.id for voice in service.voices.values() if voice.words.get(first)))


def waiting(
    service: Service, language: str, *, bricks: Mapping[str, Brick], written: str = "", voice: str = ""
) -> Mapping[str, str]:
    """Return, by key, each text that people read and that has no place yet in the language's file.

    A voice's file in the first language is begun with every text, and then left to its author: what is taken
    out of it is said as to everybody. In another language the voice's own words wait.

    written: the file as it is, "" for none.
    """
    there = _keys(written, language)
    if voice and language == service.languages[0]:
        texts = {} if there else _said(service, bricks)
    elif voice:
        own = service.voices[voice].words.get(service.languages[0], {})
        texts = {key: word.text for key, word in own.items()}
    else:
        texts = {key: text for key, text, _ in people_words(service, bricks=bricks)}
    return {key: text for key, text in texts.items() if text and key not in there}


def where_to_write(service: Service, language: str, key: str, *, voice: str = "") -> str:
    """Return what to do about a text without words: fill the place that the file has for it, or make one."""
    path = path_of(language, voice)
    node = parse(service.text.get(path, ""), file=path).node
    words = node.entries.get("words") if isinstance(node, Fields) else None
    place = words.entries.get(key) if isinstance(words, Fields) else None
    if isinstance(place, Fields):
        return f"Fill 'text' on line {place.at('text').line} of {path}."
    return f"Add '{key}: {{text: …, of: …}}' to {path}; `handrail service words` makes the place."


def _said(service: Service, bricks: Mapping[str, Brick]) -> dict[str, str]:
    """Return all that people read in the first language, with the sentences that steps hold."""
    first = service.languages[0]
    texts = {key: text for key, text, _ in people_words(service, bricks=bricks)}
    return texts | {key: words.get(first, "") for key, words, _ in sentences_of(service, bricks=bricks)}


def with_places(written: str, language: str, texts: Mapping[str, str], *, voice: str = "") -> str:
    """Return the file with a place for the words of each text at its end; what is written stays as it is.

    voice: whose words they are, "" for everybody's. Raises WordsElsewhere.
    """
    before = (
        written.rstrip("\n") + "\n" if written.strip() else f'language: {language}\nchecked: ""\nwords:\n'
    )
    _, _, entries = before.partition("\nwords:")
    indented = _INDENTED.search(entries)
    indent = indented[1] if indented else _DEEPER
    after = before + "".join(_place(key, text, indent) for key, text in texts.items())
    if _keys(after, language) != _keys(written, language) | texts.keys():
        raise WordsElsewhere(
            f"Found something other than words at the end of {path_of(language, voice)}; expected 'words:' "
            "to come last."
        )
    return after


def _keys(written: str, language: str) -> set[str]:
    node = parse(written, file=path_of(language)).node if written.strip() else None
    words = node.entries.get("words") if isinstance(node, Fields) else None
    return set(words.entries) if isinstance(words, Fields) else set()


def _place(key: str, text: str, indent: str) -> str:
    inner = indent + _DEEPER
    return f'{indent}{key}:\n{inner}text: ""\n{inner}of: {_scalar(text, inner + _DEEPER)}\n'


def _scalar(text: str, indent: str) -> str:
    """Write a text in double quotes, or line by line where it has several."""
    lines = text.strip().splitlines()
    if len(lines) == 1:
        return json.dumps(lines[0], ensure_ascii=False)
    return "\n".join(("|-", *_indented(lines, indent)))


def _indented(lines: Iterable[str], indent: str) -> Iterable[str]:
    return (f"{indent}{line}" if line.strip() else "" for line in lines)
