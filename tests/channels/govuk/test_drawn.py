"""Blocks that are kept are shown as they were drawn, and never where they or their place is another."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.channels.govuk import Drawn
from handrail.channels.govuk import page as govuk_page
from handrail.channels.govuk.gallery import gallery
from handrail.channels.govuk.page import page, page_unspliced
from handrail.channels.govuk.splice import remembered
from handrail.definition.screen import (
    Details,
    Heading,
    Input,
    Inset,
    Link,
    Paragraph,
    Row,
    Screen,
    Shown,
    Summary,
    Task,
    Tasks,
    Timeline,
)

from .hostile import TYPED

EXAMPLES = {example.name: example for example in gallery()}
FRAME = EXAMPLES["desk-case-en"].frame
WORDS = st.one_of(st.sampled_from(TYPED), st.text(min_size=1, max_size=20))


def squeezed(html: str) -> str:
    return re.sub(r"\s+", " ", html)


def blocks():
    links = st.lists(st.builds(Link, text=WORDS, to=st.just("do:entry"), hidden_text=WORDS), max_size=2)
    row = st.builds(Row, key=WORDS, value=WORDS, links=links.map(tuple), note=WORDS)
    summary = st.builds(Summary, rows=st.lists(row, max_size=3).map(tuple), title=WORDS)
    question = st.builds(Input, name=st.just("note"), kind=st.just("text"), label=WORDS, hint=WORDS)
    task = st.builds(Task, title=WORDS, status=WORDS, to=st.just("do:note"))
    entry = st.tuples(WORDS, WORDS, WORDS)
    inner = st.lists(summary, max_size=2).map(tuple)
    return st.one_of(
        st.builds(Paragraph, WORDS),
        st.builds(Heading, WORDS, st.sampled_from([2, 3])),
        st.builds(Inset, WORDS),
        st.builds(Details, WORDS, WORDS),
        summary,
        question,
        st.builds(Tasks, st.lists(task, min_size=1, max_size=2).map(tuple)),
        st.builds(Timeline, entries=st.lists(entry, max_size=2).map(tuple)),
        st.builds(Shown, title=WORDS, language=st.sampled_from(["en", "cy"]), blocks=inner),
    )


def screen(shown, *, title="A case", language="en"):
    return Screen(id="x", title=title, language=language, blocks=tuple(shown))


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_put_in_taken_out_or_moved_the_page_is_the_page(data):
    frame = replace(FRAME, drawn=Drawn())
    here = data.draw(st.lists(blocks(), max_size=5))
    for _ in range(4):
        language, title = data.draw(st.sampled_from([("en", "A case"), ("cy", "A case"), ("en", "Another")]))
        base = data.draw(st.sampled_from(["/here", "/there"]))
        here = data.draw(st.permutations([*here, *data.draw(st.lists(blocks(), max_size=2))]))
        here = here[: data.draw(st.integers(0, len(here)))]
        at = replace(frame, href=lambda to, base=base: f"{base}/{to}")
        shown = screen(here, title=title, language=language)
        assert squeezed(page(shown, at)) == squeezed(page_unspliced(shown, at))


@pytest.fixture
def drawn(monkeypatch):
    """The blocks that were drawn, in their order."""
    found = []
    draw = govuk_page.__globals__["_drawn"]

    def noted(block, *more):
        found.append(block)
        return draw(block, *more)

    monkeypatch.setitem(govuk_page.__globals__, "_drawn", noted)
    return found


def test_what_is_the_same_is_not_drawn_again_and_what_is_not_is(drawn):
    frame = replace(FRAME, drawn=Drawn())
    first, second, third = Paragraph("One"), Paragraph("Two"), Paragraph("Three")
    page(screen([first, second]), frame)
    page(screen([first, second]), frame)
    page(screen([third, first]), frame)
    assert drawn == [first, second, third]


def test_a_block_that_looks_the_same_and_is_another_is_drawn_again(drawn):
    """Only what nobody has made anew is known to be the same."""
    frame = replace(FRAME, drawn=Drawn())
    page(screen([Paragraph("One")]), frame)
    page(screen([Paragraph("One")]), frame)
    assert len(drawn) == 2


def test_a_card_under_another_heading_is_drawn_again():
    frame = replace(FRAME, drawn=Drawn())
    card = Summary((Row("Name", "Made-up"),), "Their own title")
    assert "<h3" in page(screen([Heading("Told", 2), card]), frame)
    assert "<h4" in page(screen([Heading("Told", 3), card]), frame)


def test_nothing_that_was_drawn_is_remembered_for_other_pages():
    page(screen([Summary((Row("Name", "Plainly Outlived"),), "A title")]), replace(FRAME, drawn=Drawn()))
    assert "Plainly Outlived" not in remembered()
