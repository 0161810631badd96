"""A grant's three files, brought over and published: people apply, and its casework runs at the desk.

Everybody goes by what they read. What each status is called, and where it leads, is read from the grant's
own file of its desk.
"""

import json
from collections.abc import Mapping

import pytest

from tests.browser.fixtures import DESKTOP, PHONE
from tests.channels.desk.test_casework_of_grants import DECISIONS, SAMPLES
from tests.exchange.defra.walks import Desk, desk_of
from tests.journeys.browser.judge import Judge
from tests.journeys.browser.visitor import Staff, Visitor

FORM, STATES, CASEWORK = (SAMPLES / f"woodland__{name}" for name in ("grants-ui.yaml", "gas.json", "cw.json"))
pytestmark = pytest.mark.skipif(
    not CASEWORK.exists(), reason="The samples of grants are not beside this folder."
)

_HOME = {"Address line 1": "1 Sedge Row", "Town or city": "Wickenholm", "Postcode": "FM4 7QX"}
DETAILS = {
    "Business name": "Invented Woods",
    **{f"Business address > {part}": value for part, value in _HOME.items()},
    "Business phone numbers": "01632 960001",
    "Business email address": "woods@fen.example",
    "Single Business Identifier (SBI)": "100000001",
    "Full name": "Osian Dychmygol",
    "Customer reference number": "1000000002",
    **{f"Personal address > {part}": value for part, value in _HOME.items()},
    "Personal phone numbers": "01632 960002",
    "Personal email address": "osian@fen.example",
}
TOLD: tuple[tuple[str, Mapping[str, str | bool]], ...] = (
    ("Confirm your details", DETAILS),
    ("Is all the land in your application registered", {"Yes": True}),
    ("Management control", {"Yes": True}),
    ("Are you a tenant of a public body?", {"No": True}),
    ("Are you applying for land covered by common", {"No": True}),
    ("Do you already have any live woodland management plans", {"No": True}),
    ("Countryside Stewardship Higher Tier (CSHT)", {"No": True}),
    ("Select all the eligible land parcels", {"Land parcels": "SX0679 9238"}),
    ("Enter total area of woodland", {"Enter total area of woodland over 10 years old": "12.5"}),
    ("Grid reference", {"Enter the grid reference for the centre of your woodland": "SX 067 923"}),
    ("What is the name of your woodland?", {"What is the name of your woodland?": "Sedge Wood"}),
    ("Which Forestry Commission (FC) team", {"East and East Midlands": True}),
    ("Potential funding", {}),
    ("Submit your application", {}),
)
TO_THE_END = (
    ("Start", {}),
    ("Generate agreement", {}),
    ("Agreement ready for applicant", {}),
    ("Confirm agreement sent", {"Sent to customer": True}),
    ("Agreement accepted", {}),
    ("Forestry Commission has been notified", {"Enter SitiAgri reference": "1234567", "Created": True}),
    ("Approve Forestry Commission review", {"Accepted": True}),
)
SENT_BACK = (("Start", {}), ("Return to customer", {}))
WHY = "We looked at what you told us."


@pytest.fixture(scope="module")
def grant(live) -> Desk:
    """The grant brought over, settled once and published; what its own file of its desk allows."""
    to = live.folder / "woodland"
    to.mkdir()
    (to / "decisions.yaml").write_text(DECISIONS, encoding="utf-8")
    beside = ("--gas", str(STATES), "--casework", str(CASEWORK))
    live.run("service", "import", "defra", str(FORM), *beside, "--to", str(to))
    assert "0 broken, 0 to decide" in live.run("service", "check", str(to))
    why = ("--by", "Ola Owner", "--why", "The grant opens")
    live.run("service", "publish", str(to), "--organisation", "north-fenmarch", *why)
    return desk_of(json.loads(CASEWORK.read_text("utf-8")))


def applies(person: Visitor, look) -> str:
    """A person applies, from the first page to the receipt; return the reference."""
    person.open("/north-fenmarch/woodland")
    look("start", person)
    person.press()
    for heading, told in TOLD:
        assert person.h1.startswith(heading), person.text[:600]
        look(heading, person)
        person.fill(told)
        person.press()
        assert not person.errors, (heading, person.errors)
    assert person.h1 == "Check your answers"
    look("check", person)
    person.press()
    assert person.path.endswith("/sent"), person.text[:600]
    look("sent", person)
    return person.path.split("/")[2]


class Caseworker:
    """Somebody at the desk who takes a case from status to status by what the pages say."""

    def __init__(self, staff: Staff, grant: Desk, reference: str, look) -> None:
        self.staff, self.grant, self.look = staff, grant, look
        self.at = grant.start
        staff.sign_in("casey.worker")
        staff.page.get_by_role("link", name=reference).first.click()
        assert staff.h1 == reference
        look("case", staff)

    def takes(self, way: str, tasks: Mapping[str, str | bool]) -> None:
        """Take one of the ways out of the status that the case stands at, its tasks done first."""
        staff, title = self.staff, self.grant.titles[self.at]
        assert title in staff.text
        if tasks:
            self._go(title)
            self.look(f"{title}, tasks", staff)
            staff.fill(tasks)
            staff.press("Save and go on to the decision")
            self._explains(title)
        else:
            self._go("Decide")
        self.look(f"{title}, ways out", staff)
        staff.fill({way: True})
        staff.page.locator("textarea").last.fill(WHY)
        staff.press()
        assert staff.h1 == "Check what the person will see", staff.text[:800]
        self.look(f"{title}, what the person will see", staff)
        staff.press()
        assert "Done" in staff.text
        self.at = next(one.end for one in self.grant.out_of(self.at) if one.label == way)
        self.look(f"{self.grant.titles[self.at]}, the case", staff)

    def _explains(self, title: str) -> None:
        """What is asked about the answers is asked after them, where pages run no script."""
        staff = self.staff
        assert staff.errors, staff.text[:600]
        self.look(f"{title}, tasks to explain", staff)
        for name in ("Explanation", "Enter more information"):
            for box in staff.page.get_by_label(name).all():
                box.fill("CRM-1234")
        staff.press("Save and go on to the decision")

    def _go(self, link: str) -> None:
        self.staff.page.get_by_role("link", name=link, exact=True).first.click()


@pytest.mark.parametrize(
    ("size", "ways"), [(DESKTOP, TO_THE_END), (PHONE, SENT_BACK)], ids=["to-the-end", "sent-back-on-a-phone"]
)
def test_a_grants_casework_runs_at_the_desk_by_what_the_pages_say(live, grant, windows, size, ways):
    judge = Judge()
    person, staff = Visitor(windows(PHONE), live.base), Staff(windows(size), live.base)
    judge.watch(person, staff)
    # What the person fills in is the same both times, and is looked at once.
    reference = applies(person, judge.look if size == PHONE else lambda *_: None)
    worker = Caseworker(staff, grant, reference, judge.look)

    for way, tasks in ways:
        worker.takes(way, tasks)

    assert not grant.out_of(worker.at)
    person.open(f"/case/{reference}")
    assert grant.titles[worker.at] in person.text
    judge.look("ended", person)
    assert not judge.verdict()
