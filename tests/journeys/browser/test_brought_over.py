"""Forms of other builders, brought over, settled and published: people fill them in, by what they read.

Nothing here knows the names of fields: a person finds a box by its label and a choice by its words.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.fixtures import DESKTOP, PHONE
from tests.conftest import WORKER, TestServer
from tests.exchange.samples import FOLDER, NEEDED
from tests.exchange.test_carrying import SETTLED
from tests.journeys.browser.live import ROOT, served
from tests.journeys.browser.visitor import Visitor

pytestmark = NEEDED

LAWYERS = (
    ("What size is your company or firm?", {"Independent lawyer / sole practitioner": True}),
    ("Can you provide legal services and support to customers in English?", {"Yes": True}),
    ("Which legal regulator or local bar associations", {"Regulator(s)": "The Bar of Modèleville"}),
    ("Your full name", {"Your full name": "Ffion Dummy-Jones"}),
    (
        "Company name and address",
        {
            "Company name": "Invented & Daughters",
            "Address line 1": "1 Rue Inventée",
            "Town or city": "Modèleville",
            "Country": "France",
        },
    ),
    (
        "Email address",
        {"Email address": "una@fen.example", "No, I want to give a different email address": True},
    ),
    ("Email address for GOV.UK", {"Email address (Public)": "public@fen.example"}),
    ("Phone number", {"Phone number": "01632 960001"}),
    ("Full website address", {"Full website address (Optional)": "https://www.fen.example"}),
    ("Which regions do you serve?", {"Regions covered": "All of it"}),
    ("In what areas of law are you qualified to practise?", {"Family": True, "Tax": True}),
    ("Can you provide legal aid to British nationals?", {"Yes": True}),
    ("Can you offer pro bono service to British nationals?", {"No": True}),
    ("Have you represented British nationals before?", {"Yes": True}),
    ("Declaration", {"I have read and agree with this statement": True}),
)
ORGANISATION = (
    ("Which category does the lead organisation fall under?", {"Charity": True}),
    ("What is your Charity Commission number?", {"What is your Charity Commission number?": "1234567"}),
    ("What is the lead organisation’s name?", {"What is the lead organisation’s name?": "Reedbed House"}),
    (
        "What is your lead organisation’s address?",
        {"Address line 1": "1 Sedge Row", "Town or city": "Wickenholm", "Postcode": "FM4 7QX"},
    ),
    ("Who is the primary contact", {"Who is the primary contact for this application?": "Osian Dychmygol"}),
    ("What is the primary contact’s role?", {"What is the primary contact’s role?": "Warden"}),
    (
        "What is the primary contact’s telephone number?",
        {"What is the primary contact’s telephone number?": "01632960002"},
    ),
    (
        "What is the primary contact’s email",
        {"What is the primary contact’s email address?": "una@fen.example"},
    ),
    ("What is the website address for your lead organisation?", {}),
    ("What are the social media profiles", {"Social media link 1": "https://social.example/reedbed"}),
    ("Is this a joint bid with a partner organisation?", {"No": True}),
)
FORMS = {
    "lawyers": ("fcdo-lists/lawyers.json", LAWYERS),
    "about-your-organisation": ("communitiesuk/cfa_r1__cfa-r1-about-your-organisation.json", ORGANISATION),
}


@dataclass(frozen=True)
class Place:
    """A site with the forms published, and how to run commands against it."""

    base: str
    environment: Mapping[str, str]
    folder: Path

    def run(self, *words: str) -> str:
        """Run a command of Handrail's, and return what it says."""
        command = [sys.executable, "-m", "handrail", *words]
        done = subprocess.run(
            command, cwd=self.folder, env=dict(self.environment), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def place(postgres_server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site on which every form was brought over, settled once and published."""
    database = postgres_server.make(f"handrail_brought_{WORKER}")
    folder = tmp_path_factory.mktemp("brought")
    own = {"DATABASE_URL": database.app_url, "DATABASE_OWNER_URL": database.owner_url}
    with served(folder, own) as base:
        paths = {"HANDRAIL_DATA": str(folder / "data"), "PYTHONPATH": str(ROOT)}
        made = Place(base, {**os.environ, **paths, **own}, folder)
        for name, (file, _) in FORMS.items():
            _publish(made, name, FOLDER / file)
        yield made
    postgres_server.drop(database.name)


def _publish(place: Place, name: str, file: Path) -> None:
    to = place.folder / name
    to.mkdir()
    (to / "decisions.yaml").write_text(SETTLED, encoding="utf-8")
    place.run("service", "import", "xgov", str(file), "--to", str(to))
    assert "0 broken, 0 to decide" in place.run("service", "check", str(to))
    why = ("--by", "Name Test", "--why", "It was brought over")
    place.run("service", "publish", str(to), "--organisation", "north-fenmarch", *why)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_was_brought_over_is_filled_in_from_start_to_receipt(place, windows, name, size):
    person = Visitor(windows(size), place.base)
    person.open(f"/north-fenmarch/{name}")
    person.press()
    for heading, told in FORMS[name][1]:
        assert person.h1.startswith(heading), person.text[:600]
        person.fill(told)
        person.press()
        assert not person.errors, person.errors
    assert person.h1 == "Check your answers"
    person.press()
    assert person.path.endswith("/sent")
    assert "Receipt code" in person.text


def test_who_cannot_be_on_the_list_is_told_why_and_may_go_back(place, windows):
    person = Visitor(windows(PHONE), place.base)
    person.open("/north-fenmarch/lawyers")
    person.press()
    for told in ({"Independent lawyer / sole practitioner": True}, {"No": True}):
        person.fill(told)
        person.press()
    assert person.h1 == "You cannot be added to the service"
    assert "English-speaking" in person.text
    person.page.get_by_role("link", name="Back", exact=True).click()
    assert person.h1.startswith("Can you provide legal services")
