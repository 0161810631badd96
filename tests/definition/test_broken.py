"""Deliberately broken definitions: each file in `broken/` changes a good one and says what is found."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from handrail.definition.source import Problem
from tests.definition.garden import garden, judged

CASES = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


@dataclass(frozen=True)
class Wanted:
    """One problem that must be found: `at` is a piece of the line it stands on."""

    grade: str
    file: str
    line: int
    problem: str
    remedy: str

    def is_in(self, problems: tuple[Problem, ...]) -> bool:
        return any(self.is_like(one) for one in problems)

    def is_like(self, one: Problem) -> bool:
        place = (one.grade, one.where.file, one.where.line) == (self.grade, self.file, self.line)
        return place and self.problem in one.problem and self.remedy in one.remedy


def broken_texts(case: dict) -> dict[str, str]:
    texts = garden()
    for change in case.get("change", ()):
        file = change.get("file", "service.yaml")
        assert texts[file].count(change["old"]) == 1, f"{change['old']!r} must stand in {file} exactly once"
        texts[file] = texts[file].replace(change["old"], change["new"])
    texts.update(case.get("files", {}))
    for path in case.get("without", ()):
        del texts[path]
    return texts


def wanted(case: dict, texts: dict[str, str]) -> Iterator[Wanted]:
    for one in case["expect"]:
        file = one.get("file", "service.yaml")
        line = line_of(one.get("at", ""), texts.get(file, ""))
        yield Wanted(one["grade"], file, line, one["problem"], one["remedy"])


def line_of(piece: str, text: str) -> int:
    """The line, from 1, on which a piece stands that is there exactly once; 1 for no piece."""
    if not piece:
        return 1
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if piece in line]
    assert len(lines) == 1, f"{piece!r} must stand on exactly one line; it is on {lines}"
    return lines[0]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_is_found_where_it_is_with_how_to_mend_it(path):
    case = yaml.safe_load(path.read_text())
    texts = broken_texts(case)
    found = judged(texts)
    told = "\n".join(
        f"{one.where.file}:{one.where.line} [{one.grade}] {one.problem} | {one.remedy}" for one in found
    )
    expected = list(wanted(case, texts))
    for one in expected:
        assert one.is_in(found), f"{one}\nfound:\n{told}"
    broken = [one for one in found if one.grade == "broken"]
    others = [one for one in broken if not any(want.is_like(one) for want in expected)]
    assert not others, f"one mistake must not be told as many:\n{told}"


def test_there_are_at_least_forty_of_them():
    assert len(CASES) >= 40


def test_the_service_they_break_is_good():
    assert judged(garden()) == ()
