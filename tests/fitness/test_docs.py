"""The docs are true in what a machine can tell: fresh, linked, and naming only what exists."""

import argparse
import re
from pathlib import Path

import pytest

from docs.generate import FOLDER, PAGES
from docs.generate.settings import found as settings_found
from handrail.site.commands import parser
from tests.fitness.source import PACKAGE, ROOT, files, place, rooms, texts

DOCS = ROOT / "docs"
INDEX = DOCS / "README.md"
EVERY_PAGE = sorted(path for path in files() if path.suffix == ".md")
OURS = sorted(path for path in EVERY_PAGE if path.is_relative_to(DOCS) and "example-brick" not in path.parts)
# Inside the product a README is a page; any other Markdown is text that something is made from.
PAGES_READ = sorted(
    path for path in EVERY_PAGE if not path.is_relative_to(PACKAGE) or path.name == "README.md"
)
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
LINK = re.compile(r"(?<!`)\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"\bhandrail ([a-z]+)(?: ([a-z]+))?\b")
TARGET = re.compile(r"`make ([a-z-]+)`|^make ([a-z-]+)$", re.MULTILINE)
FILE = re.compile(r"`([a-z_]+(?:/[\w.-]+)+\.py)`")
VARIABLE = re.compile(r"\b(?:HANDRAIL|DATABASE)_[A-Z_]*[A-Z]\b")
DECISION_PARTS = ["Context", "Choice", "What it costs", "When to look again"]
MOST_BYTES = 160_000
TESTS_OWN = {"HANDRAIL_TEST_ADMIN_URL"}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """The fragments that a page's headings can be linked by, as GitHub and GitLab make them."""
    headings = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.strip().lower()).replace(" ", "-") for one in headings}


def links(path: Path) -> list[str]:
    without_code = re.sub(r"```.*?```", "", prose(path), flags=re.DOTALL)
    return [to for to in LINK.findall(without_code) if not re.match(r"[a-z]+:", to)]


def verbs() -> dict[str, set[str]]:
    """Every noun of the command line with its verbs."""

    def below(one: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
        inner = [action for action in one._actions if isinstance(action, argparse._SubParsersAction)]
        return dict(inner[0].choices) if inner else {}

    return {noun: set(below(inner)) for noun, inner in below(parser()).items()}


def unknown_commands(text: str) -> list[str]:
    known = verbs()
    return [
        f"handrail {noun} {verb}".strip()
        for noun, verb in COMMAND.findall(text)
        if noun not in known or (known[noun] and verb not in known[noun])
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_what_the_code_says(name):
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name](), "Run `make docs`."


@pytest.mark.parametrize("path", PAGES_READ, ids=named)
def test_every_link_leads_somewhere(path):
    broken = []
    for to in links(path):
        target, _, fragment = to.partition("#")
        page = (path.parent / target).resolve() if target else path
        if not page.exists() or (fragment and page.suffix == ".md" and fragment not in anchors(page)):
            broken.append(to)
    assert broken == []


def test_every_page_is_reached_from_the_index():
    reached, waiting = set(), [INDEX]
    while waiting:
        path = waiting.pop()
        if path in reached or path.suffix != ".md" or not path.exists():
            continue
        reached.add(path)
        waiting += [(path.parent / to.partition("#")[0]).resolve() for to in links(path) if to[0] != "#"]
    assert [named(path) for path in OURS if path.resolve() not in reached] == []


@pytest.mark.parametrize("path", OURS, ids=named)
def test_a_page_says_who_it_is_for(path):
    if path in DECISIONS:
        pytest.skip("a decision is for whoever asks why; its parts are tested")
    opening = "\n\n".join(prose(path).split("\n\n")[1:3])
    assert re.search(r"\b[Ff]or\b", opening), opening


@pytest.mark.parametrize("path", PAGES_READ, ids=named)
def test_a_page_names_only_commands_that_exist(path):
    # What follows a command in a sentence is not its verb: only code is looked at.
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", prose(path), flags=re.DOTALL))
    assert unknown_commands(code) == []


def test_what_the_product_says_names_only_commands_that_exist():
    wrong = [
        f"{place(path, node)} {one}"
        for path in rooms()
        for text, node in texts(path)
        for quoted in re.findall(r"`(handrail [^`]+)`", text)
        for one in unknown_commands(quoted)
    ]
    assert wrong == []


def test_a_command_that_does_not_exist_is_found():
    assert unknown_commands("handrail service checks") == ["handrail service checks"]
    assert unknown_commands("handrail nothing") == ["handrail nothing"]
    assert unknown_commands("handrail service check services/x; handrail run") == []


@pytest.mark.parametrize("path", PAGES_READ, ids=named)
def test_a_page_names_only_settings_that_exist(path):
    assert set(VARIABLE.findall(prose(path))) <= settings_found() | TESTS_OWN


@pytest.mark.parametrize("path", PAGES_READ, ids=named)
def test_a_page_names_only_targets_that_the_makefile_has(path):
    has = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {one or other for one, other in TARGET.findall(prose(path))} <= has


@pytest.mark.parametrize("path", OURS, ids=named)
def test_a_page_names_only_files_that_exist(path):
    inside = [one.removeprefix("handrail/") for one in FILE.findall(prose(path))]
    assert [one for one in inside if not (PACKAGE / one).exists() and not (ROOT / one).exists()] == []


def test_every_word_explained_is_one_that_the_code_uses():
    code = "\n".join(path.read_text(encoding="utf-8").lower() for path in rooms()).replace("_", " ")
    words = re.findall(r"\*\*([^*]+)\*\*", prose(DOCS / "words.md"))
    assert [word for word in words if word.lower() not in code] == []


@pytest.mark.parametrize("path", DECISIONS, ids=named)
def test_a_decision_has_its_four_parts(path):
    assert re.findall(r"^## (.+)$", prose(path), re.MULTILINE) == DECISION_PARTS


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name.split("-")[0]) for path in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))


def test_pictures_are_small_and_every_one_is_shown():
    pictures = {path.resolve() for path in (DOCS / "pictures").rglob("*.png")}
    shown = {(path.parent / to).resolve() for path in PAGES_READ for to in links(path) if to.endswith(".png")}
    assert pictures == shown
    assert [named(path) for path in pictures if path.stat().st_size > MOST_BYTES] == []
