"""`service words`: a voice is begun in the first language, and waits for its words in the others."""

import shutil

import pytest

from handrail.site.commands import main
from tests.fitness.source import ROOT

BADGE = ROOT / "services" / "blue-badge"


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "blue-badge"
    shutil.copytree(BADGE, copy)
    return copy


def lists(capsys, folder, language):
    """What the command says of each file, by the file's name."""
    assert main(["service", "words", str(folder), language]) == 0
    said = (line.partition(": ") for line in capsys.readouterr().out.splitlines())
    return {path.rpartition("/")[2]: int(told.partition(" ")[0]) for path, _, told in said}


def test_a_service_in_which_nothing_waits_is_left_as_it_is(capsys, folder):
    before = {path.name: path.read_bytes() for path in folder.glob("words/*")}

    assert lists(capsys, folder, "en") == {"en-self.yaml": 0, "en-organisation.yaml": 0}
    assert lists(capsys, folder, "cy") == {"cy.yaml": 0, "cy-self.yaml": 0, "cy-organisation.yaml": 0}
    assert {path.name: path.read_bytes() for path in folder.glob("words/*")} == before


def test_what_waits_is_added_once_below_what_is_there(capsys, folder):
    welsh = folder / "words" / "cy-self.yaml"
    kept = welsh.read_text(encoding="utf-8").partition("  who.lives_where.label:")[0]
    welsh.write_text(kept, encoding="utf-8")

    added = lists(capsys, folder, "cy")["cy-self.yaml"]

    assert added > 100
    assert welsh.read_text(encoding="utf-8").startswith(kept)
    assert 'of: "Where do you live?"' in welsh.read_text(encoding="utf-8")
    assert lists(capsys, folder, "cy")["cy-self.yaml"] == 0


def test_a_new_voice_gets_a_place_for_every_text_in_the_first_language(capsys, folder):
    (folder / "words" / "en-self.yaml").unlink()
    (folder / "words" / "cy-self.yaml").unlink()

    assert "cy-self.yaml" not in lists(capsys, folder, "cy")
    assert lists(capsys, folder, "en")["en-self.yaml"] > 300
    assert lists(capsys, folder, "en")["en-self.yaml"] == 0


def test_the_first_language_of_a_service_without_voices_is_refused_with_what_would_do(capsys):
    assert main(["service", "words", str(ROOT / "services" / "single-person-discount"), "en"]) != 0
    assert "expected cy" in capsys.readouterr().err
