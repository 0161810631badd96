"""A form is brought into the same folder again, and what somebody edited there is not lost by it."""

import json

import pytest

from handrail.site.commands import main

FORM = {
    "startPage": "/name",
    "pages": [
        {
            "path": "/name",
            "title": "Name",
            "components": [{"type": "TextField", "name": "full_name", "title": "What is your name?"}],
            "next": [{"path": "/summary"}],
        },
        {"path": "/summary", "title": "Check", "controller": "SummaryPageController", "components": []},
    ],
    "lists": [],
    "sections": [],
    "conditions": [],
    "name": "Ask for a thing",
}


@pytest.fixture
def bring(tmp_path):
    """Bring the form to a folder, and say how the command came out."""
    file = tmp_path / "form.json"
    file.write_text(json.dumps(FORM), encoding="utf-8")

    def brought(*more: str) -> int:
        return main(["service", "import", "xgov", str(file), "--to", str(tmp_path / "a-thing"), *more])

    return brought


def edit(file, old: str, new: str) -> None:
    """Change a file as somebody would in an editor."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_what_was_settled_is_taken_in_as_often_as_one_likes(bring, tmp_path):
    decisions = tmp_path / "a-thing" / "decisions.yaml"
    assert bring() == 0
    edit(decisions, 'organisation: ""', 'organisation: "north-fenmarch"')
    assert bring() == 0
    edit(decisions, 'role: ""', 'role: "Head of Licensing"')
    assert bring() == 0
    service = (tmp_path / "a-thing" / "service.yaml").read_text(encoding="utf-8")
    assert "organisation: north-fenmarch" in service
    assert "role: Head of Licensing" in service


@pytest.mark.parametrize("name", ["service.yaml", "examples.yaml"])
def test_a_file_that_was_edited_is_not_written_over(bring, tmp_path, capsys, name):
    folder = tmp_path / "a-thing"
    assert bring() == 0
    (folder / name).write_text((folder / name).read_text(encoding="utf-8") + "# Ours\n", encoding="utf-8")
    edit(folder / "decisions.yaml", 'organisation: ""', 'organisation: "north-fenmarch"')
    assert bring() != 0
    told = capsys.readouterr().err
    assert name in told
    assert "--overwrite" in told
    assert (folder / name).read_text(encoding="utf-8").endswith("# Ours\n")
    assert "north-fenmarch" not in (folder / "service.yaml").read_text(encoding="utf-8")
    assert bring("--overwrite") == 0
    assert "# Ours" not in (folder / name).read_text(encoding="utf-8")


def test_a_service_that_no_import_wrote_is_not_written_over(bring, tmp_path):
    (tmp_path / "a-thing").mkdir()
    (tmp_path / "a-thing" / "service.yaml").write_text("format: 1\n", encoding="utf-8")
    assert bring() != 0
    assert (tmp_path / "a-thing" / "service.yaml").read_text(encoding="utf-8") == "format: 1\n"


def test_lines_that_end_otherwise_are_no_edit(bring, tmp_path):
    file = tmp_path / "a-thing" / "service.yaml"
    assert bring() == 0
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    edit(tmp_path / "a-thing" / "decisions.yaml", 'organisation: ""', 'organisation: "north-fenmarch"')
    assert bring() == 0
