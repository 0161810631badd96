"""The pages of a form that is written, each leading to the next that is shown, and the check of answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from handrail.exchange.form import Rule
from handrail.exchange.rules import ALWAYS
from handrail.exchange.xgov.pages import SUMMARY
from handrail.exchange.xgov.write_conditions import Conditions

_CHECK = {"en": "Check your answers", "cy": "Gwiriwch eich atebion"}


@dataclass
class Place:
    """A page that was written, where it stands, and who is shown it: everyone without a rule."""

    page: dict[str, Any]
    rule: Rule = ALWAYS
    ends: bool = False


def linked(places: Sequence[Place], conditions: Conditions) -> Iterator[dict[str, Any]]:
    """Yield the pages, each leading to the next that is shown: first to those for some, if they are."""
    for at, place in enumerate(places):
        if not place.ends:
            links: list[dict[str, str]] = []
            for later in places[at + 1 :]:
                if later.rule == ALWAYS:
                    links.append({"path": later.page["path"]})
                    break
                links.append({"path": later.page["path"], "condition": conditions.named(later.rule)})
            else:
                links.append({"path": SUMMARY})
            place.page["next"] = links
        yield place.page


def summary(languages: Sequence[str]) -> dict[str, Any]:
    """Return the page on which the answers are checked."""
    said = {language: _CHECK.get(language, _CHECK["en"]) for language in languages}
    return {
        "path": SUMMARY,
        "controller": "./pages/summary.js",
        "title": said if len(said) > 1 else said[languages[0]],
        "components": [],
        "next": [],
    }
