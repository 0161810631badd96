"""The guide to a first service, followed to the letter: every file and every command on the page."""

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handrail import estate
from handrail.bricks import BRICKS
from handrail.definition import publish
from handrail.definition.load import load
from handrail.estate.fenmarch import fenmarch_id
from handrail.site.commands import main, parser
from handrail.terms.legal_day import legal_day
from tests.fitness.source import ROOT

PAGE = ROOT / "docs" / "guide" / "first-service.md"
NORTH = fenmarch_id("north-fenmarch")
NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)
BLOCK = re.compile(r"([^\n]*)\n\n```(\w*)\n(.*?)```", re.DOTALL)
TO_A_FILE = re.compile(r"(Write|Add to the end of|Change) `(mine/[\w./-]+)`:$")
IN_A_TERMINAL_OF_ITS_OWN = ("handrail service preview", "handrail service publish")


def blocks() -> list[tuple[str, str, str]]:
    """Every block of the page, in order: the line above it, what it is written in, and its text."""
    return BLOCK.findall(PAGE.read_text(encoding="utf-8"))


def write(verb: str, path: Path, text: str) -> None:
    """Do to a file what the line above a block says."""
    if verb == "Write":
        path.write_text(text, encoding="utf-8")
    elif verb == "Add to the end of":
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    else:
        before, after = ([line[2:] for line in text.splitlines() if line[0] == sign] for sign in "-+")
        old = path.read_text(encoding="utf-8")
        assert old.count("\n".join(before)) == 1
        path.write_text(old.replace("\n".join(before), "\n".join(after)), encoding="utf-8")


@pytest.fixture
def followed(tmp_path, monkeypatch, capsys):
    """Every command of the page, what it said and what the page promises, in a folder that was empty."""
    monkeypatch.chdir(tmp_path)
    Path("mine/street-party/words").mkdir(parents=True)
    ran: list[list[str]] = []
    for above, _, text in blocks():
        if to_a_file := TO_A_FILE.search(above):
            write(to_a_file[1], Path(to_a_file[2]), text)
        elif above.endswith("it says:") or above == "It says:":
            ran[-1].append(text)
        else:
            for line in text.splitlines():
                if line.startswith("handrail") and not line.startswith(IN_A_TERMINAL_OF_ITS_OWN):
                    main(shlex.split(line)[1:])
                    ran.append([line, capsys.readouterr().out])
    return ran


def test_every_command_says_what_the_page_promises(followed):
    assert len(followed) == 5
    assert [(said, promised) for _, said, promised in followed if not said.endswith(promised)] == []


def test_what_it_leads_to_has_five_pages_a_decision_examples_and_a_second_language(followed):
    service = load(Path("mine/street-party"), bricks=BRICKS).service

    assert len(service.steps[0].spec.pages) == 5
    assert [step.brick for step in service.steps] == ["ask", "decide", "work"]
    assert service.languages == ("en", "cy")


def test_what_it_leads_to_is_published_by_the_command_on_the_page(followed, database):
    publish.version.cache_clear()
    estate.load_fenmarch()
    [line] = [line for _, _, text in blocks() for line in text.splitlines() if " publish " in line]
    given = parser().parse_args(shlex.split(line)[1:])
    body = estate.organisation(given.organisation, on=legal_day(NOW))

    publish.publish(given.folder, organisation=body.id, by=given.by, why=given.why, at=NOW)

    assert [one.slug for one in publish.published(NORTH, at=NOW)] == ["street-party"]


def test_every_block_is_followed():
    for above, language, text in blocks():
        shell = not language and all(
            re.match(r"handrail |make |\. |mkdir ", line) for line in text.splitlines()
        )
        assert shell or TO_A_FILE.search(above) or above.endswith(("it says:", "It says:")), above
