"""Who may open what: every page of the desk as every role, and as the other organisation's staff."""

import re

import pytest
from django.test import Client

from handrail.channels.desk import ACCESS
from handrail.channels.desk.access import ANYONE, ROLES
from handrail.channels.desk.urls import urlpatterns
from handrail.site.accounts.models import ROLES as HELD

NAME = "Ffion Dummy-Jones"
WALLED = {name for name in ACCESS if name not in ("desk-sign-in", "desk-sign-out")}


def address(name: str, reference: str, account: int = 1, version: str = "0") -> str:
    """The address of a page, its places filled for one case."""
    pattern = next(one for one in urlpatterns if one.name == name)
    filled = {
        "reference": reference,
        "party": "applicant",
        "path": "about-you/full_name",
        "account_id": account,
        "slug": "single-person-discount",
        "part": "help",
        "version": version,
    }
    return "/desk/" + re.sub(r"<\w+:(\w+)>", lambda place: str(filled[place[1]]), str(pattern.pattern))


def test_the_table_names_every_page_and_nothing_else():
    assert {one.name for one in urlpatterns} == set(ACCESS)


def test_every_role_in_the_table_is_one_that_accounts_have(database):
    assert {role for roles in ACCESS.values() for role in roles} <= {*HELD, ANYONE}
    assert set(ROLES) == set(HELD)


def test_someone_who_is_not_signed_in_is_sent_to_sign_in(fen):
    reference = fen.applies()
    for name in sorted(WALLED):
        response = Client().get(address(name, reference))
        assert response.status_code == 302, name
        assert response["Location"].startswith("/desk/sign-in"), name


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_refused_every_page_that_is_not_its_own(fen, role):
    reference = fen.applies()
    desk = fen.staff(role)
    for name in sorted(WALLED):
        if role in ACCESS[name]:
            continue
        for response in (
            desk.client.get(address(name, reference)),
            desk.client.post(address(name, reference)),
        ):
            assert response.status_code == 403, name
            assert NAME not in response.content.decode(), name
    assert fen.types(reference)[-1] == "case.sent"


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_every_page_that_is_its_own(fen, role):
    reference = fen.applies()
    desk = fen.staff(role)
    desk.state_purpose(reference)
    answered = (200, 204, 302, 404, 405, 409)
    for name in sorted(WALLED):
        if role in ACCESS[name]:
            assert desk.client.get(address(name, reference, int(desk.id))).status_code in answered, name


def test_staff_of_the_other_organisation_learn_nothing_of_a_case(fen):
    reference = fen.applies()
    own = fen.staff("caseworker")
    other = fen.staff(*ROLES, organisation=fen.south)
    other.state_purpose(reference)
    for name in sorted(WALLED):
        if "reference" not in next(one for one in urlpatterns if one.name == name).pattern.converters:
            continue
        url = address(name, reference)
        for response in (other.client.get(url), other.client.post(url, {"form_key": "0" * 64})):
            text = response.content.decode()
            assert response.status_code in (404, 405), name
            assert NAME not in text, name
    assert reference not in other.get("/desk/").text
    assert "Madeup Caseworker" not in other.get("/desk/accounts").text
    assert other.client.get(f"/desk/accounts/{own.id}").status_code == 404


def test_the_other_organisation_finds_nobody(fen):
    reference = fen.applies()
    other = fen.staff("caseworker", organisation=fen.south)

    found = other.post(other.get("/desk/find"), "/desk/find", name=NAME)

    assert "Nothing was found" in found.text
    assert reference not in found.html


def test_an_account_that_is_closed_is_signed_out(fen):
    desk = fen.staff("caseworker")
    desk.account.is_active = False
    desk.account.save()

    assert desk.client.get("/desk/")["Location"].startswith("/desk/sign-in")


def test_a_role_taken_away_closes_its_pages_at_once(fen):
    desk = fen.staff("caseworker", "analyst")
    desk.account.roles = ["analyst"]
    desk.account.save()

    assert desk.client.get("/desk/find").status_code == 403
