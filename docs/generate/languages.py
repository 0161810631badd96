"""The page of languages: how many sentences there are in each, and how many a speaker has checked."""

from collections.abc import Iterator
from pathlib import Path

from docs.generate.markdown import code, table, whole
from handrail.bricks import BRICKS
from handrail.definition.load import load
from handrail.definition.wording import coverage
from handrail.terms.phrases import Phrases

_ROOT = Path(__file__).parents[2]
_NAMES = {"en": "English", "cy": "Welsh"}
_INTRO = (
    "For anyone who must know how far the words can be relied on. English is the language the product is "
    "written in. A Welsh sentence counts as checked when its file names the Welsh speaker who has read it."
)


def page() -> str:
    """Return the page."""
    product = list(_product())
    services = list(_services())
    total = sum(int(row[3]) for row in (*product, *services))
    head = ("Where", "Language", "Sentences", "Not checked by a speaker")
    warning = (
        f"**{total} sentences are not checked by a speaker of their language.** Do not put them before "
        "people until they are."
        if total
        else "Every sentence is checked by a speaker of its language."
    )
    parts = [warning, "## The product's own words", table(head, product)]
    parts += ["## The services' words", table(head, services)]
    return whole("Languages", _INTRO, parts)


def folders() -> tuple[Path, ...]:
    """Return every folder of the product's own words."""
    return tuple(sorted({path.parent for path in _ROOT.glob("handrail/**/words/en.yaml")}))


def _product() -> Iterator[tuple[str, ...]]:
    for folder in folders():
        phrases = Phrases(folder)
        where = code(str(folder.relative_to(_ROOT)))
        for language in phrases.languages:
            count = len(phrases.keys(language))
            # English is what the authors write; other languages are translations.
            unchecked = 0 if language == "en" or phrases.checked[language] else count
            yield where, _NAMES[language], str(count), str(unchecked)


def _services() -> Iterator[tuple[str, ...]]:
    for path in sorted(_ROOT.glob("services/*/service.yaml")):
        service = load(path.parent, bricks=BRICKS).service
        assert service is not None
        where = code(str(path.parent.relative_to(_ROOT)))
        for language, found in sorted(coverage(service, bricks=BRICKS).items()):
            yield where, _NAMES[language], str(found.texts), str(found.unchecked)
