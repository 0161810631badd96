"""Handing over, and deleting what was only a test."""

import pytest

from handrail import history
from handrail.history.event import NewEvent
from tests.history.conftest import HANDED_OVER, answered, as_owner, circumstances


@pytest.fixture
def handed_over(site):
    """Hands cases of North to South."""

    def hand_over(**more):
        def event(head, parties):
            return NewEvent(type=HANDED_OVER, data={"from": str(head.holder), "to": str(site.south)})

        return history.rewrap(site.north, site.south, event=event, circumstances=circumstances(), **more)

    return hand_over


class TestHandingOver:
    def test_moves_the_case_its_keys_and_its_traces_behind_the_new_wall(self, site, handed_over):
        stream = site.open(answered("Ffion Dummy"), reference="HDR-1")
        site.read(stream, reader=site.staff())
        assert handed_over() == 1
        with pytest.raises(history.NoSuchStream):
            site.read(stream)
        read = site.read(stream, holder=site.south)
        assert read.events[0].personal == {"applicant": {"full_name": "Ffion Dummy"}}
        assert (read.events[-1].type, read.events[-1].data["to"]) == ("case.handed_over", str(site.south))
        assert history.locate("HDR-1") == (stream, site.south)
        for table in ("history_event", "keys.data_key", "history_token", "history_access"):
            assert as_owner(f"SELECT DISTINCT holder FROM {table}") == [(site.south,)]

    def test_keeps_references_receipts_and_the_chain_good(self, site, handed_over):
        stream = site.open(answered())
        with history.holding(site.north):
            kept = history.receipt(stream)
        handed_over()
        assert history.verify().findings == ()
        assert history.check_receipt(kept.reference, kept.code) is not None

    def test_lets_the_new_holder_find_and_go_on_with_the_case(self, site, handed_over):
        stream = site.open(answered("Ffion Dummy"))
        handed_over()
        with history.holding(site.south):
            assert history.find([("name", "ffion")]) == [(stream, "applicant")]
        assert site.append(stream, answered("Goes On"), holder=site.south).last == 3

    def test_needs_the_old_holders_key_no_more(self, site, handed_over, keys):
        stream = site.open(answered("Ffion Dummy"))
        handed_over()
        (keys.folder / "holders" / f"{site.north}.key").unlink()
        fresh = history.FileKeys(keys.folder)
        assert site.read(stream, holder=site.south, keys=fresh).events[0].personal != {}

    def test_of_some_cases_leaves_the_others_where_they_are(self, site, handed_over):
        moved, stays = site.open(answered()), site.open(answered())
        assert handed_over(streams=[moved]) == 1
        assert site.read(stays).holder == site.north
        assert site.read(moved, holder=site.south).holder == site.south

    def test_run_again_has_nothing_left_to_do(self, site, handed_over):
        site.open(answered())
        assert (handed_over(), handed_over()) == (1, 0)

    def test_a_backup_of_keys_from_before_still_restores(self, site, handed_over, keys, tmp_path):
        stream = site.open(answered("Ffion Dummy"))
        backup = history.backup_keys(tmp_path / "k", keys=keys, passphrase="invented")
        handed_over()
        as_owner("DELETE FROM keys.data_key")
        history.restore_keys(backup, keys=keys, passphrase="invented")
        assert site.read(stream, holder=site.south).events[0].personal != {}


class TestPurging:
    def test_deletes_test_data_whole_and_nothing_else(self, site):
        live, training = site.open(answered()), site.open(answered(), kind="training")
        site.read(site.open(answered(), kind="test"), reader=site.staff())
        assert history.purge(kind="test") == 1
        assert as_owner("SELECT count(*) FROM history_access") == [(0,)]
        left = as_owner("SELECT DISTINCT stream FROM history_event")
        assert {stream for (stream,) in left} == {live, training}
        assert history.verify().findings == ()

    def test_is_refused_for_live_data(self, site):
        site.open()
        with pytest.raises(ValueError, match="erased, not deleted"):
            history.purge(kind="live")
        assert as_owner("SELECT count(*) FROM history_head") == [(1,)]
