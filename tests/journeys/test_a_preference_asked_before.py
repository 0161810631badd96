"""How to contact people was a question once: a case that began on such a version goes on under it."""

import pytest
from django.utils import timezone

from handrail.bricks import BRICKS
from handrail.definition import publish
from handrail.estate.fenmarch import fenmarch_id
from tests.journeys.site import SERVICE_FOLDER, person

NORTH = fenmarch_id("north-fenmarch")
ASKED_BEFORE = """
      - question: contact_by
        type: choice
        label: How should we contact you if we have a question?
        options: {post: By post, phone: By phone}
        used_for: How staff ask for more

      - question: phone_number
        type: text
        label: What is your phone number?
        when: contact_by = "phone"
        used_for: How staff ask for more

"""


@pytest.fixture
def earlier():
    """The discount as it asked everybody how to contact them, and then only some for a number."""
    paths = [path for path in SERVICE_FOLDER.rglob("*") if path.suffix in {".yaml", ".csv"}]
    texts = {str(path.relative_to(SERVICE_FOLDER)): path.read_text(encoding="utf-8") for path in paths}
    head, _, rest = texts["service.yaml"].partition("      - page: contact\n")
    _, _, tail = rest.partition("      - question: agreed\n")
    texts["service.yaml"] = f"{head}{ASKED_BEFORE}      - question: agreed\n{tail}"
    return publish.load_text(texts, bricks=BRICKS).service


def test_a_case_goes_on_with_the_question_it_began_with(site, earlier):
    answers = person("Ffion Dummy-Jones")["answers"]
    site.offer(earlier, organisation=NORTH)
    site.clock.forward(minutes=1)
    begun = site.starts(service=earlier)
    site.offer(site.service, organisation=NORTH, at=timezone.now())
    site.clock.forward(minutes=1)

    begun.answer_everything({**answers, "contact_by": "phone", "phone_number": "01632 960999 after 6"})
    begun.send()
    fresh = site.applies()

    facts = site.file(begun.reference).as_sent.facts
    assert (facts["contact_by"], facts["phone_number"]) == ("phone", "01632 960999 after 6")
    assert "contact_by" not in site.file(fresh.reference).as_sent.facts
    assert [str(page.ref) for page in site.file(fresh.reference).position.pages][-2] == "finish/contact"


def test_nobody_need_say_how_to_reach_them(site):
    applicant = site.applies("Tomos Invented-Price")

    facts = site.file(applicant.reference).as_sent.facts
    assert (facts["phone_number"], facts["email_address"]) == (None, None)
    assert applicant.page.h1 == "Mae eich cais gennym"
