"""Pages that a form has several times because its builder had no list: found, and made one that repeats.

A unit is a run of pages, each of which leads to the next alone; its last page asks if there is another. It
repeats where yes leads to a copy of it, or back to itself, and no leads on to where the last copy leads.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from handrail.exchange.form import (
    All,
    Comparison,
    Component,
    Form,
    Link,
    Named,
    Not,
    Page,
    Repeat,
    Rule,
    Some,
)
from handrail.exchange.report import Report

_LONGEST_UNIT = 12
_NUMBER = re.compile(r"\d+")
_MOST = 20
"""How often a page that a form leads back to is asked, since the form has no limit."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """Pages that are asked of one, and the page that asks whether there is another.

    more, done: where yes and no lead.
    """

    pages: tuple[Page, ...]
    gate: Page
    more: str
    done: str


@dataclass(frozen=True, slots=True)
class Copies:
    """A unit that is there several times. paths: of all its pages, in order; times: how many there may be."""

    unit: _Unit
    paths: tuple[str, ...]
    times: int

    @property
    def first(self) -> str:
        """The path of the page that the list begins with."""
        return self.paths[0]

    @property
    def copied(self) -> bool:
        """Whether there are copies, and not only a way back."""
        return len(self.paths) > len(self.unit.pages) + 1


def with_repeats(form: Form) -> tuple[Form, tuple[Copies, ...]]:
    """Return a form whose copied pages, and those it leads back to for another, are one list each."""
    found = tuple(_found(form)) if form.routing == "links" else ()
    if not found:
        return form, ()
    pages = {page.path: page for page in form.pages}
    for one in found:
        _collapse(pages, one)
    kept = tuple(pages[page.path] for page in form.pages if page.path in pages)
    return replace(form, pages=kept), found


def tell_repeats(found: Sequence[Copies], joined: Mapping[str, str], report: Report) -> None:
    """Say what became of copied pages. joined: by its first page, the list it is part of."""
    copied = [one for one in found if one.copied]
    number = sum(len(one.paths) for one in copied)
    together = [one for one in copied if one.first in joined]
    lists = len({joined.get(one.first, one.first) for one in copied})
    if copied:
        groups = "one repeated group" if lists == 1 else f"{lists} repeated groups"
        report.note(f"{number} pages were copies of each other; they are now {groups}.")
    for one in found:
        first, last = one.paths[0], one.paths[-1]
        if one in together:
            report.note(f"{len(one.paths)} of them are from {first} to {last}, for up to {one.times}.")
        elif one.copied:
            report.note(
                f"The {len(one.paths)} pages from {first} to {last} became one repeated group, for up to "
                f"{one.times}."
            )
        else:
            report.note(f"The pages from {first} to {last}, which led back, became one repeated group.")


def _found(form: Form) -> Iterator[Copies]:
    pages = {page.path: page for page in form.pages}
    taken: set[str] = set()
    for page in form.pages:
        if page.path in taken or page.repeat is not None:
            continue
        unit = _unit(form, page, pages)
        copies = _copies(form, unit, pages) if unit else None
        if copies and not taken & set(copies.paths) and _apart(form, copies):
            taken.update(copies.paths)
            yield copies


def _unit(form: Form, first: Page, pages: Mapping[str, Page]) -> _Unit | None:
    """Return the unit that begins with a page; None where it begins none."""
    run = [first]
    while len(run) <= _LONGEST_UNIT:
        last = run[-1]
        gate = _gate(form, last)
        if gate is not None:
            return _Unit(tuple(run[:-1]), last, *gate) if len(run) > 1 else None
        following = _only_link(last)
        if following not in pages or pages[following] in run:
            return None
        run.append(pages[following])
    return None


def _only_link(page: Page) -> str:
    return page.links[0].path if len(page.links) == 1 and page.links[0].when is None else ""


def _gate(form: Form, page: Page) -> tuple[str, str] | None:
    """Return where yes and no lead from a page that asks nothing but whether there is another."""
    asked = [one for one in page.components if one.name and one.type in ("YesNoField", "RadiosField")]
    others = [one for one in page.components if one.type.endswith("Field") and one not in asked]
    if len(asked) != 1 or others or not 1 < len(page.links) <= 2:  # noqa: PLR2004 - yes and no
        return None
    ways = {answer: _way(form, page, asked[0], answer) for answer in _answers(asked[0])}
    yes, no = (ways.get(answer, "") for answer in ("true", "false"))
    return (yes, no) if yes and no and yes != no else None


def _answers(asked: Component) -> Mapping[str, str]:
    """Return the form's values of yes and no; nothing where a choice offers anything else."""
    if asked.type == "YesNoField":
        return {"true": "true", "false": "false"}
    said = {item.value.strip().lower(): item.value for item in asked.items}
    for yes, no in (("yes", "no"), ("true", "false")):
        if said.keys() == {yes, no}:
            return {"true": said[yes], "false": said[no]}
    return {}


def _way(form: Form, page: Page, asked: Component, answer: str) -> str:
    """Return where one answer leads, if nothing else matters; "" where something does."""
    value = _answers(asked)[answer]
    for link in page.links:
        if link.when is not None:
            held = _holds(form, link.when, asked.name, value)
            if held is None:
                return ""
            if held:
                return link.path
    return next((link.path for link in page.links if link.when is None), "")


def _holds(form: Form, rule: Rule, name: str, value: str, seen: frozenset[str] = frozenset()) -> bool | None:
    """Say whether a rule holds where a question is answered so; None where it tests anything else."""
    match rule:
        case Named(condition=condition):
            named = next((one.rule for one in form.conditions if one.name == condition), None)
            unclear = named is None or condition in seen
            return None if unclear or named is None else _holds(form, named, name, value, seen | {condition})
        case Not(of=inner):
            held = _holds(form, inner, name, value, seen)
            return None if held is None else not held
        case All(of=parts) | Some(of=parts):
            held_all = [_holds(form, one, name, value, seen) for one in parts]
            if None in held_all:
                return None
            return all(held_all) if isinstance(rule, All) else any(held_all)
        case Comparison(question=asked, operator=operator, value=compared) if asked == name:
            if operator == "is answered":
                return True
            if operator in ("is", "is not"):
                same = str(compared).lower() == value.lower()
                return same is (operator == "is")
    return None


def _copies(form: Form, unit: _Unit, pages: Mapping[str, Page]) -> Copies | None:
    """Return a unit with its copies; None where it has none and does not lead back to itself."""
    first = unit.pages[0].path
    if unit.more == first:
        return Copies(unit, (*(page.path for page in unit.pages), unit.gate.path), _MOST)
    wanted = _shape((*unit.pages,))
    paths = [*(page.path for page in unit.pages), unit.gate.path]
    times, following = 1, unit.more
    while following in pages:
        run = _run(pages[following], len(unit.pages), pages)
        if _shape(run) != wanted or set(paths) & {page.path for page in run}:
            break
        times += 1
        paths += [page.path for page in run]
        after = _only_link(run[-1])
        if after == unit.done:
            return Copies(unit, tuple(paths), times)
        gate = pages.get(after)
        ways = _gate(form, gate) if gate else None
        if gate is None or ways is None or ways[1] != unit.done or _shape((gate,)) != _shape((unit.gate,)):
            break
        paths.append(gate.path)
        following = ways[0]
    return None


def _run(first: Page, length: int, pages: Mapping[str, Page]) -> tuple[Page, ...]:
    run = [first]
    while len(run) < length and _only_link(run[-1]) in pages:
        run.append(pages[_only_link(run[-1])])
    return tuple(run)


def _shape(run: Sequence[Page]) -> object:
    """Return what copies have in common: all that is asked and said, with any number left out."""
    return [
        (_plain(page.title), page.kind, page.controller, tuple(_component(one) for one in page.components))
        for page in run
    ]


def _component(one: Component) -> object:
    return (
        one.type,
        _plain(one.name) if one.items or one.name else "",
        one.required,
        *(_plain(words) for words in (one.title, one.hint, one.content)),
        tuple((item.value, _plain(item.text)) for item in one.items),
        tuple(_component(child) for child in one.children),
    )


def _plain(said: Any) -> object:
    if isinstance(said, Mapping):
        return tuple(sorted((language, _plain(text)) for language, text in said.items()))
    return _NUMBER.sub("#", said)


def _apart(form: Form, copies: Copies) -> bool:
    """Say whether nothing else in the form leads into the copies, or rests on what they are answered."""
    inside = set(copies.paths)
    first = copies.unit.pages[0].path
    entered = {
        link.path
        for page in form.pages
        if page.path not in inside
        for link in page.links
        if link.path in inside
    }
    if entered - {first}:
        return False
    names = {one.name for page in form.pages if page.path in inside for one in page.components if one.name}
    outside = [page for page in form.pages if page.path not in inside]
    return not names & set(_tested(form, outside))


def _tested(form: Form, pages: Sequence[Page]) -> Iterator[str]:
    """Yield the questions that the rules of some pages test."""
    conditions = {one.name: one.rule for one in form.conditions}
    waiting: list[Rule | None] = [link.when for page in pages for link in page.links]
    waiting += [page.when for page in pages]
    waiting += [one.when for page in pages for one in page.components]
    waiting += [item.when for page in pages for one in page.components for item in one.items]
    waiting += [fee.when for fee in form.fees]
    seen: set[str] = set()
    while waiting:
        match waiting.pop():
            case Comparison(question=name):
                yield name
            case Named(condition=name) if name not in seen:
                seen.add(name)
                waiting.append(conditions.get(name))
            case Not(of=inner):
                waiting.append(inner)
            case All(of=parts) | Some(of=parts):
                waiting += parts


def _collapse(pages: dict[str, Page], copies: Copies) -> None:
    """Make the first unit one that repeats, and take its copies away."""
    unit = copies.unit
    asked = next(one for one in unit.gate.components if one.name)
    title = unit.gate.title if any(unit.gate.title.values()) else unit.pages[0].title
    name = _NUMBER.sub("", unit.pages[0].path).strip("/-_")
    repeat = Repeat(name, title, 1, copies.times, add=asked.title)
    for page in unit.pages:
        pages[page.path] = replace(page, repeat=repeat)
    last = pages[unit.pages[-1].path]
    pages[last.path] = replace(last, links=(Link(unit.done),))
    for path in copies.paths[len(unit.pages) :]:
        del pages[path]
