"""Whatever is answered, a carried service shows the pages that the form would have shown."""

from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.bricks import BRICKS
from handrail.definition.dated import register_of
from handrail.definition.load import load_text
from handrail.exchange.form import (
    All,
    Comparison,
    Condition,
    Form,
    Link,
    Named,
    Not,
    Rule,
    Some,
)
from handrail.walk.journeys import drive
from tests.exchange import forms
from tests.exchange.original import shown

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
NONE = register_of((), declarations={}, organisation="nowhere")
VALUES = ("red", "green", "blue")
MOST = 8

QUESTIONS = {
    "yes": forms.yes_no,
    "pick": lambda name: forms.radios(name, *VALUES),
    "maybe": lambda name: forms.radios(name, *VALUES, required=False),
    "boxes": lambda name: forms.boxes(name, *VALUES),
    "number": forms.number,
    "text": lambda name: forms.text(name, required=False),
}
ANSWERS = {
    "yes": st.booleans(),
    "pick": st.sampled_from(VALUES),
    "maybe": st.sampled_from((None, *VALUES)),
    "boxes": st.lists(st.sampled_from(VALUES), min_size=1, unique=True),
    "number": st.integers(0, 4),
    "text": st.sampled_from((None, "a", "abc")),
}


def _comparison(kind: str, name: str) -> st.SearchStrategy[Rule]:
    is_ = st.sampled_from(("is", "is not"))
    match kind:
        case "yes":
            return st.builds(Comparison, st.just(name), is_, st.sampled_from(("true", "false")))
        case "boxes":
            contains = st.sampled_from(("contains", "does not contain"))
            return st.builds(Comparison, st.just(name), contains, st.sampled_from(VALUES))
        case "number":
            orders = st.sampled_from(("is more than", "is less than", "is at least", "is at most"))
            return st.builds(Comparison, st.just(name), orders, st.integers(1, 3).map(Decimal))
        case "text":
            lengths = st.sampled_from(("is longer than", "is shorter than", "has length"))
            return st.builds(Comparison, st.just(name), lengths, st.sampled_from(("1", "2", "3")))
    several = st.builds(
        Comparison,
        st.just(name),
        st.sampled_from(("is in", "is not in")),
        st.lists(st.sampled_from(VALUES), min_size=1, unique=True).map(tuple),
    )
    return st.builds(Comparison, st.just(name), is_, st.sampled_from(VALUES)) | several


def _rules(kinds: dict[str, str]) -> st.SearchStrategy[Rule]:
    comparisons = st.one_of(*(_comparison(kind, name) for name, kind in kinds.items() if kind in QUESTIONS))
    pair = st.lists(comparisons, min_size=1, max_size=2).map(tuple)
    return st.one_of(
        comparisons, comparisons, st.builds(Not, comparisons), st.builds(All, pair), st.builds(Some, pair)
    )


@st.composite
def linked_forms(draw: st.DrawFn) -> tuple[Form, dict[str, str]]:
    """Draw a form whose links lead forward, and the kind of each question."""
    count = draw(st.integers(2, MOST))
    kinds = {f"ask{number}": draw(st.sampled_from((*QUESTIONS, "exit"))) for number in range(count)}
    kinds["ask0"] = draw(st.sampled_from(tuple(QUESTIONS)))
    rules = _rules(kinds)
    pages = []
    for number, (name, kind) in enumerate(kinds.items()):
        if kind == "exit":
            pages.append(forms.page(f"/{name}", forms.para("Stop here."), kind="exit"))
            continue
        targets = [f"/ask{later}" for later in range(number + 1, count)] + ["/summary"]
        links = draw(
            st.lists(
                st.builds(Link, st.sampled_from(targets), st.none() | st.just(Named("shared")) | rules),
                max_size=3,
            )
        )
        pages.append(forms.page(f"/{name}", QUESTIONS[kind](name), to=tuple(links)))
    shared = Condition("shared", "Shared", draw(rules))
    return forms.form_of(*pages, forms.page("/summary", kind="check"), conditions=(shared,)), kinds


@st.composite
def ordered_forms(draw: st.DrawFn) -> tuple[Form, dict[str, str]]:
    """Draw a form whose pages are shown in their order, where their own conditions hold."""
    count = draw(st.integers(2, MOST))
    kinds = {f"ask{number}": draw(st.sampled_from((*QUESTIONS, "exit"))) for number in range(count)}
    kinds["ask0"] = draw(st.sampled_from(tuple(QUESTIONS)))
    rules = _rules(kinds)
    pages = [
        forms.page(
            f"/{name}",
            forms.para("Stop here.") if kind == "exit" else QUESTIONS[kind](name),
            kind="exit" if kind == "exit" else "page",
            when=draw(rules if kind == "exit" else st.none() | rules),
        )
        for name, kind in kinds.items()
    ]
    pages[0] = forms.page("/ask0", QUESTIONS[kinds["ask0"]]("ask0"))
    return forms.form_of(*pages, routing="order"), kinds


class TestWhateverIsAnswered:
    @settings(max_examples=150, deadline=None)
    @given(drawn=linked_forms(), data=st.data())
    def test_a_form_that_goes_by_links_shows_the_same_pages(
        self, drawn: tuple[Form, dict[str, str]], data: st.DataObject
    ) -> None:
        _same(*drawn, data)

    @settings(max_examples=80, deadline=None)
    @given(drawn=ordered_forms(), data=st.data())
    def test_a_form_that_goes_by_order_shows_the_same_pages(
        self, drawn: tuple[Form, dict[str, str]], data: st.DataObject
    ) -> None:
        _same(*drawn, data)


def _same(form: Form, kinds: dict[str, str], data: st.DataObject) -> None:
    texts = forms.carried(form)
    assert forms.problems(texts) == []
    service = load_text(texts, bricks=BRICKS).service
    assert service is not None
    for _ in range(6):
        answers = {name: data.draw(ANSWERS[kind]) for name, kind in kinds.items() if kind in ANSWERS}
        journey = drive(service, answers, parameters=NONE, at=AT)
        route = [one.rpartition("/")[2] for one in journey.route]
        expected = [one.strip("/") for one in shown(form, answers) if one != "/summary"]
        assert route == expected
