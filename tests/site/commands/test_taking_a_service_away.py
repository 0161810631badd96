"""A service is written as a form of another builder by one command, and brought home by another."""

import json

import pytest

from handrail.definition.draft import write_draft
from handrail.site.commands import main


@pytest.fixture
def folder(tmp_path):
    """A small service, in a folder."""
    write_draft(tmp_path / "a-thing", slug="a-thing", name="Ask for a thing", organisation="north-fenmarch")
    return tmp_path / "a-thing"


def test_it_comes_home_into_any_folder_as_the_same_service(folder, tmp_path, capsys):
    file, home = tmp_path / "form.json", tmp_path / "home"
    assert main(["service", "export", "xgov", str(folder), "--to", str(file)]) == 0
    assert "Handrail finds it again in the file" in capsys.readouterr().out
    assert main(["service", "import", "xgov", str(file), "--to", str(home)]) == 0
    assert "service: a-thing" in (home / "service.yaml").read_text(encoding="utf-8")
    for name in ("suggestion.csv", "examples.yaml", "parameters.yaml"):
        assert (home / name).read_text(encoding="utf-8") == (folder / name).read_text(encoding="utf-8")


def test_the_form_alone_says_nothing_of_the_teams_work(folder, tmp_path, capsys):
    file = tmp_path / "form.json"
    assert main(["service", "export", "xgov", str(folder), "--to", str(file), "--form-alone", "--json"]) == 0
    assert "handrail" not in json.loads(file.read_text(encoding="utf-8")).get("metadata", {})
    lost = json.loads(capsys.readouterr().out)["lost"]
    assert ("decide", "the step “decide”") in {(one["where"], one["what"]) for one in lost}
