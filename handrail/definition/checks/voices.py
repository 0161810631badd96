"""Judges the words of voices: whose they are, and that each renders a text of today in every language."""

from collections.abc import Iterator, Mapping

from handrail.definition.checks.subject import Subject, type_of
from handrail.definition.reader import nearest
from handrail.definition.rules import Names, check_rule
from handrail.definition.service import Service, Voice, Word
from handrail.definition.source import Problem
from handrail.definition.wording import is_stale, people_words, sentences_of
from handrail.definition.words_waiting import path_of, where_to_write
from handrail.feel import BOOLEAN


def judge_voices(subject: Subject) -> Iterator[Problem]:
    """Yield wrong rules of voices, and words that render no text, an old one or are not in each language."""
    service = subject.service
    if not service.voices:
        return
    first, others = service.languages[0], service.languages[1:]
    types = {name: type_of(one) for name, one in service.parameters.items()}
    for step in subject.steps:
        types.update(step.vocabulary.adds)
    said = {key: text for key, text, _ in people_words(service, bricks=subject.bricks) if text}
    said |= {key: words.get(first, "") for key, words, _ in sentences_of(service, bricks=subject.bricks)}
    for voice in service.voices.values():
        yield from check_rule(voice.when, Names(types), what=voice.id, expected=BOOLEAN)
        own = voice.words.get(first, {})
        if not own:
            yield Problem(
                voice.where,
                "to decide",
                f"The voice '{voice.id}' has no words of its own.",
                f"Write them in {path_of(first, voice.id)} (`handrail service words` lists every text), or "
                "take the voice out of 'voices'.",
            )
        yield from _words(own, said)
        for language in others:
            yield from _language(service, voice, own, language)


def _language(service: Service, voice: Voice, own: Mapping[str, Word], language: str) -> Iterator[Problem]:
    words = voice.words.get(language, {})
    for key, word in own.items():
        if key not in words:
            yield Problem(
                word.where,
                "to decide",
                f"'{key}' has no words in '{language}' in the voice '{voice.id}'.",
                where_to_write(service, language, key, voice=voice.id),
            )
    yield from _words(words, {key: word.text for key, word in own.items()})


def _words(words: Mapping[str, Word], texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield words that render none of these texts, or one that has changed."""
    for key, word in words.items():
        if key not in texts:
            yield Problem(
                word.where,
                "to decide",
                f"'{key}' is not the key of any text that is said otherwise to others.",
                f"{nearest(key, texts)}Mend the key, or delete these words.",
            )
        elif is_stale(word.of, texts[key]):
            yield Problem(
                word.where,
                "to decide",
                f"'{key}' renders a text that has changed since.",
                "Read the text as it is now, mend these words, and copy it to 'of'.",
            )
