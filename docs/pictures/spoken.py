"""Writes docs/guide/keyboard-and-screen-reader.md from the running site; run by hand when pages change.

    python -m docs.pictures.spoken

It tells the same story as both_sides.py and, at one page of each kind, presses Tab until the page has been
round once, and reads what Chromium hands to a screen reader.
"""

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")

from playwright.sync_api import sync_playwright

from tests.browser.fixtures import CHROMIUM, DESKTOP, QUIET
from tests.channels.govuk.read_aloud import heard
from tests.journeys.browser.keys import stops
from tests.journeys.browser.live import served
from tests.journeys.browser.story import Stage, shifted, tell
from tests.journeys.browser.visitor import Applicant, Staff, Visitor
from tests.journeys.site import BADGE, FIRST

PAGE = Path(__file__).parents[1] / "guide" / "keyboard-and-screen-reader.md"
LONGEST = 45
"""How many lines of what is heard are written; what follows on long pages is more of the same."""

KINDS = {
    ("start", "person"): (
        "The service’s first page",
        "Read down. Press Tab to the button “Start now”, then Enter or Space.",
    ),
    ("question", "person"): (
        "A question",
        (
            "Press Tab to the field and type. Enter sends it, as does Enter or Space on “Continue”. With "
            "choices, Tab goes to the first choice, the arrows choose, and Space ticks a box."
        ),
    ),
    ("error", "person"): (
        "A question that was refused",
        (
            "With scripts on, focus is on the summary at once. Without, it comes first in the main part. "
            "Press Tab to a line of it, then Enter: focus goes to the field, which says what is wrong."
        ),
    ),
    ("saved", "person"): (
        "A return code",
        "Read down and write both lines down. Tab goes to what can follow.",
    ),
    ("check", "person"): (
        "Check your answers",
        (
            "Go from answer to answer by heading or by link. Each “Change” says what it changes. "
            "The last button sends."
        ),
    ),
    ("sent", "person"): (
        "Sent",
        "The heading says that it arrived, with the reference. Read down for the receipt.",
    ),
    ("asked", "person"): (
        "The application, when staff ask for more",
        "The banner comes first and says what is asked. Press Tab to its link, then Enter.",
    ),
    ("refused", "person"): (
        "The application, when it is decided",
        (
            "Go by headings: the outcome, what happens next, our decision, if you think we are wrong, what "
            "you can do."
        ),
    ),
    ("tasks", "person"): ("The sections", "Each link says its section, and after it how far it is."),
    ("review", "person"): (
        "Asking for a review",
        "Press Tab to the box and type. Tab once more to the button.",
    ),
    ("sent", "staff"): (
        "The desk’s first page",
        "Press Tab to the button that takes the next case, or to a reference in the table.",
    ),
    ("case", "staff"): (
        "A case at the desk",
        (
            "Go by headings: where it stands, what you can do, what the rules advise, what we were told. "
            "Each “Correct” says what it corrects."
        ),
    ),
    ("assess", "staff"): (
        "A form that staff fill in",
        (
            "Go by headings: each condition has one, with its rule below it. Tab goes from question to "
            "question, to whether a condition is met, where the arrows choose, and to the reasons. The first "
            "button keeps the form and goes on to the decision; the second keeps it for later."
        ),
    ),
    ("decide", "staff"): (
        "Deciding",
        (
            "Press Tab to the first result, choose with the arrows, Tab to the reasons, type, Tab to the "
            "button. Nothing is done yet: the next page shows what the person will read."
        ),
    ),
    ("preview", "staff"): (
        "Before it is done",
        "Read the person’s page, then press Tab to the button that does it.",
    ),
}
"""By moment of the story and side: the kind of page, and what to do with it."""

BEGINNING = """# With a keyboard and a screen reader

For whoever tests the pages by hand, and whoever wants to know what they can expect. For each kind of page:
what to press, every stop of the Tab key in order, and what a screen reader is told, from top to bottom of the
main part, as Chromium’s accessibility tree has it.

**No person who uses a screen reader has walked these pages yet.** What is written here was read from the
browser, which says what a reader is given, not how it sounds or whether it is understood. The keyboard was
walked by a test: `tests/journeys/browser/test_keyboard.py` completes an application, fills in a form of staff
and decides with Tab, Shift+Tab, Space, arrows and Enter alone, and checks that focus can be seen at every
stop. Each page of
the gallery is read in `tests/channels/govuk/read_aloud.md`. This page is written with
`python -m docs.pictures.spoken`.
"""


def main() -> None:
    """Walk the story and write the page."""
    logging.disable(logging.WARNING)
    found: dict[tuple[str, str], list[str]] = {}
    with (
        tempfile.TemporaryDirectory(prefix="handrail-spoken-") as folder,
        served(Path(folder)) as base,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))

        def window() -> Any:
            context = browser.new_context(viewport=DESKTOP, java_script_enabled=False, locale="en-GB")
            context.set_default_timeout(60_000)
            return context.new_page()

        def moment(name: str, **who: Visitor) -> None:
            for side, one in who.items():
                if (name, side) in KINDS:
                    found[name, side] = list(_kind(*KINDS[name, side], one.page))

        stage = Stage(
            applicant=lambda: Applicant(window(), base, service=FIRST),
            staff=lambda: Staff(window(), base),
            moment=moment,
        )
        tell(stage)
        _assesses(stage, Applicant(window(), base, service=BADGE))
        browser.close()
    PAGE.write_text(
        "\n".join([BEGINNING, *(line for kind in KINDS for line in found[kind])]), encoding="utf-8"
    )


def _assesses(stage: Stage, edwin: Applicant) -> None:
    """Somebody applies for a badge, and staff open the form that they fill in about it."""
    edwin.start("fenmarch-county")
    edwin.answer(shifted("Edwin Notreal"))
    edwin.press()
    bea = stage.staff()
    bea.sign_in("bea.badge")
    bea.open_from_queue(edwin.reference)
    bea.open(f"/desk/case/{edwin.reference}/assess")
    stage.moment("assess", staff=bea)


def _kind(title: str, how: str, page: Any) -> Iterator[str]:
    said = heard(page, whole=False).splitlines()
    reached = [f"{role}: {name}" for role, name in stops(page)]
    yield f"## {title}\n\n{how}\n\nTab stops at:\n"
    yield from (f"{number}. {name}" for number, name in enumerate(_short(reached), 1))
    yield "\nHeard:\n\n```text"
    yield from _short(said)
    yield "```\n"


def _short(lines: list[str]) -> list[str]:
    more = len(lines) - LONGEST
    return lines if more <= 1 else [*lines[:LONGEST], f"… and {more} more of the same kinds"]


if __name__ == "__main__":
    main()
