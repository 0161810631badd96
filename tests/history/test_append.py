"""Appending: what is kept, what is refused, and who wins a race."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handrail import history
from handrail.history.event import Actor, EventType, NewEvent, Token
from tests.history.conftest import (
    ANSWERED,
    NOON,
    STARTED,
    STARTING,
    answered,
    as_owner,
    at_once,
    circumstances,
    reference,
)

STORABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


class TestWhatIsKept:
    def test_an_event_reads_back_as_it_was_given(self, site):
        stream = site.open()
        acting = circumstances(
            actor=Actor(id="7", role="caseworker", organisation=site.north, capacity="staff"),
            channel="desk",
            mode="staff_entered",
            version="v2",
        )
        site.append(stream, answered("Siân O’Brien"), circumstances=acting, cause=1)
        event = site.read(stream).events[-1]
        assert (event.sequence, event.type, event.schema, event.cause) == (2, "ask.answered", 1, 1)
        assert (event.actor, event.channel, event.mode) == (acting.actor, "desk", "staff_entered")
        assert (event.version, event.request, event.at, event.recorded_at) == (
            "v2",
            acting.request,
            NOON,
            NOON,
        )
        assert event.data == {"step": "about-you", "page": "full_name"}
        assert event.personal == {"applicant": {"full_name": "Siân O’Brien"}}
        assert event.sealed_from_us == frozenset()

    def test_the_head_says_where_the_stream_stands(self, site):
        stream = site.open(version="v1")
        appended = site.append(stream, answered(), answered(page="address"))
        read = site.read(stream)
        assert (appended.first, appended.last) == (2, 3)
        assert (read.sequence, read.chain, read.holder, read.version) == (3, appended.chain, site.north, "v1")
        assert read.head == appended.head

    def test_the_version_of_the_circumstances_becomes_the_versions_of_the_case(self, site):
        stream = site.open()
        site.append(stream, answered(), circumstances=circumstances(version="v2"))
        assert site.read(stream).version == "v2"

    def test_what_happened_earlier_keeps_both_its_instants(self, site):
        monday = NOON - timedelta(days=4)
        stream = site.open(at=NOON - timedelta(days=9))
        site.append(stream, answered(at=monday))
        event = site.read(stream).events[-1]
        assert (event.at, event.recorded_at) == (monday, NOON)

    def test_an_instant_in_another_zone_is_the_same_instant(self, site):
        stream = site.open(at=NOON - timedelta(hours=2))
        there = datetime(2026, 5, 1, 12, 30, tzinfo=timezone(timedelta(hours=2)))
        site.append(stream, answered(at=there))
        assert site.read(stream).events[-1].at == there
        assert history.verify().findings == ()

    def test_listing_hold_and_keeping_are_changed_only_when_given(self, site):
        stream = site.open(listing={"queue": "tax"}, keep_until=date(2032, 1, 1))
        site.append(stream, answered(), held=True)
        head = site.append(stream, answered()).head
        assert (head.listing, head.held, head.keep_until) == ({"queue": "tax"}, True, date(2032, 1, 1))
        site.append(stream, answered(), listing={}, held=False, keep_until=date(2033, 1, 1))
        head = site.read(stream).head
        assert (head.listing, head.held, head.keep_until) == ({}, False, date(2033, 1, 1))

    def test_nothing_of_a_rolled_back_append_is_left(self, site):
        stream = site.open()
        with history.holding(site.north):
            history.append(stream, [answered(party="adult-1")], circumstances=circumstances())
            transaction.set_rollback(True)
        site.append(stream, answered("After All", party="adult-1"))
        assert site.read(stream).events[-1].personal == {"adult-1": {"full_name": "After All"}}

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
            lambda inner: st.lists(inner) | st.dictionaries(st.text("abc é—"), inner),
            max_leaves=8,
        )
    )
    def test_any_json_value_survives_open_and_sealed_and_verifies(self, site, value):
        any_type = EventType(name="any.thing", sentence="Anything", fields={"*": ""}, personal={"*": ""})
        stream = site.open()
        given_event = NewEvent(type=any_type, data={"v": value}, personal={"applicant": {"v": value}})
        site.append(stream, given_event)
        event = site.read(stream).events[-1]
        assert event.data == {"v": value}
        assert event.personal == {"applicant": {"v": value}}
        assert history.check_receipt(*self.receipt_of(site, stream)) is not None

    def receipt_of(self, site, stream):
        with history.holding(site.north):
            made = history.receipt(stream)
        return made.reference, made.code


class TestRefused:
    @pytest.mark.parametrize(
        ("event", "says"),
        [
            (NewEvent(type=STARTED, data={"name": "Ffion"}), "open field name"),
            (NewEvent(type=STARTED, personal={"applicant": {"name": "Ffion"}}), "personal field name"),
            (NewEvent(type=ANSWERED, data={"step": "a\0b"}), "NUL"),
            (NewEvent(type=ANSWERED, personal={"applicant": {"q": ["\0"]}}), "NUL"),
            (NewEvent(type=ANSWERED, personal={"applicant": {"q": {"\0": 1}}}), "NUL"),
            (NewEvent(type=ANSWERED, data={"step": "\ud800"}), "surrogate"),
            (NewEvent(type=ANSWERED, personal={"applicant": {"q": "\ud800"}}), "surrogate"),
            (NewEvent(type=ANSWERED, data={"step": 1.5}), "float"),
            (NewEvent(type=ANSWERED, personal={"applicant": {"q": Decimal("1.5")}}), "Decimal"),
            (NewEvent(type=ANSWERED, personal={"applicant": {"q": date(2026, 1, 1)}}), "date"),
            (NewEvent(type=ANSWERED, personal={"applicant": {"q": {1: 2}}}), "text as keys"),
            (NewEvent(type=ANSWERED, personal={"": {"q": "a"}}), "party"),
            (NewEvent(type=ANSWERED, personal={"p" * 256: {"q": "a"}}), "party"),
            (NewEvent(type=ANSWERED, tokens=(Token("applicant", "name", "\0"),)), "NUL"),
            (NewEvent(type=STARTED, at=datetime(2026, 5, 1, 11, 0)), "no time zone"),  # noqa: DTZ001
            (NewEvent(type=STARTED, at=NOON + timedelta(microseconds=1)), "after it is recorded"),
        ],
    )
    def test_is_what_cannot_be_kept_and_nothing_changes(self, site, event, says):
        stream = site.open()
        with pytest.raises(history.NotStorable, match=says):
            site.append(stream, STARTING, event)
        assert site.read(stream).sequence == 1

    def test_is_a_request_at_an_instant_with_no_zone(self, site):
        stream = site.open()
        with pytest.raises(history.NotStorable, match="time zone"):
            site.append(stream, STARTING, circumstances=circumstances(NOON.replace(tzinfo=None)))

    def test_is_an_append_of_nothing_or_of_too_much(self, site):
        stream = site.open()
        with pytest.raises(history.NotStorable, match="Found 0"):
            site.append(stream)
        with pytest.raises(history.NotStorable, match="501"):
            site.append(stream, *[STARTING] * 501)

    def test_is_a_stream_that_is_not_there(self, site):
        with pytest.raises(history.NoSuchStream):
            site.append(uuid4(), STARTING)

    def test_is_a_stream_behind_another_wall(self, site):
        stream = site.open()
        head = site.read(stream).head
        with pytest.raises(history.NoSuchStream):
            site.append(stream, STARTING, holder=site.south)
        with pytest.raises(history.NoSuchStream):
            site.append(stream, STARTING, holder=site.south, after=head)

    def test_is_a_reference_that_another_case_has_whoever_holds_it(self, site):
        taken = reference()
        site.open(reference=taken)
        with pytest.raises(history.ReferenceTaken):
            site.open(reference=taken, holder=site.south)

    def test_a_refused_reference_leaves_the_transaction_usable(self, site):
        taken = reference()
        site.open(reference=taken)
        with history.holding(site.north):
            with pytest.raises(history.ReferenceTaken):
                self.open_here(site, taken)
            stream = self.open_here(site, reference())
        assert site.read(stream).sequence == 1

    def open_here(self, site, name):
        return history.open_stream(
            service="discount",
            organisation=site.north,
            kind="live",
            version="v1",
            reference=name,
            circumstances=circumstances(),
            events=[STARTING],
        )


class TestRaces:
    def test_an_append_on_what_was_read_is_refused_when_someone_came_first(self, site):
        stream = site.open()
        head = site.read(stream).head
        site.append(stream, answered(), answered())
        with pytest.raises(history.Conflict) as refused:
            site.append(stream, answered("Too Late"), after=head)
        assert (refused.value.expected, refused.value.found) == (1, 3)
        assert site.read(stream).sequence == 3

    def test_an_expected_sequence_that_is_not_found_is_refused(self, site):
        stream = site.open()
        with pytest.raises(history.Conflict):
            site.append(stream, answered(), expected=4)
        assert site.append(stream, answered(), expected=1).last == 2

    def test_a_lost_race_leaves_no_key_and_no_token(self, site):
        stream = site.open()
        head = site.read(stream).head
        site.append(stream, STARTING)
        with history.holding(site.north), pytest.raises(history.Conflict):
            history.append(
                stream, [answered("Nobody", party="adult-1")], circumstances=circumstances(), after=head
            )
        assert as_owner("SELECT count(*) FROM keys.data_key") == [(0,)]
        assert as_owner("SELECT count(*) FROM history_token") == [(0,)]

    def test_of_many_at_once_on_one_head_one_wins(self, site):
        stream = site.open()
        head = site.read(stream).head
        ended = at_once(8, lambda n: site.append(stream, answered(f"Person {n}"), after=head))
        assert ended.count("won") == 1
        assert ended.count("Conflict") == 7
        assert site.read(stream).sequence == 2

    def test_of_many_at_once_with_nothing_expected_all_are_kept_in_a_line(self, site):
        stream = site.open()
        ended = at_once(8, lambda n: site.append(stream, answered(f"Person {n}", party=f"p{n % 2}")))
        assert ended == ["won"] * 8
        assert [event.sequence for event in site.read(stream).events] == list(range(1, 10))
        assert history.verify().findings == ()


class TestFigures:
    def test_each_event_keeps_what_came_before_and_how_long_after(self, site):
        stream = site.open(at=NOON - timedelta(hours=1))
        site.append(stream, answered(), circumstances=circumstances(NOON))
        found = as_owner("SELECT activity, previous, gap FROM history_event ORDER BY sequence")
        assert found == [
            ("case.started", None, None),
            ("ask.answered/about-you", "case.started", 3600 * 10**6),
        ]

    def test_streams_that_took_the_same_way_have_the_same_path(self, site):
        paths = set()
        for _ in range(2):
            stream = site.open()
            site.append(stream, answered())
            paths.add(site.append(stream, answered()).head.path)
        other = site.open()
        paths_of_others = {site.append(other, STARTING).head.path}
        assert len(paths) == 1
        assert paths.isdisjoint(paths_of_others)

    def test_a_late_recording_marks_the_stream_and_its_path_is_in_order_of_what_happened(self, site):
        def opened(*moments):
            stream = site.open(at=NOON - timedelta(days=9))
            for event in moments:
                head = site.append(stream, event).head
            return head

        note = NewEvent(type=STARTED, data={"language": "cy"}, at=NOON - timedelta(days=2))
        answer = answered(at=NOON - timedelta(days=1))
        in_order, late = opened(note, answer), opened(answer, note)
        assert (in_order.reordered, late.reordered) == (False, True)
        assert in_order.path == late.path
        assert late.last_at == NOON - timedelta(days=1)

    def test_the_view_gives_no_negative_gap_for_a_stream_recorded_out_of_order(self, site):
        stream = site.open(at=NOON - timedelta(days=9))
        site.append(stream, answered(at=NOON - timedelta(days=1)))
        site.append(stream, replace(STARTING, at=NOON - timedelta(days=2)))
        with history.holding(site.north), connection.cursor() as cursor:
            cursor.execute("SELECT sequence, previous, gap FROM history_facts ORDER BY at")
            day = 24 * 3600 * 10**6
            assert cursor.fetchall() == [
                (1, None, None),
                (3, "case.started", 7 * day),
                (2, "case.started", day),
            ]

    def test_the_view_has_no_personal_data_and_no_workers_id(self, site):
        site.append(site.open(), answered())
        with history.holding(site.north), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM history_facts")
            columns = {column.name for column in cursor.description}
            rows = cursor.fetchall()
        assert len(rows) == 2
        assert columns.isdisjoint({"sealed", "actor", "organisation", "request", "reference"})
