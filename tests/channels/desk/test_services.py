"""A service owner sees what is published, goes back to an earlier version, withdraws; an analyst counts."""

from datetime import timedelta

from django.utils import timezone

from handrail.bricks import BRICKS
from handrail.definition import publish
from tests.channels.desk.conftest import FOLDER

SLUG = "single-person-discount"
URL = f"/desk/services/{SLUG}"


def second_version(fen, desk) -> tuple[str, str]:
    """Publish the same service under another text; return both hashes."""
    texts = {
        str(path.relative_to(FOLDER)): path.read_text(encoding="utf-8")
        for path in FOLDER.rglob("*")
        if path.suffix in (".yaml", ".csv") and path.name != "README.md"
    }
    texts["service.yaml"] = texts["service.yaml"].replace("Head of Revenues", "Head of Revenues and Benefits")
    loaded = publish.load_text(texts, bricks=BRICKS)
    publish.publish(
        loaded, organisation=fen.north.id, by=desk.account.name, why="A new title", at=timezone.now()
    )
    first, second = (one.version for one in publish.publications(SLUG, fen.north.id))
    return first, second


class TestAServiceOwner:
    def test_sees_what_holds_since_when_by_whom_and_why(self, fen):
        fen.applies()
        desk = fen.staff("service_owner")

        assert "Apply for a council tax discount" in desk.get("/desk/services").text
        text = desk.get(URL).text
        assert "Owen Owner-Sample" in text
        assert "Open cases by version" in text
        assert publish.current(SLUG, fen.north.id, at=timezone.now())[:12] in text

    def test_goes_back_to_an_earlier_version_in_one_action(self, fen):
        desk = fen.staff("service_owner", name="Madeup Owner")
        first, second = second_version(fen, desk)
        assert publish.current(SLUG, fen.north.id, at=timezone.now()) == second

        url = f"{URL}/rollback/{first}"
        page = desk.post(desk.get(desk.get(URL).link("Go back to this")), url, why="The title was wrong")

        assert "New cases start on this version from now on" in page.text
        assert publish.current(SLUG, fen.north.id, at=timezone.now()) == first
        assert publish.publications(SLUG, fen.north.id)[-1].by == "Madeup Owner"

    def test_withdraws_and_open_cases_go_on(self, fen):
        reference = fen.applies()
        desk = fen.staff("service_owner", "caseworker")
        url = f"{URL}/withdraw"

        page = desk.post(desk.get(url), url, why="It is replaced")

        assert "Nobody can start it" in page.text
        assert publish.current(SLUG, fen.north.id, at=timezone.now() + timedelta(seconds=1)) is None
        desk.state_purpose(reference)
        assert desk.get(f"/desk/case/{reference}").h1 == reference

    def test_must_say_why(self, fen):
        desk = fen.staff("service_owner")
        url = f"{URL}/withdraw"

        assert "Write why" in desk.post(desk.get(url), url, status=422, why=" ").text
        assert publish.current(SLUG, fen.north.id, at=timezone.now())

    def test_cannot_go_back_to_a_version_the_organisation_never_had(self, fen):
        desk = fen.staff("service_owner")
        second_version(fen, desk)
        newest = publish.publications(SLUG, fen.north.id)[-1].version
        other = fen.staff("service_owner", organisation=fen.south)

        assert other.client.get(f"{URL}/rollback/{newest}").status_code == 404
        assert other.client.get("/desk/services/unknown").status_code == 404


class TestAnAnalyst:
    def test_sees_counts_and_no_case(self, fen):
        reference = fen.applies()
        page = fen.staff("analyst").get("/desk/figures")

        assert "Apply for a council tax discount" in page.text
        assert reference not in page.html
        assert "Ffion" not in page.html
