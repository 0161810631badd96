"""A small service whose assessors have a form and criteria of their own: a folder of text as any other."""

from functools import cache
from pathlib import Path

from handrail.bricks import BRICKS
from handrail.definition.load import Loaded, load_text

FOLDER = Path(__file__).parent
SLUG = "resting-permit"
_FILES = ("service.yaml", "words/cy.yaml", "examples.yaml")


@cache
def permit() -> Loaded:
    """The service, loaded."""
    loaded = load_text({name: (FOLDER / name).read_text(encoding="utf-8") for name in _FILES}, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    return loaded
