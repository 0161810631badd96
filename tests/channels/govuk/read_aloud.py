"""What a screen reader is told on every kind of page, kept as text that a person can read and judge.

Write it anew with: python -m tests.channels.govuk.read_aloud
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("read_aloud.md")
INTRODUCTION = """# What a screen reader is told

For whoever judges whether our pages can be used without seeing them. Each page kind of the gallery, in
English, as Chromium hands it to a screen reader, top to bottom: what a thing is, its name, what describes it,
its state. Walk it with a reader beside it: the title is said first, then this; Tab goes through what can be
used in this order. A test compares every page with it, and `python -m tests.channels.govuk.read_aloud` writes
it anew.

The first page is written whole; of the others, what is in their main part.
"""
WHOLE = "name-en"
NAMED_BY_CONTENT = frozenset(
    {
        "heading",
        "link",
        "button",
        "LabelText",
        "Legend",
        "radio",
        "checkbox",
        "textbox",
        "columnheader",
        "rowheader",
        "cell",
        "term",
    }
)
SILENT = frozenset(
    {
        "RootWebArea",
        "none",
        "generic",
        "paragraph",
        "StaticText",
        "InlineTextBox",
        "LabelText",
        "Legend",
        "listitem",
        "form",
        "row",
        "rowgroup",
        "strong",
        "superscript",
        "LineBreak",
        "ListMarker",
        "DescriptionList",
        "definition",
        "Abbr",
    }
)
STATES = ("level", "checked", "disabled", "required", "invalid", "expanded", "multiline")


def heard(page: Any, *, whole: bool) -> str:
    """The page's title, then a line for everything a screen reader stops at, in reading order."""
    devtools = page.context.new_cdp_session(page)
    nodes = {one["nodeId"]: one for one in devtools.send("Accessibility.getFullAXTree")["nodes"]}
    devtools.detach()
    root = next(iter(nodes.values()))
    said = "\n".join(_lines(root, nodes, depth=0))
    if not whole:
        said = said.partition("\nmain\n")[2].partition("\ncontentinfo\n")[0]
    return f"title: {page.title()}\n{said}"


def _lines(node: dict[str, Any], nodes: dict[str, Any], *, depth: int) -> Iterator[str]:
    role = node.get("role", {}).get("value", "")
    name = " ".join(node.get("name", {}).get("value", "").split())
    if not node["ignored"]:
        if role == "StaticText" and name:
            yield "  " * depth + f'"{name}"'
        elif role not in SILENT:
            yield "  " * depth + ", ".join(part for part in (role, name, *_more(node)) if part)
            depth += 1
    if role in NAMED_BY_CONTENT and not _has_links(node, nodes):
        return
    for child in node.get("childIds", ()):
        if child in nodes:
            yield from _lines(nodes[child], nodes, depth=depth)


def _has_links(node: dict[str, Any], nodes: dict[str, Any]) -> bool:
    """Whether a heading or cell holds something that can be used, which is then said on its own."""
    inner = [nodes[child] for child in node.get("childIds", ()) if child in nodes]
    return any(
        one.get("role", {}).get("value") in {"link", "button"} or _has_links(one, nodes) for one in inner
    )


def _more(node: dict[str, Any]) -> Iterator[str]:
    yield " ".join(node.get("description", {}).get("value", "").split())
    properties = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    for state in STATES:
        value = properties.get(state)
        if value not in (None, False, "false"):
            yield f"{state} {value}" if state == "level" else state.replace("multiline", "several lines")


def scripts() -> dict[str, str]:
    """What is written down, by example."""
    written = SCRIPT.read_text(encoding="utf-8")
    return dict(re.findall(r"^## (\S+)\n.*?```text\n(.*?)\n```", written, re.DOTALL | re.MULTILINE))


def write() -> None:
    """Write down what is heard now."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only to write

    from handrail.channels.govuk import page  # noqa: PLC0415
    from handrail.channels.govuk.gallery import gallery  # noqa: PLC0415
    from tests.browser.fixtures import CHROMIUM, DESKTOP, QUIET, window  # noqa: PLC0415
    from tests.browser.serving import show  # noqa: PLC0415

    parts = [INTRODUCTION]
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        for opened in window(browser, size=DESKTOP, script=False):
            for one in gallery():
                if one.language == "en":
                    show(opened, page(one.screen, one.frame))
                    said = heard(opened, whole=one.name == WHOLE)
                    parts.append(f"## {one.name}\n\n{one.shows}\n\n```text\n{said}\n```\n")
        browser.close()
    SCRIPT.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    write()
