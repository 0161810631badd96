"""What is picked: yes or no, one of a list, several of a list; an item that asks more asks it afterwards."""

import re
from collections.abc import Mapping
from dataclasses import replace

from handrail.exchange.carry.asked import Answer, AnswerKind, Asked, Carrier, Place
from handrail.exchange.carry.wording import Wanted, one_question, with_answers
from handrail.exchange.form import All, Comparison, Component, Item, Operator, Words
from handrail.exchange.markup import lined
from handrail.questions.types.shape import NONE

_LONGEST_VALUE = 80


def _yes_no(component: Component, place: Place) -> Asked:
    asked, own = one_question(component, place, Wanted("yes-no"))
    asked = with_answers(asked, {component.name: Answer(own, "yes-no")})
    return _asking_more(asked, component, place)


def _one(component: Component, place: Place) -> Asked:
    return _picked(component, place, "choice")


def _several(component: Component, place: Place) -> Asked:
    return _picked(component, place, "choices")


def _picked(component: Component, place: Place, kind: AnswerKind) -> Asked:
    """Carry a choice from a list. An item without a value is chosen by its words."""
    values = _values(component.items, kind)
    if not values:
        return _in_words(component, place)
    wanted = Wanted(kind)
    for item, value in zip(component.items, values, strict=True):
        if value == NONE and kind == "choices":
            _offer_none(item, component, place, wanted)
        else:
            _offer(item, value, component, place, wanted)
    asked, own = one_question(component, place, wanted)
    pairs = zip(component.items, values, strict=True)
    different = {item.value: value for item, value in pairs if item.value != value}
    asked = with_answers(asked, {component.name: Answer(own, kind, different)})
    return _asking_more(asked, component, place)


def _in_words(component: Component, place: Place) -> Asked:
    """Carry a choice from a list that is empty, or was filled by a program, as a question in words."""
    place.report.note(
        f"{component.where}: its list has no items in the form; people write the answer themselves."
    )
    asked, own = one_question(component, place, Wanted("text", limits={"max_lines": 1}))
    return with_answers(asked, {component.name: Answer(own, "text")})


def _values(items: tuple[Item, ...], kind: AnswerKind) -> list[str]:
    """Return a value of ours for each item: its own, unless that is none, too long or taken.

    NONE stands for the one of several that goes with no other, where there is another.
    """
    alone = (
        next((item for item in items if item.alone), None) if kind == "choices" and len(items) > 1 else None
    )
    values: list[str] = []
    for item in items:
        if item is alone:
            values.append(NONE)
            continue
        plain_value = " ".join((item.value.strip() or next(iter(item.text.values()), "item")).split())
        if len(plain_value) > _LONGEST_VALUE or "." in plain_value:
            plain_value = re.sub(r"[^\w-]+", "-", plain_value.lower()).strip("-")[:_LONGEST_VALUE] or "item"
        if plain_value == NONE and kind == "choices":
            plain_value = "none-of-these"
        found, number = plain_value, 1
        while found in values:
            number += 1
            found = f"{plain_value}-{number}"
        values.append(found)
    return values


def _offer_none(item: Item, component: Component, place: Place, wanted: Wanted) -> None:
    """Offer what rules all others out: the last box, whatever its place in the form."""
    where = f"{component.where}, item {item.value}"
    said = lined(item.text, where=where, report=place.report)
    wanted.words["none"] = said.text or {"en": item.value}
    wanted.links += said.links
    _tell_who(item, wanted.words["none"], where, place)
    hint = next(iter(item.hint.values()), "")
    if hint:
        what, why = f"the hint '{hint}'", "The box that rules all others out has no hint."
        place.report.lose(where, what=what, why=why, kind="text")


def _offer(item: Item, value: str, component: Component, place: Place, wanted: Wanted) -> None:
    where = f"{component.where}, item {item.value}"
    said = lined(item.text, where=where, report=place.report)
    hint = lined(item.hint, where=f"{where}, hint", report=place.report)
    wanted.words[f"options.{value}"] = said.text or {"en": value}
    wanted.links += [*said.links, *hint.links]
    if hint.text:
        wanted.words[f"option_hints.{value}"] = hint.text
    _tell_who(item, wanted.words[f"options.{value}"], where, place)
    if item.alone and component.type == "CheckboxesField":
        place.report.lose(
            where,
            what="that this item goes with no other",
            why="One box of a question rules all others out; whoever looks at the answers sees both.",
            kind="setting",
        )


def _tell_who(item: Item, text: Words, where: str, place: Place) -> None:
    if item.when is not None:
        place.report.lose(
            where,
            what=f"who is offered the item '{next(iter(text.values()), item.value)}'",
            why="An item of a list has no condition here; it is offered to everyone.",
            kind="text",
        )


def _asking_more(asked: Asked, component: Component, place: Place) -> Asked:
    """Return it with what its items ask of who chooses them, each on a page afterwards."""
    then = list(asked.then)
    operator: Operator = "contains" if component.type == "CheckboxesField" else "is"
    for item in component.items:
        for one in item.asks:
            chosen = Comparison(component.name, operator, item.value)
            more = place.carry(one, place)
            then.append(replace(more, when=chosen if more.when is None else All((chosen, more.when))))
    return replace(asked, then=tuple(then))


PICKED: Mapping[str, Carrier] = {
    "YesNoField": _yes_no,
    "RadiosField": _one,
    "SelectField": _one,
    "AutocompleteField": _one,
    "CheckboxesField": _several,
}
"""The carriers of choices."""
