"""Versions, publications, withdrawing, going back and invites, on the application's own role."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from handrail import estate
from handrail.bricks import BRICKS
from handrail.definition import publish
from handrail.definition.files import content_hash
from handrail.definition.source import Problem
from handrail.estate.fenmarch import fenmarch_id
from tests.definition.garden import SLUG, garden, loaded, swapped

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
LATER = AT + timedelta(days=30)
NORTH = fenmarch_id("north-fenmarch")
SOUTH = fenmarch_id("south-fenmarch")


@pytest.fixture(autouse=True)
def fenmarch(database):
    publish.version.cache_clear()
    estate.load_fenmarch()


def second() -> dict[str, str]:
    return swapped("Have you had this before?", "Have you ever had this before?")


def publish_it(texts=None, *, at=AT, organisation=NORTH, from_=None):
    source = loaded(texts or garden())
    return publish.publish(source, organisation=organisation, by="A. Owner", why="First", at=at, from_=from_)


class TestPublishing:
    def test_makes_a_version_current_from_that_moment(self):
        made = publish_it().publication
        assert publish.current(SLUG, NORTH, at=AT) == made.version
        assert publish.current(SLUG, NORTH, at=AT - timedelta(seconds=1)) is None

    def test_leaves_every_other_organisation_as_it_was(self):
        publish_it()
        assert publish.current(SLUG, SOUTH, at=LATER) is None

    def test_can_be_said_to_hold_from_a_later_moment(self):
        first = publish_it().publication.version
        then = publish_it(second(), from_=LATER).publication.version
        assert publish.current(SLUG, NORTH, at=LATER - timedelta(seconds=1)) == first
        assert publish.current(SLUG, NORTH, at=LATER) == then

    def test_is_refused_for_a_moment_that_has_passed(self):
        with pytest.raises(publish.TooLate, match="has passed"):
            publish_it(from_=AT - timedelta(days=1))
        assert publish.publications(SLUG, NORTH) == ()

    def test_keeps_the_whole_text_and_gives_the_same_service_back(self):
        made = publish_it().publication
        publish.version.cache_clear()
        found = publish.version(made.version)
        assert found == loaded(garden()).service
        assert content_hash(publish.texts_of(made.version)) == made.version

    def test_keeps_a_version_for_the_process(self):
        made = publish_it().publication
        assert publish.version(made.version) is publish.version(made.version)

    def test_is_refused_when_something_is_broken(self):
        with pytest.raises(publish.NotPublishable, match="nowhere") as refusal:
            publish_it(
                swapped("goto: {give: given, refuse: not-given}", "goto: {give: nowhere, refuse: not-given}")
            )
        assert {"broken"} <= {one.grade for one in refusal.value.problems}
        assert publish.current(SLUG, NORTH, at=LATER) is None

    def test_is_refused_when_something_is_to_be_decided(self):
        with pytest.raises(publish.NotPublishable, match=r"Found 1 thing to mend.*keep"):
            publish_it(swapped("  keep: 2 years after the case ends", ""))

    def test_names_what_is_broken_before_what_is_to_be_decided(self):
        texts = swapped("  keep: 2 years after the case ends", "")
        texts["service.yaml"] = texts["service.yaml"].replace("refuse: not-given}", "refuse: nowhere}")
        with pytest.raises(publish.NotPublishable, match=r"Found \d things .* leads to 'nowhere'"):
            publish_it(texts)

    def test_is_refused_for_an_organisation_without_a_value_for_every_parameter(self):
        with pytest.raises(publish.NotPublishable, match=r"most_before.*south-fenmarch"):
            publish_it(organisation=SOUTH)

    def test_is_refused_when_an_example_comes_out_otherwise(self, wired_with):
        def says_no(service, examples, *, parameters):
            del service, parameters
            return [problem_at(examples[0].where)]

        wired_with(says_no)
        with pytest.raises(publish.NotPublishable, match="came out otherwise"):
            publish_it()

    def test_lists_each_act_with_who_and_why(self):
        publish_it()
        publish.withdraw(SLUG, NORTH, by="B. Owner", why="A mistake in the letter", at=LATER)
        acts = publish.publications(SLUG, NORTH)
        assert [(one.by, one.why, one.version is None) for one in acts] == [
            ("A. Owner", "First", False),
            ("B. Owner", "A mistake in the letter", True),
        ]

    def test_offers_what_is_current_and_not_withdrawn(self):
        publish_it()
        assert [one.slug for one in publish.published(NORTH, at=AT)] == [SLUG]
        publish.withdraw(SLUG, NORTH, by="A. Owner", why="Over", at=LATER)
        assert publish.published(NORTH, at=LATER) == ()
        assert [one.slug for one in publish.published(NORTH, at=AT)] == [SLUG]


def problem_at(where):
    return Problem(where, "broken", "It came out otherwise.", "Mend it.")


@pytest.fixture
def wired_with():
    before = publish._wired[:]
    yield lambda run: publish.wire(bricks=BRICKS, run_examples=run)
    publish._wired[:] = before


class TestWithdrawingAndGoingBack:
    def test_withdrawing_stops_new_starts_and_keeps_the_version(self):
        made = publish_it().publication
        publish.withdraw(SLUG, NORTH, by="A. Owner", why="Over", at=LATER)
        assert publish.current(SLUG, NORTH, at=LATER) is None
        assert publish.version(made.version).slug == SLUG

    def test_going_back_is_one_act(self):
        first = publish_it().publication.version
        publish_it(second(), at=AT + timedelta(days=1))
        publish.go_back(SLUG, NORTH, version=first, by="A. Owner", why="It confused people", at=LATER)
        assert publish.current(SLUG, NORTH, at=LATER) == first

    def test_going_back_to_what_never_was_is_refused(self):
        publish_it()
        with pytest.raises(publish.NoSuchVersion):
            publish.go_back(SLUG, NORTH, version="0" * 64, by="A. Owner", why="?", at=LATER)
        with pytest.raises(publish.NoSuchVersion):
            publish.go_back(
                "other", NORTH, version=loaded(garden()).service.hash, by="A. Owner", why="?", at=LATER
            )


class TestTheStore:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE definition_version SET files = '{}'",
            "DELETE FROM definition_version",
            "UPDATE definition_publication SET why = 'other'",
            "DELETE FROM definition_publication",
            "UPDATE definition_value SET value = '1'",
            "DELETE FROM definition_value",
            "DELETE FROM definition_invite",
            "DELETE FROM definition_invite_use",
            "TRUNCATE definition_version CASCADE",
        ],
    )
    def test_lets_the_application_change_and_delete_nothing(self, statement):
        publish_it()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)

    def test_notices_a_version_whose_text_was_changed(self, database):
        made = publish_it().publication
        publish.version.cache_clear()
        with psycopg.connect(database.owner_url) as owner:
            owner.execute("UPDATE definition_version SET files = jsonb_set(files, '{service.yaml}', '\"x\"')")
        with pytest.raises(publish.VersionDamaged, match="was changed"):
            publish.version(made.version)

    def test_has_no_version_that_was_never_published(self):
        with pytest.raises(publish.NoSuchVersion, match="aaaaaaaaaaaa"):
            publish.version("a" * 64)


class TestInvites:
    def test_let_somebody_in_once(self):
        (code,) = publish.make_invites(SLUG, NORTH, count=1, by="A. Owner", at=AT)
        used = publish.use_invite(SLUG, NORTH, code=code, at=AT)
        assert used == str(publish.invites(SLUG, NORTH)[0].id)
        assert publish.use_invite(SLUG, NORTH, code=code, at=AT) is None

    def test_are_read_as_people_type_them(self):
        (code,) = publish.make_invites(SLUG, NORTH, count=1, by="A. Owner", at=AT)
        assert publish.use_invite(SLUG, NORTH, code=f" {code.lower().replace('-', ' ')}", at=AT)

    def test_work_for_one_service_of_one_organisation_until_their_time(self):
        (code,) = publish.make_invites(SLUG, NORTH, count=1, by="A. Owner", at=AT, until=LATER)
        assert publish.use_invite(SLUG, SOUTH, code=code, at=AT) is None
        assert publish.use_invite("other", NORTH, code=code, at=AT) is None
        assert publish.use_invite(SLUG, NORTH, code=code, at=LATER) is None
        assert publish.use_invite(SLUG, NORTH, code="nonsense", at=AT) is None
        assert publish.use_invite(SLUG, NORTH, code=code, at=AT)

    def test_stay_unused_when_what_they_were_used_for_is_undone(self):
        (code,) = publish.make_invites(SLUG, NORTH, count=1, by="A. Owner", at=AT)
        with transaction.atomic():
            publish.use_invite(SLUG, NORTH, code=code, at=AT)
            transaction.set_rollback(True)
        assert publish.use_invite(SLUG, NORTH, code=code, at=AT)

    def test_are_listed_with_when_they_were_used_and_never_with_their_code(self):
        codes = publish.make_invites(SLUG, NORTH, count=2, by="A. Owner", at=AT, note="Ward 3")
        publish.use_invite(SLUG, NORTH, code=codes[0], at=LATER)
        listed = publish.invites(SLUG, NORTH)
        assert sorted((one.note, one.used_at) for one in listed if one.used_at) == [("Ward 3", LATER)]
        assert len(listed) == 2
        assert not any(code in str(listed) for code in codes)
