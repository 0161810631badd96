"""The product's own sentences: each language of a room has the same ones, with the same places in them."""

from pathlib import Path
from string import Formatter

import pytest

from handrail.terms.phrases import Phrases

HANDRAIL = Path(__file__).parents[2] / "handrail"
FOLDERS = sorted(path.parent for path in HANDRAIL.rglob("words/en.yaml"))
BOTH = [folder for folder in FOLDERS if (folder / "cy.yaml").exists()]


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def named(folder: Path) -> str:
    return str(folder.parent.relative_to(HANDRAIL))


@pytest.mark.parametrize("folder", BOTH, ids=named)
def test_a_room_says_the_same_things_in_welsh(folder):
    phrases = Phrases(folder)
    assert phrases.keys("cy") == phrases.keys("en")


@pytest.mark.parametrize("folder", BOTH, ids=named)
def test_a_sentence_has_the_same_places_in_welsh(folder):
    phrases = Phrases(folder)
    keys = phrases.keys("en") & phrases.keys("cy")
    other = [key for key in keys if places(phrases._words["en"][key]) != places(phrases._words["cy"][key])]
    assert other == []


def test_what_the_public_reads_is_in_both():
    public = {
        "questions",
        "bricks/ask",
        "bricks/decide",
        "bricks/work",
        "walk",
        "channels/web",
        "channels/govuk",
    }
    assert public <= {named(folder) for folder in BOTH}
