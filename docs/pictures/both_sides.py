"""Takes the pictures of docs/guide/both-sides.md and writes that page; run by hand after a page has changed.

    python -m docs.pictures.both_sides

It serves a site of its own in a temporary folder, tells the story that tests/journeys/browser checks, without
scripts, and keeps the top of each screen: 320 pixels wide for the person, 1100 for staff.
"""

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")

from playwright.sync_api import sync_playwright

from docs.pictures.smaller import smaller
from tests.browser.fixtures import CHROMIUM, PHONE, QUIET
from tests.journeys.browser.live import served
from tests.journeys.browser.story import Stage, screens, tell
from tests.journeys.browser.visitor import Applicant, Staff, Visitor
from tests.journeys.site import FIRST

HERE = Path(__file__).parent
PICTURES = HERE / "both-sides"
PAGE = HERE.parent / "guide" / "both-sides.md"
DESK = {"width": 1100, "height": 800}
TALLEST = {"person": 1900, "staff": 1500}
"""How many pixels of a screen are kept, from its top."""

SHORT = ("start", "error", "check", "sent", "asked", "refused", "awarded")
"""The moments that are shown in Welsh too."""

MOMENTS: dict[str, tuple[str, str, str]] = {
    "start": (
        "Before starting",
        "The service’s first page, with what is needed and a start button",
        "",
    ),
    "question": ("A question", "One question with its hint, a button and the way to save and come back", ""),
    "error": (
        "An error",
        "A summary of what is wrong above the question, and the same words at the field",
        "",
    ),
    "saved": ("Leaving half-way", "The reference and the one-time return code, shown once", ""),
    "back": ("Back in another browser", "Welcome back, with a new return code", ""),
    "check": ("Check your answers", "Every answer by section, each with a link to change it", ""),
    "sent": (
        "Sent",
        "The green panel with the reference, what happens next and the receipt",
        "The first page of the desk: one case waits in the queue",
    ),
    "case": (
        "The case",
        "Where the application has got to, by when it is decided, and what can be done",
        "Where the case stands, what can be done, and what the rules found",
    ),
    "ask": (
        "Before asking for more",
        "Nothing has changed yet",
        "What the person will see, shown before it is done",
    ),
    "asked": (
        "Asked for more",
        "A banner with what staff wrote and a link to answer it",
        "The case waits for the person",
    ),
    "answer": (
        "Answering",
        "The question again, with what staff wrote above it and the answer as it was",
        "",
    ),
    "answered": (
        "Answered",
        "We have your changes, with a receipt of their own",
        "The case is back with staff",
    ),
    "paused": (
        "Paused",
        "A banner says why work is paused",
        "Paused until someone takes it up again",
    ),
    "resumed": ("Taken up again", "The banner is gone", "The pause has ended"),
    "decide": (
        "Deciding",
        "Nothing has changed yet",
        "What to check, what the rules advise, the possible results and the reasons",
    ),
    "preview": (
        "Before the decision is made",
        "Nothing has changed yet",
        "The decision as the person will read it",
    ),
    "refused": (
        "Refused",
        "The decision, why, what happens next and how to have it looked at again",
        "The decision stands on the case",
    ),
    "tasks": ("Changing an answer after sending", "The sections of the application, all completed", ""),
    "corrected": (
        "Corrected",
        "We have your changes",
        "The first page of another member of staff: a decision to look at again",
    ),
    "review": ("Asking for a review", "How a review works, and a box for the person’s own words", ""),
    "review-asked": (
        "Review asked for",
        "The decision stands until staff say otherwise",
        "The person asked for a review: the case is first among those to look at again",
    ),
    "reopened": ("Opened again", "We are looking at our decision again", "The earlier decision is kept"),
    "awarded": ("Reversed", "You have a 25% discount, and why", "The new decision and the earlier one"),
}
"""By moment: its title, what the person's screen shows, what the staff's screen shows."""

BEGINNING = """# Both sides of one application

For anyone who wants to see the service before running it. These are the screens of the running site at each
moment of one application: the person’s on the left, on a phone 320 pixels wide, and the staff’s on the right,
at a desktop. Scripts are off. Long screens are cut; everyone in them is invented. Odette’s husband is in a
care home. She says that he will come home, is refused, says that he will not, asks for a review, and has the
decision reversed by someone who did not make it.

`tests/journeys/browser/test_both_sides.py` checks the same story in both languages. The pictures are taken
with `python -m docs.pictures.both_sides`.
"""
WELSH = """
## In Welsh

The same application by someone who reads Welsh. The desk is in English; what the person will read is shown to
staff in the person’s language. The service’s Welsh has not been checked by a Welsh speaker.
"""


def main() -> None:
    """Take every picture and write the page."""
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="handrail-pictures-") as folder, served(Path(folder)) as base:
        for language, wanted in (("en", tuple(MOMENTS)), ("cy", SHORT)):
            _take(base, language, wanted)
    PAGE.write_text("\n".join(_page()), encoding="utf-8")


def _take(base: str, language: str, wanted: tuple[str, ...]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))

        workshop = browser.new_page()

        def window(size: dict[str, int]) -> Any:
            context = browser.new_context(viewport=size, java_script_enabled=False, locale="en-GB")
            context.set_default_timeout(60_000)
            return context.new_page()

        def moment(name: str, **who: Visitor) -> None:
            if name in wanted:
                for side, one in zip(who, screens(**who), strict=True):
                    keep(
                        one.page,
                        PICTURES / f"{language}-{name}-{side}.png",
                        tallest=TALLEST[side],
                        workshop=workshop,
                    )

        stage = Stage(
            applicant=lambda: Applicant(window(PHONE), base, service=FIRST),
            staff=lambda: Staff(window(DESK), base),
            moment=moment,
        )
        tell(stage, language=language)
        browser.close()


def keep(page: Any, file: Path, *, tallest: int, workshop: Any) -> None:
    """Keep the top of a page, without what is below its end."""
    size = page.evaluate("[window.innerWidth, document.body.getBoundingClientRect().bottom + scrollY]")
    clip = {"x": 0, "y": 0, "width": size[0], "height": min(round(size[1]), tallest)}
    file.write_bytes(smaller(workshop, page.screenshot(full_page=True, clip=clip)))


def _page() -> Iterator[str]:
    yield BEGINNING
    number = 0
    for number, name in enumerate(MOMENTS, 1):
        yield from _moment(f"## {number}. ", "en", name)
    yield WELSH
    for name in SHORT:
        yield from _moment("### ", "cy", name)


def _moment(mark: str, language: str, name: str) -> Iterator[str]:
    title, *alts = MOMENTS[name]
    yield f"{mark}{title}\n"
    sides = [
        f"![{alt}.](../pictures/both-sides/{file.name})"
        for side, alt in zip(("person", "staff"), alts, strict=True)
        if (file := PICTURES / f"{language}-{name}-{side}.png").exists()
    ]
    heads = ("The person", "Staff")[: len(sides)]
    yield f"| {' | '.join(heads)} |\n|{' --- |' * len(sides)}\n| {' | '.join(sides)} |\n"


if __name__ == "__main__":
    main()
