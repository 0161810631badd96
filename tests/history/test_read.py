"""Reading: what is opened, what stays sealed, and the trace that it leaves."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from handrail import history
from handrail.history.event import Actor
from tests.history.conftest import NOON, PERSON, STARTING, answered, as_owner, at_once, circumstances


class TestOpening:
    def test_only_the_parties_asked_for_are_opened_and_the_rest_are_named(self, site):
        stream = site.open()
        site.append(stream, answered("Ffion Dummy"), answered("Adult One", party="adult-1"))
        mine, other = site.read(stream, parties=frozenset({"applicant"})).events[1:]
        assert (mine.personal, mine.sealed_from_us) == (
            {"applicant": {"full_name": "Ffion Dummy"}},
            frozenset(),
        )
        assert (other.personal, other.sealed_from_us) == ({}, frozenset({"adult-1"}))

    def test_an_event_about_two_people_opens_one_and_not_the_other(self, site):
        stream = site.open()
        both = answered("Ffion Dummy")
        both = type(both)(type=both.type, personal={**both.personal, "adult-1": {"full_name": "Adult One"}})
        site.append(stream, both)
        event = site.read(stream, parties=frozenset({"adult-1"})).events[-1]
        assert event.personal == {"adult-1": {"full_name": "Adult One"}}
        assert event.sealed_from_us == {"applicant"}

    def test_a_stream_behind_another_wall_is_not_there(self, site):
        stream = site.open()
        with pytest.raises(history.NoSuchStream, match="holding"):
            site.read(stream, holder=site.south)

    def test_outside_holding_nothing_is_there(self, site):
        stream = site.open()
        with pytest.raises(history.NoSuchStream):
            history.read(stream, reader=PERSON)

    def test_with_its_holder_given_a_reading_is_its_own_transaction(self, site):
        stream = site.open(STARTING, answered("Ffion Dummy"))
        assert history.read(stream, reader=PERSON, holder=site.north) == site.read(stream)
        with connection.cursor() as run:
            run.execute("SELECT count(*) FROM history_event")
            assert run.fetchone() == (0,)
        with pytest.raises(history.NoSuchStream):
            history.read(stream, reader=PERSON, holder=site.south)

    def test_a_reading_with_its_holder_leaves_the_holder_of_the_transaction_as_it_was(self, site):
        here, there = site.open(), site.open(holder=site.south)
        with history.holding(site.north):
            history.read(there, reader=PERSON, holder=site.south)
            assert history.read(here, reader=PERSON).sequence == 1
            with pytest.raises(history.NoSuchStream):
                history.read(there, reader=PERSON)

    def test_a_reading_that_must_leave_a_trace_takes_no_holder(self, site):
        stream = site.open()
        with pytest.raises(ValueError, match="inside `holding`"):
            history.read(stream, reader=site.staff(), holder=site.north)
        assert as_owner("SELECT count(*) FROM history_access") == [(0,)]

    def test_an_event_says_nothing_personal_when_it_is_printed(self, site):
        stream = site.open()
        site.append(stream, answered("Ffion Dummy"))
        assert "Ffion" not in repr(site.read(stream))
        assert "Ffion" not in repr(answered("Ffion Dummy"))

    def test_sealed_data_moved_to_another_event_does_not_open(self, site):
        stream = site.open()
        site.append(stream, answered("One"), answered("Two"))
        as_owner(
            "UPDATE history_event e SET sealed = o.sealed FROM history_event o "
            "WHERE e.sequence = 2 AND o.sequence = 3"
        )
        with pytest.raises(history.Damaged, match="moved"):
            site.read(stream)

    def test_a_data_key_moved_to_another_party_does_not_open(self, site):
        stream = site.open()
        site.append(stream, answered("One"), answered("Two", party="adult-1"))
        as_owner(
            "UPDATE keys.data_key k SET wrapped = o.wrapped FROM keys.data_key o "
            "WHERE k.party = 'applicant' AND o.party = 'adult-1'"
        )
        with pytest.raises(history.KeyDamaged):
            site.read(stream)

    def test_inside_another_holding_the_outer_holder_returns(self, site):
        here, there = site.open(), site.open(holder=site.south)
        with history.holding(site.north):
            with history.holding(site.south):
                assert history.read(there, reader=PERSON).sequence == 1
            assert history.read(here, reader=PERSON).sequence == 1
            with pytest.raises(history.NoSuchStream):
                history.read(there, reader=PERSON)


class TestTrace:
    def test_a_members_of_staff_reading_leaves_who_what_for_whom_about_and_when(self, site):
        stream = site.open()
        site.append(stream, answered())
        reader = site.staff()
        site.read(stream, reader=reader)
        found = as_owner(
            "SELECT actor, role, organisation, holder, party, purpose, legal_day, at, request "
            "FROM history_access"
        )
        who = ("7", "caseworker", site.north, site.north)
        assert found == [(*who, "applicant", "casework", NOON.date(), NOON, reader.request)]

    def test_the_persons_own_reading_leaves_none(self, site):
        stream = site.open()
        site.read(stream)
        assert self.traces() == 0

    def test_reading_again_the_same_day_for_the_same_purpose_leaves_one(self, site):
        stream = site.open()
        for hours in (0, 1, 9):
            site.read(stream, reader=site.staff(at=NOON + timedelta(hours=hours)))
        assert self.traces() == 1

    @pytest.mark.parametrize(
        "again", [{"purpose": "complaint"}, {"at": NOON + timedelta(days=1)}, {"id": "8"}]
    )
    def test_another_purpose_day_or_reader_leaves_another(self, site, again):
        stream = site.open()
        site.read(stream, reader=site.staff())
        site.read(stream, reader=site.staff(**again))
        assert self.traces() == 2

    def test_the_day_is_the_legal_day_in_london(self, site):
        stream = site.open()
        site.read(stream, reader=site.staff(at=datetime(2026, 5, 1, 23, 30, tzinfo=UTC)))
        assert as_owner("SELECT legal_day::text FROM history_access") == [("2026-05-02",)]

    def test_each_person_looked_at_is_named_and_nobody_else(self, site):
        stream = site.open()
        site.append(stream, answered(), answered(party="adult-1"), answered(party="adult-2"))
        site.read(stream, reader=site.staff(), parties=frozenset({"applicant", "adult-2"}))
        assert as_owner("SELECT party FROM history_access ORDER BY 1") == [("adult-2",), ("applicant",)]

    def test_opening_a_case_without_opening_anyones_data_leaves_one_with_no_party(self, site):
        stream = site.open()
        site.append(stream, answered())
        site.read(stream, reader=site.staff(), parties=frozenset())
        assert as_owner("SELECT party FROM history_access") == [("",)]

    def test_a_helper_and_the_system_leave_a_trace(self, site):
        stream = site.open()
        for role in ("helper", "system"):
            actor = Actor(id=role, role=role)
            site.read(stream, reader=history.Reader(actor=actor, purpose="help", request=uuid4()))
        assert self.traces() == 2

    def test_without_a_purpose_staff_read_nothing(self, site):
        stream = site.open()
        with pytest.raises(history.PurposeMissing):
            site.read(stream, reader=site.staff(purpose=" "))

    def test_a_reading_that_is_refused_by_the_wall_leaves_none(self, site):
        stream = site.open()
        with pytest.raises(history.NoSuchStream):
            site.read(stream, reader=site.staff(), holder=site.south)
        assert self.traces() == 0

    def traces(self) -> int:
        return as_owner("SELECT count(*) FROM history_access")[0][0]


class TestLocating:
    def test_a_reference_gives_its_stream_and_its_holder_with_no_wall(self, site):
        stream = site.open(reference="HDR-0000-0000", holder=site.south)
        assert history.locate("HDR-0000-0000") == (stream, site.south)

    def test_an_unknown_reference_gives_nothing(self, site):
        assert history.locate("HDR-0000-0000") is None


class TestFinding:
    def test_a_case_is_found_by_every_word_of_one_persons_name(self, site):
        stream = site.open()
        site.append(stream, answered("Ffion Dummy-Jones"), answered("Bob Sample", party="adult-1"))
        with history.holding(site.north):
            assert history.find([("name", "ffion"), ("name", "dummy-jones")]) == [(stream, "applicant")]
            assert history.find([("name", "bob")]) == [(stream, "adult-1")]
            assert history.find([("name", "ffion"), ("name", "sample")]) == []
            assert history.find([("postcode", "ffion")]) == []
            assert history.find([]) == []

    def test_a_case_is_found_by_any_number_of_words_and_only_if_it_has_them_all(self, site):
        words = [f"word{number}" for number in range(12)]
        stream = site.open()
        site.append(stream, answered(" ".join(words)))
        with history.holding(site.north):
            for many in range(1, 13):
                wanted = [("name", word) for word in words[:many]]
                assert history.find(wanted) == [(stream, "applicant")]
                assert history.find([*wanted, ("name", "other")]) == []

    def test_the_newest_cases_are_found_first_up_to_the_limit(self, site):
        days = [NOON - timedelta(days=days) for days in (3, 1, 2)]
        oldest, newest, middle = (site.open(answered("Ffion"), at=day) for day in days)
        with history.holding(site.north):
            found = [[case for case, _ in history.find([("name", "ffion")], limit=limit)] for limit in (2, 9)]
        assert found == [[newest, middle], [newest, middle, oldest]]

    def test_a_case_is_not_found_through_the_wall(self, site):
        stream = site.open()
        site.append(stream, answered("Ffion"))
        with history.holding(site.south):
            assert history.find([("name", "ffion")]) == []

    def test_live_test_and_training_are_found_apart(self, site):
        for kind in ("live", "test", "training"):
            site.append(site.open(kind=kind), answered("Ffion"))
        with history.holding(site.north):
            assert [len(history.find([("name", "ffion")], kind=kind)) for kind in ("live", "test")] == [1, 1]
            assert [len(history.heads(kind=kind)) for kind in ("live", "test", "training")] == [1, 1, 1]

    def test_a_work_list_is_filtered_by_what_heads_list_and_by_service(self, site):
        taxed = site.open(listing={"queue": "tax", "claimed_by": "7"})
        site.open(listing={"queue": "tax"}, service="badge")
        site.open(listing={"queue": "housing"})
        with history.holding(site.north):
            found = history.heads(kind="live", where={"queue": "tax"}, service="discount")
            assert [head.stream for head in found] == [taxed]
            assert len(history.heads(kind="live", where={"queue": "tax"})) == 2


class TestOnce:
    KEY = b"0123456789abcdef"

    def test_the_same_key_gives_the_first_result_and_does_nothing_again(self, site):
        stream = site.open()
        results = [self.do_once(site, stream, f"result {number}") for number in range(3)]
        assert results == ["result 0"] * 3
        assert site.read(stream).sequence == 2

    def test_a_key_whose_work_was_refused_can_be_used_again(self, site):
        stream = site.open()
        with pytest.raises(ZeroDivisionError), history.holding(site.north):
            history.once(self.KEY, stream, lambda: 1 / 0, holder=site.north, at=NOON)
        assert self.do_once(site, stream, "second") == "second"

    def test_two_at_once_are_done_once_and_both_get_the_first_result(self, site):
        stream = site.open()
        results = []
        ended = at_once(6, lambda n: results.append(self.do_once(site, stream, f"from {n}")))
        assert ended == ["won"] * 6
        assert len(set(results)) == 1
        assert site.read(stream).sequence == 2

    def test_it_is_done_anew_when_the_last_result_says_so(self, site):
        stream = site.open()

        def told(words):
            anew = {"anew": lambda last: last != words}
            with history.holding(site.north):
                return history.once(self.KEY, stream, lambda: words, holder=site.north, at=NOON, **anew)

        assert [told(words) for words in ("yes", "no", "no", "yes")] == ["yes", "no", "no", "yes"]

    def test_a_key_that_could_be_guessed_is_refused(self, site):
        with pytest.raises(ValueError, match="16"):
            history.once(b"short", None, lambda: None, holder=site.north, at=NOON)

    def do_once(self, site, stream, result):
        def do():
            history.append(stream, [answered()], circumstances=circumstances())
            return result

        with history.holding(site.north):
            return history.once(self.KEY, stream, do, holder=site.north, at=NOON)
