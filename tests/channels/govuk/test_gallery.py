"""The gallery leaves nothing out."""

from typing import get_args

from handrail.channels.govuk.gallery import gallery
from handrail.definition.screen import Block, InputKind

EXAMPLES = gallery()


def test_every_kind_of_block_has_an_example():
    shown = {type(block) for one in EXAMPLES for block in one.screen.blocks}
    assert shown == set(get_args(Block))


def test_every_kind_of_question_has_an_example_before_and_after_a_refusal_in_both_languages():
    shown = {
        (question.kind, one.language, one.refused)
        for one in EXAMPLES
        for question in one.screen.inputs
        if one.refused == bool(question.error)
    }
    assert shown == {
        (kind, language, refused)
        for kind in get_args(InputKind)
        for language in ("en", "cy")
        for refused in (False, True)
    }


def test_every_example_has_a_name_of_its_own_and_says_what_it_shows():
    assert len({one.name for one in EXAMPLES}) == len(EXAMPLES)
    assert all(one.shows.endswith(".") for one in EXAMPLES)
