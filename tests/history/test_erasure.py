"""Erasing and keeping: what is gone, from where, what stays, and what a legal hold stops."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from handrail import history
from handrail.history.event import NewEvent
from handrail.history.key_backups import known_backups, reach_backups, remember_backup
from handrail.history.ledger import Ledger
from tests.history.conftest import ERASED, NOON, STARTING, answered, as_owner, circumstances

PASSPHRASE = "plainly invented, for tests only"


def erased(head, parties):
    """The event that says what was erased."""
    return NewEvent(type=ERASED, data={"parties": list(parties), "reason": "retention"})


def erase(site, stream, parties=None, **more):
    """Erase as North."""
    given = {"holder": site.north, "event": erased, "circumstances": circumstances()}
    return history.erase(stream, parties, **{**given, **more})


@pytest.fixture
def case(site):
    """A case about two people."""
    stream = site.open()
    site.append(stream, answered("Ffion Dummy"), answered("Adult One", party="adult-1"))
    return stream


class TestErasing:
    def test_one_person_is_gone_and_the_other_stays(self, site, case):
        done = erase(site, case, {"adult-1"}).erased[0]
        first, second, last = site.read(case).events[1:]
        assert (done.stream, done.parties) == (case, ("adult-1",))
        assert first.personal == {"applicant": {"full_name": "Ffion Dummy"}}
        assert (second.personal, second.sealed_from_us) == ({}, {"adult-1"})
        assert (last.type, last.data["parties"]) == ("case.erased", ["adult-1"])

    def test_everybody_is_gone_when_nobody_is_named(self, site, case):
        assert erase(site, case).erased[0].parties == ("adult-1", "applicant")
        assert all(event.personal == {} for event in site.read(case).events)

    def test_an_erased_case_still_verifies_and_its_receipts_stay_good(self, site, case):
        with history.holding(site.north):
            kept = history.receipt(case)
        erase(site, case)
        assert history.verify().findings == ()
        assert history.check_receipt(kept.reference, kept.code) is not None

    def test_an_erased_person_is_found_no_more(self, site, case):
        erase(site, case, {"adult-1"})
        with history.holding(site.north):
            assert history.find([("name", "adult")]) == []
            assert history.find([("name", "ffion")]) == [(case, "applicant")]

    def test_what_a_form_remembers_is_forgotten(self, site, case):
        with history.holding(site.north):
            history.once(b"k" * 16, case, lambda: "the result", holder=site.north, at=NOON)
        erase(site, case)
        with history.holding(site.north):
            again = history.once(b"k" * 16, case, lambda: "done again", holder=site.north, at=NOON)
        assert again is None

    def test_someone_who_read_the_case_before_cannot_append_with_the_old_key(self, site, case):
        head = site.read(case).head
        erase(site, case)
        with pytest.raises(history.Conflict):
            site.append(case, answered("Ffion Again"), after=head)

    def test_a_person_who_comes_back_gets_a_new_key_that_the_old_erasure_does_not_cover(self, site, case):
        erase(site, case)
        site.append(case, answered("Ffion Again"))
        assert history.settle_erasures() == ()
        events = site.read(case).events
        assert events[-1].personal == {"applicant": {"full_name": "Ffion Again"}}
        assert (events[1].personal, events[1].sealed_from_us) == ({}, {"applicant"})

    def test_erasing_twice_or_somebody_unknown_changes_nothing_more(self, site, case):
        erase(site, case)
        sequence = site.read(case).sequence
        assert erase(site, case).erased[0].parties == ()
        assert erase(site, case, {"nobody"}).erased[0].parties == ()
        assert site.read(case).sequence == sequence

    def test_another_organisation_cannot_erase(self, site, case):
        with pytest.raises(history.NoSuchStream):
            erase(site, case, holder=site.south)
        assert site.read(case).events[1].personal != {}

    def test_a_legal_hold_stops_it_whoever_asks(self, site, case):
        site.append(case, answered(), held=True)
        with pytest.raises(history.LegalHold):
            erase(site, case)
        with (
            pytest.raises(DatabaseError, match="legal hold"),
            history.holding(site.north),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT history_destroy(%s, %s)", [case, ["applicant"]])
        assert site.read(case).events[1].personal != {}

    def test_inside_a_transaction_of_the_callers_it_is_refused(self, site, case):
        with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
            erase(site, case)


class TestTheLedger:
    def test_says_what_was_erased_and_nothing_personal(self, site, case, keys):
        erase(site, case, {"adult-1"})
        lines = [json.loads(line) for line in Ledger(keys.folder).file.read_text().splitlines()]
        assert [line["state"] for line in lines] == ["intended", "done"]
        assert {"stream": str(case), "parties": ["adult-1"], "through": 3}.items() <= lines[0].items()
        assert "Adult" not in Ledger(keys.folder).file.read_text()

    def test_an_erasure_that_failed_is_written_down_as_dropped(self, site, case, keys):
        def broken(head, parties):
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            erase(site, case, event=broken)
        assert Ledger(keys.folder).erased() == []
        assert site.read(case).events[1].personal != {}

    def test_an_erasure_whose_process_died_before_the_commit_is_settled_as_dropped(self, site, case, keys):
        Ledger(keys.folder).intend(stream=case, parties=["applicant"], through=3)
        history.settle_erasures()
        assert Ledger(keys.folder).erased() == []

    def test_an_erasure_whose_process_died_after_the_commit_is_settled_as_done(
        self, site, case, keys, tmp_path
    ):
        history.backup_keys(tmp_path / "backup", keys=keys, passphrase=PASSPHRASE)
        Ledger(keys.folder).intend(stream=case, parties=["applicant"], through=3)
        as_owner("DELETE FROM keys.data_key WHERE party = 'applicant'")
        history.settle_erasures()
        assert Ledger(keys.folder).unsettled() == []
        assert len(Ledger(keys.folder).erased()) == 1
        assert "applicant" not in (tmp_path / "backup" / "wrapped.jsonl").read_text()

    def test_a_line_cut_short_by_a_crash_is_passed_over(self, site, case, keys):
        erase(site, case, {"adult-1"})
        with Ledger(keys.folder).file.open("a") as file:
            file.write('{"state": "intend')
        assert len(Ledger(keys.folder).erased()) == 1


class TestBackupsOfKeys:
    def test_lose_what_is_erased_and_keep_the_rest(self, site, case, keys, tmp_path):
        backup = history.backup_keys(tmp_path / "backup", keys=keys, passphrase=PASSPHRASE)
        before = (backup / "wrapped.jsonl").read_text()
        assert erase(site, case, {"adult-1"}).unreachable == ()
        after = (backup / "wrapped.jsonl").read_text()
        assert ("adult-1" in before, "adult-1" in after, "applicant" in after) == (True, False, True)

    def test_that_cannot_be_reached_are_named_until_they_are_forgotten(self, site, case, keys, tmp_path):
        backup = history.backup_keys(tmp_path / "backup", keys=keys, passphrase=PASSPHRASE)
        backup.rename(tmp_path / "taken-away")
        assert erase(site, case, {"adult-1"}).unreachable == (backup,)
        history.forget_backup(backup, keys=keys)
        assert erase(site, case).unreachable == ()

    def test_that_come_back_lose_what_was_erased_meanwhile(self, site, case, keys, tmp_path):
        backup = history.backup_keys(tmp_path / "backup", keys=keys, passphrase=PASSPHRASE)
        backup.rename(tmp_path / "taken-away")
        erase(site, case)
        (tmp_path / "taken-away").rename(backup)
        assert history.settle_erasures() == ()
        assert (backup / "wrapped.jsonl").read_text() == ""

    def test_keep_the_new_key_of_somebody_who_came_back(self, site, case, keys, tmp_path):
        erase(site, case)
        site.append(case, answered("Ffion Again"))
        backup = history.backup_keys(tmp_path / "backup", keys=keys, passphrase=PASSPHRASE)
        erase(site, case, {"nobody"})
        history.settle_erasures()
        assert "applicant" in (backup / "wrapped.jsonl").read_text()

    def test_lose_every_key_when_several_erasures_reach_them_at_once(self, site, keys, tmp_path):
        cases = [site.open(answered()) for _ in range(8)]
        backup = history.backup_keys(tmp_path / "backup", keys=keys, passphrase=PASSPHRASE)
        ledger = Ledger(keys.folder)
        gone = [ledger.intend(stream=one, parties=["applicant"], through=9) for one in cases]
        with ThreadPoolExecutor(max_workers=len(gone)) as pool:
            reached = list(pool.map(lambda one: reach_backups(keys.folder, [one]), gone))
        assert reached == [()] * len(gone)
        assert (backup / "wrapped.jsonl").read_text() == ""

    def test_made_while_another_is_forgotten_are_all_remembered(self, keys, tmp_path):
        gone = [tmp_path / f"gone-{number}" for number in range(8)]
        made = [tmp_path / f"made-{number}" for number in range(8)]
        for one in gone:
            remember_backup(one, folder=keys.folder)
        with ThreadPoolExecutor(max_workers=16) as pool:
            doing = [pool.submit(history.forget_backup, one, keys=keys) for one in gone]
            doing += [pool.submit(remember_backup, one, folder=keys.folder) for one in made]
        assert [one.exception() for one in doing] == [None] * len(doing)
        assert sorted(known_backups(keys.folder)) == made

    def test_can_be_read_by_their_owner_only_and_hold_no_key_in_the_clear(self, site, case, keys, tmp_path):
        backup = history.backup_keys(tmp_path / "backup", keys=keys, passphrase=PASSPHRASE)
        assert backup.stat().st_mode & 0o777 == 0o700
        files = [file for file in backup.iterdir() if file.name != "erased.jsonl"]
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
        kept = b"".join(file.read_bytes() for file in files)
        secrets = keys.files().values()
        assert not any(key in kept or key.hex().encode() in kept for key in secrets)

    def test_do_not_open_with_another_passphrase(self, site, case, keys, tmp_path):
        backup = history.backup_keys(tmp_path / "backup", keys=keys, passphrase=PASSPHRASE)
        with pytest.raises(history.WrongPassphrase):
            history.restore_keys(backup, keys=history.FileKeys(tmp_path / "new"), passphrase="another")
        with pytest.raises(history.WrongPassphrase):
            history.backup_keys(tmp_path / "other", keys=keys, passphrase="")


class TestRetention:
    def test_erases_what_is_due_and_only_that(self, site):
        kept = {}
        for name, day in (("due", date(2026, 4, 30)), ("last day", date(2026, 5, 1)), ("unknown", None)):
            kept[name] = site.open(answered(), keep_until=day)
        done = history.retention_run(on=date(2026, 5, 1), event=erased, circumstances=circumstances())
        assert [one.stream for one in done.erased] == [kept["due"]]
        assert [bool(site.read(stream).events[0].personal) for stream in kept.values()] == [False, True, True]

    def test_covers_every_organisation_and_names_what_is_held(self, site):
        due = date(2026, 1, 1)
        north = site.open(answered(), keep_until=due)
        south = site.open(answered(), keep_until=due, holder=site.south)
        held = site.open(answered(), keep_until=due, reference="HDR-held")
        site.append(held, answered(), held=True)
        done = history.retention_run(on=NOON.date(), event=erased, circumstances=circumstances())
        assert {one.stream for one in done.erased} == {north, south}
        assert done.held == ("HDR-held",)
        assert site.read(held).events[0].personal != {}

    def test_ends_a_draft_in_which_nobody_answered_save_one_under_a_hold(self, site):
        due = date(2026, 1, 1)
        draft, held = (site.open(STARTING, keep_until=due) for _ in range(2))
        sent = site.open(STARTING, keep_until=due, listing={"status": "withdrawn"})
        site.append(held, STARTING, held=True)
        done = history.retention_run(on=NOON.date(), event=erased, circumstances=circumstances())
        assert [(one.stream, one.parties) for one in done.erased] == [(draft, ())]
        assert [site.read(one).events[-1].type for one in (draft, held, sent)] == [
            "case.erased",
            "case.started",
            "case.started",
        ]
        assert site.read(held).head.reference in done.held

    def test_run_again_finds_nothing_left_to_do(self, site):
        site.open(answered(), keep_until=date(2026, 1, 1))
        runs = [
            history.retention_run(
                on=NOON.date() + timedelta(days=day), event=erased, circumstances=circumstances()
            )
            for day in range(2)
        ]
        assert [len(run.erased) for run in runs] == [1, 0]
