"""Every kind of page of the desk, in its states: axe-core and the HTML checker find nothing."""

import pytest

from tests.browser.fixtures import DESKTOP
from tests.journeys.browser.judge import Judge
from tests.journeys.browser.story import shifted
from tests.journeys.site import FIRST


@pytest.fixture
def judge():
    return Judge()


@pytest.fixture
def reference(applicant) -> str:
    """A case that was sent."""
    them = applicant(DESKTOP)
    them.start("north-fenmarch")
    them.answer(shifted("Rosalind Nowhere"))
    them.press()
    return them.reference


def empty_and_refused(judge, desk, case: str, *names: str) -> None:
    """Look at some actions' forms: as they open, and sent with nothing in them."""
    for name in names:
        desk.open(f"{case}/{name}")
        judge.look(name, desk)
        desk.press()
        assert desk.errors, f"{name} was not refused: {desk.text[:300]}"
        judge.look(f"{name}-refused", desk)


def test_signing_in_and_out(staff, judge):
    desk = staff()
    judge.watch(desk)
    desk.open("/desk/sign-in")
    judge.look("sign-in", desk)
    desk.press()
    judge.look("sign-in-empty", desk)
    desk.send({"username": "nobody.known", "password": "not the password"})
    judge.look("sign-in-wrong", desk)
    desk.sign_in("sam.south")
    while desk.page.locator("main form button").count():
        desk.press()
        desk.open("/desk/")
    assert "Nothing is waiting to be taken." in desk.text
    judge.look("home-with-nothing-waiting", desk)
    desk.open("/desk/services")
    judge.look("not-for-this-role", desk)
    desk.open("/desk/case/HDR-7K2M-9QXA")
    judge.look("no-such-case", desk)
    desk.open("/desk/")
    desk.sign_out()
    judge.look("signed-out", desk)

    assert not judge.verdict()


def test_a_case_and_every_form_of_casework(staff, judge, reference):
    desk, case = staff("casey.worker"), f"/desk/case/{reference}"
    judge.watch(desk)
    desk.open("/desk/")
    judge.look("home-with-a-case", desk)
    desk.open(case)
    judge.look("purpose", desk)
    desk.press()
    judge.look("purpose-refused", desk)
    desk.send({"purpose": "casework"})
    judge.look("case-received", desk)
    for name in ("take", "give-back", "note", "person"):
        desk.open(f"{case}/{name}")
        judge.look(f"{name}-form", desk)
    desk.act(reference, "take")
    judge.look("case-taken", desk)
    empty_and_refused(judge, desk, case, "note", "ask", "pause", "decide", "code/applicant", "entry")
    desk.act(reference, "note", {"note": "Called back on the number in the case."})
    judge.look("case-with-a-note", desk)
    desk.open(f"{case}/code/applicant")
    desk.send({"checked": "Called back on the number in the case."})
    judge.look("code-made", desk)
    desk.act(reference, "decide", {"result": "refuse", "reasons": "Two adults count."})
    judge.look("case-refused", desk)
    empty_and_refused(judge, desk, case, "reopen")

    assert not judge.verdict()


def test_typing_for_someone_and_finding_their_case(staff, judge, reference):
    desk = staff("casey.worker")
    judge.watch(desk)
    desk.open("/desk/start")
    judge.look("start", desk)
    desk.press()
    judge.look("start-refused", desk)
    desk.send({"service": FIRST.slug, "channel": "phone", "language": "en"})
    judge.look("typing", desk)
    desk.press()
    judge.look("typing-refused", desk)
    desk.open("/desk/find")
    judge.look("find", desk)
    desk.press()
    judge.look("find-refused", desk)
    desk.send({"name": "Nobody Atall"})
    judge.look("find-nothing", desk)
    desk.open("/desk/find")
    desk.send({"name": "Rosalind Nowhere"})
    judge.look("found", desk)
    desk.open("/desk/find")
    desk.send({"reference": reference})
    judge.look("purpose", desk)

    assert not judge.verdict()


def test_data_protection(staff, judge, reference):
    desk, case = staff("dee.protect"), f"/desk/case/{reference}"
    judge.watch(desk)
    desk.open(f"{case}/open")
    desk.send({"purpose": "rights"})
    judge.look("case", desk)
    desk.open(f"{case}/looked")
    judge.look("looked", desk)
    desk.open("/desk/retention")
    judge.look("retention", desk)
    empty_and_refused(judge, desk, case, "erase", "hold")
    desk.act(reference, "hold", {"by": "Fenmarch County Court", "reason": "An appeal is heard"})
    judge.look("case-held", desk)
    empty_and_refused(judge, desk, case, "lift")

    assert not judge.verdict()


def test_accounts_services_and_figures(staff, judge):
    admin, owner, analyst = staff("addy.min"), staff("ola.owner"), staff("ann.alyst")
    judge.watch(admin, owner, analyst)
    for name, desk, path in (
        ("home-administrator", admin, "/desk/"),
        ("accounts", admin, "/desk/accounts"),
        ("account-add", admin, "/desk/accounts/add"),
        ("home-owner", owner, "/desk/"),
        ("services", owner, "/desk/services"),
        ("service", owner, f"/desk/services/{FIRST.slug}"),
        ("withdraw", owner, f"/desk/services/{FIRST.slug}/withdraw"),
        ("home-analyst", analyst, "/desk/"),
        ("figures", analyst, "/desk/figures"),
    ):
        desk.open(path)
        judge.look(name, desk)
    admin.press()
    judge.look("account-add-refused", admin)
    owner.press()
    judge.look("withdraw-refused", owner)
    admin.open("/desk/accounts")
    admin.page.locator('main a[href^="/desk/accounts/"]').last.click()
    judge.look("account", admin)

    assert not judge.verdict()
