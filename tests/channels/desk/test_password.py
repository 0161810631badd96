"""Changing one's own password."""

import pytest
from django.test import Client

from tests.channels.desk.conftest import PASSWORD
from tests.channels.desk.test_signing_in import sign_in

NEW = "forty geese over the washes"
LONG = "a goose " * 600


def typed(now: str = PASSWORD, new: str = NEW, again: str = NEW) -> dict[str, str]:
    return {"password_now": now, "password_new": new, "password_again": again}


def test_it_is_changed_and_this_session_goes_on_while_every_other_ends(fen):
    desk = fen.staff("caseworker")
    elsewhere = Client()
    sign_in(elsewhere, desk.account.username, PASSWORD)
    assert elsewhere.get("/desk/").status_code == 200
    home = desk.get("/desk/")

    page = desk.post(desk.get(home.link("Change your password")), "/desk/password", **typed())

    assert "Your password is changed" in page.text
    assert desk.client.get("/desk/").status_code == 200
    assert elsewhere.get("/desk/").status_code == 302
    assert sign_in(Client(), desk.account.username, PASSWORD).status_code == 422
    assert sign_in(Client(), desk.account.username, NEW)["Location"] == "/desk/"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (typed(now=""), "Enter your password as it is now"),
        (typed(now="not the password at all"), "This is not the one that you sign in with"),
        (typed(new="short", again="short"), "Enter a new password of at least 12 characters"),
        (typed(new="1qaz2wsx3edc", again="1qaz2wsx3edc"), "on a list of common passwords"),
        (typed(new=PASSWORD, again=PASSWORD), "not the one you have now"),
        (typed(new=LONG, again=LONG), "Enter a new password of at most 4,096 characters"),
        (typed(again="forty geese over the marshes"), "Enter the same new password twice"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words_and_nothing_is_changed(fen, wrong, said):
    desk = fen.staff("analyst")

    page = desk.post(desk.get("/desk/password"), "/desk/password", status=422, **wrong)

    assert said in page.text
    assert all(not text or text not in page.html for text in wrong.values())
    assert sign_in(Client(), desk.account.username, PASSWORD)["Location"] == "/desk/"


def test_whoever_finds_a_desk_left_open_cannot_guess_the_password_fast(fen):
    desk = fen.staff("caseworker")
    for _ in range(5):
        desk.post(desk.get("/desk/password"), "/desk/password", status=422, **typed(now="a guess"))

    page = desk.post(desk.get("/desk/password"), "/desk/password", status=422, **typed())

    assert "too many wrong passwords" in page.text


def test_a_password_is_not_changed_by_a_form_that_we_did_not_give_out(fen):
    desk = fen.staff("caseworker")

    desk.client.post("/desk/password", {**typed(), "form_key": "0" * 96})

    assert sign_in(Client(), desk.account.username, PASSWORD)["Location"] == "/desk/"
