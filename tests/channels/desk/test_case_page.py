"""The page of a case: what was told and where from, what the rules found, what the person sees."""

from itertools import pairwise

from handrail import history
from handrail.channels.desk import keys
from handrail.channels.desk.staff import of_account
from handrail.history.looks import looks

REASONS = "You are the only adult at 1 Sedge Row."


def opened(fen, reference, *roles, **more):
    desk = fen.staff(*(roles or ("caseworker",)), **more)
    desk.state_purpose(reference)
    return desk


class TestTheCasePage:
    def test_it_holds_what_a_decider_needs(self, fen):
        reference = fen.applies()
        text = opened(fen, reference).get(f"/desk/case/{reference}").text

        for heading in (
            "Where it stands",
            "What the rules advise",
            "How the rules got there",
            "What we were told",
            "What the person sees now",
            "People in this case",
            "Notes",
            "What has happened",
        ):
            assert heading in text
        assert "Told us online, " in text
        assert "We promised to decide by" in text
        assert "Receipt code" in text

    def test_a_card_stands_under_its_heading_and_the_persons_page_under_its_own(self, fen):
        reference = fen.applies()
        outline = opened(fen, reference).get(f"/desk/case/{reference}").outline
        levels = {title: level for level, title in outline}

        assert (levels["What the rules advise"], levels["What we were told"]) == (2, 2)
        assert (levels["The discount or exemption"], levels["About you"]) == (3, 3)
        assert [levels[title] for title in ("What the person sees now", "Your application")] == [2, 3]
        assert all(below <= above + 1 for (above, _), (below, _) in pairwise(outline))

    def test_it_gives_each_reason_its_source_and_each_value_its_date(self, fen):
        reference = fen.applies()
        text = opened(fen, reference).get(f"/desk/case/{reference}").text.partition("What we were told")[0]

        assert "(LGFA 1992" in text
        assert "(from 1 April 1993, LGFA 1992" in text

    def test_unsent_changes_are_not_shown_and_sent_ones_show_both_versions(self, fen):
        reference = fen.applies()
        desk = opened(fen, reference)
        fen.corrects(reference, send_it=False, full_name="Ffion Unsent-Name")
        assert "Unsent-Name" not in desk.get(f"/desk/case/{reference}").html
        fen.corrects(reference, full_name="Ffion Dummy-Smith")

        text = desk.get(f"/desk/case/{reference}").text
        assert "Ffion Dummy-Smith" in text
        assert "Before that: Ffion Dummy-Jones. Told us online" in text
        assert "Unsent-Name" not in text

    def test_a_draft_shows_nothing_that_was_answered(self, fen):
        reference = fen.applies(sent=False)
        page = opened(fen, reference).get(f"/desk/case/{reference}")

        assert "Nothing has been sent yet" in page.text
        assert "Ffion" not in page.html
        assert "1984" not in page.html

    def test_it_warns_where_writing_to_the_person_is_not_safe(self, fen):
        safe = {
            "line_1": "c/o The Drop-in",
            "line_2": "",
            "town": "Northley",
            "county": "",
            "postcode": "FE1 2AB",
        }
        reference = fen.applies(safe_to_write=False, contact_address=safe)
        desk = opened(fen, reference)

        for page in (f"/desk/case/{reference}", f"/desk/case/{reference}/decide"):
            assert (
                "They said no to: Is it safe for us to write to you at this address?" in desk.get(page).text
            )

    def test_what_a_welsh_speaker_sees_is_shown_in_welsh(self, fen):
        reference = fen.applies("Tomos Invented-Price", organisation=fen.south)
        desk = opened(fen, reference, organisation=fen.south)

        assert 'class="handrail-shown" lang="cy"' in desk.get(f"/desk/case/{reference}").html
        assert 'class="handrail-shown" lang="cy"' in desk.get(f"/desk/case/{reference}/person").html

    def test_each_person_is_there_with_what_they_may_see(self, fen):
        reference = fen.applies(
            joint_bill=True,
            partner_name="Gwion Madeup",
            partner_left=True,
            partner_left_on="2026-10-20",
            safe_to_tell_partner=False,
        )
        text = opened(fen, reference).get(f"/desk/case/{reference}").text

        assert "Another person named on the bill" in text
        assert "Where the case stands, and only what is about themselves" in text

    def test_reading_it_leaves_a_trace_with_the_purpose(self, fen):
        reference = fen.applies()
        desk = fen.staff("caseworker", name="Madeup Looker")
        asked = desk.get(f"/desk/case/{reference}")
        assert asked.h1 == "What are you opening this case for?"
        desk.post(asked, f"/desk/case/{reference}/open", purpose="complaint")
        guard = fen.staff("data_protection")
        guard.state_purpose(reference)

        text = guard.get(f"/desk/case/{reference}/looked").text
        assert "Madeup Looker" in text
        assert "To answer a complaint" in text

    def test_a_form_that_is_refused_has_still_read_the_case(self, fen):
        reference = fen.applies()
        desk = opened(fen, reference, name="Madeup Sender")
        staff = of_account(desk.account, "caseworker")

        form = {"form_key": keys.make(staff, f"note/{reference}"), "note": " "}
        assert desk.client.post(f"/desk/case/{reference}/note", form).status_code == 422

        stream, holder = history.locate(reference)
        with history.holding(holder):
            assert {one.actor for one in looks(stream)} == {desk.id}

    def test_the_purpose_must_be_one_of_those_offered(self, fen):
        reference = fen.applies()
        desk = fen.staff("caseworker")
        url = f"/desk/case/{reference}/open"

        page = desk.post(desk.get(url), url, status=422, purpose="curiosity")

        assert "Select what you are opening this case for" in page.text

    def test_data_protection_sees_a_case_and_cannot_work_on_it(self, fen):
        reference = fen.applies()
        page = opened(fen, reference, "data_protection").get(f"/desk/case/{reference}")

        assert "Who has looked" in page.text
        assert "With the rules’ advice beside you" not in page.text
        assert not [text for text, _ in page.links if text.startswith("Correct")]
