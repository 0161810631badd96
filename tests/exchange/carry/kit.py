"""What tests of carrying share: names given as they come."""

import re
from typing import Any

from handrail.exchange.carry.asked import Asked
from handrail.exchange.carry.component import carry_component
from handrail.exchange.form import Component, Page
from handrail.exchange.report import Report


class PlainIds:
    """Gives each name in lower case, with a number from the second time on."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def question(self, name: str, *, title: str, page: Page) -> str:
        """Return the form's own name as one of ours."""
        plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "unnamed"
        found, number = plain, 1
        while found in self._given:
            number += 1
            found = f"{plain}_{number}"
        self._given.add(found)
        return found


def carried(*components: Component, title: str = "", report: Report | None = None) -> tuple[Asked, ...]:
    """Return what comes of each component of a page with this title."""
    ids, told = PlainIds(), report or Report()
    page = Page(path="/page", where="page /page", title={"en": title} if title else {}, components=components)
    return tuple(carry_component(one, page=page, ids=ids, report=told) for one in components)


def field(kind: str, title: str = "What do you want to tell us?", **more: Any) -> Component:
    """Return a component of a type with a title in English."""
    name = more.pop("name", "told")
    return Component(type=kind, name=name, where=f"component {name}", title={"en": title}, **more)


def written(asked: Asked) -> dict[str, Any]:
    """Return its one question as service.yaml has it in English."""
    (question,) = asked.questions
    return question.written("en")
