"""Verifying against someone with the whole database but not the chain key, who tampers with it."""

import hmac
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handrail import history
from handrail.history.rows import SELECTED, genesis, keyed, link, stored_row
from tests.history.conftest import NOON, STARTING, answered, as_owner


@pytest.fixture
def folder(tmp_path):
    """Where checkpoints are exported to."""
    return tmp_path / "checkpoints"


@pytest.fixture
def streams(site):
    """Three streams of five events each; the second is tampered with."""
    made = [site.open() for _ in range(3)]
    for stream in made:
        for number in range(4):
            site.append(stream, answered(f"Person {number}"))
    return made


def found(folder=None):
    """What verification names, as (kind, stream, sequence)."""
    return [(one.kind, one.stream, one.sequence) for one in history.verify(checkpoints=folder).findings]


class TestAnHonestHistory:
    def test_has_no_findings_and_everything_is_counted(self, streams, folder):
        history.checkpoint(at=NOON, folder=folder)
        verified = history.verify(checkpoints=folder)
        assert (verified.streams, verified.events, verified.findings) == (3, 15, ())

    def test_that_grew_since_the_checkpoint_has_no_findings(self, site, streams, folder):
        history.checkpoint(at=NOON, folder=folder)
        site.append(streams[0], STARTING)
        site.open()
        history.checkpoint(at=NOON + timedelta(days=1), folder=folder)
        site.append(streams[0], STARTING)
        assert found(folder) == []

    def test_of_nothing_has_no_findings(self, site, folder):
        assert history.checkpoint(at=NOON, folder=folder).streams == 0
        assert found(folder) == []


class TestTampering:
    @pytest.mark.parametrize(
        "change",
        [
            'data = \'{"step": "other"}\'',
            "at = at - interval '1 day'",
            "recorded_at = recorded_at - interval '1 microsecond'",
            "actor = 'someone'",
            "role = 'caseworker'",
            "capacity = 'attorney'",
            "organisation = gen_random_uuid()",
            "channel = 'phone'",
            "mode = 'assisted'",
            "version = 'v9'",
            "request = gen_random_uuid()",
            "cause = 1",
            "type = 'case.sent'",
            "schema = 2",
            "activity = 'other'",
            "previous = 'other'",
            "gap = 1",
            "sealed = sealed || '\\x00'",
            "sealed = NULL",
            "chain = sha256('guess')",
        ],
    )
    @pytest.mark.parametrize("sequence", [3, 5])
    def test_a_changed_row_is_named(self, streams, change, sequence):
        as_owner(
            f"UPDATE history_event SET {change} WHERE stream = %s AND sequence = %s", streams[1], sequence
        )
        first, *rest = found()
        # Whether the chain value or what it is over was changed cannot always be told apart.
        assert first[0] in {"changed row", "chain rebuilt without the key"}
        assert first[1:] == (streams[1], sequence)
        assert rest == []

    def test_a_changed_row_in_the_middle_is_called_so(self, streams):
        as_owner("UPDATE history_event SET actor = 'x' WHERE stream = %s AND sequence = 3", streams[1])
        assert found() == [("changed row", streams[1], 3)]

    def test_a_deleted_last_row_is_named(self, streams):
        as_owner("DELETE FROM history_event WHERE stream = %s AND sequence = 5", streams[1])
        assert found() == [("deleted last row", streams[1], 5)]

    def test_a_deleted_last_row_is_named_when_the_head_was_changed_to_hide_it(self, streams):
        as_owner("DELETE FROM history_event WHERE stream = %s AND sequence = 5", streams[1])
        as_owner(
            "UPDATE history_head h SET sequence = e.sequence, chain = e.chain, last_at = e.at "
            "FROM history_event e WHERE e.stream = h.stream AND e.sequence = 4 AND h.stream = %s",
            streams[1],
        )
        assert found() == [("deleted last row", streams[1], 5)]

    def test_a_deleted_row_in_the_middle_is_named(self, streams):
        as_owner("DELETE FROM history_event WHERE stream = %s AND sequence = 3", streams[1])
        assert found() == [("deleted row", streams[1], 3)]

    def test_a_deleted_stream_is_named_from_the_checkpoint(self, streams, folder):
        history.checkpoint(at=NOON, folder=folder)
        for table in ("history_event", "history_head", "keys.data_key", "history_checkpoint_entry"):
            as_owner(f"DELETE FROM {table} WHERE stream = %s", streams[1])
        assert found(folder) == [("deleted stream", streams[1], 0)]

    def test_a_deleted_head_is_named(self, streams):
        as_owner("DELETE FROM history_head WHERE stream = %s", streams[1])
        assert found() == [("deleted head", streams[1], 0)]

    @pytest.mark.parametrize(("one", "other"), [(2, 3), (2, 4), (3, 5), (4, 5), (1, 2)])
    def test_two_swapped_rows_are_named(self, streams, one, other):
        for old, new in ((one, 99), (other, one), (99, other)):
            as_owner(
                "UPDATE history_event SET sequence = %s WHERE stream = %s AND sequence = %s",
                new,
                streams[1],
                old,
            )
        assert found() == [("swapped rows", streams[1], one)]

    def test_two_rows_swapped_with_their_chain_values_left_in_place_are_named(self, streams):
        for old, new in ((2, 99), (4, 2), (99, 4)):
            as_owner(
                "UPDATE history_event SET sequence = %s WHERE stream = %s AND sequence = %s",
                new,
                streams[1],
                old,
            )
        as_owner(
            "UPDATE history_event e SET chain = o.chain FROM history_event o WHERE e.stream = o.stream "
            "AND e.stream = %s AND (e.sequence, o.sequence) IN ((2, 4), (4, 2))",
            streams[1],
        )
        assert found() == [("swapped rows", streams[1], 2)]

    @pytest.mark.parametrize("with_head", [True, False])
    @pytest.mark.parametrize("start", [2, 5])
    def test_a_chain_rebuilt_without_the_key_is_named(self, streams, start, with_head):
        as_owner(
            "UPDATE history_event SET actor = 'x' WHERE stream = %s AND sequence = %s", streams[1], start
        )
        self.rebuild(streams[1], b"a guess at the key, 32 bytes....", start, with_head=with_head)
        assert found() == [("chain rebuilt without the key", streams[1], start)]

    def rebuild(self, stream, key, start, *, with_head):
        rows = as_owner(f"SELECT {SELECTED} FROM history_event WHERE stream = %s ORDER BY sequence", stream)
        chain = rows[start - 2][-1] if start > 1 else b""
        for row, _ in map(stored_row, rows[start - 1 :]):
            chain = link(key, chain, row)
            as_owner(
                "UPDATE history_event SET chain = %s WHERE stream = %s AND sequence = %s",
                chain,
                stream,
                row.sequence,
            )
        if with_head:
            mac = hmac.digest(key, chain, "sha256")
            as_owner("UPDATE history_head SET chain = %s, mac = %s WHERE stream = %s", chain, mac, stream)

    @pytest.mark.parametrize("change", ["held = true", "keep_until = '2026-01-01'"])
    def test_a_changed_hold_or_day_of_erasure_is_named(self, streams, change):
        as_owner(f"UPDATE history_head SET {change} WHERE stream = %s", streams[1])
        assert found() == [("changed head", streams[1], 0)]

    @pytest.mark.parametrize("change", ["kind = 'test'", "reference = 'HDR-other'", "service = 'other'"])
    def test_a_stream_recast_as_another_kind_service_or_case_is_named(self, streams, change):
        as_owner(f"UPDATE history_head SET {change} WHERE stream = %s", streams[1])
        assert found() == [("changed row", streams[1], 1)]

    def test_an_older_copy_put_back_whole_is_named_from_the_checkpoint(self, site, streams, folder):
        older = as_owner("SELECT sequence, chain, mac FROM history_head WHERE stream = %s", streams[1])
        site.append(streams[1], STARTING)
        history.checkpoint(at=NOON, folder=folder)
        as_owner("DELETE FROM history_event WHERE stream = %s AND sequence = 6", streams[1])
        as_owner(
            "UPDATE history_head SET sequence = %s, chain = %s, mac = %s WHERE stream = %s",
            *older[0],
            streams[1],
        )
        assert found(folder) == [("older copy", streams[1], 6)]

    def test_an_older_copy_put_back_between_checkpoints_fails_the_persons_receipt(self, site, streams):
        older = as_owner("SELECT sequence, chain, mac FROM history_head WHERE stream = %s", streams[1])
        site.append(streams[1], STARTING)
        with history.holding(site.north):
            kept = history.receipt(streams[1])
        as_owner("DELETE FROM history_event WHERE stream = %s AND sequence = 6", streams[1])
        as_owner(
            "UPDATE history_head SET sequence = %s, chain = %s, mac = %s WHERE stream = %s",
            *older[0],
            streams[1],
        )
        assert found() == []
        assert history.check_receipt(kept.reference, kept.code) is None


class TestCheckpoints:
    def test_a_later_checkpoint_does_not_forget_a_stream_that_is_gone(self, streams, folder):
        history.checkpoint(at=NOON, folder=folder)
        as_owner("DELETE FROM history_event WHERE stream = %s", streams[1])
        as_owner("DELETE FROM history_head WHERE stream = %s", streams[1])
        later = history.checkpoint(at=NOON + timedelta(days=1), folder=folder)
        assert later.behind == (streams[1],)
        assert found(folder) == [("deleted stream", streams[1], 0)]

    def test_a_file_holds_only_what_moved_since_the_one_before(self, site, streams, folder):
        first = history.checkpoint(at=NOON, folder=folder)
        site.append(streams[0], STARTING)
        second = history.checkpoint(at=NOON + timedelta(days=1), folder=folder)
        assert [len(one.file.read_text().splitlines()) for one in (first, second)] == [4, 2]
        assert (first.number, second.number, second.streams) == (1, 2, 3)

    @pytest.mark.parametrize("harm", ["change", "remove", "cut"])
    def test_a_changed_missing_or_cut_file_is_named(self, site, streams, folder, harm):
        first = history.checkpoint(at=NOON, folder=folder).file
        site.append(streams[0], STARTING)
        history.checkpoint(at=NOON + timedelta(days=1), folder=folder)
        text = first.read_text()
        if harm == "remove":
            first.unlink()
        else:
            first.write_text(
                text.replace(str(streams[1]), str(streams[1])[::-1]) if harm == "change" else text[:-40]
            )
        assert "broken checkpoints" in {kind for kind, _, _ in found(folder)}

    def test_test_and_training_streams_are_not_in_a_checkpoint(self, site, folder):
        site.open(kind="test")
        site.open(kind="training")
        assert history.checkpoint(at=NOON, folder=folder).streams == 0


class TestReceipts:
    def test_a_receipt_is_good_for_its_own_event_ever_after(self, site, streams, folder):
        history.checkpoint(at=NOON - timedelta(days=1), folder=folder)
        with history.holding(site.north):
            made = history.receipt(streams[1], 3)
        site.append(streams[1], STARTING)
        checked = history.check_receipt(made.reference, made.code.lower().replace("-", " "))
        assert (checked.sequence, checked.type, checked.recorded_at) == (3, "ask.answered", NOON)
        assert made.checkpoint == 1
        assert len(made.root) == len(made.code) == 14

    def test_a_receipt_is_good_for_no_other_case_and_no_other_code(self, site, streams):
        with history.holding(site.north):
            one, other = (history.receipt(stream) for stream in streams[:2])
        assert history.check_receipt(one.reference, other.code) is None
        assert history.check_receipt("HDR-unknown", one.code) is None
        assert history.check_receipt(one.reference, "not a code") is None

    def test_a_receipt_fails_once_anything_before_it_was_changed(self, site, streams):
        with history.holding(site.north):
            made = history.receipt(streams[1])
        as_owner("UPDATE history_event SET actor = 'x' WHERE stream = %s AND sequence = 1", streams[1])
        assert history.check_receipt(made.reference, made.code) is None

    def test_before_the_first_checkpoint_a_receipt_names_none(self, site, streams):
        with history.holding(site.north):
            made = history.receipt(streams[0])
        assert (made.checkpoint, made.root) == (0, "")

    def test_there_is_no_receipt_for_an_event_that_is_not_there(self, site, streams):
        with history.holding(site.north), pytest.raises(history.NoSuchStream):
            history.receipt(streams[0], 99)


class TestTheChain:
    @settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
    @given(texts=st.lists(st.text(max_size=5), min_size=4, max_size=4))
    def test_binds_what_a_stream_is_without_ambiguity(self, texts):
        key = b"k" * 32
        stream = "11111111-1111-4111-8111-111111111111"
        service, kind, reference, other = texts
        one = genesis(key, stream=stream, service=service, kind=kind, reference=reference)
        two = genesis(key, stream=stream, service=service, kind=kind + other, reference=reference)
        assert (one == two) == (other == "")

    def test_does_not_cover_who_holds_the_case_so_that_it_can_change_hands(self, site, streams):
        for table in ("history_event", "history_head", "keys.data_key"):
            as_owner(f"UPDATE {table} SET holder = %s WHERE stream = %s", site.south, streams[1])
        assert found() == []

    def test_differs_under_another_key(self, site, streams, tmp_path):
        other = history.FileKeys(tmp_path / "other").create()
        kinds = {one.kind for one in history.verify(keys=other).findings}
        assert "chain rebuilt without the key" in kinds

    @settings(max_examples=100, deadline=None)
    @given(key=st.binary(max_size=64), message=st.binary(max_size=300))
    def test_is_the_standard_keyed_hash(self, key, message):
        assert keyed(key)(message) == hmac.digest(key, message, "sha256")

    def test_takes_no_key_longer_than_the_standard_hashes_as_it_is(self):
        with pytest.raises(ValueError, match="64"):
            keyed(b"k" * 65)
