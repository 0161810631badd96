"""Names as words to search by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.terms.names import name_words


class TestNameWords:
    @pytest.mark.parametrize(
        "spellings",
        [
            ("O'Brien", "OBrien", "O’Brien", "o`brien", "OʼBRIEN"),
            ("Siân", "Sian", "SIÂN", "Sia\u0302n"),
            ("Anne-Marie Smith", "anne marie  smith", "Anne–Marie, Smith"),
            ("Łuczak", "Luczak"),
            ("Sørensen", "Sorensen"),
            ("Müßig", "MUSSIG"),
            ("St. John", "St John"),
            ("İnci", "Inci"),
            ("Zoë", "Zoe"),
            ("Ｚｏｅ", "Zoe"),
        ],
    )
    def test_of_usual_spellings_meet(self, spellings):
        assert len({name_words(spelling) for spelling in spellings}) == 1

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("Suharto", ("suharto",)),
            ("山田 太郎", ("山田", "太郎")),
            ("कृष्ण", ("कृष्ण",)),
            ("Игорь Йод", ("игорь", "йод")),
            ("", ()),
            (" - ", ()),
            ("D'Angelo-Łuczak III", ("dangelo", "luczak", "iii")),
        ],
    )
    def test_keep_single_names_and_other_scripts(self, name, words):
        assert name_words(name) == words

    @given(st.text(max_size=40))
    def test_of_words_are_those_words(self, text):
        words = name_words(text)
        assert name_words(" ".join(words)) == words

    @given(st.text(max_size=40))
    def test_never_hold_a_space(self, text):
        assert all(word and len(word.split()) == 1 for word in name_words(text))
