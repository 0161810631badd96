"""Our lists as tables of answers, a row for each member; what a table cannot say is told as lost."""

from collections.abc import Iterator, Mapping
from typing import Any

from handrail.exchange.markup import is_plain
from handrail.exchange.report import Report
from handrail.exchange.taking import mappings, text, whole
from handrail.exchange.xgov.write_questions import Questions
from handrail.exchange.xgov.write_words import Wording

_MOST = 20
"""So many members there may be where a list does not say."""


def questions_of(parts: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield every question of pages, and of pages in groups."""
    for part in parts:
        if "question" in part:
            yield part
        else:
            yield from questions_of([*mappings(part.get("questions")), *mappings(part.get("pages"))])


def table_of(
    group: Mapping[str, Any], questions: Questions, words: Wording, report: Report
) -> dict[str, Any]:
    """Return the table that a group is asked in."""
    name, inner = text(group["group"]), mappings(group.get("pages"))
    _tell(name, group, inner, report)
    report.components += 1
    schema = {"min": group.get("min"), "max": group.get("max")}
    return {
        "name": name,
        "type": "MultiInputField",
        "title": words.said(group.get("title")),
        "options": {} if group.get("min") else {"required": False},
        "schema": {key: one for key, one in schema.items() if one and (key, one) != ("min", 1)},
        "pageOptions": {"customText": {"samePageTableItemName": text(group.get("item"))}},
        "children": [_column(one, name, questions, words) for one in questions_of(inner)],
    }


def before_table(group: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is read before a table: the words of the group, and of the pages of each of its members."""
    yield text(group.get("text"))
    for page in mappings(group.get("pages")):
        if "page" in page:
            yield text(page.get("text"))
            for one in mappings(page.get("help")):
                yield f"**{text(one.get('summary'))}**\n\n{text(one.get('body'))}"


def _tell(name: str, group: Mapping[str, Any], inner: list[Mapping[str, Any]], report: Report) -> None:
    asked = [one for page in inner for one in (page, *mappings(page.get("questions")))]
    if any("group" in one or "when" in one or one.get("guidance") for one in asked):
        why = "The format asks and says the same for every row, and has no list within a list."
        report.lose(name, what="conditions or lists within a list", why=why, kind="condition")
    for page in inner:
        if "page" in page and (len(inner) > 1 or len(mappings(page.get("questions"))) == 1 or _says(page)):
            why = (
                "The format asks all of a member on one page, and what is read there stands before the table."
            )
            report.lose(
                f"{name}, {page['page']}", what="that it is a page of its own", why=why, kind="setting"
            )
    if group.get("add"):
        why = "The format has its own words for it."
        report.lose(name, what="what is said under “add”", why=why, kind="text")
    if (whole(group.get("max")) or _MOST) != _MOST:
        why = "It is in the file, but other builders do not count the rows."
        report.lose(name, what="how many members there may be", why=why, kind="setting")


def _says(page: Mapping[str, Any]) -> bool:
    return any(page.get(key) for key in ("text", "help", "guidance"))


def _column(question: Mapping[str, Any], name: str, questions: Questions, words: Wording) -> dict[str, Any]:
    where = f"{name}, {question['question']}"
    if question.get("text") and not reads_as_text(question, words):
        why = "The format has one hint for a column."
        questions.report.lose(where, what="that its text and its hint are apart", why=why, kind="text")
    return questions.component(question, where=where) | hint_of(question, words)


def hint_of(question: Mapping[str, Any], words: Wording) -> dict[str, Any]:
    """Return what stands before a question and its hint as one hint; nothing where only a hint is there."""
    before, hint = text(question.get("text")), text(question.get("hint"))
    if not before:
        return {}
    each = words.each(before)
    for language, one in words.each(hint).items() if hint else ():
        each[language] = f"{each.get(language, before)}\n\n{one}"
    return {"hint": words.html(each)}


def reads_as_text(question: Mapping[str, Any], words: Wording) -> bool:
    """Say whether what stands before a question is more than a line, so that a hint of it stays a text."""
    if not question.get("text") or question.get("hint"):
        return False
    html = words.html(question["text"])
    return not is_plain(html if isinstance(html, dict) else {words.languages[0]: html})
