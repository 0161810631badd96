"""Takes the pictures of docs/guide/blue-badge-in-pictures.md and writes that page; run by hand.

    python -m docs.pictures.blue_badge

It serves a site of its own in a temporary folder. Invented people of the examples apply, without scripts, on
a phone 320 pixels wide; staff assess and decide at a desktop.
"""

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")

from playwright.sync_api import sync_playwright

from docs.pictures.both_sides import DESK, keep
from tests.browser.fixtures import CHROMIUM, PHONE, QUIET
from tests.journeys.browser.live import served
from tests.journeys.browser.story import shifted
from tests.journeys.browser.visitor import Applicant, Staff, staff_form
from tests.journeys.site import BADGE, person

HERE = Path(__file__).parent
PICTURES = HERE / "blue-badge"
PAGE = HERE.parent / "guide" / "blue-badge-in-pictures.md"
TALLEST = {"person": 1700, "staff": 1900}
BEGINNING = """# The Blue Badge in pictures

For anyone who wants to see the Blue Badge service before running it: what a person meets on a phone 320
pixels wide, and what staff meet at a desktop. Scripts are off. Long screens are cut; everyone in them is
invented.

The pictures are taken with `python -m docs.pictures.blue_badge`. Eight people go through the whole form in a
browser in `tests/journeys/browser/test_people.py`.
"""
MOMENTS = (
    ("start", "person", "The start page, with what a person may need"),
    ("exit", "person", "An exit page: where to go instead, and no button"),
    ("points", "person", "A question about an award, with a hint"),
    ("several", "person", "Several answers may be ticked, or none of these"),
    ("error", "person", "An error names the question and says how to mend it"),
    ("tasks", "person", "The task list, by sections"),
    ("check", "person", "Check your answers"),
    ("sent", "person", "The receipt, and what happens next"),
    ("welsh", "person", "The same form in Welsh"),
    ("case", "staff", "The case at the desk: what to keep to, what the rules advise, the facts"),
    ("proof", "staff", "The form about proof, with a condition to judge"),
    ("assess", "staff", "The assessor’s own form, with a finding and reasons for each condition"),
    ("preview", "staff", "The decision as the person will read it, before it is made"),
    ("awarded", "person", "What the person reads: the decision, why, and how to have it looked at again"),
)
"""Each moment: its file, whose screen it is, and what it shows."""


def main() -> None:
    """Take every picture and write the page."""
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    logging.disable(logging.WARNING)
    with (
        tempfile.TemporaryDirectory(prefix="handrail-pictures-") as folder,
        served(Path(folder)) as base,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        _Camera(browser, base).take()
        browser.close()
    PAGE.write_text("\n".join(_page()), encoding="utf-8")


class _Camera:
    """Tells the story and keeps its screens."""

    def __init__(self, browser: Any, base: str) -> None:
        self.browser, self.base = browser, base
        self.workshop = browser.new_page()

    def window(self, size: dict[str, int]) -> Any:
        context = self.browser.new_context(viewport=size, java_script_enabled=False, locale="en-GB")
        context.set_default_timeout(60_000)
        return context.new_page()

    def keep(self, page: Any, name: str) -> None:
        side = next(side for moment, side, _ in MOMENTS if moment == name)
        keep(page, PICTURES / f"{name}.png", tallest=TALLEST[side], workshop=self.workshop)

    def applicant(self, name: str) -> Applicant:
        example = person(name)
        them = Applicant(self.window(PHONE), self.base, service=BADGE)
        them.start(example["organisation"], language=example["language"])
        return them

    def take(self) -> None:
        """Take them all."""
        orla = self.applicant("Orla Overwater")
        orla.answer(shifted("Orla Overwater"), until="/northern_ireland")
        self.keep(orla.page, "exit")
        ifan = self.applicant("Ifan Breichiau-Ffug")
        ifan.answer(shifted("Ifan Breichiau-Ffug"), until="/benefit")
        self.keep(ifan.page, "welsh")
        edwin = self._edwin()
        bea = Staff(self.window(DESK), self.base)
        bea.sign_in("bea.badge")
        self._work(bea, edwin.reference)
        edwin.open(f"/case/{edwin.reference}")
        self.keep(edwin.page, "awarded")

    def _edwin(self) -> Applicant:
        edwin = Applicant(self.window(PHONE), self.base, service=BADGE)
        edwin.open("/fenmarch-county/blue-badge")
        self.keep(edwin.page, "start")
        edwin.press()
        answers = shifted("Edwin Notreal")
        edwin.answer(answers, until="/planning_points")
        self.keep(edwin.page, "points")
        edwin.answer(answers, until="/journeys")
        self.keep(edwin.page, "several")
        edwin.press()
        self.keep(edwin.page, "error")
        here = edwin.path
        edwin.open(f"/case/{edwin.reference}/tasks")
        self.keep(edwin.page, "tasks")
        edwin.open(here)
        edwin.answer(answers)
        self.keep(edwin.page, "check")
        edwin.press()
        self.keep(edwin.page, "sent")
        return edwin

    def _work(self, bea: Staff, reference: str) -> None:
        acts = person("Edwin Notreal")["staff"]
        bea.open_from_queue(reference)
        self.keep(bea.page, "case")
        for act, moment in zip(acts[:2], ("proof", "assess"), strict=True):
            bea.open(f"/desk/case/{reference}/assess")
            bea.type(staff_form(act))
            self.keep(bea.page, moment)
            bea.press()
            bea.open(f"/desk/case/{reference}/decide")
            bea.type({"result": act["result"], "reasons": act["reasons"]})
            bea.press()
            if moment == "assess":
                self.keep(bea.page, "preview")
            bea.press()


def _page() -> Iterator[str]:
    yield BEGINNING
    for number, (name, side, said) in enumerate(MOMENTS, 1):
        seen_on = "On a phone" if side == "person" else "At the desk"
        yield f"## {number}. {said}\n\n![{seen_on}: {said}.](../pictures/blue-badge/{name}.png)\n"


if __name__ == "__main__":
    main()
