"""Reads a `show` step from nodes; what it means for the rest of the service is judged in `check`."""

from handrail.definition.reader import STEP_KEYS, Reader
from handrail.definition.text import Fields

from .spec import Show

SHOW_KEYS = STEP_KEYS | {"show", "text"}


def read(node: Fields, reader: Reader) -> Show:
    """Return what the page says; problems go to the reader."""
    fields = reader.mapping(node, what="a show step", known=SHOW_KEYS, required=("title", "text"))
    return Show(text=reader.text(fields, "text"))
