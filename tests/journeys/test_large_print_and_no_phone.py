"""Someone says once that they need large print and must not be rung; every page of theirs goes by it."""

import pytest

from handrail.terms.address import UkAddress
from handrail.walk.adjustments import NONE, ThirdParty

SISTER = {
    "wanted": "yes",
    "name": "Nia Sample",
    "address.line_1": "1 Example Row",
    "address.town": "Fenton",
    "address.postcode": "fm11aa",
    "told": "letters",
}
EVERY_WAY = {f"avoid.{way}": "yes" for way in ("phone", "text", "email", "post")}


def says(applicant, part: str, **typed: str):
    """Open a part and save it; the first time, they agree. Dots are written as two lines."""
    applicant.go(f"adjustments/{part}")
    agreed = {"agreed": "agreed"} if "agreed" in applicant.page.form.names else {}
    return applicant.send({**{name.replace("__", "."): text for name, text in typed.items()}, **agreed})


def told(site, applicant):
    return site.file(applicant.reference).state.adjustments


class TestSayingIt:
    def test_is_offered_in_the_list_of_tasks_and_before_sending_and_need_not_be_done(self, site):
        applicant = site.answers()
        assert "/adjustments/help" in applicant.page.link("Change What would help you")
        applicant.go("tasks")
        assert applicant.page.link("What you need from us").endswith("/adjustments")
        assert told(site, applicant) == NONE
        applicant.go("adjustments")
        applicant.open(applicant.page.link("Carry on with your application"))
        assert applicant.page.url.endswith("/check")

    def test_is_in_force_before_anything_is_sent(self, site):
        applicant = site.starts()

        says(applicant, "contact", avoid__phone="yes")
        says(applicant, "help", written__large_print="yes", spoken__bsl="yes", words="Mornings are best")

        adjustments = told(site, applicant)
        assert (adjustments.no_phone, adjustments.large_print) == (True, True)
        assert (adjustments.spoken, adjustments.words) == (("bsl",), "Mornings are best")
        for line in ("We will not phone you", "We will write to you in large print", "Mornings are best"):
            assert line in applicant.page.text

    def test_shows_again_what_was_said_and_changes_one_part_alone(self, site):
        applicant = site.starts()
        says(applicant, "help", written__large_print="yes", words="Mornings are best")
        says(applicant, "care", care__bereavement="yes")

        applicant.go("adjustments/help")
        form = applicant.page.form.fields
        assert (form["written.large_print"], form["words"].strip()) == ("yes", "Mornings are best")
        says(applicant, "help", words="")

        assert told(site, applicant).care == ("bereavement",)
        assert told(site, applicant).large_print

    def test_sent_twice_is_recorded_once(self, site):
        applicant = site.starts()
        applicant.go("adjustments/contact")
        other = applicant.tab()
        for one in (applicant, other):
            one.send({"avoid.phone": "yes", "agreed": "agreed"})

        assert site.types(applicant.reference).count("case.adjustments_told") == 1

    def test_changes_the_language_of_the_case_and_makes_no_second_one(self, site):
        applicant = site.starts()

        says(applicant, "contact", language="cy")

        assert applicant.page.language == "cy"
        assert "Byddwn yn ysgrifennu ac yn siarad â chi yn Gymraeg" in applicant.page.text
        assert site.types(applicant.reference) == ["case.started", "case.language_chosen"]

    def test_chooses_no_language_that_the_service_does_not_speak(self, site):
        applicant = site.starts()

        says(applicant, "contact", language="tlh")

        assert (applicant.status, applicant.page.language) == (200, "en")
        assert site.types(applicant.reference) == ["case.started"]


class TestAgreeing:
    def test_is_asked_once(self, site):
        applicant = site.starts()
        says(applicant, "contact", avoid__phone="yes")

        applicant.go("adjustments/help")

        assert "agreed" not in applicant.page.form.names

    def test_is_needed_before_anything_is_kept(self, site):
        applicant = site.starts()
        applicant.go("adjustments/contact")

        applicant.send({"avoid.phone": "yes"})

        assert applicant.status == 422
        assert applicant.page.errors == [
            "Select the box to agree that we keep this. Without that we cannot go by it"
        ]
        assert applicant.page.form.fields["avoid.phone"] == "yes"
        assert told(site, applicant) == NONE

    def test_is_taken_back_with_everything_and_asked_anew(self, site):
        applicant = site.starts()
        says(applicant, "care", care__safety="yes")
        applicant.go("adjustments/care")
        without = {name: text for name, text in applicant.page.form.fields.items() if name != "care.safety"}
        applicant.http.post(applicant.page.form.action, without)

        assert told(site, applicant) == NONE
        applicant.go("adjustments/care")
        assert "agreed" in applicant.page.form.names


class TestSomeoneElseToWriteTo:
    def test_is_named_with_what_they_may_be_told_and_can_be_taken_away(self, site):
        applicant = site.starts()
        applicant.go("adjustments/third-party")
        applicant.send({**SISTER, "agreed": "agreed"})

        named = ThirdParty("Nia Sample", UkAddress("1 Example Row", "", "Fenton", "", "FM1 1AA"), "letters")
        assert told(site, applicant).write_to == named
        assert "Nia Sample" in applicant.page.text
        says(applicant, "third-party", wanted="no")
        assert told(site, applicant) == NONE

    @pytest.mark.parametrize(
        ("field", "error"),
        [
            ("name", "Enter the name of the person we should write to"),
            ("address.town", "Enter the town or city of their address"),
            ("address.postcode", "Enter the postcode of their address"),
        ],
    )
    def test_what_is_missing_is_named_and_what_was_typed_stays(self, site, field, error):
        applicant = site.starts()
        applicant.go("adjustments/third-party")

        applicant.send({**SISTER, field: "", "agreed": "agreed"})

        assert (applicant.status, applicant.page.errors) == (422, [error])
        assert applicant.page.form.fields["told"] == "letters"
        assert applicant.page.form.fields["address.line_1"] == "1 Example Row"


class TestNobodyIsOutOfReach:
    def test_some_way_is_left(self, site):
        applicant = site.starts()
        applicant.go("adjustments/contact")

        applicant.send({**EVERY_WAY, "agreed": "agreed"})

        assert applicant.status == 422
        assert applicant.page.errors[0].startswith("Leave us at least one way to contact you")
        assert told(site, applicant) == NONE

    def test_or_somebody_else_to_write_to_who_then_stays(self, site):
        applicant = site.starts()
        applicant.go("adjustments/third-party")
        applicant.send({**SISTER, "agreed": "agreed"})
        applicant.go("adjustments/contact")
        applicant.send(EVERY_WAY)
        assert not told(site, applicant).reachable or told(site, applicant).write_to

        applicant.go("adjustments/third-party")
        applicant.send({"wanted": "no"})

        assert applicant.status == 422
        assert told(site, applicant).write_to is not None


class TestAfterSending:
    def test_the_case_says_what_we_will_do_and_it_can_be_changed(self, site):
        applicant = site.applies()
        applicant.go()
        assert "What we do because you asked" not in applicant.page.text
        says(applicant, "help", written__large_print="yes")
        says(applicant, "contact", avoid__voicemail="yes")

        applicant.go()

        assert "We will write to you in large print" in applicant.page.text
        assert "We will not leave messages on your phone" in applicant.page.text
        assert "You have changes that you have not sent" not in applicant.page.text
        assert applicant.page.text.count("What the person needs from us was recorded") == 1

    def test_it_can_be_changed_when_the_application_was_withdrawn(self, site):
        applicant = site.applies()
        says(applicant, "contact", avoid__phone="yes")
        applicant.go("withdraw")
        applicant.send()

        says(applicant, "contact", avoid__email="yes")

        assert told(site, applicant).avoid == ("phone", "email")

    def test_a_helper_says_it_with_them_and_not_after_sending(self, site):
        applicant = site.person()
        applicant.open("/north-fenmarch/single-person-discount/helper")
        applicant.send({"name": "Hari Example", "why": "", "consent": "yes"})
        says(applicant, "help", written__braille="yes")
        assert told(site, applicant).written == ("braille",)
        last = site.file(applicant.reference).events[-1]
        assert (last.actor.role, last.mode) == ("helper", "assisted")


def test_nothing_of_it_is_open_in_the_database(site):
    applicant = site.applies()
    says(applicant, "help", written__braille="yes", words="Mornings are best")
    says(applicant, "care", care__safety="yes")
    with site.owner() as run:
        for word in ("braille", "Mornings", "safety", "written"):
            found = run.execute("SELECT 1 FROM history_event e WHERE e::text ILIKE %s", (f"%{word}%",))
            assert not found.fetchall(), word


def test_a_page_that_is_none_of_its_parts_does_not_exist(site):
    applicant = site.starts()
    applicant.go("adjustments/shoe-size")
    assert applicant.status == 404
