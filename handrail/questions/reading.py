"""Reads a question from nodes; what it means for the rest of the service is judged in `judging`."""

from collections.abc import Mapping

from handrail.definition.reader import Reader, listing
from handrail.definition.source import Where
from handrail.definition.text import Fields, Value
from handrail.feel import Expression
from handrail.questions.question import Question
from handrail.questions.types import TYPES

QUESTION_TYPES = tuple(TYPES)
LIMITS: Mapping[str, tuple[str, ...]] = {
    name: tuple(kind.name for kind in TYPES.values() if name in kind.limits)
    for name in ("max_length", "not_after", "not_before")
}
"""Which limits questions of which types may have."""

LONGEST_ANSWER = 10_000

QUESTION_KEYS = frozenset(
    {
        "question",
        "type",
        "label",
        "hint",
        "options",
        "optional",
        "when",
        "whose",
        "shown_to",
        "find_by",
        "counts",
        "used_for",
        "source",
        "errors",
        "limits",
        "data",
    }
)
DATA_KEYS = frozenset({"lawful_basis", "basis_source", "keep"})


def read_question(fields: Fields, reader: Reader, *, whose: str, when: Expression | None) -> Question:
    """Return a question; problems go to the reader.

    whose: the party whose data it is unless the question says. when: the condition of the question itself.
    """
    kind = reader.choice(fields, "type", options=QUESTION_TYPES)
    return Question(
        id=name_of(fields, "question", reader),
        type=kind,
        label=reader.text(fields, "label"),
        where=fields.at("question"),
        hint=reader.text(fields, "hint"),
        options=_options(fields, reader, kind),
        optional=reader.boolean(fields, "optional"),
        when=when,
        whose=reader.text(fields, "whose", default=whose),
        shown_to=_shown_to(fields, reader),
        find_by=reader.boolean(fields, "find_by"),
        counts=reader.text(fields, "counts"),
        used_for=reader.text(fields, "used_for"),
        source=reader.text(fields, "source"),
        errors=reader.words(fields, "errors"),
        limits=_limits(fields, reader, kind),
        data=reader.words(fields, "data", known=DATA_KEYS),
    )


def name_of(fields: Fields, key: str, reader: Reader) -> str:
    """Return the id, or one that nobody would write, so that reading can go on."""
    return reader.identifier(fields, key, style="snake") or f"unnamed_{fields.where.line}"


def _options(fields: Fields, reader: Reader, kind: str) -> Mapping[str, str]:
    if "options" not in fields.entries:
        if kind == "choice":
            reader.broken(
                fields.at("type"),
                "A choice needs options to choose from.",
                "Add 'options:' with one 'value: words people read' a line.",
            )
        return {}
    if kind and kind != "choice":
        reader.broken(
            fields.at("options"),
            f"A question of type {kind} has no options.",
            "Make its type 'choice', or delete the options.",
        )
    return reader.words(fields, "options")


def _shown_to(fields: Fields, reader: Reader) -> tuple[str, ...]:
    if isinstance(fields.entries.get("shown_to"), Value):
        return (reader.text(fields, "shown_to"),)
    return reader.texts(fields, "shown_to")


def _limits(fields: Fields, reader: Reader, kind: str) -> Mapping[str, Expression | int]:
    if "limits" not in fields.entries:
        return {}
    inner = reader.mapping(fields.entries["limits"], what="'limits'", known=tuple(LIMITS))
    limits: dict[str, Expression | int] = {}
    for name in inner.entries:
        if kind and name in LIMITS and kind not in LIMITS[name]:
            _misplaced(reader, inner.at(name), name, kind)
        elif name == "max_length":
            limits[name] = reader.integer(inner, name, default=LONGEST_ANSWER, least=1, most=LONGEST_ANSWER)
        elif name in LIMITS:
            rule = reader.expression(inner, name)
            if rule is not None:
                limits[name] = rule
    return limits


def _misplaced(reader: Reader, where: Where, name: str, kind: str) -> None:
    reader.broken(
        where,
        f"A question of type {kind} has no limit '{name}'.",
        f"'{name}' is for questions of type {listing(LIMITS[name])}: delete it here.",
    )
