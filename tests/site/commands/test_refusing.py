"""What a command answers when it cannot do what was asked: one line that says how to mend it, and no more."""

import socket

import pytest
from django.db.migrations.recorder import MigrationRecorder

from handrail.site.commands import main
from tests.journeys.site import FIRST, SECOND_FOLDER, SERVICE_FOLDER

NORTH = ("--organisation", "north-fenmarch")
WHO = ("--by", "Ola Owner (sample)", "--why", "to see what it says")
SLUG = FIRST.slug


@pytest.fixture
def said(capsys):
    """Runs a command that refuses, and gives the line that it refused with."""

    def run(*words):
        try:
            status = main(words)
        except SystemExit as wrong_words:
            status = wrong_words.code
        assert status in {1, 2}
        return capsys.readouterr().err.strip()

    return run


def listed(capsys):
    """What is published, as a program reads it."""
    capsys.readouterr()
    main(["service", "list", "--json"])
    return capsys.readouterr().out


class TestWhatIsWrittenAfterAnOption:
    def test_a_day_is_shown_as_it_should_be(self, said):
        assert "expected a day, such as 2026-04-01" in said("retention", "run", "--on", "tomorrow")

    def test_a_moment_is_shown_as_it_should_be(self, said):
        assert "2026-04-01T09:00" in said("service", "withdraw", SLUG, *NORTH, *WHO, "--from", "soon")

    def test_what_is_kept_for_the_record_may_not_be_empty(self, said):
        assert "kept for the record" in said("service", "withdraw", SLUG, *NORTH, "--by", " ", "--why", "x")

    def test_a_role_is_one_that_there_is(self, said):
        text = said("account", "add", "jo", "--name", "Jo", *NORTH, "--role", "boss")
        assert "team_leader" in text


class TestWalking:
    def test_answers_that_are_not_there_are_named(self, said, tmp_path):
        assert "gone.yaml cannot be read" in said(*self.walk(tmp_path / "gone.yaml"))

    @pytest.mark.parametrize("text", ["{{{", "- a list", ""])
    def test_answers_that_cannot_be_read_are_named(self, said, tmp_path, text):
        file = tmp_path / "answers.yaml"
        file.write_text(text)
        assert "answers.yaml" in said(*self.walk(file))

    def test_a_language_that_the_service_does_not_speak_is_refused(self, said, tmp_path):
        file = tmp_path / "answers.yaml"
        file.write_text("{}")
        assert "expected en or cy" in said(*self.walk(file), "--lang", "fr")

    def test_an_answer_to_what_is_not_asked_is_named_with_what_was_meant(self, said, tmp_path):
        file = tmp_path / "answers.yaml"
        file.write_text("full_nam: Una Example")
        text = said(*self.walk(file))
        assert "answers 'full_nam'" in text
        assert "Did you mean 'full_name'?" in text

    def test_an_organisation_that_the_folder_does_not_know_is_refused(self, said, tmp_path):
        file = tmp_path / "answers.yaml"
        file.write_text("{}")
        assert "found no organisation 'north-fenmarsh'" in said(
            *self.walk(file), "--organisation", "north-fenmarsh"
        )

    def walk(self, answers):
        return ("service", "walk", str(SERVICE_FOLDER), "--answers", str(answers))


class TestWhatIsNotThere:
    @pytest.fixture(autouse=True)
    def _published(self, site):
        """The discount is published in both districts."""

    def test_withdrawing_what_was_never_published_withdraws_nothing(self, said):
        assert "never published 'nothing'" in said("service", "withdraw", "nothing", *NORTH, *WHO)

    def test_an_invitation_to_what_is_open_to_everyone_is_not_made(self, said):
        text = said("service", "invite", SLUG, *NORTH, "--by", "Ola Owner (sample)")
        assert "open to everyone" in text

    def test_going_back_to_a_version_that_is_not_there_changes_nothing(self, said, capsys):
        assert main(["service", "publish", str(SECOND_FOLDER), *NORTH, *WHO]) == 0
        before = listed(capsys)
        text = said("service", "rollback", SLUG, "--version", "nosuchhash", *NORTH, *WHO)
        assert "no earlier version 'nosuchhash'" in text
        assert listed(capsys) == before


class TestTheWrongPlace:
    def test_a_folder_with_no_installation_is_left_as_it_is(self, said, monkeypatch, tmp_path):
        monkeypatch.delenv("DATABASE_URL", raising=False)
        monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
        monkeypatch.setenv("HANDRAIL_DATA", str(tmp_path / "mistyped"))
        text = said("history", "verify")
        assert f"found no installation in {tmp_path / 'mistyped'}" in text
        assert "`make run`" in text
        assert not (tmp_path / "mistyped").exists()

    def test_tables_of_another_release_are_not_served(self, said, site, monkeypatch):
        done = MigrationRecorder.applied_migrations

        def an_older_release(recorder):
            return {key: one for key, one in done(recorder).items() if key[0] != "definition"}

        monkeypatch.setattr(MigrationRecorder, "applied_migrations", an_older_release)
        assert "handrail database migrate" in said("serve", "--port", "0")

    def test_a_port_that_somebody_has_is_not_shared(self, said, monkeypatch):
        monkeypatch.setattr("handrail.site.commands.serving.FREED_WITHIN", 0)
        with socket.create_server(("127.0.0.1", 0), reuse_port=True) as other:
            port = str(other.getsockname()[1])
            assert f"port {port}: Address already in use" in said("serve", "--port", port)

    def test_a_backup_of_keys_is_never_written_over(self, said, tmp_path):
        dump = tmp_path / "database.dump"
        assert "exists already" in said("backup", str(dump), "--keys", str(tmp_path))
        assert not dump.exists()

    def test_a_wrong_passphrase_is_found_before_the_database_is_filled(
        self, said, site, monkeypatch, tmp_path
    ):
        dump, keys = str(tmp_path / "database.dump"), str(tmp_path / "apart")
        monkeypatch.setenv("HANDRAIL_PASSPHRASE", "only for this test")
        assert main(["backup", dump, "--keys", keys]) == 0
        monkeypatch.setenv("HANDRAIL_PASSPHRASE", "mistyped")
        assert "does not open with this passphrase" in said("restore", dump, "--keys", keys)

    def test_a_restore_from_what_is_not_there_restores_nothing(self, said, tmp_path):
        text = said("restore", str(tmp_path / "gone.dump"), "--keys", str(tmp_path))
        assert "gone.dump; nothing was restored" in text
