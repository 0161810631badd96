"""Reads an `ask` step from nodes; what it means for the rest of the service is judged in `check`."""

from math import prod

from handrail.bricks.ask.spec import Ask, Group, Guidance, Page
from handrail.definition.reader import STEP_KEYS, Reader
from handrail.definition.text import Fields, Node
from handrail.questions.question import Question
from handrail.questions.reading import QUESTION_KEYS, name_of, read_question

MOST_MEMBERS = 200
"""In one list."""

MOST_TOGETHER = 400
"""Members that a group inside others may come to in all: 20 children with 20 addresses each."""

MOST_LEVELS = 3
"""Groups in each other, the outermost counted."""

PAGE_KEYS = frozenset({"title", "text", "help", "when", "paper", "guidance", "needs"})
EXIT_KEYS = frozenset({"exit", "title", "text", "when"})
_INSTEAD = {
    "goto": "Pages follow each other as they are listed: write 'when' and a rule under a page that only some "
    "people see. To send some people elsewhere, add a page '- exit: a_name' with its own 'when'.",
}
GROUP_KEYS = frozenset(
    {"group", "title", "item", "pages", "add", "text", "name_by", "whose", "min", "max", "when", "paper"}
)


def read(node: Fields, reader: Reader) -> Ask:
    """Return the step's pages; problems go to the reader."""
    fields = reader.mapping(
        node, what="an ask step", known=STEP_KEYS | {"ask", "pages", "paper", "why"}, required=("pages",)
    )
    if "each" in fields.entries:
        reader.broken(
            fields.at("each"),
            "An ask step does not repeat with 'each'.",
            "Repeat pages with a group: '- group: adults' among the pages.",
        )
    items = reader.sequence(fields, "pages", what="pages")
    if not items and "pages" in fields.entries:
        reader.broken(fields.at("pages"), "This step has no pages.", "Add a page, or delete the step.")
    return Ask(
        tuple(_part(item, reader, whose="applicant", around=()) for item in items),
        paper=reader.text(fields, "paper"),
        why=reader.text(fields, "why"),
    )


def _part(node: Node, reader: Reader, *, whose: str, around: tuple[int, ...]) -> Page | Group:
    """Read a page or a group. around: the most members of each group it stands in, the outermost first."""
    if isinstance(node, Fields) and "group" in node.entries:
        return _group(node, reader, whose=whose, around=around)
    return _page(node, reader, whose=whose)


def _group(node: Fields, reader: Reader, *, whose: str, around: tuple[int, ...]) -> Group:
    fields = reader.mapping(node, what="a group", known=GROUP_KEYS, required=("title", "item", "pages"))
    whose = reader.text(fields, "whose", default=whose)
    least = reader.integer(fields, "min", default=0, least=0, most=MOST_MEMBERS)
    most = reader.integer(fields, "max", default=max(20, least), least=1, most=MOST_MEMBERS)
    if least > most:
        reader.broken(
            fields.at("min"),
            f"'min' is {least} and 'max' is {most}.",
            "Make 'max' at least as large as 'min'.",
        )
    inside = (*around, most)
    _judge_depth(fields, reader, inside)
    items = reader.sequence(fields, "pages", what="pages")
    return Group(
        id=name_of(fields, "group", reader),
        title=reader.text(fields, "title"),
        item=reader.text(fields, "item"),
        pages=tuple(_part(item, reader, whose=whose, around=inside) for item in items),
        where=node.where,
        add=reader.text(fields, "add"),
        text=reader.text(fields, "text"),
        name_by=reader.text(fields, "name_by"),
        whose=whose,
        min=least,
        max=most,
        when=reader.expression(fields, "when"),
        paper=reader.text(fields, "paper"),
    )


def _judge_depth(fields: Fields, reader: Reader, inside: tuple[int, ...]) -> None:
    """Find fault with a group that stands too deep, or that has too many members in all.

    inside: the most members of each group down to this one.
    """
    if len(inside) == MOST_LEVELS + 1:
        reader.broken(
            fields.at("group"),
            f"This group stands inside {MOST_LEVELS} others; it may stand inside {MOST_LEVELS - 1}.",
            "Give it a place of its own in the step, or ask about it in the group around it.",
        )
    elif len(inside) > 1 and prod(inside) > MOST_TOGETHER:
        reader.broken(
            fields.at("max" if "max" in fields.entries else "group"),
            f"This group may come to {prod(inside)} members in all ({' times '.join(map(str, inside))}); "
            f"at most {MOST_TOGETHER} can be gone through.",
            "Lower 'max' here, or of a group around it.",
        )


def _page(node: Node, reader: Reader, *, whose: str) -> Page:
    if isinstance(node, Fields) and "page" in node.entries:
        return _named_page(node, reader, whose=whose)
    if isinstance(node, Fields) and "exit" in node.entries:
        return _exit(node, reader)
    known = QUESTION_KEYS | PAGE_KEYS
    fields = reader.mapping(
        node,
        what="a page with one question",
        known=known,
        required=("question", "type", "label"),
        instead=_INSTEAD,
    )
    question = read_question(fields, reader, whose=whose, when=None)
    return _page_of(fields, reader, name=question.id, questions=(question,))


def _exit(node: Fields, reader: Reader) -> Page:
    """Return a page that says where to go instead; who sees it is said by its condition."""
    fields = reader.mapping(node, what="an exit page", known=EXIT_KEYS, required=("title", "text", "when"))
    return Page(
        id=name_of(fields, "exit", reader),
        questions=(),
        where=node.where,
        title=reader.text(fields, "title"),
        text=reader.text(fields, "text"),
        when=reader.expression(fields, "when"),
        exit=True,
    )


def _named_page(node: Fields, reader: Reader, *, whose: str) -> Page:
    known = PAGE_KEYS | {"page", "questions"}
    fields = reader.mapping(node, what="a page", known=known, required=("title",), instead=_INSTEAD)
    questions = []
    for item in reader.sequence(fields, "questions", what="questions"):
        inner = reader.mapping(
            item, what="a question", known=QUESTION_KEYS | {"text"}, required=("question", "type", "label")
        )
        when = reader.expression(inner, "when")
        questions.append(read_question(inner, reader, whose=whose, when=when, several=True))
    if not questions and not reader.text(fields, "text") and "guidance" not in fields.entries:
        reader.broken(
            fields.at("questions"),
            "This page asks nothing and tells nothing.",
            "Add a question, or a 'text' to read.",
        )
    return _page_of(fields, reader, name=name_of(fields, "page", reader), questions=tuple(questions))


def _page_of(fields: Fields, reader: Reader, *, name: str, questions: tuple[Question, ...]) -> Page:
    """Return a page of its questions, with what any page may say."""
    return Page(
        id=name,
        questions=questions,
        where=fields.where,
        title=reader.text(fields, "title"),
        text=reader.text(fields, "text"),
        help=_help(fields, reader),
        when=reader.expression(fields, "when"),
        paper=reader.text(fields, "paper"),
        guidance=_guidance(fields, reader),
        needs=reader.text(fields, "needs"),
    )


def _help(fields: Fields, reader: Reader) -> tuple[tuple[str, str], ...]:
    helps = []
    for item in reader.sequence(fields, "help", what="help texts"):
        names = ("summary", "body")
        inner = reader.mapping(item, what="a help text", known=names, required=names)
        helps.append((reader.text(inner, "summary"), reader.text(inner, "body")))
    return tuple(helps)


def _guidance(fields: Fields, reader: Reader) -> tuple[Guidance, ...]:
    found = []
    for item in reader.sequence(fields, "guidance", what="guidance"):
        names = ("text", "when")
        inner = reader.mapping(item, what="guidance", known=names, required=names)
        when = reader.expression(inner, "when")
        if when is not None:
            found.append(Guidance(reader.text(inner, "text"), when))
    return tuple(found)
