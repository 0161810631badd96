"""Examples of a service: named people with what should happen to them; running them is in walk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from handrail.definition.reader import Reader
from handrail.definition.source import Where
from handrail.definition.text import Fields, Items, Node, Value

EXAMPLE_KEYS = ("name", "story", "organisation", "at", "language", "answers", "staff", "expect")
EXPECT_KEYS = ("route", "determinations", "endpoint")
STAFF_KEYS = ("step", "result", "reasons")
STAFF_FORM_KEYS = ("form", "criteria")
FINDING_KEYS = ("found", "reasons")
SENT = "sent"
"""The endpoint of an example in which staff do nothing."""

EXIT = "exit"
"""The endpoint of an example that stops at an exit page, the last of its route."""

Plain = Any
"""Text, whole number, Decimal, boolean, null, list or mapping, as it stands in the file."""


@dataclass(frozen=True, slots=True)
class StaffAct:
    """What a member of staff concludes at a step.

    form: what they answered in its form, as stored values. criteria: by criterion, `found` and `reasons`.
    """

    step: str
    result: str
    reasons: str
    where: Where
    form: Mapping[str, Plain] = field(default_factory=dict)
    criteria: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expected:
    """What should come of it.

    route: pages in order, None when the example does not say. determinations: by decide step.
    endpoint: an endpoint's id, SENT or EXIT. where: by `route`, `endpoint` and each determination's step.
    """

    endpoint: str
    route: tuple[str, ...] | None = None
    determinations: Mapping[str, Plain] = field(default_factory=dict)
    where: Mapping[str, Where] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """A person, what they answer, what staff then do, and what is expected.

    answers: by question id, as stored values; a group is a list of mappings.
    """

    name: str
    story: str
    organisation: str
    at: date
    language: str
    answers: Mapping[str, Plain]
    staff: tuple[StaffAct, ...]
    expect: Expected
    where: Where


def read_examples(node: Node, reader: Reader) -> tuple[Example, ...]:
    """Return the examples in order; problems go to the reader, and an example with one is left out."""
    if not isinstance(node, Items):
        reader.broken(node.where, "examples.yaml is not a list.", "Start each example with '- name: …'.")
        return ()
    examples = []
    names: dict[str, Where] = {}
    for item in node.items:
        before = len(reader.problems)
        example = _example(item, reader)
        if example and example.name in names:
            reader.broken(
                example.where,
                f"Two examples are named '{example.name}': the first is on line {names[example.name].line}.",
                "Give this one another name.",
            )
        if example and len(reader.problems) == before:
            names[example.name] = example.where
            examples.append(example)
    return tuple(examples)


def _example(node: Node, reader: Reader) -> Example | None:
    required = ("name", "organisation", "at", "answers", "expect")
    fields = reader.mapping(node, what="an example", known=EXAMPLE_KEYS, required=required)
    at = reader.day(fields, "at")
    answers = fields.entries.get("answers")
    given = reader.mapping(answers, what="'answers'", known=None) if answers else fields
    staff = tuple(_act(item, reader) for item in reader.sequence(fields, "staff", what="what staff do"))
    expect = fields.entries.get("expect")
    expected = _expected(expect, reader) if expect else None
    if at is None or expected is None:
        return None
    return Example(
        name=reader.text(fields, "name"),
        story=reader.text(fields, "story"),
        organisation=reader.text(fields, "organisation"),
        at=at,
        language=reader.text(fields, "language", default=""),
        answers={name: plain(value) for name, value in given.entries.items()},
        staff=staff,
        expect=expected,
        where=fields.where,
    )


def _act(node: Node, reader: Reader) -> StaffAct:
    known = (*STAFF_KEYS, *STAFF_FORM_KEYS)
    fields = reader.mapping(node, what="what staff do", known=known, required=("step", "result"))
    step, result, reasons = (reader.text(fields, key) for key in STAFF_KEYS)
    answered = _inner(fields, "form", reader)
    found = _inner(fields, "criteria", reader)
    return StaffAct(
        step,
        result,
        reasons,
        fields.where,
        form={name: plain(value) for name, value in answered.entries.items()},
        criteria={name: _finding(value, reader) for name, value in found.entries.items()},
    )


def _inner(fields: Fields, key: str, reader: Reader) -> Fields:
    node = fields.entries.get(key)
    return reader.mapping(node, what=f"'{key}'", known=None) if node else Fields({}, fields.where)


def _finding(node: Node, reader: Reader) -> Mapping[str, str]:
    """Return what staff found of a criterion: `found` alone may stand without its name."""
    if isinstance(node, Value):
        return {"found": reader.text_of(node, "found")}
    fields = reader.mapping(node, what="what was found", known=FINDING_KEYS, required=("found",))
    return {key: reader.text(fields, key) for key in FINDING_KEYS if key in fields.entries}


def _expected(node: Node, reader: Reader) -> Expected:
    fields = reader.mapping(node, what="'expect'", known=EXPECT_KEYS, required=("endpoint",))
    found = fields.entries.get("determinations")
    outcomes = (
        reader.mapping(found, what="'determinations'", known=None) if found else Fields({}, fields.where)
    )
    return Expected(
        endpoint=reader.text(fields, "endpoint"),
        route=reader.texts(fields, "route") if "route" in fields.entries else None,
        determinations={name: plain(value) for name, value in outcomes.entries.items()},
        where={**fields.keys, **outcomes.keys},
    )


def plain(node: Node) -> Plain:
    """Return a node as plain values: lists, mappings, text, numbers, booleans and null."""
    if isinstance(node, Value):
        return node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {name: plain(item) for name, item in node.entries.items()}
