"""Typesetting: whatever people write is printed as they wrote it, and nothing they write stops a document."""

import pytest

from handrail.channels.paper.typeset import MARK, pdf
from tests.channels.paper.documents import AT, printed, small, words_of

MARKUP = (
    "= Not a heading",
    "*not bold* _not slanted_ `not code`",
    '#panic("stop")',
    '#read("/etc/passwd")',
    "$x^2$ @nobody <label> // no comment",
    "\\ \\u{41} ~ -- ---",
    '"], "blocks": []',
    "<script>alert(1)</script>",
    "Ffion Ŵyn-Dummŷ o’r Tŷ Gwyn",
)
OTHER_SCRIPTS = ("محمد", "מרים", "देवी", "Ελένη", "Олена", "ἄνθρωπος", "தமிழ்", "ខ្មែរ", "👩‍🦽 ☎")
FOOT = "A small document Foot Page 1 of 1"


@pytest.mark.parametrize("text", MARKUP)
def test_what_looks_like_markup_is_printed_as_it_is(text):
    assert text in words_of(printed(small(text)))


def test_names_in_many_scripts_are_printed():
    text = words_of(printed(small(*OTHER_SCRIPTS)))
    assert MARK not in text
    assert "could not be printed" not in text


@pytest.mark.parametrize("name", ["王小明 Dummy", "𒀀𒁀 Dummy", "\ue000 Dummy", "\ufdd0 Dummy", "ⰀⰁ Dummy"])
def test_a_letter_that_no_font_has_is_marked_and_the_document_says_so(name):
    text = words_of(printed(small(name)))
    assert MARK in text
    assert "Dummy" in text
    assert "Some letters could not be printed." in text


def test_many_letters_that_no_font_has_stop_nothing():
    han = "".join(chr(0x4E00 + number) for number in range(200))
    assert "Dummy" in words_of(printed(small(f"{han} Dummy")))


def test_letters_that_the_typesetter_breaks_over_stop_nothing():
    several_alphabets = " ".join(chr(0x72C + 7 * number) for number in range(24))
    text = words_of(printed(small(f"{several_alphabets} Dummy")))
    assert "Dummy" in text
    assert "Some letters could not be printed." in text


def test_marks_that_turn_the_direction_are_left_out():
    assert "Sam evil" in words_of(printed(small("Sam\u202e \u2066evil")))


def test_ten_thousand_letters_without_a_space_stay_on_the_page():
    read = printed(small("x" * 10_000))
    assert words_of(read).count("x") >= 10_000
    assert len(read.pages) > 1


def test_the_same_document_is_the_same_file():
    assert pdf(small("Once"), at=AT) == pdf(small("Once"), at=AT)


def test_one_document_leaves_nothing_in_the_next():
    pdf(small("Ffion Dummy-Jones"), at=AT)
    assert "Ffion" not in words_of(printed(small("Somebody else")))
