"""HTML, Markdown or plain words of a form as the Markdown that services use, and what of them is lost."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from markdown_it import MarkdownIt

from handrail.exchange.addresses import TEMPLATE, shown
from handrail.exchange.blocks import Paragraph, Run, markdown
from handrail.exchange.form import Words
from handrail.exchange.html_blocks import Found, Reading, blocks_of, words_of
from handrail.exchange.html_tree import tree_of
from handrail.exchange.report import Report
from handrail.questions.types.writing import tidy

MOST = 100_000
"""How many characters of one text are read."""

Content = Literal["html", "markdown", "plain"]

_ANSWER = re.compile(r"\{\{[^{}]*\}\}")
_LOGIC = re.compile(r"\{%[^%{}]*%\}")
_TAG = re.compile(r"<[^<>]*>")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ue000\ufffe\uffff\ud800-\udfff]")
_MARKDOWN = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words in Markdown. help: what opens on request, (summary, body in Markdown)."""

    text: Words
    help: tuple[tuple[Words, Words], ...] = ()


@dataclass(slots=True)
class _Each:
    """What was found in each language."""

    texts: dict[str, str] = field(default_factory=dict)
    help: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def marked(words: Words, *, content: Content = "html", where: str, report: Report) -> Marked:
    """Return words as Markdown that a service may hold, safe whatever they were.

    Addresses that lead nowhere or run something, pictures, fields and whatever else is not shown is told to
    the report. where: where the words are, for people.
    """
    each = _Each()
    for language, text in words.items():
        found = Found()
        blocks = blocks_of(tree_of(_as_html(text, content, found)), Reading(found))
        written = markdown(blocks)
        if written:
            each.texts[language] = written
        each.help[language] = [(said, markdown(body)) for said, body in found.help]
        _tell(found, where if language == next(iter(words)) else f"{where}, {language}", report)
    return Marked(each.texts, _helps(each.help))


@dataclass(frozen=True, slots=True)
class Lined:
    """Words without any marks, on one line. links: each in Markdown, for a place beside the words."""

    text: Words
    links: tuple[Words, ...]


def lined(words: Words, *, where: str, report: Report) -> Lined:
    """Return words on one line, as titles and options are, and their links besides."""
    said: dict[str, str] = {}
    links: dict[str, list[str]] = {}
    for language, text in words.items():
        found = Found()
        line = words_of(tree_of(_as_html(text, "html", found)), Reading(found))
        if line:
            said[language] = line
        links[language] = [markdown([Paragraph((run,))]) for run in dict.fromkeys(found.links)]
        _tell(found, where if language == next(iter(words)) else f"{where}, {language}", report)
    most = max(map(len, links.values()), default=0)
    beside = (
        {language: some[place] for language, some in links.items() if place < len(some)}
        for place in range(most)
    )
    return Lined(said, tuple(beside))


def plain(words: Words, *, where: str, report: Report) -> Words:
    """Return words without any marks, on one line, where no link can stand beside them."""
    found = lined(words, where=where, report=report)
    for link in found.links:
        why = "Nothing beside these words can hold a link; the words stay."
        report.lose(where, what=f"the link {shown(next(iter(link.values())))}", why=why, kind="link")
    return found.text


def is_plain(words: Words) -> bool:
    """Say whether words are one line with no marks that would be lost on one."""
    found = Found()
    for text in words.values():
        blocks = blocks_of(tree_of(_as_html(text, "html", found)), Reading(found))
        if found.help or len(blocks) > 1 or not all(isinstance(one, Paragraph) for one in blocks):
            return False
        if any(run.to or "\n" in run.text for one in blocks if isinstance(one, Paragraph) for run in one.of):
            return False
    return True


def _as_html(text: str, content: Content, found: Found) -> str:
    """Return words as HTML, marks in the place of answers; all else that is no text is taken out."""
    if len(text) > MOST:
        found.lose("the end of a long text", f"It has over {MOST:,} characters.", "text")
        text = text[:MOST]
    clean = _HIDDEN.sub("", tidy(text))
    if _ANSWER.search(clean):
        found.lose(
            f"the answer put into '{_shortened(clean)}'",
            "It is not simply the answer to a question of the form; dots stand in its place.",
            "text",
        )
    if _LOGIC.search(clean):
        found.lose(
            f"the conditions inside '{_shortened(clean)}'",
            "Words that change inside a sentence are not written by a service; all of them are shown.",
            "text",
        )
    clean = _LOGIC.sub(" ", _ANSWER.sub(TEMPLATE, clean))
    if content == "markdown":
        return str(_MARKDOWN.render(clean))
    if content == "plain":
        lines = clean.replace("&", "&amp;").replace("<", "&lt;").split("\n\n")
        return "".join(f"<p>{line}</p>".replace("\n", "<br>") for line in lines)
    return clean


def _shortened(text: str) -> str:
    line = " ".join(_TAG.sub(" ", text).split())
    return line if len(line) <= 60 else f"{line[:59]}…"  # noqa: PLR2004 - enough to know it by


def _tell(found: Found, where: str, report: Report) -> None:
    for what, why, kind in found.lost:
        report.lose(where, what=what, why=why, kind=kind)


def _helps(each: Mapping[str, list[tuple[str, str]]]) -> tuple[tuple[Words, Words], ...]:
    """Return the helps of every language side by side; one that a language lacks is only in the others."""
    most = max((len(some) for some in each.values()), default=0)
    return tuple(
        (
            {language: some[place][0] for language, some in each.items() if place < len(some)},
            {language: some[place][1] for language, some in each.items() if place < len(some)},
        )
        for place in range(most)
    )


def as_text(text: str) -> str:
    """Return words that are no Markdown as Markdown that reads as they do."""
    return markdown([Paragraph((Run(" ".join(text.split())),))])
