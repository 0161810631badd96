"""Blocks as they are shown to be read and nothing else: no links, no questions, headings two levels lower."""

import re
from dataclasses import replace

from handrail.definition.screen import (
    Action,
    Block,
    Heading,
    Input,
    Link,
    Notice,
    Panel,
    Paragraph,
    Row,
    Shown,
    Summary,
    Table,
    Tasks,
)

SHOWN_LEVEL = 3
"""The level of the heading that is the title of what is shown: under one of the page's own."""

_MARKED_HEADING = re.compile(r"^(##+) ", re.MULTILINE)


def is_read(block: Block) -> bool:
    """Whether a block says something to read; a question, a banner and a list of things to do do not."""
    return not isinstance(block, Action | Input | Notice | Tasks | Shown)


def read_only(block: Block) -> Block:
    """The block without its links; a panel becomes a heading, so that a page keeps one h1."""
    match block:
        case Panel(title, body):
            return Heading(" ".join(f"{title} {body}".split()), level=4)
        case Heading(text):
            return Heading(text, level=4)
        case Paragraph(text):
            return Paragraph(_MARKED_HEADING.sub(r"##\1 ", text))
        case Summary():
            alone = tuple(Row(row.key, row.value, note=row.note) if row.links else row for row in block.rows)
            return replace(block, rows=alone, links=())
        case Table():
            rows = tuple(
                tuple(cell.text if isinstance(cell, Link) else cell for cell in row) for row in block.rows
            )
            return replace(block, rows=rows)
    return block
