"""Somebody answers an equality question on the web: it is counted with how it ended, and nobody reads it."""

from handrail import history
from handrail.bricks import BRICKS
from handrail.definition.load import load_text
from handrail.estate.fenmarch import fenmarch_id
from handrail.insight.measures.equality import equality
from handrail.insight.years import Year
from tests.journeys.site import FIRST, SLUG, person

NORTH = fenmarch_id("north-fenmarch")
PAGE = """
      - question: carer
        type: yes-no
        label: Do you look after somebody?
        equality: true
        source: Equality Act 2010 s.149
"""


def with_a_question():
    text = dict(FIRST.text)
    whole = text["service.yaml"]
    place = whole.index("  - work: check")
    text["service.yaml"] = f"{whole[:place].rstrip()}\n{PAGE}\n{whole[place:]}"
    loaded = load_text(text, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    return loaded.service


def counts():
    with history.holding(NORTH):
        found = equality(SLUG, Year(2026)).counts
    return {cell: number for cell, number in found.items() if number}


def test_by_the_answer_that_was_sent_and_by_what_was_decided(site):
    service = with_a_question()
    site.offer(service, organisation=NORTH)
    applicant = site.person(service=service)
    applicant.start("north-fenmarch")
    applicant.answer_everything({**person("Ffion Dummy-Jones")["answers"], "carer": True})
    assert counts() == {}

    applicant.send()
    assert counts() == {("all", "others"): 1, ("carer/true", "others"): 1}

    site.staff().claim(applicant.reference)
    site.staff().decide(applicant.reference, "award-25")
    assert counts() == {("all", "granted"): 1, ("carer/true", "granted"): 1}
    assert "carer" not in str(site.file(applicant.reference).head.listing)
