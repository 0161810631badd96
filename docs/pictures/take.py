"""Takes the two pictures of the README: a question as a person sees it, and the case as staff see it.

Against a running sample site (`make run`), with Chromium:

    .venv/bin/python -m docs.pictures.take --site http://127.0.0.1:8000 --chromium /usr/bin/chromium

It makes one application of an invented person there.
"""

import argparse
import os
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent
SERVICE = "/north-fenmarch/single-person-discount"
PICTURED = "/your-home/joint_bill"
PERSON, DESK = (720, 640), (1000, 860)
ANSWERS: Mapping[str, str] = {
    "full_name": "Ffion Dummy-Jones",
    "born_on.day": "27",
    "born_on.month": "3",
    "born_on.year": "1984",
    "on_the_bill": "named",
    "account_number": "70012345",
    "home_address.line_1": "1 Sedge Row",
    "home_address.town": "Wickenholm",
    "home_address.county": "Fenmarch",
    "home_address.postcode": "FM4 7QX",
    "safe_to_write": "yes",
    "joint_bill": "no",
    "what_happened": "moved_in",
    "lives_alone": "yes",
    "own_group": "none",
    "agreed": "agreed",
}
"""By the name of a field, what is typed or chosen; the days are counted back from today."""


def apply(page: Page, *, site: str) -> str:
    """Apply as the invented person, with a picture on the way; return the reference."""
    moved = date.today() - timedelta(days=50)  # noqa: DTZ011 - a day on a form
    answers = dict(ANSWERS)
    for name in ("moved_in_on", "began_on"):
        for part in ("day", "month", "year"):
            answers[f"{name}.{part}"] = str(getattr(moved, part))
    page.goto(site + SERVICE)
    page.click("main button")
    while "/page/" in page.url:
        before = page.url
        fill(page, answers)
        if before.endswith(PICTURED):
            page.screenshot(path=FOLDER / "person.png")
        page.click("main form button")
        if page.url == before:
            raise SystemExit(f"Stopped at {before}: {page.inner_text('main')[:400]}")
    page.click("main form button")
    return page.url.partition("/case/")[2].partition("/")[0]


def look(page: Page, reference: str, *, site: str, password: str) -> None:
    """Sign in as the sample caseworker and take a picture of the case."""
    page.goto(f"{site}/desk/sign-in")
    fill(page, {"username": "casey.worker", "password": password})
    page.click("main form button")
    page.goto(f"{site}/desk/queue/{reference}")
    page.screenshot(path=FOLDER / "desk.png")


def fill(page: Page, values: Mapping[str, str]) -> None:
    """Fill in whatever of these fields a page has."""
    for name, value in values.items():
        field = page.locator(f'main [name="{name}"]')
        if not field.count():
            continue
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            page.check(f'main [name="{name}"][value="{value}"]')
        else:
            field.first.fill(value)


def window(browser: Browser, size: tuple[int, int]) -> Page:
    """Open a browser without scripts."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=False)
    return context.new_page()


def main() -> None:
    """Take both pictures."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    words.add_argument("--site", default="http://127.0.0.1:8000")
    words.add_argument("--chromium", default=None, help="Chromium's program; Playwright's own unless said")
    given = words.parse_args()
    password = os.environ.get("HANDRAIL_SAMPLE_PASSWORD", "market hill lode causeway")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
        reference = apply(window(browser, PERSON), site=given.site)
        look(window(browser, DESK), reference, site=given.site, password=password)
        browser.close()


if __name__ == "__main__":
    main()
