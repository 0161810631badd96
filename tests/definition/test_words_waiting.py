"""The list of texts for a translator: whole, added to, and never written over."""

import pytest

from handrail.bricks import BRICKS
from handrail.definition.words_waiting import WordsElsewhere, waiting, with_places
from tests.definition.garden import garden, judged, loaded

WELSH = garden()
WELSH["service.yaml"] = WELSH["service.yaml"].replace("languages: [en]", "languages: [en, cy]")
SERVICE = loaded(WELSH).service


def listed(written=""):
    return with_places(written, "cy", waiting(SERVICE, "cy", bricks=BRICKS, written=written))


def test_a_first_list_has_every_text_that_people_read():
    texts = waiting(SERVICE, "cy", bricks=BRICKS)
    assert texts["name"] == "Get a garden waste bin"
    assert "about-you.full_name.label" in texts
    assert "party.applicant.label" not in texts


def test_an_empty_place_breaks_nothing_and_still_waits():
    found = judged({**WELSH, "words/cy.yaml": listed()})
    assert {one.grade for one in found} == {"to decide"}
    assert any("texts wait to be translated" in one.problem for one in found)


def test_one_text_that_is_still_empty_is_named():
    filled = listed().replace('text: ""', 'text: "Geiriau"')
    found = judged({**WELSH, "words/cy.yaml": filled.replace('text: "Geiriau"', 'text: ""', 1)})
    assert any("'name' has no words in 'cy'" in one.problem for one in found)


def test_a_list_that_is_filled_renders_every_text():
    found = judged({**WELSH, "words/cy.yaml": listed().replace('text: ""', 'text: "Geiriau"')})
    assert [one.problem for one in found if one.grade != "advice" and "words/" in one.where.file] == []


@pytest.mark.parametrize("indent", [2, 4])
def test_what_is_new_is_added_at_the_end_and_the_rest_is_left_alone(indent):
    by = " " * indent
    written = f'# Ours.\nlanguage: cy\nwords:\n{by}name: {{text: Bin, of: "Get a garden waste bin"}} # mine\n'
    after = listed(written)
    assert after.startswith(written)
    assert after.count("name:") - after.count("_name:") == 1
    assert listed(after) == after


def test_a_file_whose_words_do_not_come_last_is_refused():
    with pytest.raises(WordsElsewhere, match="to come last"):
        listed('language: cy\nwords:\n  name: {text: Bin, of: Bin}\nchecked: ""\n')


VOICED = {**WELSH, "service.yaml": WELSH["service.yaml"] + "voices:\n  old_hand: had_before = true\n"}
POLITE = """# Ours.
language: en
words:
  about-you.full_name.label: {text: "Pray, what is your name?", of: "What is your full name?"}  # mine
  name: {text: "Have a bin", of: "Get a garden waste bin"}
"""


def in_voice(language, texts, written=""):
    service = loaded(texts).service
    found = waiting(service, language, bricks=BRICKS, written=written, voice="old_hand")
    return with_places(written, language, found, voice="old_hand")


def test_a_voice_is_begun_with_every_text_and_the_sentences_of_rows():
    begun = in_voice("en", VOICED)
    assert '\n  about-you.full_name.label:\n    text: ""\n    of: "What is your full name?"\n' in begun
    assert "suggestion.rows.first-time:" in begun
    assert problems_of({**VOICED, "words/en-old_hand.yaml": begun}) == problems_of(VOICED)


def test_what_is_taken_out_of_a_voice_is_not_put_back():
    assert in_voice("en", {**VOICED, "words/en-old_hand.yaml": POLITE}, POLITE) == POLITE


def test_in_another_language_a_voice_waits_for_what_it_says_otherwise_and_for_nothing_more():
    texts = {**VOICED, "words/en-old_hand.yaml": POLITE}
    written = '# Ni.\nlanguage: cy\nwords:\n  name: {text: "Cael bin", of: "Have a bin"}  # fi\n'
    after = in_voice("cy", texts, written)
    assert after == (
        f'{written}  about-you.full_name.label:\n    text: ""\n    of: "Pray, what is your name?"\n'
    )
    assert in_voice("cy", texts, after) == after


def problems_of(texts):
    return [one.problem for one in judged(texts)]
