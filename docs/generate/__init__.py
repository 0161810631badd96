"""Writes the reference pages of docs/ from the code; what people must judge or explain is not here."""

from collections.abc import Callable, Mapping
from pathlib import Path

from docs.generate import (
    bricks,
    commands,
    events,
    json_door,
    languages,
    questions,
    routes,
    service_file,
    settings,
)

FOLDER = Path(__file__).parents[1] / "reference"

PAGES: Mapping[str, Callable[[], str]] = {
    "api.md": json_door.page,
    "bricks.md": bricks.page,
    "commands.md": commands.page,
    "events.md": events.page,
    "languages.md": languages.page,
    "openapi.json": json_door.openapi,
    "question-types.md": questions.page,
    "routes.md": routes.page,
    "service-file.md": service_file.page,
    "settings.md": settings.page,
}
"""Every generated page by its name in docs/reference. Each is made without a database or a clock."""


def written() -> Mapping[str, str]:
    """Return every page's text as it should be now."""
    return {name: page() for name, page in PAGES.items()}
