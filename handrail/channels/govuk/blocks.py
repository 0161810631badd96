"""The blocks of a Screen that ask nothing, as Design System components; questions are in `fields`."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from handrail.channels.govuk.markdown import lines, to_html
from handrail.channels.govuk.splice import Component, Listing
from handrail.channels.govuk.summary import summary_list
from handrail.channels.govuk.words import words
from handrail.definition.screen import (
    Block,
    Details,
    Heading,
    Inset,
    Link,
    Notice,
    Panel,
    Paragraph,
    Screen,
    Summary,
    Table,
    Task,
    Tasks,
    Timeline,
    Warning,  # noqa: A004 - the Design System's own name for it
)

MOST_SIDE_BY_SIDE = 2
"""How many columns a small screen has room for."""

Href = Callable[[str], str]
"""Turns a channel-free target into an address."""


def component(  # noqa: C901 - one line a kind of block
    *, block: Block, screen: Screen, href: Href, number: int, level: int = 2
) -> Component | Listing | Markup:
    """Turn a block into its component, or running text into HTML.

    number: the block's place on the page, for ids that must differ. level: of the title of a card.
    """
    match block:
        case Paragraph(text):
            return to_html(text, remember=screen.same_for_all)
        case Heading(text, own):
            return Component(f"heading-{own}", {"text": text})
        case Inset(text):
            return Component("inset-text", {"html": to_html(text, remember=screen.same_for_all)})
        case Warning(text):
            return Component(
                "warning-text", {"text": text, "iconFallbackText": words(screen.language)["warning"]}
            )
        case Details(summary, body):
            return Component(
                "details", {"summaryText": summary, "html": to_html(body, remember=screen.same_for_all)}
            )
        case Panel():
            return _panel(block)
        case Notice():
            return _notice(block, href, number)
        case Summary():
            return summary_list(block, href, level=level)
        case Tasks():
            return _tasks(block, href, number)
        case Table():
            return _table(block, href)
        case Timeline():
            return _timeline(block)
    raise TypeError(
        f"{type(block).__name__} is not a block that a page can show; see definition.screen.Block."
    )


def link_params(link: Link, href: Href) -> dict[str, str]:
    """A link as templates take it."""
    return {"text": link.text, "url": href(link.to), "hidden_text": link.hidden_text}


def _panel(block: Panel) -> Component:
    """The last of several lines is what to keep, such as the reference, so it stands out."""
    *said, last = block.body.strip().splitlines() or [""]
    body = lines("\n".join(said)) + Markup("<br><strong>{}</strong>").format(last) if said else lines(last)
    return Component("panel", {"titleText": block.title, "html": body})


def _notice(block: Notice, href: Href, number: int) -> Component:
    return Component(
        "notice",
        {
            "title": block.title,
            "text": lines(block.text),
            "success": block.success,
            "titleId": f"notice-{number}",
            "links": [link_params(link, href) for link in block.links],
        },
    )


def _tasks(block: Tasks, href: Href, number: int) -> Component:
    return Component(
        "task-list",
        {"idPrefix": f"tasks-{number}", "items": [_task(task, href) for task in block.tasks]},
    )


def _task(task: Task, href: Href) -> dict[str, Any]:
    status: dict[str, Any] = {"text": task.status}
    if task.to and not task.done:
        status = {"tag": {"text": task.status, "classes": "govuk-tag--blue"}}
    elif not task.to:
        status["classes"] = "govuk-task-list__status--cannot-start-yet"
    return {
        "title": {"text": task.title},
        "hint": {"text": task.hint} if task.hint else None,
        "status": status,
        "href": href(task.to) if task.to else "",
    }


def _table(block: Table, href: Href) -> Component:
    formats = [{"format": "numeric"} if block.numbers and place else {} for place in range(len(block.head))]
    stacks = len(block.head) > MOST_SIDE_BY_SIDE
    named = [_heading(text) if stacks and place else {} for place, text in enumerate(block.head)]
    return Component(
        "table-block",
        {
            "label": block.caption,
            "stacks": stacks,
            "table": {
                "caption": block.caption,
                "captionClasses": "govuk-table__caption--m",
                "firstCellIsHeader": True,
                "head": [{"text": text, **of} for text, of in zip(block.head, formats, strict=True)],
                "rows": [
                    [
                        {**_cell(cell, href), **of, **under}
                        for cell, of, under in zip(row, formats, named, strict=True)
                    ]
                    for row in block.rows
                ],
            },
        },
    )


def _heading(text: str) -> dict[str, str]:
    """Return a cell's column's heading for the style sheet, which draws it where rows are read downwards."""
    return {"attributes": Markup(' data-heading="{}"').format(text)}


def _cell(cell: str | Link, href: Href) -> dict[str, Any]:
    if isinstance(cell, str):
        return {"html": lines(cell)}
    hidden = Markup('<span class="govuk-visually-hidden"> {}</span>').format(cell.hidden_text)
    return {
        "html": Markup('<a class="govuk-link" href="{}">{}{}</a>').format(
            href(cell.to), cell.text, hidden if cell.hidden_text else ""
        )
    }


def _timeline(block: Timeline) -> Component:
    entries = [{"when": when, "what": what, "more": lines(more)} for when, what, more in block.entries]
    return Component("timeline", {"entries": entries})
