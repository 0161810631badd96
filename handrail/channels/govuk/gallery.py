"""The room's examples as Screens in their Frames: for tests, pictures and whoever wants to see the look."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from handrail.channels.govuk.frame import FormFrame, Frame, LanguageChoice, NavigationItem, SignedIn
from handrail.definition.screen import (
    Action,
    Block,
    Details,
    Heading,
    Input,
    Inset,
    Link,
    Notice,
    Option,
    Panel,
    Paragraph,
    Row,
    Screen,
    Shown,
    Summary,
    Table,
    Task,
    Tasks,
    Timeline,
    Warning,  # noqa: A004 - the Design System's own name for it
)

LANGUAGES = ("en", "cy")
SERVICE = {"en": "Apply for a council tax discount", "cy": "Gwneud cais am ostyngiad treth gyngor"}
ORGANISATION = {"en": "North Fenmarch District Council", "cy": "Cyngor Dosbarth Gogledd Fenmarch"}
CONTACT = {
    "en": "Phone: 01632 960 001\n\nMonday to Friday, 9am to 5pm",
    "cy": "Ffôn: 01632 960 001\n\nDydd Llun i ddydd Gwener, 9am i 5pm",
}
FOOTER = {
    "en": ("Privacy", "Cookies", "Accessibility statement"),
    "cy": ("Preifatrwydd", "Cwcis", "Datganiad hygyrchedd"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """One page of the gallery: `refused` when it is shown with its mistakes."""

    id: str
    shows: str
    language: str
    refused: bool
    screen: Screen
    frame: Frame

    @property
    def name(self) -> str:
        """What tells it from the others: `date-cy-refused`."""
        return "-".join((self.id, self.language, *(["refused"] if self.refused else [])))


def gallery() -> tuple[Example, ...]:
    """Every example in every language, and again as refused where it says what may be wrong."""
    written = yaml.safe_load(Path(__file__).with_name("examples.yaml").read_text(encoding="utf-8"))
    return tuple(
        _example(one, language, refused=refused)
        for one in written
        for language in LANGUAGES
        for refused in (False, True)
        if "mistakes" in one or not refused
    )


def _example(written: Mapping[str, Any], language: str, *, refused: bool) -> Example:
    said = _in(written, language)
    screen = _screen(said["example"], said["screen"], language)
    if refused:
        screen = _refused(screen, said)
    frame = _frame(said["example"], said.get("frame", {}), language)
    return Example(said["example"], said["shows"], language, refused, screen, frame)


def _in(node: Any, language: str) -> Any:
    """Choose a language throughout."""
    if isinstance(node, list):
        return [_in(one, language) for one in node]
    if not isinstance(node, dict):
        return node
    if node.keys() == set(LANGUAGES):
        return node[language]
    return {key: _in(value, language) for key, value in node.items()}


def _screen(identifier: str, said: Mapping[str, Any], language: str) -> Screen:
    return Screen(
        id=f"gallery:{identifier}",
        title=said["title"],
        language=language,
        caption=said.get("caption", ""),
        blocks=tuple(_block(block) for block in said["blocks"]),
        actions=tuple(Action(**action) for action in said.get("actions", ())),
        links=_links(said),
        back=said.get("back", ""),
        same_for_all=True,
    )


def _block(said: Mapping[str, Any]) -> Block:
    for kind, make in _BLOCKS.items():
        if kind in said:
            return make(said)
    raise ValueError(
        f"A block of the gallery has {sorted(said)}; expected one of {sorted(_BLOCKS)} among them."
    )


def _input(said: Mapping[str, Any]) -> Input:
    rest = {key: value for key, value in said.items() if key not in {"input", "options"}}
    options = tuple(Option(**option) for option in said.get("options", ()))
    return Input(kind=said["input"], options=options, **rest)


def _rows(said: Mapping[str, Any]) -> Summary:
    rows = tuple(Row(**{**row, "links": _links(row)}) for row in said["rows"])
    return Summary(rows=rows, title=said.get("summary", ""), links=_links(said))


def _table(said: Mapping[str, Any]) -> Table:
    rows = tuple(
        tuple(Link(cell["link"], cell["to"]) if isinstance(cell, dict) else cell for cell in row)
        for row in said["rows"]
    )
    return Table(caption=said["table"], head=tuple(said["head"]), rows=rows)


def _notice(said: Mapping[str, Any]) -> Notice:
    return Notice(said["notice"], said["text"], success=said.get("success", False), links=_links(said))


def _shown(said: Mapping[str, Any]) -> Shown:
    blocks = tuple(_block(block) for block in said["blocks"])
    return Shown(title=said["shown"], language=said["language"], blocks=blocks)


def _links(said: Mapping[str, Any]) -> tuple[Link, ...]:
    return tuple(Link(**link) for link in said.get("links", ()))


_BLOCKS: dict[str, Callable[[Mapping[str, Any]], Block]] = {
    "shown": _shown,
    "input": _input,
    "paragraph": lambda said: Paragraph(said["paragraph"]),
    "heading": lambda said: Heading(said["heading"], said.get("level", 2)),
    "inset": lambda said: Inset(said["inset"]),
    "warning": lambda said: Warning(said["warning"]),
    "details": lambda said: Details(said["details"], said["body"]),
    "panel": lambda said: Panel(said["panel"], said["body"]),
    "notice": _notice,
    "tasks": lambda said: Tasks(tuple(Task(**task) for task in said["tasks"])),
    "table": _table,
    "timeline": lambda said: Timeline(tuple((when, what, more) for when, what, more in said["timeline"])),
    "rows": _rows,
    "button": lambda said: Action(said["button"], said["to"]),
}


def _refused(screen: Screen, said: Mapping[str, Any]) -> Screen:
    def blocks() -> tuple[Block, ...]:
        return tuple(
            replace(
                block,
                values={
                    name: text for name, text in said["typed"].items() if name.partition(".")[0] == block.name
                },
                error=said["mistakes"].get(block.name, ""),
                error_parts=frozenset(said.get("wrong_parts", {}).get(block.name, ())),
                meant=tuple(Option(**option) for option in said.get("meant", {}).get(block.name, ())),
            )
            if isinstance(block, Input)
            else block
            for block in screen.blocks
        )

    return replace(screen, blocks=blocks())


def _frame(identifier: str, said: Mapping[str, Any], language: str) -> Frame:
    choices = (("en", "English"), ("cy", "Cymraeg"))
    rest = {key: value for key, value in said.items() if key not in {"languages", "form", "signed_in"}}
    usual: dict[str, Any] = {
        "service": SERVICE[language],
        "organisation": ORGANISATION[language],
        "service_url": "/north-fenmarch/single-person-discount",
        "organisation_url": "/north-fenmarch",
        "languages": tuple(
            LanguageChoice(code=code, name=name, url=f"/{identifier}?lang={code}")
            for code, name in choices
            if said.get("languages", True)
        ),
        "csrf_token": "a-token",
        "form": FormFrame(key="a-one-time-key", **said.get("form", {})),
        "footer": tuple(Link(text, f"footer/{number}") for number, text in enumerate(FOOTER[language])),
        "contact": CONTACT[language],
        "signed_in": _signed_in(**said["signed_in"]) if "signed_in" in said else None,
    }
    return Frame(href=lambda to: "/" + to.replace(":", "/"), **(usual | rest))


def _signed_in(*, navigation: Sequence[Mapping[str, Any]], **said: str) -> SignedIn:
    return SignedIn(navigation=tuple(NavigationItem(**item) for item in navigation), **said)
