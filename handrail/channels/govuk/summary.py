"""A summary list: rows of what each is about, what is so, where it came from and its links; a card or not."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from markupsafe import Markup, escape

from handrail.channels.govuk.markdown import broken, parted
from handrail.channels.govuk.splice import Filled, Listing
from handrail.definition.screen import Link, Row, Summary

_NOTE, _NOTE_END = Markup('<span class="handrail-note">'), Markup("</span>")
Href = Callable[[str], str]


def summary_list(block: Summary, href: Href, *, level: int = 2) -> Listing:
    """Turn a summary into its component. href: turns a channel-free target into an address.

    level: of its title as a heading.

    A row's shape is how many lines its value has, whether it has a note, and of each link whether there is
    more for screen readers; its texts are the key, the lines, the note and what each link has, in order.
    """
    rows = [_row(row, href) for row in block.rows]
    acting = next((row for row in rows if row[0][2]), None)
    only_names = not any(row.value or row.note for row in block.rows)
    links, around = _links(block.links, href)
    return Listing(
        name="summary-list",
        shape=(only_names, links, acting is not None, level),
        around=(block.title, *around),
        rows=rows,
        made=_made,
        beside=(acting,) if acting else (),
    )


def _row(row: Row, href: Href) -> Filled:
    said = parted(row.value)
    if not row.links:
        return (len(said), bool(row.note), ()), [row.key, *said, row.note] if row.note else [row.key, *said]
    links, texts = _links(row.links, href)
    note = (row.note,) if row.note else ()
    return (len(said), bool(row.note), links), [row.key, *said, *note, *texts]


def _links(links: Sequence[Link], href: Href) -> tuple[tuple[bool, ...], list[str]]:
    if len(links) == 1:  # as nearly every row has
        (link,) = links
        if link.hidden_text:
            return (True,), [href(link.to), link.text, link.hidden_text]
        return (False,), [href(link.to), link.text]
    texts: list[str] = []
    for link in links:
        texts += _links((link,), href)[1]
    return tuple(bool(link.hidden_text) for link in links), texts


def _made(shape: tuple[Any, ...], around: Sequence[str], rows: Sequence[Filled]) -> dict[str, Any]:
    only_names, links, _, level = shape
    title, *texts = around
    card = {
        "title": {"text": title, "headingLevel": level},
        "actions": {"items": list(_actions(links, iter(texts)))},
    }
    return {
        "classes": "handrail-names" if only_names else "",
        "card": card if title else None,
        "rows": [_params(shape, iter(texts)) for shape, texts in rows],
    }


def _params(shape: tuple[Any, ...], texts: Iterator[str]) -> dict[str, Any]:
    many, noted, links = shape
    key = next(texts)
    value = broken(islice(texts, many))
    if noted:
        value += _NOTE + escape(next(texts)) + _NOTE_END
    return {
        "key": {"text": key},
        "value": {"html": value},
        "actions": {"items": list(_actions(links, texts))},
    }


def _actions(links: Sequence[bool], texts: Iterator[str]) -> Iterator[dict[str, str]]:
    for more in links:
        yield {
            "href": next(texts),
            "text": next(texts),
            "visuallyHiddenText": next(texts) if more else "",
        }
