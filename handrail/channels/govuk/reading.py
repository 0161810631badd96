"""Blocks as they are shown to be read and nothing else: no links, no questions, headings one level lower."""

from dataclasses import replace

from handrail.definition.screen import (
    Block,
    Heading,
    Input,
    Link,
    Notice,
    Panel,
    Shown,
    Summary,
    Table,
    Tasks,
)


def is_read(block: Block) -> bool:
    """Whether a block says something to read; a question, a banner and a list of things to do do not."""
    return not isinstance(block, Input | Notice | Tasks | Shown)


def read_only(block: Block) -> Block:
    """The block without its links; a panel becomes a heading, so that a page keeps one h1."""
    match block:
        case Panel(title, body):
            return Heading(" ".join(f"{title} {body}".split()), level=3)
        case Heading(text):
            return Heading(text, level=3)
        case Summary():
            return replace(block, rows=tuple(replace(row, links=()) for row in block.rows), links=())
        case Table():
            rows = tuple(
                tuple(cell.text if isinstance(cell, Link) else cell for cell in row) for row in block.rows
            )
            return replace(block, rows=rows)
    return block
