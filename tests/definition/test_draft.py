"""What `service new` writes: whole, working, and honest about what its owner must decide."""

import pytest

from handrail.bricks import BRICKS
from handrail.definition.check import check
from handrail.definition.draft import draft, write_draft
from handrail.definition.load import load
from handrail.walk.examples import check_examples


def found(tmp_path, name="Apply for a thing"):
    folder = tmp_path / "new"
    write_draft(folder, slug="a-thing", name=name, organisation="marram-coast")
    return folder, check(load(folder, bricks=BRICKS), bricks=BRICKS, run_examples=check_examples)


def test_leaves_only_things_to_decide_each_explained_in_the_file(tmp_path):
    folder, problems = found(tmp_path)
    assert {one.grade for one in problems} == {"to decide"}
    lines = (folder / "service.yaml").read_text().splitlines()
    for one in problems:
        assert any("To decide" in line for line in lines[one.where.line - 3 : one.where.line]), one


@pytest.mark.parametrize(
    "name", ['Ask for a "thing"', "Ask: now", "Gwneud cais — ŵ", "#1 \\ path", "- list", "yes"]
)
def test_takes_any_name(tmp_path, name):
    folder, problems = found(tmp_path, name)
    assert {one.grade for one in problems} == {"to decide"}
    assert load(folder, bricks=BRICKS).service.name == name


def test_never_writes_over_what_is_there(tmp_path):
    found(tmp_path)
    with pytest.raises(FileExistsError):
        write_draft(tmp_path / "new", slug="a-thing", name="Again", organisation="marram-coast")


def test_is_the_same_every_time():
    said = {"slug": "a-thing", "name": "Apply", "organisation": "marram-coast"}
    assert draft(**said) == draft(**said)
