"""Every example in Chromium: judged by axe-core and an HTML checker, on a phone, by keyboard, with script."""

from functools import cache

import pytest

from handrail.channels.govuk import page
from handrail.channels.govuk.gallery import gallery
from tests.browser.checks import axe_findings, html_findings, overflow
from tests.browser.fixtures import DESKTOP, PHONE, window
from tests.browser.serving import show

from .read_aloud import SCRIPT, WHOLE, heard, scripts

pytestmark = pytest.mark.slow

EXAMPLES = {one.name: one for one in gallery()}


@cache
def html(name: str) -> str:
    return page(EXAMPLES[name].screen, EXAMPLES[name].frame)


@pytest.fixture(scope="module")
def phone(chromium):
    """One window for every example: they leave nothing behind."""
    yield from window(chromium, size=PHONE, script=False)


@pytest.fixture(scope="module")
def desktop(chromium):
    yield from window(chromium, size=DESKTOP, script=False)


@pytest.mark.parametrize("name", EXAMPLES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways_on_a_phone(phone, name):
    strangers = show(phone, html(name))
    assert axe_findings(phone) == []
    assert overflow(phone) == 0
    assert strangers == []


@pytest.mark.parametrize("name", [name for name in EXAMPLES if "desk" in name or "check" in name])
def test_axe_finds_nothing_at_a_desk(desktop, name):
    show(desktop, html(name))
    assert axe_findings(desktop) == []
    assert overflow(desktop) == 0


def test_the_html_checker_finds_nothing():
    assert html_findings({name: html(name) for name in EXAMPLES}) == []


@pytest.mark.parametrize("name", [name for name in EXAMPLES if "-en" in name])
def test_the_keyboard_reaches_everything_in_the_order_it_is_read(desktop, name):
    show(desktop, html(name))
    expected = desktop.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, textarea, summary, [tabindex="0"]')]
          .filter(one => one.type !== 'hidden' && !one.hidden)
          .filter((one, _, all) => one.type !== 'radio' || reached(one, all)).map(named)
          function reached(one, all) {
            const group = all.filter(other => other.name === one.name)
            return one === (group.find(other => other.checked) || group[0])
          }
          function named(one) { return one.id || one.outerHTML.slice(0, 120) }
        """
    )
    reached = []
    for _ in expected:
        desktop.keyboard.press("Tab")
        reached.append(
            desktop.evaluate("document.activeElement.id || document.activeElement.outerHTML.slice(0, 120)")
        )
    assert reached == expected


def test_the_first_tab_shows_the_way_past_the_header(desktop):
    show(desktop, html("name-en"))
    desktop.keyboard.press("Tab")
    link = desktop.locator(".govuk-skip-link")
    assert link.bounding_box()["height"] > 20
    assert link.get_attribute("href") == "#main-content"


def test_everything_that_has_focus_shows_it(desktop):
    show(desktop, html("desk-list-en"))
    for _ in range(9):
        desktop.keyboard.press("Tab")
        look = desktop.evaluate(
            """() => { const one = getComputedStyle(document.activeElement)
                 return [one.outlineStyle !== 'none' && one.outlineWidth, one.boxShadow] }"""
        )
        assert any(one and one not in {"none", "0px"} for one in look)


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name.endswith("-refused")])
def test_an_error_leads_to_the_field_that_is_wrong(desktop, name):
    show(desktop, html(name))
    for link in desktop.locator(".govuk-error-summary a").all():
        target = link.get_attribute("href").removeprefix("#")
        field = desktop.locator(f"[id='{target}']")
        described = field.evaluate(
            """one => [one, one.closest('fieldset')]
                 .map(said => said && said.getAttribute('aria-describedby')).join(' ')"""
        )
        errors = {f"{target}-error", f"{target.partition('-')[0]}-error"}
        assert errors & set(described.split())


@pytest.mark.parametrize("name", [name for name in EXAMPLES if "-en" in name])
def test_a_screen_reader_is_told_what_the_script_says(desktop, name):
    show(desktop, html(name))
    assert heard(desktop, whole=name == WHOLE) == scripts().get(name), (
        f"read {SCRIPT.name} and, if the page is right, write it anew"
    )


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_table_is_read_downwards_on_a_phone_and_is_the_same_table_to_a_screen_reader(
    phone, desktop, language
):
    name = f"desk-list-{language}"
    show(desktop, html(name))
    show(phone, html(name))
    row = phone.locator("tbody tr").first
    places = row.locator("th, td").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(one => [one.left, one.top])"
    )
    drawn = row.locator("td").evaluate_all("all => all.map(one => getComputedStyle(one, '::before').content)")

    assert len({left for left, _ in places}) == 1
    assert [top for _, top in places] == sorted({top for _, top in places})
    headings = phone.locator("thead th").all_inner_texts()
    assert [one.partition('"')[2].partition('"')[0] for one in drawn] == headings[1:]
    assert heard(phone, whole=False) == heard(desktop, whole=False)
    region = phone.locator(".handrail-table").evaluate("one => one.scrollWidth - one.clientWidth")
    assert region == 0


def test_the_script_has_nothing_that_is_no_longer_shown():
    assert scripts().keys() == {name for name in EXAMPLES if "-en" in name}


def test_with_script_the_page_is_improved_and_says_nothing_to_the_console(scripted):
    said = []
    scripted.on("console", lambda message: said.append(message.text))
    scripted.on("pageerror", lambda error: said.append(str(error)))
    for name in ("text-en-refused", "text-cy", "desk-list-en", "standing-en", "choice-en"):
        show(scripted, html(name))
        scripted.wait_for_selector("body.govuk-frontend-supported")
    assert [one for one in said if "plural form" not in one] == []


def test_with_script_the_error_summary_takes_focus_and_characters_are_counted(scripted):
    show(scripted, html("text-en-refused"))
    scripted.wait_for_selector(".govuk-error-summary:focus")
    scripted.fill("textarea", "four")
    scripted.wait_for_selector("text=You have 496 characters remaining")


@pytest.mark.parametrize("name", EXAMPLES)
def test_text_at_twice_the_size_still_fits_a_phone(phone, name):
    show(phone, html(name))
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    assert overflow(phone) == 0


@pytest.mark.parametrize("language", ["en", "cy"])
def test_on_paper_a_page_is_what_it_says_and_not_where_its_links_lead(desktop, language):
    show(desktop, html(f"check-{language}"))
    desktop.emulate_media(media="print")
    try:
        links = desktop.locator('main a[href^="/"]')
        after = links.evaluate_all("all => all.map(one => getComputedStyle(one, '::after').content)")
        buttons = [one.is_visible() for one in desktop.locator(".govuk-button").all()]
        changes = [one.is_visible() for one in desktop.locator(".govuk-summary-list__actions").all()]
        answers = [one.is_visible() for one in desktop.locator(".govuk-summary-list__value").all()]
    finally:
        desktop.emulate_media(media="screen")
    assert set(after) == {"none"}
    assert (any(buttons), any(changes), all(answers)) == (False, False, True)
