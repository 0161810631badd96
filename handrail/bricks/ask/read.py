"""Reads an `ask` step from nodes; what it means for the rest of the service is judged in `check`."""

from collections.abc import Mapping

from handrail.bricks.ask.spec import Ask, Group, Page, Question
from handrail.bricks.ask.types import TYPES
from handrail.definition.reader import STEP_KEYS, Reader, listing
from handrail.definition.source import Where
from handrail.definition.text import Fields, Node, Value
from handrail.feel import Expression

QUESTION_TYPES = tuple(TYPES)
LIMITS: Mapping[str, tuple[str, ...]] = {
    name: tuple(kind.name for kind in TYPES.values() if name in kind.limits)
    for name in ("max_length", "not_after", "not_before")
}
"""Which limits questions of which types may have."""

MOST_MEMBERS = 200
LONGEST_ANSWER = 10_000

PAGE_KEYS = frozenset({"title", "text", "help", "when"})
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
GROUP_KEYS = frozenset(
    {"group", "title", "item", "pages", "add", "text", "name_by", "whose", "min", "max", "when"}
)
DATA_KEYS = frozenset({"lawful_basis", "basis_source", "keep"})


def read(node: Fields, reader: Reader) -> Ask:
    """Return the step's pages; problems go to the reader."""
    fields = reader.mapping(node, what="an ask step", known=STEP_KEYS | {"ask", "pages"}, required=("pages",))
    if "each" in fields.entries:
        reader.broken(
            fields.at("each"),
            "An ask step does not repeat with 'each'.",
            "Repeat pages with a group: '- group: adults' among the pages.",
        )
    items = reader.sequence(fields, "pages", what="pages")
    if not items and "pages" in fields.entries:
        reader.broken(fields.at("pages"), "This step has no pages.", "Add a page, or delete the step.")
    pages: list[Page | Group] = []
    for item in items:
        if isinstance(item, Fields) and "group" in item.entries:
            pages.append(_group(item, reader))
        else:
            pages.append(_page(item, reader, whose="applicant"))
    return Ask(tuple(pages))


def _group(node: Fields, reader: Reader) -> Group:
    fields = reader.mapping(node, what="a group", known=GROUP_KEYS, required=("title", "item", "pages"))
    whose = reader.text(fields, "whose", default="applicant")
    pages = []
    for item in reader.sequence(fields, "pages", what="pages"):
        if isinstance(item, Fields) and "group" in item.entries:
            reader.broken(
                item.at("group"),
                "A group cannot stand inside a group.",
                "Give it a place of its own in the step.",
            )
        else:
            pages.append(_page(item, reader, whose=whose))
    least = reader.integer(fields, "min", default=0, least=0, most=MOST_MEMBERS)
    most = reader.integer(fields, "max", default=max(20, least), least=1, most=MOST_MEMBERS)
    if least > most:
        reader.broken(
            fields.at("min"),
            f"'min' is {least} and 'max' is {most}.",
            "Make 'max' at least as large as 'min'.",
        )
    return Group(
        id=_name(fields, "group", reader),
        title=reader.text(fields, "title"),
        item=reader.text(fields, "item"),
        pages=tuple(pages),
        where=node.where,
        add=reader.text(fields, "add"),
        text=reader.text(fields, "text"),
        name_by=reader.text(fields, "name_by"),
        whose=whose,
        min=least,
        max=most,
        when=reader.expression(fields, "when"),
    )


def _page(node: Node, reader: Reader, *, whose: str) -> Page:
    if isinstance(node, Fields) and "page" in node.entries:
        return _named_page(node, reader, whose=whose)
    known = QUESTION_KEYS | PAGE_KEYS
    fields = reader.mapping(
        node, what="a page with one question", known=known, required=("question", "type", "label")
    )
    question = _question(fields, reader, whose=whose, when=None)
    return Page(
        id=question.id,
        questions=(question,),
        where=node.where,
        title=reader.text(fields, "title"),
        text=reader.text(fields, "text"),
        help=_help(fields, reader),
        when=reader.expression(fields, "when"),
    )


def _named_page(node: Fields, reader: Reader, *, whose: str) -> Page:
    known = PAGE_KEYS | {"page", "questions"}
    fields = reader.mapping(node, what="a page", known=known, required=("title", "questions"))
    questions = []
    for item in reader.sequence(fields, "questions", what="questions"):
        inner = reader.mapping(
            item, what="a question", known=QUESTION_KEYS, required=("question", "type", "label")
        )
        when = reader.expression(inner, "when")
        questions.append(_question(inner, reader, whose=whose, when=when))
    if not questions and "questions" in fields.entries:
        reader.broken(
            fields.at("questions"),
            "This page asks nothing.",
            "Add a question, or put its text on another page.",
        )
    return Page(
        id=_name(fields, "page", reader),
        questions=tuple(questions),
        where=node.where,
        title=reader.text(fields, "title"),
        text=reader.text(fields, "text"),
        help=_help(fields, reader),
        when=reader.expression(fields, "when"),
    )


def _question(fields: Fields, reader: Reader, *, whose: str, when: Expression | None) -> Question:
    kind = reader.choice(fields, "type", options=QUESTION_TYPES)
    return Question(
        id=_name(fields, "question", reader),
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


def _name(fields: Fields, key: str, reader: Reader) -> str:
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


def _help(fields: Fields, reader: Reader) -> tuple[tuple[str, str], ...]:
    helps = []
    for item in reader.sequence(fields, "help", what="help texts"):
        names = ("summary", "body")
        inner = reader.mapping(item, what="a help text", known=names, required=names)
        helps.append((reader.text(inner, "summary"), reader.text(inner, "body")))
    return tuple(helps)


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
