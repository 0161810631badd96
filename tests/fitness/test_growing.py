"""A new brick and a new service, added as the docs say, touch one folder and one list at the most."""

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import EntryPoint

from handrail.bricks import BRICKS, OWN
from handrail.bricks.conformance import faults
from handrail.bricks.outside import GROUP, package_of, with_outside
from handrail.definition.check import check
from handrail.definition.draft import write_draft
from handrail.definition.load import load
from handrail.walk.examples import check_examples
from tests.fitness.source import PACKAGE, ROOT

GUIDE = ROOT / "docs" / "guide"
EXAMPLE = GUIDE / "example-brick" / "show"
WITH_IT = """
from docs.generate import written
from handrail.bricks import BRICKS
from handrail.bricks.conformance import faults
from handrail.definition.check import check
from handrail.definition.load import load
from handrail.walk.examples import check_examples
from pathlib import Path
print(faults(BRICKS["show"], package="handrail.bricks.show", bricks=BRICKS))
loaded = load(Path("services/new"), bricks=BRICKS)
found = check(loaded, bricks=BRICKS, run_examples=check_examples)
print([str(one) for one in found if one.grade == "broken"])
pages = written()
print([name for name in ("bricks.md", "events.md", "service-file.md") if "`show" not in pages[name]])
"""
STEP = """
  - show: keep-paying
    title: Keep paying your bill
    text: Pay as before until we tell you what we decided.

  # A table of rules"""


def blocks(page: str, language: str) -> list[str]:
    """The blocks of code in a language on a page of the guide."""
    text = (GUIDE / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def follow(page: str, folder) -> None:
    """Do to a folder what a page shows as differences: each line with - is replaced by those with +."""
    for block in blocks(page, "diff"):
        lines = block.splitlines()
        name = lines[0].removeprefix("# ")
        before = "\n".join(line[2:] for line in lines[1:] if line[:1] in "- ")
        after = "\n".join(line[2:] for line in lines[1:] if line[:1] in "+ ")
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{page}: {name} does not hold once:\n{before}"
        path.write_text(text.replace(before, after), encoding="utf-8")


def changed(before, after) -> set[str]:
    """The files of a tree that are new or differ in another."""
    return {
        path.relative_to(after).as_posix()
        for path in after.rglob("*")
        if path.is_file()
        and path.suffix != ".pyc"
        and (
            not (before / path.relative_to(after)).exists()
            or (before / path.relative_to(after)).read_bytes() != path.read_bytes()
        )
    }


def test_the_docs_example_brick_is_found_by_entry_point_and_conforms(tmp_path, monkeypatch):
    shutil.copytree(EXAMPLE, tmp_path / "show")
    monkeypatch.syspath_prepend(str(tmp_path))
    point = EntryPoint(name="show", value="show:BRICK", group=GROUP)

    found = with_outside(OWN, [point])

    assert set(found) == {*BRICKS, "show"}
    assert faults(found["show"], package=package_of(point), bricks=found) == ()
    for name in [name for name in sys.modules if name == "show" or name.startswith("show.")]:
        del sys.modules[name]


def test_a_brick_added_as_the_docs_say_touches_one_folder_and_one_list(tmp_path):
    for part in ("handrail", "docs/generate"):
        shutil.copytree(
            ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "node_modules")
        )
    (tmp_path / "services").mkdir()

    shutil.copytree(EXAMPLE, tmp_path / "handrail" / "bricks" / "show")
    follow("write-a-brick.md", tmp_path)

    touched = changed(PACKAGE, tmp_path / "handrail")
    assert {name for name in touched if not name.startswith("bricks/show/")} == {"bricks/__init__.py"}
    write_draft(
        tmp_path / "services" / "new", slug="new", name="Ask for a thing", organisation="marram-coast"
    )
    service = tmp_path / "services" / "new" / "service.yaml"
    text = service.read_text(encoding="utf-8")
    service.write_text(text.replace("\n  # A table of rules", STEP, 1), encoding="utf-8")
    people = service.with_name("examples.yaml")
    route = people.read_text(encoding="utf-8").replace("/had_before]", "/had_before, keep-paying/text]")
    people.write_text(route, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WITH_IT],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("()\n[]\n[]\n", "")


def test_a_service_written_as_the_docs_say_is_one_folder_that_can_be_published(tmp_path):
    folder = tmp_path / "services" / "garden-waste"
    write_draft(folder, slug="garden-waste", name="Ask for a garden waste bin", organisation="north-fenmarch")

    follow("write-a-service.md", folder)

    found = check(load(folder, bricks=BRICKS), bricks=BRICKS, run_examples=check_examples)
    assert [f"{one.where}: {one.problem}" for one in found if one.grade != "advice"] == []
    assert {path.name for path in (tmp_path / "services").iterdir()} == {"garden-waste"}
