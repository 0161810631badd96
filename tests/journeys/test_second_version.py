"""Version 2 is published while cases are open: they finish on 1, new ones start on 2, back in one action."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handrail.bricks import BRICKS
from handrail.casefile import CaseFile
from handrail.definition import publish
from handrail.estate.fenmarch import fenmarch_id
from handrail.walk.fold import fold
from handrail.walk.walk import walk
from tests.journeys.site import SECOND_FOLDER, SLUG, person

NORTH = fenmarch_id("north-fenmarch")
OWNER = "Ola Owner (sample)"
# Her husband died long ago: version 1 asks for proof of the day, version 2 does not.
BEREAVED = "Zoë Ångström-Łukasiewicz"


@pytest.fixture
def half_way(site):
    """Someone half-way through on version 1."""
    applicant = site.starts(BEREAVED)
    for _ in range(5):
        applicant.answer(person(BEREAVED)["answers"])
    return applicant


@pytest.fixture
def sent(site):
    """Someone who has sent on version 1."""
    return site.applies(BEREAVED)


def offer_second(site, second) -> None:
    """Version 2 is current from now on."""
    site.offer(second, organisation=NORTH)
    site.clock.forward(minutes=1)


def pages(file: CaseFile) -> list[str]:
    return [str(page.ref) for page in file.position.pages]


def test_an_open_case_finishes_on_the_version_it_began_on(site, half_way, second):
    offer_second(site, second)

    half_way.answer_everything(person(BEREAVED)["answers"])
    half_way.send()

    file = site.file(half_way.reference)
    assert half_way.page.h1 == "We have your application"
    assert file.service.hash == site.service.hash
    assert "proof/proof_of_date" in pages(file)
    assert "finish/help_with_bill" not in pages(file)
    assert {event.version for event in file.events} == {site.service.hash}


def test_a_case_that_was_sent_is_decided_and_corrected_on_the_version_it_was_sent_on(site, sent, second):
    offer_second(site, second)

    site.staff().decide(sent.reference, "award-25")
    sent.change("finish/contact", phone_number="01632 960999")
    sent.send()

    file = site.file(sent.reference)
    assert sent.page.h1 == "We have your changes"
    assert file.service.hash == site.service.hash
    assert file.as_sent.endpoint.id == "discount-25"


def test_a_new_case_starts_on_the_second_version(site, second):
    offer_second(site, second)

    fresh = site.applies(BEREAVED, but={"help_with_bill": True}, service=second)

    file = site.file(fresh.reference)
    assert file.service.hash == second.hash
    assert "finish/help_with_bill" in pages(file)
    assert "proof/proof_of_date" not in pages(file)


def test_the_other_district_is_not_touched(site, second):
    offer_second(site, second)

    applicant = site.starts("Tomos Invented-Price")

    assert site.file(applicant.reference).service.hash == site.service.hash


def test_one_action_goes_back_and_cases_begun_on_the_second_stay_on_it(site, second):
    offer_second(site, second)
    begun = site.starts(service=second)

    publish.go_back(
        SLUG, NORTH, version=site.service.hash, by=OWNER, why="A mistake in it", at=timezone.now()
    )

    after = site.starts()
    assert site.file(after.reference).service.hash == site.service.hash
    begun.answer_everything({**person("Ffion Dummy-Jones")["answers"], "help_with_bill": False})
    begun.send()
    assert begun.page.h1 == "We have your application"
    assert site.file(begun.reference).service.hash == second.hash
    acts = [act.version for act in publish.publications(SLUG, NORTH)]
    assert acts == [site.service.hash, second.hash, site.service.hash]


def test_each_case_replays_on_its_own_version_and_not_on_the_other(site, sent, second):
    offer_second(site, second)
    fresh = site.applies(BEREAVED, but={"help_with_bill": True}, service=second)

    for reference, version, other in (
        (sent.reference, site.service, second),
        (fresh.reference, second, site.service),
    ):
        file = site.file(reference)
        again = fold(version, file.events, kind=file.kind)
        on_its_own = walk(version, again, parameters=file.parameters, at=site.clock.now(), sent=True)
        folded = fold(other, file.events)
        elsewhere = walk(other, folded, parameters=file.parameters, at=site.clock.now(), sent=True)
        assert again == file.state
        assert on_its_own == file.as_sent
        assert elsewhere.pages != on_its_own.pages


def test_its_owner_publishes_it_and_every_person_of_its_examples_is_run(site, half_way, second):
    published = publish.publish(
        SECOND_FOLDER, organisation=NORTH, by=OWNER, why="Ask less of the bereaved", at=timezone.now()
    )

    assert published.publication.version == second.hash
    assert publish.current(SLUG, NORTH, at=timezone.now()) == second.hash
    assert site.file(half_way.reference).service.hash == site.service.hash


def test_a_version_to_come_is_not_current_before_its_moment(site, second):
    publish.wire(bricks=BRICKS)  # without the fifty people, who are run above
    publish.publish(
        SECOND_FOLDER,
        organisation=NORTH,
        by=OWNER,
        why="From June",
        at=timezone.now(),
        from_=timezone.now() + timedelta(days=31),
    )

    now = site.starts()
    site.clock.set("2026-06-02")
    later = site.starts(service=second)

    assert site.file(now.reference).service.hash == site.service.hash
    assert site.file(later.reference).service.hash == second.hash


def test_publishing_stops_on_a_person_for_whom_something_else_comes_of_it(site, tmp_path):
    folder = tmp_path / SLUG
    (folder / "words").mkdir(parents=True)
    for path in [*SECOND_FOLDER.glob("*.*"), *(SECOND_FOLDER / "words").glob("*.yaml")]:
        text = path.read_text(encoding="utf-8")
        if path.name == "examples.yaml":
            text = text.replace("endpoint: discount-25", "endpoint: no-discount", 1)
        (folder / path.relative_to(SECOND_FOLDER)).write_text(text, encoding="utf-8")
    before = site.counts()

    with pytest.raises(publish.NotPublishable, match="Ffion Dummy-Jones"):
        publish.publish(folder, organisation=NORTH, by=OWNER, why="A mistake", at=timezone.now())

    assert site.counts() == before
