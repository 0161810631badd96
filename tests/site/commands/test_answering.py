"""What commands answer to programs: plain values, and files that can be found."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

from handrail.site.commands import main
from tests.fitness.source import ROOT

DISCOUNT = ROOT / "services" / "single-person-discount"
BADGE = ROOT / "services" / "blue-badge"


def answered(capsys, *words):
    """What a command wrote, as a program reads it."""
    assert main(words) == 0
    return json.loads(capsys.readouterr().out)


def test_a_walk_gives_days_as_text(capsys, tmp_path):
    file = tmp_path / "answers.json"
    people = yaml.safe_load((DISCOUNT / "examples.yaml").read_text(encoding="utf-8"))
    file.write_text(json.dumps(people[0]["answers"], default=str))

    found = answered(capsys, "service", "walk", str(DISCOUNT), "--answers", str(file), "--at", "2026-05-01")

    assert {one["step"]: one["result"] for one in found["determinations"]}["starts"] == "2026-03-02"


def test_publishing_says_where_it_is_to_be_found(capsys, site):
    who = ("--organisation", "north-fenmarch", "--by", "Ola Owner (sample)", "--why", "to see what it says")
    assert main(["service", "publish", str(DISCOUNT), *who]) == 0
    said = capsys.readouterr().out
    assert "/north-fenmarch/single-person-discount\n" in said
    assert re.search(r"from \d+ \w+ \d{4} at ", said)


def test_a_check_of_several_folders_says_which_a_file_is_in(capsys):
    found = answered(capsys, "service", "check", str(DISCOUNT), str(BADGE), "--json")

    assert found
    assert [one["file"] for one in found if not Path(one["file"]).is_file()] == []
    assert {Path(one["file"]).is_relative_to(BADGE) for one in found} == {True, False}


def test_a_check_of_one_folder_names_files_within_it(capsys):
    found = answered(capsys, "service", "check", str(DISCOUNT), "--json")

    assert [one["file"] for one in found if not (DISCOUNT / one["file"]).is_file()] == []


def test_whoever_reads_only_the_first_lines_gets_no_traceback():
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as nobody:
        ran = subprocess.run(
            [sys.executable, "-m", "handrail", "service", "check", str(BADGE)],
            stdout=nobody,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (ran.returncode, ran.stderr) == (1, b"")
