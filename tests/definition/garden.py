"""The service these tests change: what `service new` writes, with everything decided."""

from collections.abc import Mapping

from handrail.bricks import BRICKS
from handrail.definition.check import check
from handrail.definition.draft import draft
from handrail.definition.load import Loaded, load_text
from handrail.definition.source import Problem
from handrail.walk.examples import check_examples

SLUG = "garden-waste"


def garden(**changed: str) -> dict[str, str]:
    """The folder's texts; a keyword replaces a file: service_yaml, suggestion_csv …"""
    texts = dict(draft(slug=SLUG, name="Get a garden waste bin", organisation="north-fenmarch"))
    texts["service.yaml"] = (
        texts["service.yaml"]
        .replace("{organisation: north-fenmarch}", "{organisation: north-fenmarch, role: Head of Waste}")
        .replace(
            "  lawful_basis: public task",
            "  lawful_basis: public task\n"
            "  basis_source: Environmental Protection Act 1990 section 45\n"
            "  keep: 2 years after the case ends",
        )
    )
    texts.update({name.replace("_", ".", 1): text for name, text in changed.items()})
    return texts


def swapped(old: str, new: str, *, file: str = "service.yaml") -> dict[str, str]:
    """The folder's texts with a piece of one file replaced, which must be there exactly once."""
    texts = garden()
    assert texts[file].count(old) == 1, f"{old!r} is {texts[file].count(old)} times in {file}"
    texts[file] = texts[file].replace(old, new)
    return texts


def loaded(texts: Mapping[str, str]) -> Loaded:
    return load_text(texts, bricks=BRICKS)


def judged(texts: Mapping[str, str]) -> tuple[Problem, ...]:
    return check(loaded(texts), bricks=BRICKS, run_examples=check_examples)
