"""The product's own sentences, and what is prepared once."""

import pytest

from handrail.definition.prepared import prepared
from handrail.terms.phrases import NoSuchPhrase, Phrases


@pytest.fixture
def phrases(tmp_path):
    for language, words in (
        ("en", "  hello: Hello {name}\n  only: Only English\n"),
        ("cy", "  hello: Helo {name}\n"),
    ):
        (tmp_path / f"{language}.yaml").write_text(f"language: {language}\nchecked: ''\nwords:\n{words}")
    return Phrases(tmp_path)


def test_a_sentence_takes_its_values_as_they_are(phrases):
    assert phrases.say("hello", "cy", name="{Mair}") == "Helo {Mair}"


def test_a_sentence_a_language_lacks_is_said_in_english(phrases):
    assert phrases.say("only", "cy") == "Only English"


def test_a_sentence_nobody_wrote_is_an_error(phrases):
    with pytest.raises(NoSuchPhrase, match=r"Add it to en\.yaml"):
        phrases.say("nothing", "en")


def test_what_is_prepared_is_made_once_for_each_very_value():
    made = []

    @prepared
    def length(source: list[int]) -> int:
        made.append(source)
        return len(source)

    one, twin = [1, 2], [1, 2]
    assert [length(one), length(one), length(twin)] == [2, 2, 2]
    assert len(made) == 2


def test_what_is_prepared_does_not_grow_for_ever():
    kept = prepared(len)
    values = [[n] for n in range(2500)]
    assert all(kept(value) == 1 for value in values)
