"""A table: rows of plain text or links under their headings, read downwards on a small screen."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from markupsafe import Markup

from handrail.channels.govuk.markdown import broken, parted
from handrail.channels.govuk.splice import Filled, Listing
from handrail.definition.screen import Link, Table

MOST_SIDE_BY_SIDE = 2
"""How many columns a small screen has room for."""

_HIDDEN = Markup('<span class="govuk-visually-hidden"> {}</span>')
_LINK = Markup('<a class="govuk-link" href="{}">{}{}</a>')
Href = Callable[[str], str]


def table(block: Table, href: Href) -> Listing:
    """Turn a table into its component. href: turns a channel-free target into an address.

    A row's shape is, of each cell, how many lines it has, or for a link whether there is more for screen
    readers; its texts are the lines, or what the link has, in order.
    """
    return Listing(
        name="table-block",
        shape=(len(block.head), block.numbers),
        around=(block.caption, *block.head),
        rows=[_row(row, href) for row in block.rows],
        made=_made,
        closes="</tbody>",
    )


def _row(row: Sequence[str | Link], href: Href) -> Filled:
    shape: list[int | bool] = []
    texts: list[str] = []
    for cell in row:
        if isinstance(cell, Link):
            shape.append(bool(cell.hidden_text))
            texts += [href(cell.to), cell.text, cell.hidden_text][: 2 + bool(cell.hidden_text)]
        else:
            said = parted(cell)
            shape.append(len(said))
            texts += said
    return tuple((type(one), one) for one in shape), texts


def _made(shape: tuple[Any, ...], around: Sequence[str], rows: Sequence[Filled]) -> dict[str, Any]:
    many, numbers = shape
    caption, *head = around
    stacks = many > MOST_SIDE_BY_SIDE
    formats = [{"format": "numeric"} if numbers and place else {} for place in range(many)]
    named = [_heading(text) if stacks and place else {} for place, text in enumerate(head)]
    return {
        "label": caption,
        "stacks": stacks,
        "table": {
            "caption": caption,
            "captionClasses": "govuk-table__caption--m",
            "firstCellIsHeader": True,
            "head": [{"text": text, **of} for text, of in zip(head, formats, strict=True)],
            "rows": [
                [
                    {"html": html, **of, **under}
                    for html, of, under in zip(_cells(cells, iter(texts)), formats, named, strict=True)
                ]
                for cells, texts in rows
            ],
        },
    }


def _cells(shape: Sequence[Any], texts: Iterator[str]) -> Iterator[Markup]:
    for kind, many in shape:
        if kind is bool:
            to, text = next(texts), next(texts)
            yield _LINK.format(to, text, _HIDDEN.format(next(texts)) if many else "")
        else:
            yield broken(islice(texts, many))


def _heading(text: str) -> dict[str, str]:
    """Return a cell's column's heading for the style sheet, which draws it where rows are read downwards."""
    return {"attributes": Markup(' data-heading="{}"').format(text)}
