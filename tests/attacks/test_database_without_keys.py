"""Whoever has the database and not the keys reads nothing; after erasure no old copy helps."""

import hashlib
import hmac
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.test import Client

from handrail import history
from handrail.casework.holding import hold, lift
from handrail.history.event import Actor, Token
from handrail.history.key_backups import wrapped_keys
from handrail.history.tokens import digest
from handrail.site.commands import main
from handrail.terms.names import name_words
from tests.attacks import planted, rows
from tests.attacks.conftest import NORTH, staff_of, with_purpose
from tests.attacks.dumps import bytes_in, files_in, unpacked, whole
from tests.conftest import RUN, WORKER, connect_django
from tests.journeys.site import PEOPLE

PASSPHRASE = "plainly invented, for tests only"
KEYLESS = ("sha256", "sha1", "md5", "sha512", "blake2b", "sha3_256")


@pytest.fixture
def held(site, north):
    """North's cases, after a legal hold that was placed and lifted, and one of the examples' people."""
    staff = site.staff("north-fenmarch", role="data_protection")
    staff._do(north.decided.reference, hold, by=planted.OFFICE, reason=planted.HELD)
    staff._do(north.decided.reference, lift, by=planted.OFFICE, reason=planted.HELD)
    site.applies("Ffion Dummy-Jones")
    client, _ = staff_of(NORTH, "caseworker", "data_protection")
    with_purpose(client, north.decided.reference)
    assert client.get(f"/desk/case/{north.decided.reference}").status_code == 200
    client.post("/desk/find", {"name": "Zelphira Quorndyke"})
    return north


def words_and_facts() -> list[tuple[str, str]]:
    """A dictionary: every name word, postcode and birthday of every sample person, and of who was planted."""
    everyone = [one["answers"] for one in PEOPLE] + [planted.answers()]
    found = []
    for answers in everyone:
        names = (answers["full_name"], answers.get("partner_name", ""))
        found += [("name", word) for name in names for word in name_words(name)]
        for address in ("home_address", "contact_address"):
            if address in answers:
                found.append(("postcode", answers[address]["postcode"]))
        found.append(("birth_date", str(answers["born_on"])))
    return list(dict.fromkeys(found))


def guesses(kind: str, text: str):
    """How a word would be hashed without a key, or with one that anybody could think of."""
    spellings = {text, text.lower(), f"{kind}:{text}", f"token\0{kind}\0{text}", text.replace(" ", "")}
    for spelling in spellings:
        raw = spelling.encode()
        for name in KEYLESS:
            yield hashlib.new(name, raw).digest()[:16]
            for key in (b"", b"\0" * 32, b"handrail", b"only for tests"):
                yield hmac.digest(key, raw, name)[:16]


def tokens_in(site) -> set[bytes]:
    with site.owner() as run:
        return {bytes(found) for (found,) in run.execute("SELECT digest FROM history_token")}


class TestTheDatabaseAlone:
    def test_a_dump_of_everything_has_no_planted_word_in_any_form(self, site, held, database):
        dump = whole(database.admin_url)
        assert b"COPY keys.data_key" in dump
        assert str(held.decided.stream).encode() in dump
        assert planted.found_in(dump) == set()
        values = bytes_in(dump)
        assert len(values) > 200
        assert planted.found_in(b"\n".join(values)) == set()

    def test_no_row_of_any_table_as_the_server_writes_it_has_one(self, site, held):
        with site.owner() as run:
            for table, found in rows.everything(run).items():
                assert planted.found_in("\n".join(found)) == set(), table

    def test_blind_tokens_tell_no_name_to_somebody_with_a_list_of_names(self, site, held):
        stored = tokens_in(site)
        keys = history.FileKeys(site_keys())
        known = {digest(keys.token_key, Token("", kind, text)) for kind, text in words_and_facts()}
        assert len(stored & known) >= 5, "with the key the names are found, so the dictionary is a real one"
        tried = {guess for kind, text in words_and_facts() for guess in guesses(kind, text)}
        assert len(tried) > 5000
        assert stored & tried == set()

    def test_no_key_is_in_the_database(self, site, held, database):
        dump = whole(database.admin_url)
        values = b"\n".join(bytes_in(dump))
        secret = files_in(site_keys())
        assert len(secret) >= 3
        for name, key in secret.items():
            if name.endswith(".key"):
                assert key not in values, name
                assert key.hex().encode() not in dump, name

    def test_the_servers_own_files_logs_and_write_ahead_log_have_no_planted_word(self, site, held):
        folder = RUN / "server"
        if not folder.exists():
            pytest.skip("the server of this run is not ours, so its files are out of reach")
        needles = [word.encode() for word in planted.WORDS]
        seen = 0
        # os.walk passes over what the running server removes meanwhile: old segments, other tests' databases.
        for parent, _, names in os.walk(folder):
            for path in (Path(parent, name) for name in names):
                with suppress(FileNotFoundError):
                    content = path.read_bytes() if path.is_file() else b""
                    seen += len(content)
                    assert [one for one in needles if one in content] == [], path
        assert seen > 1_000_000


def site_keys() -> Path:
    """The folder of keys of this test's site."""
    return django_settings.KEY_FOLDER


@pytest.fixture
def elsewhere(postgres_server):
    """An empty database to restore into."""
    made = postgres_server.make(f"handrail_{WORKER}_attacked")
    yield made
    postgres_server.drop(made.name)


@pytest.fixture
def erased(site, held, tmp_path, monkeypatch, settings, logged):
    """A backup from before, then a checkpoint, and every one of North's planted cases erased by command."""
    monkeypatch.setenv("HANDRAIL_PASSPHRASE", PASSPHRASE)
    settings.CHECKPOINT_FOLDER = tmp_path / "checkpoints"
    assert main(["history", "checkpoint"]) == 0
    assert main(["backup", str(tmp_path / "old.dump"), "--keys", str(tmp_path / "old-keys")]) == 0
    for case in held.cases:
        ordered = ["--by", "Dee Protect", "--why", "request"]
        assert main(["history", "erase", case.reference, *ordered]) == 0
    return held


class TestAfterErasure:
    def test_an_old_backup_and_all_of_todays_keys_give_nothing(self, site, erased, tmp_path, capsys):
        dump = unpacked(tmp_path / "old.dump")
        streams = {case.stream for case in erased.cases}
        assert all(str(stream).encode() in dump for stream in streams)
        assert planted.found_in(dump) == set()
        with site.owner() as run:
            today = {stream for (stream,) in run.execute("SELECT stream FROM keys.data_key")}
        backed_up = {stream for stream, *_ in wrapped_keys(tmp_path / "old-keys")}
        assert today, "somebody else's case is still there"
        assert streams & today == set()
        assert streams & backed_up == set()
        assert today <= backed_up

    def test_an_old_backup_and_the_token_key_do_not_even_say_who_was_there(self, site, erased, tmp_path):
        key = history.FileKeys(site_keys()).token_key
        old = unpacked(tmp_path / "old.dump")
        now = tokens_in(site)
        theirs = planted.answers()
        names = [*name_words(theirs["full_name"]), *name_words(planted.ADULT)]
        facts = [("name", word) for word in names]
        facts += [("postcode", theirs["home_address"]["postcode"]), ("birth_date", theirs["born_on"])]
        for kind, text in facts:
            blind = digest(key, Token("", kind, text))
            assert blind not in now, text
            assert blind.hex().encode() not in old, text

    def test_a_restored_backup_holds_nothing_of_the_cases(
        self, site, erased, elsewhere, tmp_path, settings, capsys
    ):
        keys_then = site_keys()
        settings.KEY_FOLDER = tmp_path / "there"
        connect_django(elsewhere)
        assert main(["restore", str(tmp_path / "old.dump"), "--keys", str(tmp_path / "old-keys")]) == 0
        history.wire(history.FileKeys(tmp_path / "there"))

        for case in erased.cases:
            with history.holding(NORTH):
                person = history.Reader(Actor("applicant", "applicant"), "", uuid4())
                read = history.read(case.stream, reader=person)
            assert all(event.personal == {} for event in read.events)
        with history.holding(NORTH):
            assert history.find([("name", "quorndyke")]) == []
            assert len(history.find([("name", "ffion")])) == 1
        client, _ = staff_of(NORTH, "caseworker", "data_protection")
        with_purpose(client, erased.decided.reference)
        for page in ("", "/person", "/looked"):
            shown = client.get(f"/desk/case/{erased.decided.reference}{page}")
            assert shown.status_code == 200, page
            assert planted.found_in(shown.content) == set(), page
        assert planted.found_in(whole(elsewhere.admin_url)) == set()
        assert planted.found_in(b"\n".join(bytes_in(whole(elsewhere.admin_url)))) == set()
        assert keys_then != settings.KEY_FOLDER

    def test_no_file_of_the_run_and_no_log_line_holds_anything(
        self, site, erased, database, tmp_path, logged, capsys
    ):
        Client().get(f"/case/{erased.decided.reference}")
        assert planted.found_in(whole(database.admin_url)) == set()
        files = files_in(tmp_path, RUN / "data")
        assert any("checkpoint-" in name for name in files)
        assert any("erased.jsonl" in name for name in files)
        for name, content in files.items():
            assert planted.found_in(content) == set(), name
        assert planted.found_in(logged.getvalue() + capsys.readouterr().out) == set()

    def test_the_persons_own_pass_and_code_show_nothing_any_more(self, site, erased):
        for case in erased.cases:
            for page in ("", "/sent", "/check", "/tasks", "/next", "/page/your-home/contact_address"):
                response = case.browser.get(f"/case/{case.reference}{page}")
                assert response.status_code < 500, page
                assert planted.found_in(response.content) == set(), page
