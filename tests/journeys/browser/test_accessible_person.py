"""Every kind of page a person can meet, in its states: axe-core and the HTML checker find nothing."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from handrail.channels.web import passes
from tests.browser.fixtures import DESKTOP
from tests.journeys.browser.judge import Judge
from tests.journeys.browser.story import shifted
from tests.journeys.site import FIRST

START = f"/north-fenmarch/{FIRST.slug}"
LANGUAGES = ("en", "cy")


@pytest.fixture
def judge():
    return Judge()


@pytest.fixture
def person(applicant, judge):
    them = applicant(DESKTOP)
    judge.watch(them)
    return them


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_before_and_beside_a_case(person, judge, language):
    for name, path in {
        "home": "/",
        "start": START,
        "other-ways": f"{START}/other-ways",
        "helper": f"{START}/helper",
        "privacy": f"{START}/privacy",
        "cookies": f"{START}/cookies",
        "accessibility": f"{START}/accessibility",
        "site-cookies": "/cookies",
        "site-accessibility": "/accessibility",
        "return": "/return",
        "verify": "/verify",
    }.items():
        person.open(f"{path}?lang={language}")
        judge.look(name, person)
    for name, path, typed in (
        ("helper-refused", f"{START}/helper", {}),
        ("helper-no-consent", f"{START}/helper", {"name": "Hal Per", "consent": "no"}),
        ("return-refused", "/return", {}),
        ("return-wrong", "/return", {"reference": "HDR-7K2M-9QXA", "code": "7K2M-9QXC-04TZ"}),
        ("verify-bad", "/verify", {"reference": "HDR-7K2M-9QXA", "code": "nothing"}),
    ):
        person.open(f"{path}?lang={language}")
        person.send(typed)
        judge.look(name, person)

    assert not judge.verdict()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_of_question_and_a_list_of_others(person, judge, language):
    answers = {**shifted("Otto Mockridge"), "account_number": "1234"}
    types = {question.id: question.type for step in FIRST.steps for question in _questions(step)}
    person.start("north-fenmarch", language=language)
    looked: set[str] = set()
    while "/page/" in person.path:
        place = person.path.rpartition("/")[2]
        kind = types.get(place, "list")
        if kind not in looked:
            looked.add(kind)
            _in_its_states(person, judge, kind, wrong={place: "x" * 30} if kind == "text" else {})
        person.answer_one(answers)

    assert looked == {"name", "date", "choice", "text", "uk-address", "yes-no", "list", "declaration"}
    judge.look("check-with-others", person)
    person.open(f"/case/{person.reference}/page/your-household/adults/1")
    judge.look("remove", person)
    person.press()
    judge.look("remove-refused", person)
    assert not judge.verdict()


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_saving_to_withdrawing(person, judge, applicant, language):
    person.start("north-fenmarch", language=language)
    reference = person.reference
    person.open(f"/case/{reference}/save")
    judge.look("save", person)
    person.press()
    code = person.code_shown()
    judge.look("code", person)
    person.open(f"/case/{reference}/tasks")
    judge.look("tasks", person)
    person.open(f"/case/{reference}/adjustments")
    judge.look("adjustments", person)
    for part in ("contact", "help", "care", "third-party"):
        person.open(f"/case/{reference}/adjustments/{part}")
        judge.look(f"adjustments-{part}", person)
    person.press()
    judge.look("adjustments-refused", person)
    person.open(f"/case/{reference}/finish?lang={language}")
    judge.look("finish", person)
    person.open(f"/return?lang={language}")
    person.send({"reference": reference, "code": code})
    judge.look("back", person)
    person.follow("/next")
    person.answer(shifted("Ffion Dummy-Jones"))
    judge.look("check", person)
    person.press()
    judge.look("sent", person)
    receipt = person.page.locator(".govuk-summary-list__row").nth(2).locator("dd").inner_text()
    person.open(f"/verify?lang={language}")
    person.send({"reference": reference, "code": receipt})
    judge.look("verify-good", person)
    person.open(f"/case/{reference}")
    judge.look("received", person)
    person.open(f"/case/{reference}/withdraw")
    judge.look("withdraw", person)
    person.press()
    judge.look("withdrawn", person)

    assert not judge.verdict()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_goes_wrong(person, judge, live, language):
    person.open(f"/nowhere/at-all?lang={language}")
    judge.look("404", person)
    person.open(f"/case/HDR-7K2M-9QXA?lang={language}")
    judge.look("403-no-pass", person)
    person.start("north-fenmarch", language=language)
    _forge(person)
    person.press()
    judge.look("403-forged", person)
    person.open(f"/case/{person.reference}")
    _let_time_pass(person)
    person.open(f"/case/{person.reference}?lang={language}")
    judge.look("timed-out", person)
    person.open(f"/return?lang={language}")
    person.type({"reference": "HDR-7K2M-9QXA", "code": "7K2M-9QXC-04TZ"})
    with _without_a_table(live.database):
        person.press()
    judge.look("500", person)
    with _shut(live.database):
        person.open(f"{START}?lang={language}")
    judge.look("503", person)

    assert not judge.verdict()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_service_that_is_withdrawn(person, judge, staff, language):
    owner = staff("ola.owner")
    slug = FIRST.slug
    owner.open(f"/desk/services/{slug}/withdraw")
    owner.send({"why": "To look at the page of a closed service"})
    try:
        person.open(f"{START}?lang={language}")
        judge.look("closed", person)
        person.open(f"/?lang={language}")
        judge.look("home", person)
    finally:
        owner.open(f"/desk/services/{slug}")
        owner.page.locator('main a[href*="/rollback/"]').first.click()
        owner.send({"why": "Open again"})

    assert not judge.verdict()


def _questions(step):
    return (question for question, _ in step.spec.questions()) if step.brick == "ask" else ()


def _in_its_states(person, judge, kind, *, wrong):
    """A page as it is empty, and as it is refused."""
    judge.look(f"{kind}-empty", person)
    person.send(wrong)
    assert person.errors, f"{kind} was not refused at {person.path}"
    judge.look(f"{kind}-refused", person)


def _forge(person):
    person.page.locator('main [name="form_key"]').evaluate("field => { field.value = 'forged' }")


def _let_time_pass(person):
    """Make the pass in the browser one that was used an hour ago, as the site would have signed it."""
    [held] = [one for one in person.page.context.cookies() if one["name"] == passes.COOKIE]
    now = passes._read(held["value"])
    stale = replace(now, used_at=datetime.now(UTC) - timedelta(hours=1))
    person.page.context.add_cookies([{**held, "value": passes._write(stale)}])


@contextmanager
def _without_a_table(database):
    """The site runs into something that it did not expect."""
    with psycopg.connect(database.admin_url, autocommit=True) as admin:
        admin.execute("ALTER TABLE history_head RENAME TO history_head_away")
        try:
            yield
        finally:
            admin.execute("ALTER TABLE history_head_away RENAME TO history_head")


@contextmanager
def _shut(database):
    """Nobody reaches the database."""
    maintenance = database.admin_url.replace(f"dbname={database.name}", "dbname=postgres")
    with psycopg.connect(maintenance, autocommit=True) as admin:
        admin.execute(f'ALTER DATABASE "{database.name}" ALLOW_CONNECTIONS false')
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database.name]
        )
        try:
            yield
        finally:
            admin.execute(f'ALTER DATABASE "{database.name}" ALLOW_CONNECTIONS true')
