"""A first folder for a new service: small, whole and working, with what its owner must decide marked."""

from collections.abc import Mapping
from pathlib import Path
from string import Template

_STARTER = Path(__file__).parent / "starter"


def draft(*, slug: str, name: str, organisation: str) -> Mapping[str, str]:
    """Return the texts of a new service's folder, by path.

    slug, organisation: as identifiers, lower case with hyphens. name: a verb and what it is about.
    """
    said = {"slug": slug, "name": _quoted(name), "organisation": organisation}
    return {
        path.name: Template(path.read_text(encoding="utf-8")).substitute(said)
        for path in sorted(_STARTER.iterdir())
        if path.suffix in (".yaml", ".csv")
    }


def write_draft(folder: Path, *, slug: str, name: str, organisation: str) -> None:
    """Write a new service's folder. Raises FileExistsError when there is something of that name already."""
    folder.mkdir(parents=True)
    for path, text in draft(slug=slug, name=name, organisation=organisation).items():
        (folder / path).write_text(text, encoding="utf-8")


def _quoted(text: str) -> str:
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
