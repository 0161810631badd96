"""Small forms of our own, in the shapes that readers of other formats give, and a way to carry them."""

from handrail.bricks import BRICKS
from handrail.definition.check import check
from handrail.definition.load import load_text
from handrail.definition.source import Problem
from handrail.exchange.carry.asked import Answer, Asked, Question
from handrail.exchange.carry.decisions import Decisions
from handrail.exchange.carry.service import carry
from handrail.exchange.form import (
    Comparison,
    Component,
    Form,
    Item,
    Link,
    Operator,
    Page,
    Value,
    Words,
)
from handrail.exchange.report import Report
from handrail.walk.examples import check_examples


def en(text: str) -> Words:
    """Return words in English."""
    return {"en": text}


def yes_no(name: str, title: str = "") -> Component:
    """Return a question to answer with yes or no."""
    return Component("YesNoField", name, where=name, title=en(title or f"{name}?"))


def text(name: str, title: str = "", *, required: bool = True) -> Component:
    """Return a question for a line of text."""
    return Component("TextField", name, where=name, title=en(title or f"{name}?"), required=required)


def number(name: str) -> Component:
    """Return a question for a number."""
    return Component("NumberField", name, where=name, title=en(f"{name}?"))


def radios(name: str, *values: str, required: bool = True) -> Component:
    """Return a question with choices."""
    items = tuple(Item(value, en(value.title())) for value in values)
    title = en(f"{name}?")
    return Component("RadiosField", name, where=name, title=title, items=items, required=required)


def boxes(name: str, *values: str) -> Component:
    """Return a question with several choices."""
    items = tuple(Item(value, en(value.title())) for value in values)
    return Component("CheckboxesField", name, where=name, title=en(f"{name}?"), items=items)


def para(words: str) -> Component:
    """Return something to read."""
    return Component("Para", "", where=words[:20], content=en(words))


def page(path: str, *components: Component, to: tuple[Link | str, ...] = (), **more: object) -> Page:
    """Return a page. to: where it leads, a path for a link without a condition."""
    links = tuple(Link(one) if isinstance(one, str) else one for one in to)
    title = en(f"The page {path}")
    return Page(path, path, title, components=components, links=links, **more)  # type: ignore[arg-type]


def when(path: str, name: str, value: Value, operator: Operator = "is") -> Link:
    """Return a link that is taken where an answer compares so."""
    return Link(path, Comparison(name, operator, value))


def form_of(*pages: Page, **more: object) -> Form:
    """Return a form whose routing goes by links, starting at its first page."""
    routing = more.pop("routing", "links")
    start = pages[0].path
    return Form(en("Ask for a thing"), "a test", start, pages, routing, **more)  # type: ignore[arg-type]


def stand_in(component: Component, *, page: Page, ids: object, report: Report) -> Asked:
    """Carry the few types of component that routing is tried with."""
    if component.type == "Para":
        return Asked(text=component.content)
    types = {
        "YesNoField": ("yes-no", "yes-no"),
        "TextField": ("text", "text"),
        "NumberField": ("decimal-number", "number"),
        "RadiosField": ("choice", "choice"),
        "CheckboxesField": ("choices", "choices"),
    }
    kind, answer = types[component.type]
    name = ids.question(component.name, title=component.title["en"], page=page)  # type: ignore[attr-defined]
    keys = {"type": kind, **({} if component.required else {"optional": True})}
    words = {"label": component.title, **{f"options.{item.value}": item.text for item in component.items}}
    return Asked(
        heading=True,
        when=component.when,
        questions=(Question(name, keys, words),),
        answers={component.name: Answer(name, answer)},  # type: ignore[arg-type]
    )


def carried(form: Form, report: Report | None = None, decisions: Decisions | None = None) -> dict[str, str]:
    """Return the texts of a form's folder."""
    return carry(form, report or Report(), slug="a-thing", decisions=decisions, component=stand_in)


def problems(texts: dict[str, str], grade: str = "broken") -> list[Problem]:
    """Return what `service check` says of a folder's texts in one grade."""
    loaded = load_text(texts, bricks=BRICKS)
    found = check(loaded, bricks=BRICKS, run_examples=check_examples)
    return [one for one in found if one.grade == grade]


def rules(texts: dict[str, str]) -> dict[str, str]:
    """Return the rule of each page by its id; "" for a page that everybody is shown."""
    loaded = load_text(texts, bricks=BRICKS)
    assert loaded.draft is not None
    return {
        part.id: part.when.text if part.when else ""
        for step in loaded.draft.steps
        if step.brick == "ask"
        for part, _ in step.spec.every_part()
    }
