"""Who may write history: one way in for each kind of writing, so that nothing is written past the checks."""

import pytest

from tests.fitness.source import PACKAGE, calls, imports, place, rooms

# By what is called, the places that may call it. Everything else goes through them.
WRITERS = {
    "append": ("casefile",),
    "open_stream": ("journey",),
    "erase": ("casework", "site/commands"),
    "retention_run": ("site/commands",),
    "rewrap": ("casework", "site/commands"),
    "purge": ("site/commands",),
}
CASES_ADDED_TO_BY = ("journey", "casework")
FILE = "casefile"


def room(path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def named_in_history(path):
    """Yield each name of the history that a module calls or imports, and where."""
    for name, node in calls(path):
        if name.startswith("history."):
            yield name.removeprefix("history."), node
    for name, node in imports(path):
        if name.startswith("handrail.history."):
            yield name.rpartition(".")[2], node


@pytest.mark.parametrize("writer", WRITERS)
def test_a_writer_is_called_only_where_it_may_be(writer):
    found = [
        (room(path), place(path, node))
        for path in rooms()
        if not room(path).startswith("history/")
        for name, node in named_in_history(path)
        if name == writer
    ]
    assert [where for inside, where in found if not inside.startswith(WRITERS[writer])] == []


def test_the_case_file_does_append():
    assert any(name == "append" for path in rooms(FILE) for name, _ in named_in_history(path))


def test_a_case_is_added_to_only_by_operations():
    adding = [
        (room(path), place(path, node))
        for path in rooms()
        if not room(path).startswith(f"{FILE}/")
        for name, node in imports(path)
        if name.startswith(f"handrail.{FILE}.") and name.endswith(".record")
    ]
    assert adding
    assert [where for inside, where in adding if not inside.startswith(CASES_ADDED_TO_BY)] == []
