"""The components of a DEFRA page: what is asked, and what is shown beside it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from handrail.exchange.defra.conditions import named
from handrail.exchange.defra.parts import Parts, component_name, component_type, list_name
from handrail.exchange.defra.shapes import Node, text
from handrail.exchange.form import Component, Item, Words
from handrail.exchange.taking import fields, mappings

CONTENT = ("Html", "Markdown", "Para", "InsetText", "Details", "NotificationBanner", "FlashCard", "List")
"""The types that show something and ask nothing."""

_CHOOSE = ("RadiosField", "CheckboxesField", "SelectField", "AutocompleteField", "List")
_DEEPEST = 3


def components_of(page: Node, parts: Parts, *, where: str) -> tuple[Component, ...]:
    """Return the components of a page, each counted."""
    return tuple(_components(page.get("components"), parts, where=where, depth=0))


def titled_alone(components: tuple[Component, ...], title: Mapping[str, str]) -> tuple[Component, ...]:
    """Give the one question of a page the page's title where it has none of its own."""
    asked = [one for one in components if one.type not in CONTENT]
    if len(asked) != 1 or asked[0].title or not title:
        return components
    return tuple(replace(one, title=title) if one is asked[0] else one for one in components)


def _components(written: object, parts: Parts, *, where: str, depth: int) -> Iterator[Component]:
    for place, one in enumerate(_beside(mappings(written)), start=1):
        parts.report.components += 1
        yield _component(one, parts, where=where, place=place, depth=depth)


def _beside(written: Iterable[Node]) -> Iterator[Node]:
    """Yield components, each with what it says is to stand before and after it."""
    for one in written:
        yield from (fields(one.get("before")),) if fields(one.get("before")).get("type") else ()
        yield one
        yield from (fields(one.get("after")),) if fields(one.get("after")).get("type") else ()


def _component(one: Node, parts: Parts, *, where: str, place: int, depth: int) -> Component:
    name = component_name(one) or f"content{place}"
    here = f"{where}, {name}"
    options = fields(one.get("options"))
    kind = component_type(one)
    condition = options.get("condition") or one.get("condition")
    _tell_described(one, parts, where=here)
    return Component(
        type=kind,
        name=name,
        where=here,
        title=parts.words(one, "title"),
        short=parts.words(one, "shortDescription"),
        hint=parts.words(one, "hint"),
        content=parts.words(one, "content"),
        content_is="markdown" if kind in ("Markdown", "DeclarationField") else "html",
        items=_items(one, parts, where=here, depth=depth) if kind in _CHOOSE else (),
        required=text(options.get("required")).lower() != "false",
        when=named(condition, parts, where=here),
        options=_plain(options),
        schema=_plain(fields(one.get("schema"))),
    )


def _tell_described(component: Node, parts: Parts, *, where: str) -> None:
    """Tell what the form calls a question in sentences for mistakes, if it is not what the question says."""
    called = text(component.get("errorDescription")).strip()
    keys = ("title", "shortDescription")
    said = {words.casefold() for key in keys for words in parts.words(component, key).values()}
    if called and called.casefold() not in said:
        parts.report.note(
            f"{where}: sentences for mistakes name the question as it is asked, not '{called}'."
        )


def _items(component: Node, parts: Parts, *, where: str, depth: int) -> tuple[Item, ...]:
    """Return what there is to choose from; a list that the form refers to and does not have is lost."""
    found = parts.list_of(component)
    if found is None:
        if not list_name(component):
            return ()
        parts.report.note(f"{where}: there is no list “{list_name(component)}” in the form.")
        return ()
    return tuple(_item(item, parts, where=where, depth=depth) for item in mappings(found.get("items")))


def _item(item: Node, parts: Parts, *, where: str, depth: int) -> Item:
    value = text(item.get("value"))
    here = f"{where}, {value or text(item.get('text'))}"
    inner = [
        *mappings(fields(item.get("conditional")).get("components")),
        *_asked_besides(item, parts, where=here),
    ]
    if depth >= _DEEPEST:
        inner = []
    return Item(
        value=value,
        text=parts.words(item, "text") or parts.words(item, "label"),
        hint=_hint(item, parts),
        asks=tuple(_components(inner, parts, where=here, depth=depth + 1)),
        when=named(item.get("condition"), parts, where=here),
        alone=any(text(one.get("type")) == "exclusive" for one in mappings(item.get("extensions"))),
    )


def _hint(item: Node, parts: Parts) -> Words:
    said = item.get("hint")
    hint = parts.words(said, "text") if isinstance(said, Mapping) else parts.words(item, "hint")
    return hint or parts.words(item, "description")


def _asked_besides(item: Node, parts: Parts, *, where: str) -> Iterator[Node]:
    """Yield what an item's extensions ask of who chooses it."""
    for extension in mappings(item.get("extensions")):
        match text(extension.get("type")):
            case "additional-question":
                yield {**extension, "type": "TextField"}
            case "exclusive":
                continue
            case kind:
                parts.report.lose(
                    f"{where}, {kind}",
                    what=f"'{kind}' of an item",
                    why="the form names it and does not say what it does",
                    kind="setting",
                )


def _plain(said: Node) -> Mapping[str, Any]:
    """Return settings without those that say nothing."""
    return {str(name): value for name, value in said.items() if value not in (None, "")}
