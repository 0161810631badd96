"""The blocks of a Screen that ask nothing, as Design System components; questions are in `fields`."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from handrail.channels.govuk.markdown import lines, to_html
from handrail.channels.govuk.splice import Component, Listing
from handrail.channels.govuk.summary import summary_list
from handrail.channels.govuk.table import table
from handrail.channels.govuk.timeline import timeline
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
            return table(block, href)
        case Timeline():
            return timeline(block)
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
