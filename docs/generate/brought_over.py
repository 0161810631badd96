"""`python -m docs.generate.brought_over FOLDER`: what came over of other builders' forms, and what did not.

The forms are not part of the project: FOLDER holds them, in folders of their own. Without them the page stays
as it is; a test finds out where they are there.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from docs.generate import FOLDER
from docs.generate.markdown import table
from handrail.exchange.carry.service import carry, slug_of
from handrail.exchange.formats import FORMATS
from handrail.exchange.report import Report

PAGE = "brought-over.md"
PLACES = (
    ("xgov", "communitiesuk/*.json"),
    ("xgov", "fcdo-lists/*.json"),
    ("xgov", "ukhsa/*.json"),
    ("xgov", "xgov/*.json"),
    ("defra", "defra-forms/*"),
    ("defra", "defra-grants/*grants-ui.yaml"),
)
"""Which files of the folder are forms, and in which format."""

_HEAD = """# What came over

For teams who bring a form, and for developers. These are forms that public bodies have published, brought
over by `handrail service import` without a hand on them. The page says how much of each came over, and what
did not, by reason.

Carried means that the same thing is asked, shown or decided. Pages, components and conditions are counted. A
lost link, text, target or setting is listed too; a style is not. A page that the form itself never shows is
kept apart and told as a lost link. Counted strictly, each lost link, text or target is as much as a page, a
component or a condition that was lost.

This page is written by `python -m docs.generate.brought_over FOLDER`, where the folder holds the forms. They
are not part of the project.
"""
_KINDS = {
    "page": ("page", "pages"),
    "component": ("component", "components"),
    "condition": ("condition", "conditions"),
    "link": ("link", "links"),
    "text": ("text", "texts"),
    "target": ("target of a link", "targets of links"),
    "setting": ("setting", "settings"),
}


def forms(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the forms of a folder with the name of their format, in order."""
    for name, pattern in PLACES:
        for file in sorted(folder.glob(pattern)):
            yield name, file


def reports(folder: Path) -> list[tuple[str, Report]]:
    """Bring every form over, and return what was found and lost of each, by its path in the folder."""
    found = []
    for name, file in forms(folder):
        report = Report()
        carry(FORMATS[name](file, report), report, slug=slug_of(file.stem))
        found.append((file.relative_to(folder).as_posix(), report))
    return found


def page(found: Iterable[tuple[str, Report]]) -> str:
    """Return the page for what was found."""
    found = list(found)
    counted = sum(_counted(report) for _, report in found)
    carried = sum(report.carried * _counted(report) for _, report in found)
    strictly = sum(report.carried_strictly * _counted(report) for _, report in found)
    rows = [
        (
            f"`{file}`",
            *map(str, (one.pages, one.components, one.conditions)),
            f"{one.carried:.1%}",
            f"{one.carried_strictly:.1%}",
            _besides(one),
        )
        for file, one in found
    ]
    whys = Counter((one["kind"], one["why"]) for _, report in found for one in report.lost)
    reasons = [
        (_KINDS[kind][1], f"{why[:1].upper()}{why[1:].rstrip('.')}.", str(number))
        for (kind, why), number in sorted(whys.items(), key=lambda one: (-one[1], one[0]))
    ]
    whole = (
        f"Of {counted:,} pages, components and conditions in {len(found)} forms, "
        f"{carried / counted:.1%} came over; counted strictly, {strictly / counted:.1%}."
    )
    return "\n".join(
        [
            _HEAD,
            whole,
            "",
            "## Each form",
            "",
            table(("Form", "Pages", "Components", "Conditions", "Carried", "Strictly", "Lost besides"), rows),
            "",
            "## What was not carried, by reason",
            "",
            table(("What", "Why", "How often"), reasons),
            "",
        ]
    )


def _counted(report: Report) -> int:
    return report.pages + report.components + report.conditions


def _besides(report: Report) -> str:
    kinds = Counter(one["kind"] for one in report.lost)
    return (
        ", ".join(f"{number} {_KINDS[kind][number > 1]}" for kind, number in sorted(kinds.items()))
        or "nothing"
    )


def main() -> None:
    """Write the page."""
    (FOLDER / PAGE).write_text(page(reports(Path(sys.argv[1]))), encoding="utf-8")


if __name__ == "__main__":
    main()
