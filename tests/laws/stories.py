"""A few cases in which nearly everything happens, for laws about whole histories."""

from tests.journeys.site import Site


def everything(site: Site) -> str:
    """Applied, asked for more, answered, paused, refused, corrected, reviewed, reversed; noted throughout."""
    applicant = site.applies("Odette Pretend")
    reference, staff = applicant.reference, site.staff()
    staff.claim(reference)
    staff.note(reference, "Rang the care home.")
    staff.ask(reference, "account_number", message="Please give your account number.")
    site.clock.forward(days=1)
    returns(site, applicant)
    applicant.go("next")
    applicant.send({"account_number": "70012345"})
    applicant.send()
    staff.pause(reference, reason="Waiting for the care home's letter.")
    staff.resume(reference)
    site.clock.forward(days=3)
    staff.decide(reference, "refuse", "Ambrose Pretend will come home.")
    returns(site, applicant)
    applicant.change("finish/contact", phone_number="01632 960999")
    applicant.send()
    applicant.go("review")
    applicant.send({"reason": "He will not come home."})
    reviewer = site.staff(id="tal.leader", role="team_leader")
    reviewer.reopen(reference, why="review")
    reviewer.decide(reference, "award-25", "His main home is the care home now.")
    return reference


def returns(site: Site, applicant) -> None:
    """The same person comes back with a code that staff gave them."""
    applicant.returns(applicant.reference, site.staff().gives_code(applicant.reference))


def withdrawn(site: Site) -> str:
    """Applied in Welsh in the other district, corrected, withdrawn."""
    applicant = site.applies("Tomos Invented-Price")
    applicant.change("finish/contact", email_address="tomos@example.invalid")
    applicant.send()
    applicant.go("withdraw")
    applicant.send({"reason": "Symud i ffwrdd."})
    return applicant.reference


def in_hand(site: Site) -> str:
    """Applied with other adults, one removed on the way, and taken on."""
    applicant = site.answers("Odette Pretend")
    applicant.go("page/your-household/adults")
    applicant.send({"adults": "yes"})
    added = {
        "adults": [{}, {"adult_name": "Wren Pretend", "adult_here": "left", "adult_left_on": "2026-01-02"}]
    }
    while "/adults/2/" in applicant.page.url:
        applicant.answer(added)
    applicant.go("page/your-household/adults/2")
    applicant.send({"remove": "yes"})
    applicant.answer_everything({"adults": [{}]})
    applicant.send()
    site.staff().claim(applicant.reference)
    return applicant.reference


STORIES = (everything, withdrawn, in_hand)
