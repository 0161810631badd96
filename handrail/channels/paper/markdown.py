"""Markdown as a tree of plain values to typeset: text stays text, whatever it looks like."""

from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from handrail.channels.govuk.markdown import PARSER

Tree = dict[str, Any]

_WRITTEN_OUT = ("https://", "http://", "mailto:", "tel:")


def tree(text: str) -> list[Tree]:
    """Return the blocks of a Markdown text: paragraphs, headings, lists, tables and quotations.

    What the pages do not show is not printed either: raw HTML is text, images are left out. A link is its
    words, and its address after them where it leads out of our site: nobody can press on paper.
    Headings start at level 2 and go one deeper at a time, as PDF/UA wants them.
    """
    found = list(_blocks(SyntaxTreeNode(PARSER.parse(text)).children)) if text.strip() else []
    _levelled(found, 1)
    return found


def _levelled(blocks: Sequence[Tree], above: int) -> int:
    """Set every heading to a level that may follow the one above it; return the level of the last."""
    for block in blocks:
        match block["is"]:
            case "heading":
                above = block["level"] = min(max(block["level"], 2), above + 1)
            case "quote":
                above = _levelled(block["of"], above)
            case "list":
                for item in block["items"]:
                    above = _levelled(item, above)
    return above


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Tree]:
    for node in nodes:
        match node.type:
            case "paragraph":
                yield {"is": "paragraph", "of": list(_words(node))}
            case "heading":
                if words := list(_words(node)):  # one that says nothing is no heading on paper
                    yield {"is": "heading", "level": int(node.tag[1]), "of": words}
            case "bullet_list" | "ordered_list":
                items = [list(_blocks(item.children)) for item in node.children]
                yield {"is": "list", "ordered": node.type == "ordered_list", "items": items}
            case "blockquote":
                yield {"is": "quote", "of": list(_blocks(node.children))}
            case "table":
                rows = [row for part in node.children for row in part.children]
                cells = [[list(_words(cell)) for cell in row.children] for row in rows]
                yield {"is": "table", "head": cells[0], "rows": cells[1:]}
            case "fence" | "code_block":
                yield {"is": "paragraph", "of": [{"is": "text", "text": node.content.strip()}]}


def _words(block: SyntaxTreeNode) -> Iterator[Tree]:
    for inline in block.children:
        yield from _inline(inline.children)


def _inline(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Tree]:
    for node in nodes:
        match node.type:
            case "text" | "code_inline":
                yield {"is": "text", "text": node.content}
            case "softbreak":
                yield {"is": "text", "text": " "}
            case "hardbreak":
                yield {"is": "break"}
            case "strong" | "em":
                yield {"is": node.type, "of": list(_inline(node.children))}
            case "link":
                yield from _inline(node.children)
                yield from _address(node)


def _address(link: SyntaxTreeNode) -> Iterator[Tree]:
    to = str(link.attrs.get("href", ""))
    said = "".join(one.content for one in link.walk() if one.type == "text")
    if to.startswith(_WRITTEN_OUT) and to.partition(":")[2].strip("/") not in said:
        yield {"is": "text", "text": f" ({to.removeprefix('mailto:').removeprefix('tel:')})"}
