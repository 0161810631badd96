"""The engine's own words are there in every language, and say who checked them."""

import re

import pytest

from handrail.channels.govuk.words import checked, languages, words

HELD = re.compile(r"%\{\w+\}")


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_language_has_every_word_that_english_has(language):
    assert words(language).keys() == words("en").keys()


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_word_holds_the_same_places_in_every_language(language):
    assert {key: HELD.findall(text) for key, text in words(language).items()} == {
        key: HELD.findall(text) for key, text in words("en").items()
    }


def test_welsh_says_that_nobody_has_checked_it():
    assert checked("en")
    assert not checked("cy")


def test_a_language_we_have_no_words_for_gets_english_ones():
    assert words("gd") == words("en")
