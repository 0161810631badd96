"""Markdown to HTML with the Design System's classes: no raw HTML, no images, no address but a safe one."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup, escape

SMALLEST_HEADING = 4
CLASSES = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "link_open": "govuk-link",
    "hr": "govuk-section-break govuk-section-break--m govuk-section-break--visible",
    "blockquote_open": "govuk-inset-text",
    "table_open": "govuk-table",
    "thead_open": "govuk-table__head",
    "tbody_open": "govuk-table__body",
    "tr_open": "govuk-table__row",
    "th_open": "govuk-table__header",
    "td_open": "govuk-table__cell",
}
HEADING_CLASSES = {2: "govuk-heading-m", 3: "govuk-heading-s", SMALLEST_HEADING: "govuk-heading-s"}
SAFE_STARTS = ("https://", "http://", "mailto:", "tel:", "/", "#")
SPECIAL = frozenset("\\`*_[]<>&\n\r\t")
SPECIAL_AT_START = frozenset("#+-=~ 0123456789")
LINK_ALONE = re.compile(r"\[([^\W_](?:[^\W_]|[ ,.’()-])*)\]\((/[A-Za-z0-9/-]+)\)")
"""A paragraph that is one plain link within this site: it needs no parser."""

_BREAK = Markup("<br>")
_LINK = Markup('<p class="govuk-body"><a href="{1}" class="govuk-link">{0}</a></p>')


def to_html(text: str, *, remember: bool = False) -> Markup:
    """Render Markdown as HTML blocks.

    remember: keep the result for the next page; only for words that are the same for everyone.
    Headings start at level 2. Raw HTML is shown as typed. A link keeps its address when it is https, http,
    mailto, tel, or within this site; otherwise only its words are shown.
    """
    if not text.strip():
        return Markup()
    if remember:
        return _remembered(text)
    if SPECIAL.isdisjoint(text) and text[0] not in SPECIAL_AT_START:
        return Markup('<p class="govuk-body">{}</p>').format(text.strip())
    alone = LINK_ALONE.fullmatch(text)
    if alone and not alone[2].startswith("//"):
        return _LINK.format(*alone.groups())
    return _rendered(text)


@lru_cache(maxsize=2048)
def _remembered(text: str) -> Markup:
    return _rendered(text)


def _rendered(text: str) -> Markup:
    return Markup(PARSER.render(text).strip())  # noqa: S704 - the parser escapes; html is off


class _Renderer(RendererHTML):
    """The parser's own renderer; only the classes of the Design System are added."""

    def renderToken(  # noqa: N802 - the parser's own name for it
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any
    ) -> str:
        token = tokens[idx]
        if token.type in {"heading_open", "heading_close"}:
            level = min(max(int(token.tag[1]), 2), SMALLEST_HEADING)
            token.tag = f"h{level}"
            if token.nesting == 1:
                token.attrSet("class", HEADING_CLASSES[level])
        elif token.type in {"th_open", "td_open"}:
            # Figures line up by a class: a page may hold no style of its own.
            end = "text-align:right" in str(token.attrs.pop("style", ""))
            name = CLASSES[token.type]
            token.attrSet("class", f"{name} {name}--numeric" if end else name)
            if token.type == "th_open":
                token.attrSet("scope", "col")
        elif token.type in CLASSES:
            token.attrSet("class", CLASSES[token.type])
        made = super().renderToken(tokens, idx, options, env)
        # A table wider than a phone scrolls by itself, by keyboard too, and not the page with it.
        if token.type == "table_open":
            return f'<div class="handrail-table" tabindex="0">\n{made}'
        return f"{made}</div>\n" if token.type == "table_close" else made


def _is_safe(url: str) -> bool:
    return url.strip().lower().startswith(SAFE_STARTS) and not url.startswith("//")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable("table")
    parser.disable(["image", "html_block", "html_inline"])
    parser.validateLink = _is_safe  # type: ignore[method-assign]
    return parser


PARSER = _parser()


def lines(text: str) -> Markup:
    """Plain text with its line breaks kept."""
    return broken(parted(text))


def parted(text: str) -> list[str]:
    """The lines of plain text, none of an empty one."""
    text = text.strip()
    if text.isprintable():  # one line, as nearly every answer is
        return [text] if text else []
    return text.splitlines()


def broken(texts: Iterable[str]) -> Markup:
    """Lines below one another."""
    return _BREAK.join(map(escape, texts))
