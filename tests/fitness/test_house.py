"""What holds in every room of the house and import-linter cannot say."""

import ast
import re
import subprocess
import sys

import pytest

from tests.fitness.source import PACKAGE, ROOT, below_the_channels, calls, imports, place, rooms, texts, tree

PLAIN = ("terms", "feel", "bricks", "walk")
HEAVY = ("django", "psycopg", "granian", "jinja2", "cryptography")
CLOCK = re.compile(r"(^|\.)(now|utcnow|today|time|time_ns|localtime|gmtime)$")
CLOCKS_OWNERS = ("datetime", "date", "timezone", "time")


def reads_a_clock(name: str) -> bool:
    owner, _, called = name.rpartition(".")
    return bool(CLOCK.search(called)) and owner.rpartition(".")[2] in CLOCKS_OWNERS


def test_every_module_says_what_is_in_it():
    silent = [
        place(path)
        for path in rooms()
        if "migrations" not in path.parts and not ast.get_docstring(tree(path))
    ]
    assert silent == []


def test_no_clock_is_read_below_the_channels():
    read = [
        f"{place(path, node)} {name}"
        for path in below_the_channels()
        for name, node in calls(path)
        if reads_a_clock(name)
    ]
    assert read == [], "Take the instant as `at`."


@pytest.mark.parametrize(
    "name", ["datetime.now", "timezone.now", "date.today", "datetime.datetime.utcnow", "time.time"]
)
def test_a_clock_is_known_when_it_is_read(name):
    assert reads_a_clock(name)


@pytest.mark.parametrize("name", ["datetime.combine", "time", "self.now", "today", "instant.time"])
def test_nothing_else_is_taken_for_a_clock(name):
    assert not reads_a_clock(name)


def test_no_settings_are_read_below_the_channels():
    read = [
        f"{place(path, node)} {name}"
        for path in below_the_channels()
        for name, node in imports(path)
        if name.startswith(("django.conf", "handrail.site.settings")) or name == "os.environ"
    ]
    read += [
        f"{place(path, node)} os.environ"
        for path in below_the_channels()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv")
    ]
    assert read == [], "Take it as an argument, filled in handrail/site/wiring.py."


def test_the_plain_rooms_start_without_django_or_a_database():
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in rooms(*PLAIN)
    ]
    code = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_bricks_do_not_know_each_other_and_what_they_share_knows_none():
    folder = PACKAGE / "bricks"
    names = sorted(path.parent.name for path in folder.glob("*/spec.py"))
    known = [
        f"{place(path, node)} {name}"
        for path in folder.rglob("*.py")
        if path != folder / "__init__.py"
        for name, node in imports(path)
        for brick in names
        if f"{name}.".startswith(f"handrail.bricks.{brick}.") and path.relative_to(folder).parts[0] != brick
    ]
    assert names
    assert known == []


def test_tables_are_touched_only_by_their_own_room():
    # A view without personal data is what the history publishes.
    tables = {
        "history": re.compile(r"\bhistory_(?!facts\b|locate\b)[a-z_]+|\bkeys\.data_key\b"),
        "definition": re.compile(r"\bdefinition_(version|publication|value|invite)\w*"),
        "estate": re.compile(r"\bestate_(organisation|name|area|succession)\w*"),
    }
    touched = [
        f"{place(path, node)} {text.strip()[:60]!r}"
        for room, pattern in tables.items()
        for path in rooms()
        if path.relative_to(PACKAGE).parts[0] != room
        for text, node in texts(path)
        if pattern.search(text)
    ]
    assert touched == [], "Ask the room that owns the table."


def test_no_person_or_case_is_in_djangos_admin():
    assert [
        place(path, node) for path in rooms() for name, node in imports(path) if "contrib.admin" in name
    ] == []


def test_every_folder_of_tests_is_a_package():
    # Otherwise two files of one name cannot be collected in one run.
    bare = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert sorted(place(path) for path in bare if not (path / "__init__.py").exists()) == []
