"""The product's words: the same sentences in every language, with the same places in them."""

from string import Formatter

import pytest

from docs.generate import languages
from handrail.terms.language import Language
from handrail.terms.phrases import Phrases
from tests.fitness.source import PACKAGE

# Staff read the desk, in English; what a person sees there is shown in the person's language.
ENGLISH_ONLY = {"channels/desk/words"}
FOLDERS = {path.relative_to(PACKAGE).as_posix(): path for path in languages.folders()}
TRANSLATED = sorted(set(FOLDERS) - ENGLISH_ONLY)


def places(phrases: Phrases, key: str, language: str) -> set[str]:
    sentence = phrases.say(key, language)
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_only_what_staff_read_is_in_one_language():
    assert set(FOLDERS) >= ENGLISH_ONLY


@pytest.mark.parametrize("folder", TRANSLATED)
def test_every_language_has_every_sentence(folder):
    phrases = Phrases(FOLDERS[folder])
    assert set(phrases.languages) == {language.value for language in Language}
    assert {language: phrases.keys("en") ^ phrases.keys(language) for language in phrases.languages} == {
        language: frozenset() for language in phrases.languages
    }


@pytest.mark.parametrize("folder", TRANSLATED)
def test_a_sentence_has_the_same_places_in_every_language(folder):
    phrases = Phrases(FOLDERS[folder])
    differing = [
        (key, language)
        for key in sorted(phrases.keys("en"))
        for language in phrases.languages
        if key in phrases.keys(language) and places(phrases, key, language) != places(phrases, key, "en")
    ]
    assert differing == []
