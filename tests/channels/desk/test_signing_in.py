"""Signing in and out, and slowing down whoever guesses passwords."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from handrail.channels.desk import lockout, signing_in
from tests.channels.desk.conftest import PASSWORD
from tests.journeys.page import Page

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def sign_in(client: Client, username: str, password: str, **more):
    page = Page(client.get("/desk/sign-in").content.decode(), "/desk/sign-in")
    fields = {**page.form.fields, "username": username, "password": password, **more}
    return client.post("/desk/sign-in", fields)


class TestSigningIn:
    def test_the_right_password_leads_to_the_first_page(self, fen):
        account = fen.staff("caseworker").account
        client = Client(enforce_csrf_checks=True)

        response = sign_in(client, account.username, PASSWORD)

        assert response["Location"] == "/desk/"
        assert client.get("/desk/").status_code == 200

    def test_it_leads_back_to_the_page_that_was_asked_for_and_never_off_the_desk(self, fen):
        account = fen.staff("caseworker").account

        assert sign_in(Client(), account.username, PASSWORD, next="/desk/find")["Location"] == "/desk/find"
        assert (
            sign_in(Client(), account.username, PASSWORD, next="//evil.example/desk/")["Location"] == "/desk/"
        )
        assert (
            sign_in(Client(), account.username, PASSWORD, next="https://evil.example")["Location"] == "/desk/"
        )

    def test_a_wrong_password_and_an_unknown_username_read_alike(self, fen):
        account = fen.staff("caseworker").account
        wrong = sign_in(Client(), account.username, "not the password at all")
        unknown = sign_in(Client(), "nobody.at.all", "not the password at all")

        assert wrong.status_code == unknown.status_code == 422
        for response in (wrong, unknown):
            assert (
                "Check your username and password. They do not belong together" in response.content.decode()
            )
            assert "not the password at all" not in response.content.decode()

    def test_empty_fields_are_named(self, fen):
        text = sign_in(Client(), "", "").content.decode()

        assert "Enter your username" in text
        assert "Enter your password" in text

    def test_a_form_from_elsewhere_is_refused(self, fen):
        account = fen.staff("caseworker").account
        client = Client(enforce_csrf_checks=True)

        response = client.post("/desk/sign-in", {"username": account.username, "password": PASSWORD})

        assert response.status_code == 403

    def test_a_closed_account_cannot_sign_in(self, fen):
        account = fen.staff("caseworker").account
        account.is_active = False
        account.save()

        assert sign_in(Client(), account.username, PASSWORD).status_code == 422

    def test_signing_out_ends_the_session(self, fen):
        desk = fen.staff("caseworker")

        response = desk.client.post("/desk/sign-out", follow=True)

        assert "You have signed out" in response.content.decode()
        assert desk.client.get("/desk/").status_code == 302

    def test_whoever_is_signed_in_is_out_at_once_when_their_account_is_closed_or_its_password_changed(
        self, fen
    ):
        closed, changed = fen.staff("caseworker"), fen.staff("caseworker")
        assert closed.client.get("/desk/").status_code == changed.client.get("/desk/").status_code == 200

        closed.account.is_active = False
        closed.account.save()
        changed.account.set_password("another hill lode causeway")
        changed.account.save()

        assert closed.client.get("/desk/").status_code == changed.client.get("/desk/").status_code == 302

    def test_roles_count_from_the_moment_they_are_changed(self, fen):
        desk = fen.staff("caseworker")
        assert desk.client.get("/desk/accounts").status_code == 403

        desk.account.roles = ["administrator"]
        desk.account.save()

        assert desk.client.get("/desk/accounts").status_code == 200

    @pytest.mark.parametrize("key", ["", "short", "x" * 32, "\0" * 32, "' OR true --" * 3])
    def test_a_session_that_we_did_not_give_is_nobodys(self, fen, key):
        client = Client()
        client.cookies["handrail_desk"] = key

        assert client.get("/desk/").status_code == 302

    def test_a_session_ends_after_eight_hours(self, fen):
        desk = fen.staff("caseworker")
        Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

        assert desk.client.get("/desk/").status_code == 302

    def test_the_session_cookie_goes_to_the_desk_only(self, fen):
        account = fen.staff("caseworker").account
        client = Client()
        sign_in(client, account.username, PASSWORD)

        cookie = client.cookies["handrail_desk"]
        assert cookie["path"] == "/desk"
        assert cookie["httponly"]


class TestBeingAway:
    """A session is kept by asking for pages, and ends in any case after eight hours."""

    @pytest.fixture
    def clock(self, monkeypatch):
        return Clock(monkeypatch)

    @staticmethod
    def is_in(client: Client) -> bool:
        return client.get("/desk/").status_code == 200

    @pytest.fixture
    def client(self, fen, clock):
        client = Client()
        assert sign_in(client, fen.staff("caseworker").account.username, PASSWORD).status_code == 302
        return client

    def test_whoever_asks_for_a_page_within_the_hour_stays(self, client, clock):
        for _ in range(4):
            clock.forward(minutes=59)
            assert self.is_in(client)

    def test_whoever_asks_for_none_is_signed_out(self, client, clock):
        clock.forward(minutes=62)
        assert not self.is_in(client)
        clock.forward(minutes=-62)
        assert not self.is_in(client), "the browser has the session no more"

    def test_it_is_the_organisations_to_say_how_long(self, client, clock, settings):
        settings.DESK_IDLE_MINUTES = 5
        assert self.is_in(client)
        clock.forward(minutes=59)
        assert self.is_in(client), "it was given an hour when it was last in use"
        clock.forward(minutes=7)
        assert not self.is_in(client)

    def test_after_eight_hours_it_is_over_however_busy(self, client, clock):
        for _ in range(15):
            clock.forward(minutes=30)
            assert self.is_in(client)
        clock.forward(minutes=31)
        assert not self.is_in(client)

    def test_signing_in_anew_begins_the_eight_hours_anew(self, fen, clock):
        client, account = Client(), fen.staff("caseworker").account
        sign_in(client, account.username, PASSWORD)
        for _ in range(3):
            for _ in range(7):
                clock.forward(minutes=55)
                assert self.is_in(client)
            sign_in(client, account.username, PASSWORD)

    def test_what_is_said_for_a_case_gives_no_more_than_asking_does(self, fen, client, clock):
        reference = fen.applies()
        for _ in range(15):
            clock.forward(minutes=30)
            page = Page(client.get(f"/desk/case/{reference}/open").content.decode(), "")
            client.post(page.form.action, {**page.form.fields, "purpose": "casework"})
        clock.forward(minutes=31)
        assert not self.is_in(client)

    def test_it_is_noted_once_a_minute_and_not_at_every_request(self, client, clock):
        def ends():
            return Session.objects.get(session_key=client.session.session_key).expire_date

        assert self.is_in(client)
        first = ends()
        clock.forward(seconds=30)
        assert self.is_in(client)
        assert ends() == first
        clock.forward(seconds=31)
        assert self.is_in(client)
        assert ends() == first + timedelta(seconds=61)

    def test_a_form_says_how_long_there_is_and_where_to_ask_for_more(self, client, clock):
        html = client.get("/desk/password").content.decode()
        assert "You are signed out if you leave this page for 60 minutes." in html
        assert 'data-stay="/desk/stay"' in html
        assert 'data-seconds="3600"' in html
        clock.forward(minutes=59)
        assert client.get("/desk/stay").status_code == 204
        clock.forward(minutes=59)
        assert client.get("/desk/stay").status_code == 204
        clock.forward(minutes=62)
        assert client.get("/desk/stay").status_code == 302


class Clock:
    """The moment it is, as a test sets it."""

    def __init__(self, monkeypatch) -> None:
        self.moment = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: self.moment)

    def forward(self, **length: float) -> None:
        self.moment += timedelta(**length)


class TestGuessing:
    def test_after_five_wrong_passwords_even_the_right_one_waits(self, fen):
        account = fen.staff("caseworker").account
        for _ in range(5):
            sign_in(Client(), account.username, "not the password at all")

        response = sign_in(Client(), account.username, PASSWORD)

        assert response.status_code == 429
        assert "too many wrong passwords" in response.content.decode()

    def test_of_tries_at_the_same_time_each_is_counted_before_it_is_looked_at(self, fen, monkeypatch):
        account = fen.staff("caseworker").account
        answers = []

        def looked_at(*_, **__):
            answers.append(sign_in(Client(), account.username, "not the password at all").status_code)

        monkeypatch.setattr(signing_in, "authenticate", looked_at)
        sign_in(Client(), account.username, "not the password at all")

        assert (len(answers), answers[0]) == (5, 429)

    def test_the_wait_doubles_up_to_a_quarter_of_an_hour_and_passes(self):
        brake = lockout.Brake()
        for _ in range(4):
            brake.wrong("a", at=AT)
        assert brake.wait("a", at=AT) == timedelta(0)
        brake.wrong("a", at=AT)
        assert brake.wait("a", at=AT) == timedelta(seconds=1)
        for _ in range(30):
            brake.wrong("a", at=AT)
        assert brake.wait("a", at=AT) == timedelta(minutes=15)
        assert brake.wait("a", at=AT + timedelta(minutes=15)) == timedelta(0)
        assert brake.wait("b", at=AT) == timedelta(0)

    def test_it_is_forgotten_after_an_hour_or_with_the_right_password(self):
        brake = lockout.Brake()
        for _ in range(30):
            brake.wrong("a", at=AT)
            brake.wrong("b", at=AT)
        brake.right("b")

        assert brake.wait("a", at=AT + timedelta(hours=1, seconds=1)) == timedelta(0)
        assert brake.wait("b", at=AT) == timedelta(0)

    def test_it_keeps_a_bounded_number_of_names(self):
        brake = lockout.Brake(free=0)
        for number in range(lockout.MOST_KEPT + 10):
            brake.wrong(f"name-{number}", at=AT)

        assert brake.wait("name-0", at=AT) == timedelta(0)
        assert brake.wait(f"name-{lockout.MOST_KEPT + 9}", at=AT) > timedelta(0)
