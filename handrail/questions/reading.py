"""Reads a question from nodes; what it means for the rest of the service is judged in `judging`."""

from collections.abc import Mapping
from typing import NamedTuple

from handrail.definition.reader import Reader, listing
from handrail.definition.source import Where
from handrail.definition.text import Fields, Value
from handrail.feel import Expression
from handrail.questions.limits import LIMITS, Limit
from handrail.questions.question import Question
from handrail.questions.types import TYPES
from handrail.questions.types.pattern import is_pattern
from handrail.questions.types.shape import NONE
from handrail.terms.text_pattern import NotAPattern, check_pattern

QUESTION_TYPES = tuple(TYPES)
WITH_OPTIONS = tuple(kind.name for kind in TYPES.values() if kind.options != "none")
WITH_UNITS = tuple(kind.name for kind in TYPES.values() if kind.takes_units)
WITH_DOCUMENT = ("evidence", "choice")
WITH_NONE = tuple(kind.name for kind in TYPES.values() if kind.options == "several")

QUESTION_KEYS = frozenset(
    {
        "question",
        "type",
        "label",
        "hint",
        "options",
        "option_hints",
        "none",
        "prefix",
        "suffix",
        "optional",
        "when",
        "whose",
        "shown_to",
        "find_by",
        "counts",
        "used_for",
        "source",
        "why",
        "errors",
        "limits",
        "data",
        "equality",
        "document",
    }
)
_OTHER_WORDS = {
    **dict.fromkeys(("radio", "radios", "select", "dropdown", "options"), "choice"),
    **dict.fromkeys(("checkbox", "checkboxes", "multiple-choice", "several"), "choices"),
    **dict.fromkeys(("number", "integer"), "whole-number"),
    **dict.fromkeys(("decimal", "float"), "decimal-number"),
    **dict.fromkeys(("boolean", "yes/no", "yes_no"), "yes-no"),
    **dict.fromkeys(("textarea", "string", "words", "free-text"), "text"),
    **dict.fromkeys(("phone", "tel", "mobile"), "telephone"),
    **dict.fromkeys(("currency", "amount", "pounds"), "money"),
    "address": "uk-address",
    "url": "website",
    "full-name": "name",
    "organisation": "organisation-name",
}
"""What other tools call a type, with what it is called here."""

DATA_KEYS = frozenset({"lawful_basis", "basis_source", "keep"})


class _ForSome(NamedTuple):
    """A text that only questions of some types may have: what is found of another `kind`, and the remedy."""

    types: tuple[str, ...]
    found: str
    remedy: str


_UNIT = _ForSome(
    WITH_UNITS,
    "Nothing stands beside the field of a question of type {kind}.",
    "Delete '{key}'; it is for questions of type {types}.",
)
_FOR_SOME: Mapping[str, _ForSome] = {
    "prefix": _UNIT,
    "suffix": _UNIT,
    "document": _ForSome(
        WITH_DOCUMENT,
        "A question of type {kind} does not ask how a document will come.",
        "Make its type one of {types}, or delete '{key}'.",
    ),
    "none": _ForSome(
        WITH_NONE,
        "A question of type {kind} has no box for none of its options.",
        "Make its type one of {types}, or make it one of the options.",
    ),
}
"""By the key of the text."""


def read_question(
    fields: Fields, reader: Reader, *, whose: str, when: Expression | None, several: bool = False
) -> Question:
    """Return a question; problems go to the reader.

    whose: the party whose data it is unless the question says. when: the condition of the question itself.
    several: whether it is on a page of several, so that text before it is its own and not the page's.
    """
    kind = reader.choice(fields, "type", options=QUESTION_TYPES, other_words=_OTHER_WORDS)
    return Question(
        id=name_of(fields, "question", reader),
        type=kind,
        label=reader.text(fields, "label"),
        where=fields.at("question"),
        hint=reader.text(fields, "hint"),
        options=_options(fields, reader, kind),
        option_hints=_option_hints(fields, reader),
        none=_text_of_some(fields, "none", reader, kind),
        optional=reader.boolean(fields, "optional") or reader.boolean(fields, "equality"),
        equality=reader.boolean(fields, "equality"),
        when=when,
        whose=reader.text(fields, "whose", default=whose),
        shown_to=_shown_to(fields, reader),
        find_by=reader.boolean(fields, "find_by"),
        counts=reader.text(fields, "counts"),
        used_for=reader.text(fields, "used_for"),
        source=reader.text(fields, "source"),
        why=reader.text(fields, "why"),
        errors=reader.words(fields, "errors"),
        limits=_limits(fields, reader, kind),
        data=reader.words(fields, "data", known=DATA_KEYS),
        prefix=_text_of_some(fields, "prefix", reader, kind),
        suffix=_text_of_some(fields, "suffix", reader, kind),
        text=reader.text(fields, "text") if several else "",
        document=_text_of_some(fields, "document", reader, kind),
    )


def name_of(fields: Fields, key: str, reader: Reader) -> str:
    """Return the id, or one that nobody would write, so that reading can go on."""
    return reader.identifier(fields, key, style="snake") or f"unnamed_{fields.where.line}"


def _options(fields: Fields, reader: Reader, kind: str) -> Mapping[str, str]:
    if "options" not in fields.entries:
        if kind in WITH_OPTIONS:
            reader.broken(
                fields.at("type"),
                f"A question of type {kind} needs options to choose from.",
                "Add 'options:' with one 'value: words people read' a line.",
            )
        return {}
    if kind and kind not in WITH_OPTIONS:
        reader.broken(
            fields.at("options"),
            f"A question of type {kind} has no options.",
            f"Make its type one of {listing(WITH_OPTIONS)}, or delete the options.",
        )
    options = reader.words(fields, "options")
    if kind == "evidence" and NONE in options:
        reader.broken(
            fields.at("options"),
            f"The option '{NONE}' is what somebody chooses who does not have it.",
            "Delete the option: it is always offered, with room to say why.",
        )
    if "none" in fields.entries and NONE in options:
        reader.broken(
            fields.at("none"),
            f"The option '{NONE}' and the box that 'none' adds would be the same answer.",
            "Delete the option: 'none' says what the box reads.",
        )
    return options


def _option_hints(fields: Fields, reader: Reader) -> Mapping[str, str]:
    if "option_hints" not in fields.entries:
        return {}
    options = fields.entries.get("options")
    known = tuple(options.entries) if isinstance(options, Fields) else ()
    return reader.words(fields, "option_hints", known=known)


def _text_of_some(fields: Fields, key: str, reader: Reader, kind: str) -> str:
    """Return a text that only some types may have; of any other type it is a problem."""
    some = _FOR_SOME[key]
    if key in fields.entries and kind and kind not in some.types:
        remedy = some.remedy.format(key=key, types=listing(some.types))
        reader.broken(fields.at(key), some.found.format(kind=kind), remedy)
    return reader.text(fields, key)


def _shown_to(fields: Fields, reader: Reader) -> tuple[str, ...]:
    if isinstance(fields.entries.get("shown_to"), Value):
        return (reader.text(fields, "shown_to"),)
    return reader.texts(fields, "shown_to")


def _limits(fields: Fields, reader: Reader, kind: str) -> Mapping[str, Expression | int | str]:
    if "limits" not in fields.entries:
        return {}
    inner = reader.mapping(fields.entries["limits"], what="'limits'", known=tuple(LIMITS))
    limits: dict[str, Expression | int | str] = {}
    for name in inner.entries:
        limit = LIMITS.get(name)
        if limit is None:
            continue
        if kind and name not in TYPES[kind].limits:
            _misplaced(reader, inner.at(name), limit, kind)
        elif limit.written == "whole":
            limits[name] = reader.integer(inner, name, default=limit.most, least=1, most=limit.most)
        elif limit.written == "pattern":
            limits[name] = _pattern(inner, name, reader)
        elif limit.written == "expression":
            limits[name] = _expression(inner, name, reader)
        else:
            rule = reader.expression(inner, name)
            if rule is not None:
                limits[name] = rule
    return limits


def _pattern(inner: Fields, name: str, reader: Reader) -> str:
    text = reader.text(inner, name)
    if text and not is_pattern(text):
        reader.broken(
            inner.at(name),
            f"The pattern '{text[:50]}' is not one that answers can be held to.",
            "Write A for each letter, 9 for each figure and X for either, such as AA999999 or 99/999-A.",
        )
    return text


def _expression(inner: Fields, name: str, reader: Reader) -> str:
    text = reader.text(inner, name)
    try:
        check_pattern(text)
    except NotAPattern as problem:
        reader.broken(
            inner.at(name),
            f"'{text[:50]}' is not a regular expression that answers can be held to: {problem}.",
            "Write one that RE2 takes, such as '[A-Z]{2}[0-9]{6}'. It cannot look ahead or back.",
        )
        return ""
    return text


def _misplaced(reader: Reader, where: Where, limit: Limit, kind: str) -> None:
    own = sorted(TYPES[kind].limits)
    remedy = f"Use {listing(own)}" if own else "Delete it here"
    reader.broken(
        where,
        f"A question of type {kind} has no limit '{limit.name}'.",
        f"{remedy}; '{limit.name}' is for questions of type {listing(limit.types)}.",
    )
