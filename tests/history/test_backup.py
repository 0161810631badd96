"""Backing up and restoring elsewhere: what was acknowledged comes back, what was erased does not."""

import subprocess
from datetime import timedelta

import pytest

from handrail import history
from handrail.history.event import NewEvent
from handrail.history.ledger import Ledger
from handrail.site.postgres import archive
from handrail.site.postgres.programs import binaries
from tests.conftest import WORKER, connect_django
from tests.history.conftest import ERASED, NOON, answered, as_owner, circumstances

PASSPHRASE = "plainly invented, for tests only"
PLANTED = ("Zebedee Plantedname", "Quintilla Gonebefore")


def erased(head, parties):
    """The event that says what was erased."""
    return NewEvent(type=ERASED, data={"parties": list(parties), "reason": "request"})


@pytest.fixture
def elsewhere(postgres_server):
    """An empty database to restore into."""
    made = postgres_server.make(f"handrail_{WORKER}_elsewhere")
    yield made
    postgres_server.drop(made.name)


@pytest.fixture
def copy(site, database, tmp_path):
    """Copies the database as an operator would."""

    def make(name="database.backup"):
        archive.dump(
            database.owner_url,
            to=tmp_path / name,
            exclude_data=history.LEFT_OUT,
            settings=history.SEE_EVERYTHING,
        )
        return tmp_path / name

    return make


def move_to(elsewhere, backup):
    """Restore a copy of the database and look at it from now on."""
    archive.restore(elsewhere.owner_url, source=backup)
    connect_django(elsewhere)


class TestRestoring:
    def test_elsewhere_gives_every_case_back_as_it_was(self, site, copy, keys, elsewhere, tmp_path):
        stream = site.open()
        site.append(stream, answered("Ffion Dummy"), answered("Adult One", party="adult-1"))
        site.read(stream, reader=site.staff())
        before = site.read(stream)
        with history.holding(site.north):
            receipt = history.receipt(stream)
        backup, key_backup = copy(), history.backup_keys(tmp_path / "k", keys=keys, passphrase=PASSPHRASE)

        move_to(elsewhere, backup)
        there = history.FileKeys(tmp_path / "there")
        done = history.restore_keys(key_backup, keys=there, passphrase=PASSPHRASE)
        history.wire(there)

        assert (done.restored, done.erased, done.too_late, done.unreadable) == (2, 0, 0, 0)
        assert site.read(stream) == before
        assert history.verify().findings == ()
        assert history.check_receipt(receipt.reference, receipt.code) is not None
        assert as_owner("SELECT count(*) FROM history_access") == [(2,)]
        with history.holding(site.north):
            assert history.find([("name", "ffion"), ("name", "dummy")]) == [(stream, "applicant")]
        site.append(stream, answered("Goes On"))
        assert site.read(stream).sequence == 4

    def test_keeps_the_wall_standing(self, site, copy, keys, elsewhere, tmp_path):
        stream = site.open(answered())
        backup, key_backup = copy(), history.backup_keys(tmp_path / "k", keys=keys, passphrase=PASSPHRASE)
        move_to(elsewhere, backup)
        history.restore_keys(key_backup, keys=keys, passphrase=PASSPHRASE)
        with pytest.raises(history.NoSuchStream):
            site.read(stream, holder=site.south)
        assert site.read(stream).sequence == 1

    def test_without_the_keys_gives_the_shape_and_no_data(self, site, copy, elsewhere):
        stream = site.open(answered("Ffion Dummy"))
        move_to(elsewhere, copy())
        assert site.read(stream).events[0].sealed_from_us == {"applicant"}
        assert history.verify().findings == ()

    def test_says_what_cannot_be_read_because_the_keys_were_backed_up_too_early(
        self, site, copy, keys, elsewhere, tmp_path
    ):
        key_backup = history.backup_keys(tmp_path / "k", keys=keys, passphrase=PASSPHRASE)
        site.open(answered())
        backup = copy()
        move_to(elsewhere, backup)
        done = history.restore_keys(key_backup, keys=keys, passphrase=PASSPHRASE)
        assert (done.restored, done.unreadable) == (0, 1)

    def test_of_keys_of_a_later_case_leaves_them_out(self, site, copy, keys, elsewhere, tmp_path):
        backup = copy()
        site.open(answered())
        key_backup = history.backup_keys(tmp_path / "k", keys=keys, passphrase=PASSPHRASE)
        move_to(elsewhere, backup)
        done = history.restore_keys(key_backup, keys=keys, passphrase=PASSPHRASE)
        assert (done.restored, done.too_late) == (0, 1)

    def test_of_a_key_made_after_the_copy_lets_that_person_be_written_about_anew(
        self, site, copy, keys, elsewhere, tmp_path
    ):
        stream = site.open()
        backup = copy()
        site.append(stream, answered(), answered(), answered(party="adult-1"))
        key_backup = history.backup_keys(tmp_path / "k", keys=keys, passphrase=PASSPHRASE)
        move_to(elsewhere, backup)
        done = history.restore_keys(key_backup, keys=keys, passphrase=PASSPHRASE)
        site.append(stream, answered("Adult One", party="adult-1"))
        assert done.too_late == 2
        assert site.read(stream).events[-1].personal == {"adult-1": {"full_name": "Adult One"}}

    def test_over_other_keys_is_refused(self, site, keys, tmp_path):
        key_backup = history.backup_keys(tmp_path / "k", keys=keys, passphrase=PASSPHRASE)
        other = history.FileKeys(tmp_path / "other").create()
        with pytest.raises(history.KeyDamaged, match="empty folder"):
            history.restore_keys(key_backup, keys=other, passphrase=PASSPHRASE)


class TestAfterErasure:
    def test_a_restored_backup_holds_nothing_of_the_person(
        self, site, copy, keys, database, elsewhere, tmp_path
    ):
        stream = site.open(answered(PLANTED[0]), answered(PLANTED[1], party="adult-1"))
        other = site.open(answered("Stays Here"))
        site.read(stream, reader=site.staff())
        with history.holding(site.north):
            history.once(b"k" * 16, stream, lambda: "/case/1", holder=site.north, at=NOON)
        backup, key_backup = copy(), history.backup_keys(tmp_path / "k", keys=keys, passphrase=PASSPHRASE)

        history.erase(stream, holder=site.north, event=erased, circumstances=circumstances())

        self.assert_nowhere(database, tmp_path)
        move_to(elsewhere, backup)
        there = history.FileKeys(tmp_path / "there")
        done = history.restore_keys(key_backup, keys=there, passphrase=PASSPHRASE)
        history.wire(there)
        self.assert_nowhere(elsewhere, tmp_path)
        assert all(event.personal == {} for event in site.read(stream).events)
        assert site.read(other).events[0].personal == {"applicant": {"full_name": "Stays Here"}}
        with history.holding(site.north):
            assert history.find([("name", "zebedee")]) == []
        assert (done.restored, done.unreadable) == (1, 1)

    def test_a_key_backup_that_could_not_be_reached_brings_nothing_back_where_the_ledger_survives(
        self, site, copy, keys, elsewhere, tmp_path
    ):
        stream = site.open(answered(PLANTED[0]))
        backup, key_backup = copy(), history.backup_keys(tmp_path / "k", keys=keys, passphrase=PASSPHRASE)
        key_backup.rename(tmp_path / "away")
        done = history.erase(stream, holder=site.north, event=erased, circumstances=circumstances())
        assert done.unreachable == (key_backup,)
        move_to(elsewhere, backup)
        there = history.FileKeys(tmp_path / "there")
        restored = history.restore_keys(
            tmp_path / "away", keys=there, passphrase=PASSPHRASE, ledger=Ledger(keys.folder).file
        )
        history.wire(there)
        assert (restored.restored, restored.erased) == (0, 1)
        assert site.read(stream).events[0].personal == {}

    def assert_nowhere(self, where, folder):
        """No planted word, nor its token, in any table as text or bytes, nor in any file."""
        words = [word for name in PLANTED for word in (*name.split(), *name.lower().split())]
        needles = [word.encode() for word in words] + [word.encode().hex().encode() for word in words]
        dumped = subprocess.run(
            [binaries() / "pg_dump", "--data-only", "--inserts", f"--dbname={where.admin_url}"],
            capture_output=True,
            check=True,
        ).stdout
        assert b"history_event" in dumped
        places = [dumped, *(file.read_bytes() for file in folder.rglob("*") if file.is_file())]
        assert not any(needle in place for needle in needles for place in places)


class TestRebuilding:
    def test_gives_the_same_tokens_and_figures_as_appending_did(self, site):
        stream = site.open(answered("Ffion Dummy"), at=NOON - timedelta(days=9))
        site.append(stream, answered("Adult One", party="adult-1", at=NOON - timedelta(days=1)))
        site.append(stream, answered("Ffion Dummy", at=NOON - timedelta(days=2)))
        site.append(site.open(), answered("Bob Sample"))
        tokens = "SELECT digest, stream, party, holder FROM history_token ORDER BY 1, 2, 3"
        heads = "SELECT stream, last_at, activity, path, reordered FROM history_head ORDER BY 1"
        before = as_owner(tokens), as_owner(heads)
        assert history.rebuild().heads_corrected == 0
        as_owner("DELETE FROM history_token")
        as_owner("UPDATE history_head SET path = 1, reordered = NOT reordered, last_at = now()")
        done = history.rebuild()
        assert (as_owner(tokens), as_owner(heads)) == before
        assert (done.streams, done.tokens, done.heads_corrected) == (2, 6, 2)
