"""Case references and return codes."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handrail.terms.reference import (
    NotACode,
    NotAReference,
    new_code,
    new_reference,
    read_code,
    read_reference,
)

BYTES = st.binary(min_size=8, max_size=16)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class TestReference:
    def test_is_the_same_for_the_same_bytes(self):
        assert new_reference(bytes(8)) == "HDR-0000-0000"

    @given(BYTES)
    def test_uses_no_letter_that_is_mistaken_for_another(self, drawn):
        assert set(new_reference(drawn)[4:]) <= {*ALPHABET, "-"}

    @given(BYTES)
    def test_is_read_however_it_is_typed(self, drawn):
        reference = new_reference(drawn)
        body = reference.removeprefix("HDR-")
        typed = body.replace("0", "O").replace("1", "l").lower()
        assert read_reference(f"  hdr {typed.replace('-', ' – ')} ") == reference
        assert read_reference(typed.replace("-", "")) == reference

    @given(BYTES, st.integers(0, 7), st.sampled_from(ALPHABET))
    def test_with_any_one_wrong_character_is_noticed(self, drawn, place, wrong):
        body = new_reference(drawn).removeprefix("HDR-").replace("-", "")
        assume(body[place] != wrong)
        with pytest.raises(NotAReference, match="Check the reference"):
            read_reference(body[:place] + wrong + body[place + 1 :])

    @given(BYTES, st.integers(0, 7), st.integers(0, 7))
    def test_with_any_two_characters_swapped_is_noticed(self, drawn, one, other):
        letters = list(new_reference(drawn).removeprefix("HDR-").replace("-", ""))
        assume(letters[one] != letters[other])
        letters[one], letters[other] = letters[other], letters[one]
        with pytest.raises(NotAReference):
            read_reference("".join(letters))

    @pytest.mark.parametrize("text", ["", "HDR", "HDR-7K2M", "HDR-7K2M-9QXAA", "HDR-7K2M-9QXU", "né"])
    def test_in_no_known_format_is_refused_with_an_example_that_works(self, text):
        with pytest.raises(NotAReference) as error:
            read_reference(text)
        assert read_reference(str(error.value).rpartition(" ")[2]).startswith("HDR-")

    def test_needs_enough_randomness(self):
        with pytest.raises(ValueError, match="Found 4 random bytes; expected at least 5"):
            new_reference(bytes(4))


class TestReturnCode:
    @given(BYTES)
    def test_is_read_however_it_is_typed(self, drawn):
        code = new_code(drawn)
        assert read_code(code.lower().replace("-", " ").replace("0", "o").replace("1", "I")) == code

    @given(st.integers(0, 2**60 - 1), st.integers(0, 2**60 - 1))
    def test_holds_sixty_bits(self, one, other):
        assume(one != other)
        assert new_code(one.to_bytes(8)) != new_code(other.to_bytes(8))

    @pytest.mark.parametrize("text", ["", "7K2M-9QXC-04T", "7K2M-9QXC-04TZ-1", "7K2M-9QXC-04TU"])
    def test_in_another_format_is_refused(self, text):
        with pytest.raises(NotACode, match="like 7K2M-9QXC-04TZ"):
            read_code(text)

    def test_needs_enough_randomness(self):
        with pytest.raises(ValueError, match="Found 7 random bytes; expected at least 8"):
            new_code(bytes(7))
