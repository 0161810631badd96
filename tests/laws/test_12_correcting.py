"""Law 12. A person can correct what they told us at any time; both are kept, and decisions are marked."""

import pytest

from tests.laws.stories import everything, returns

STAGES = {
    "received": (),
    "taken on": ("claim",),
    "asked for more": ("claim", "ask"),
    "paused": ("claim", "pause"),
    "decided": ("claim", "decide"),
    "opened again": ("claim", "decide", "reopen"),
    "decided again": ("claim", "decide", "reopen", "decide"),
    "confirmed": ("claim", "decide", "confirm"),
}


def act(staff, reference: str, name: str) -> None:
    """One thing that staff do, with what it needs."""
    needs = {
        "ask": lambda: staff.ask(reference, "account_number", message="Please check your account number."),
        "pause": lambda: staff.pause(reference, reason="Waiting for a letter."),
        "decide": lambda: staff.decide(reference, "award-25"),
        "reopen": lambda: staff.reopen(reference, why="error"),
    }
    needs.get(name, lambda: getattr(staff, name)(reference))()


@pytest.mark.parametrize("acts", STAGES.values(), ids=STAGES)
def test_a_fact_is_corrected_and_both_versions_are_kept(site, acts):
    applicant = site.applies()
    for name in acts:
        act(site.staff(), applicant.reference, name)
    decided = bool(site.file(applicant.reference).as_sent.results)

    applicant.change("about-you/on_the_bill", on_the_bill="not_named")
    applicant.answer_everything({"account_number": "70012345"})
    applicant.go("check")
    applicant.send()

    file = site.staff().sees(applicant.reference)
    told = [
        event.personal["applicant"]["on_the_bill"]
        for event in file.events
        if event.type == "ask.answered" and event.data["page"] == "on_the_bill"
    ]
    assert applicant.page.h1 == "We have your changes"
    assert told == ["named", "not_named"]
    assert file.as_sent.facts["on_the_bill"] == "not_named"
    assert file.as_sent.another_look == decided


def test_a_fact_is_corrected_after_everything_else_has_happened(site):
    reference = everything(site)
    applicant = site.person()
    applicant.reference = reference
    returns(site, applicant)

    applicant.change(
        "your-home/moved_in_on", moved_in_on__day="2", moved_in_on__month="5", moved_in_on__year="1988"
    )
    applicant.send()

    assert applicant.page.h1 == "We have your changes"
    assert site.file(reference).as_sent.another_look


def test_a_correction_that_staff_look_at_is_no_longer_marked(site):
    applicant = site.applies()
    site.staff().decide(applicant.reference, "award-25")
    applicant.change("finish/contact", phone_number="01632 960999")
    applicant.send()
    assert site.file(applicant.reference).as_sent.another_look

    site.staff().confirm(applicant.reference)

    assert not site.file(applicant.reference).as_sent.another_look
