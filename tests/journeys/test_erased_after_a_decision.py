"""A case whose people's data is erased stays what it was decided to be, whatever staff write on it after."""

import pytest

from handrail import history
from handrail.casework.erasing import erase
from handrail.casework.queues import waiting
from handrail.questions.question import EQUALITY
from handrail.terms.legal_day import legal_day
from tests.journeys.test_before_an_end import at_desk
from tests.journeys.test_how_long_it_is_kept import by_guard, counts_from, gives, kept

GRANTED, REFUSED = "Una Madeup", "Dorian Imaginary"
WHOSE = pytest.mark.parametrize("parties", [[EQUALITY], ["applicant"], None])
WHO = pytest.mark.parametrize("name", [GRANTED, REFUSED])


def decided_then_erased(site, name, parties):
    """Somebody whose proof was checked before it was decided, which is two steps of staff or more."""
    applicant = gives(site, site.applies(name), name)
    before = kept(site, applicant), counts_from(site, applicant)
    stream, holder = history.locate(applicant.reference)
    erase(stream, parties=parties, holder=holder, reason="request", circumstances=by_guard(site, holder))
    return applicant, before


@WHO
@WHOSE
def test_it_still_stands_at_its_end_and_wants_no_other_look(site, name, parties):
    applicant, _ = decided_then_erased(site, name, parties)

    position = site.file(applicant.reference).as_sent

    assert (position.here, position.endpoint.id) == ("ended", "badge" if name == GRANTED else "no-badge")
    assert not position.another_look
    page = at_desk("data_protection")
    page.state_purpose(applicant.reference)
    text = page.get(f"/desk/case/{applicant.reference}").text
    assert "Status Decided" in text
    assert "You changed what you told us after we decided" not in text


@WHO
@WHOSE
def test_a_note_puts_it_on_no_list_and_does_not_keep_it_longer(site, name, parties):
    applicant, before = decided_then_erased(site, name, parties)

    site.staff("fenmarch-county").note(applicant.reference, "They rang.")

    file = site.file(applicant.reference)
    assert file.head.listing["status"] == "decided"
    assert (kept(site, applicant), counts_from(site, applicant)) == before
    with history.holding(file.holder):
        assert waiting(kind="live", on=legal_day(site.clock.now())) == ()


def test_what_is_to_be_done_before_a_badge_ends_does_not_rest_on_equality_answers(site):
    applicant, _ = decided_then_erased(site, GRANTED, [EQUALITY])
    site.clock.set("2029-02-10")

    site.staff("fenmarch-county").note(applicant.reference, "They rang.")

    with history.holding(site.file(applicant.reference).holder):
        assert [one.step for one in waiting(kind="live", on=legal_day(site.clock.now()))] == ["renewal"]
