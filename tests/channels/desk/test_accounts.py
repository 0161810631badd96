"""An administrator looks after the accounts of their own organisation."""

from django.contrib.auth import get_user_model
from django.test import Client

NEW = {
    "name": "Madeup Newcomer",
    "username": "madeup.newcomer",
    "password": "reeds and sedge at dusk",
    "roles.caseworker": "yes",
    "roles.helper": "yes",
}


class TestAnAdministrator:
    def test_adds_an_account_that_can_sign_in_for_the_same_organisation(self, fen):
        desk = fen.staff("administrator")

        page = desk.post(desk.get("/desk/accounts/add"), "/desk/accounts/add", **NEW)

        assert "Madeup Newcomer" in page.text
        account = get_user_model().objects.get(username="madeup.newcomer")
        assert account.organisation == fen.north.id
        assert account.roles == ["helper", "caseworker"]
        assert Client().login(username="madeup.newcomer", password=NEW["password"])

    def test_sent_twice_one_account_is_made(self, fen):
        desk = fen.staff("administrator")
        form = desk.get("/desk/accounts/add")

        desk.post(form, "/desk/accounts/add", **NEW)
        desk.post(form, "/desk/accounts/add", **NEW)

        assert get_user_model().objects.filter(username="madeup.newcomer").count() == 1

    def test_is_told_what_is_wrong_and_the_password_is_not_sent_back(self, fen):
        desk = fen.staff("administrator")
        url = "/desk/accounts/add"

        page = desk.post(desk.get(url), url, status=422, name="", username="a b", password="short and")
        for sentence in (
            "Enter a name of 200 characters or fewer",
            "Enter a username of letters",
            "Enter a password of at least 12 characters",
            "Select at least one",
        ):
            assert sentence in page.text
        assert "short and" not in page.html

    def test_a_username_of_anybody_is_taken(self, fen):
        desk = fen.staff("administrator")
        other = fen.staff("caseworker", organisation=fen.south)
        url = "/desk/accounts/add"

        page = desk.post(
            desk.get(url), url, status=422, **{**NEW, "username": other.account.username.upper()}
        )

        assert "Choose another username" in page.text

    def test_changes_roles_and_closes_and_opens(self, fen):
        desk, worker = fen.staff("administrator"), fen.staff("caseworker")
        url = f"/desk/accounts/{worker.id}"
        form = desk.get(url)
        assert form.form.fields["roles.caseworker"] == "yes"

        desk.post(form, url, **{"roles.team_leader": "yes", "state": "closed"})
        worker.account.refresh_from_db()
        assert worker.account.roles == ["caseworker", "team_leader"]
        assert not worker.account.is_active
        desk.post(desk.get(url), url, state="open")
        worker.account.refresh_from_db()
        assert worker.account.is_active

    def test_cannot_end_their_own_way_in(self, fen):
        desk = fen.staff("administrator", "analyst")
        url = f"/desk/accounts/{desk.id}"
        form = desk.get(url)
        typed = {name: text for name, text in form.form.fields.items() if name != "roles.administrator"}

        response = desk.client.post(url, {**typed, "state": "closed"})

        assert response.status_code == 422
        desk.account.refresh_from_db()
        assert desk.account.is_active
        assert "administrator" in desk.account.roles

    def test_does_not_reach_an_account_of_another_organisation(self, fen):
        desk = fen.staff("administrator")
        other = fen.staff("caseworker", organisation=fen.south)
        own = desk.get(f"/desk/accounts/{desk.id}")

        assert desk.client.get(f"/desk/accounts/{other.id}").status_code == 404
        response = desk.client.post(f"/desk/accounts/{other.id}", {**own.form.fields, "state": "closed"})
        assert response.status_code == 404
        other.account.refresh_from_db()
        assert other.account.is_active
