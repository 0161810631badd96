"""Tables of answers: the same questions of as many things as there are."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handrail.exchange.carry.asked import Answer, Asked, Carrier, Group, Place, Question
from handrail.exchange.carry.wording import asks, below, helps, hint_of, own_words, title_of, whole
from handrail.exchange.form import Component, Words
from handrail.exchange.markup import plain

_NAMING = frozenset({"text", "name", "organisation-name", "choice", "website", "email"})
_PLACEHOLDER = "MultiInputField"
_LONGEST_ITEM = 60
_MOST, _LIMIT = 20, 200
"""How many members there may be where the form does not say, and at most."""


def _table(component: Component, place: Place) -> Asked:
    children = component.children
    if not any(map(asks, children)):
        place.report.lose(
            component.where,
            what=f"{component.type} '{component.name}'",
            why="It has no columns, so there is nothing to ask.",
            kind="component",
        )
        return Asked()
    return _group(component, place, children)


def _group(component: Component, place: Place, children: tuple[Component, ...]) -> Asked:
    """Carry children as questions of one member of a list."""
    title, _, links = title_of(component, place)
    own = place.ids.question(component.name, title=next(iter(title.values()), ""), page=place.page)
    inside = replace(place, page=replace(place.page, title={}, components=children))
    asked = [place.carry(child, inside) for child in children]
    questions: list[Question] = []
    for one in asked:
        questions += one.questions
        questions += _afterwards(one)
    shown = component.hint if _PLACEHOLDER not in " ".join(component.hint.values()) else {}
    hint, before = hint_of(replace(component, hint=shown), place)
    most = min(whole(component.schema.get("max")) or _MOST, _LIMIT)
    naming = next((one.id for one in questions if one.keys["type"] in _NAMING), "")
    group = Group(
        id=own,
        title=title,
        item=_item(component, title, place),
        questions=tuple(questions),
        name_by=naming,
        least=min(whole(component.schema.get("min")) or 1, most) if component.required else 0,
        most=most,
        text=below([before.text or hint, *links]),
    )
    inner = tuple(found for one in asked for found in one.help)
    return Asked(
        groups=(group,),
        help=(*helps(before), *inner),
        when=component.when,
        answers={component.name: Answer(own, "list")},
    )


def _afterwards(one: Asked) -> list[Question]:
    """Return what an item asks of who chooses it, as questions of the member with their conditions."""
    return [replace(question, when=more.when) for more in one.then for question in more.questions]


def _item(component: Component, title: Words, place: Place) -> Words:
    """Return the word for one of them: the form's own, or the title."""
    options: Any = component.options.get("pageOptions")
    text = options.get("customText") if isinstance(options, Mapping) else None
    said = text.get("samePageTableItemName") if isinstance(text, Mapping) else None
    if isinstance(said, str) and said.strip():
        language = next(iter(component.title), "en")
        return plain({language: said}, where=component.where, report=place.report)
    return {language: one[:_LONGEST_ITEM] for language, one in title.items()}


def _contacts(component: Component, place: Place) -> Asked:
    """Carry a collection of contacts: who each is and how they are reached."""
    if component.children:
        return _table(component, place)
    languages = component.title or {"en": ""}
    children = tuple(
        Component(
            type=kind,
            name=f"{component.name}__{part}",
            where=component.where,
            title=own_words(f"contact.{part}", languages),
            required=part == "name",
        )
        for part, kind in (
            ("name", "TextField"),
            ("telephone", "TelephoneNumberField"),
            ("email", "EmailAddressField"),
        )
    )
    return _group(component, place, children)


MANY: Mapping[str, Carrier] = {"MultiInputField": _table, "ContactDetailsCollection": _contacts}
"""The carriers of tables of answers."""
