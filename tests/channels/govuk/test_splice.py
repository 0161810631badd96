"""A spliced page is the page, whatever people type; and nothing that they type is kept."""

import re
from dataclasses import replace
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from handrail.channels.govuk.gallery import gallery
from handrail.channels.govuk.page import page, page_unspliced
from handrail.channels.govuk.remember import Remembered
from handrail.channels.govuk.splice import CLOSE, OPEN, Component, plain, remembered, spliced
from handrail.channels.govuk.summary import summary_list
from handrail.channels.govuk.table import table
from handrail.channels.govuk.timeline import timeline
from handrail.definition.screen import Link, Row, Summary, Table, Timeline

from .hostile import TYPED, with_words

EXAMPLES = {example.name: example for example in gallery()}
SAFE = "page:somewhere"


def squeezed(html: str) -> str:
    return re.sub(r"\s+", " ", html)


def typed_texts():
    return st.one_of(st.sampled_from(TYPED), st.text(min_size=1, max_size=30), st.just("Sample Ap Test"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_spliced_equals_the_example_rendered_whole(name):
    one = EXAMPLES[name]
    assert squeezed(page(one.screen, one.frame)) == squeezed(page_unspliced(one.screen, one.frame))


@pytest.mark.parametrize("name", [name for name in EXAMPLES if "-en" in name])
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_words_of_any_kind_spliced_equal_the_same_words_rendered_whole(name, data):
    words = st.shared(typed_texts())
    word = data.draw(words)
    example = EXAMPLES[name]
    screen, frame = (with_words(one, lambda _: word) for one in (example.screen, example.frame))
    assert squeezed(page(screen, frame)) == squeezed(page_unspliced(screen, frame))


def summaries():
    texts = st.one_of(st.just(""), typed_texts())
    link = st.builds(Link, text=texts, to=st.just(SAFE), hidden_text=texts)
    links = st.lists(link, max_size=2).map(tuple)
    row = st.builds(Row, key=texts, value=texts, links=links, note=texts)
    return st.builds(Summary, rows=st.lists(row, max_size=6).map(tuple), title=texts, links=links)


@settings(max_examples=60, deadline=None)
@given(summaries())
def test_rows_of_any_shapes_and_words_spliced_one_by_one_equal_the_list_rendered_whole(block):
    made = summary_list(block, lambda to: to)
    assert squeezed(spliced(made)).strip() == squeezed(plain(made)).strip()


def tables():
    texts = st.one_of(st.just(""), st.just("Two\nlines"), typed_texts())
    link = st.builds(Link, text=texts, to=st.just(SAFE), hidden_text=texts)

    def of(columns: int):
        row = st.tuples(*[st.one_of(texts, link)] * columns)
        head = st.tuples(*[texts] * columns)
        rows = st.lists(row, max_size=5).map(tuple)
        return st.builds(Table, caption=texts, head=head, rows=rows, numbers=st.booleans())

    return st.integers(1, 4).flatmap(of)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_tables_of_any_shapes_and_words_row_by_row_equal_the_table_rendered_whole(block):
    made = table(block, lambda to: to)
    assert squeezed(spliced(made)).strip() == squeezed(plain(made)).strip()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(typed_texts(), typed_texts(), st.one_of(st.just(""), typed_texts())), max_size=5))
def test_timelines_entry_by_entry_equal_the_timeline_rendered_whole(entries):
    made = timeline(Timeline(tuple(entries)))
    assert squeezed(spliced(made)).strip() == squeezed(plain(made)).strip()


CORRECT = Link("Correct", SAFE, "the key")
LONG = {
    "summary": lambda rows: summary_list(
        Summary((Row("Plain key", "Plainly invented", (CORRECT,), "Online"),) * rows, "Their own title"),
        lambda to: to,
    ),
    "table": lambda rows: table(
        Table(
            "Their own caption", ("Who", "What", "When"), ((CORRECT, "Plainly\ninvented", "Today"),) * rows
        ),
        lambda to: to,
    ),
    "timeline": lambda rows: timeline(Timeline((("Today", "Plainly invented", "More"),) * rows)),
}


@pytest.mark.parametrize("kind", LONG)
def test_a_long_list_of_rows_keeps_a_template_for_each_shape_and_none_for_each_length(kind):
    def kept(rows: int) -> int:
        spliced(LONG[kind](rows))
        return len(remembered())

    assert kept(1) == kept(40) == kept(151)


@pytest.mark.parametrize("typed", TYPED)
def test_no_word_of_a_person_becomes_markup(typed):
    for example in EXAMPLES.values():
        around = replace(example.frame, contact="")
        harmless, hostile = (
            page(with_words(example.screen, word), with_words(around, word))
            for word in (lambda _: "x", lambda _: typed)
        )
        assert tags(hostile) == tags(harmless)


def tags(html: str) -> list[str]:
    """The elements of a page with their attributes' names: what a word must not be able to change."""
    found = re.findall(r"<[^>]*>", html)
    return [re.sub(r'="[^"]*"', "", tag) for tag in found if not re.match(r"</?(p|br|strong)\b", tag)]


def test_nothing_that_a_screen_or_frame_said_is_kept():
    secret = "Plainly-Invented-Secret"
    for example in EXAMPLES.values():
        screen = replace(with_words(example.screen, lambda _: secret), same_for_all=False)
        page(screen, replace(with_words(example.frame, lambda _: secret), href=lambda to: to, contact=""))
    assert secret not in remembered()


def test_the_same_shape_with_other_words_is_compiled_once():
    before = len(remembered())
    for word in TYPED:
        spliced(Component("heading-2", {"text": word}))
    first = len(remembered())
    spliced(Component("heading-2", {"text": "again"}))
    assert len(remembered()) == first >= before


def test_typed_place_marks_stay_what_was_typed():
    typed = f"{OPEN}0{CLOSE}"
    assert typed in spliced(Component("heading-2", {"text": typed}))


def test_a_parameter_of_an_unknown_kind_is_refused_with_what_to_do():
    with pytest.raises(TypeError, match="is a object; it may be text"):
        spliced(Component("heading-2", {"text": object()}))


def test_text_marked_safe_by_somebody_else_is_still_text():
    class Safe(str):
        __slots__ = ()

        def __html__(self) -> str:
            return str.__str__(self)

    assert "<b>" not in spliced(Component("heading-2", {"text": Safe("<b>")}))


def test_html_made_in_this_room_is_left_as_it_is():
    made = spliced(Component("inset-text", {"html": Markup("<p>One</p>")}))
    assert "<p>One</p>" in made
    assert (
        squeezed(made).strip()
        == squeezed(plain(Component("inset-text", {"html": Markup("<p>One</p>")}))).strip()
    )


def test_what_is_remembered_is_bounded_and_the_oldest_goes():
    kept: Remembered[int, int] = Remembered(at_most=3)
    for number in range(10):
        kept.put(number, number)
    assert [key for key, _ in kept.items()] == [7, 8, 9]
    kept.clear()
    assert kept.get(9) is None


def test_threads_may_remember_at_once():
    kept: Remembered[int, int] = Remembered(at_most=10)

    def fill() -> None:
        for number in range(500):
            kept.put(number, number)

    threads = [Thread(target=fill) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept.items()) <= 10
