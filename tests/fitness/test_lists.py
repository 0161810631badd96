"""A folder and the list of what is in it say the same, and what is in the lists is in the docs."""

import ast
from pathlib import Path

import handrail.bricks
import handrail.questions.types
from docs.generate import events, languages
from handrail.bricks import BRICKS
from handrail.questions.types import TYPES
from handrail.site import commands
from handrail.walk.lifecycle import LIFECYCLE
from handrail.walk.words import PHRASES
from tests.fitness.source import PACKAGE, place, rooms, tree


def defines(path: Path, name: str) -> bool:
    """Say whether a module gives a name a value, or defines a function of the name."""
    return any(
        (isinstance(node, ast.FunctionDef) and node.name == name)
        or (isinstance(node, ast.Assign) and any(ast.unparse(to) == name for to in node.targets))
        for node in tree(path).body
    )


def test_the_list_of_bricks_is_the_folder_of_bricks():
    folder = Path(handrail.bricks.__file__).parent
    assert {path.parent.name for path in folder.glob("*/spec.py")} == set(BRICKS)


def test_the_list_of_question_types_is_their_folder():
    folder = Path(handrail.questions.types.__file__).parent
    found = {path.stem for path in folder.glob("*.py") if defines(path, "TYPE")}
    assert found == {name.replace("-", "_") for name in TYPES}


def test_the_list_of_commands_is_their_folder():
    folder = Path(commands.__file__).parent
    found = {path.stem for path in folder.glob("*.py") if defines(path, "add")}
    assert found == {noun.__name__.rpartition(".")[2] for noun in commands.NOUNS}


def test_every_kind_of_event_is_in_a_list_and_so_in_the_docs():
    made = {
        (ast.literal_eval(named) if isinstance(named, ast.Constant) else ast.unparse(named)): place(
            path, node
        )
        for path in rooms()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "EventType"
        for named in [*node.args[:1], *(one.value for one in node.keywords if one.arg == "name")]
    }
    listed = {kind.name for kinds in events.kinds().values() for kind in kinds}
    assert set(made) == listed


def test_every_event_of_a_case_has_its_sentence_in_every_language():
    unsaid = [
        (kind.name, language)
        for kind in LIFECYCLE
        for language in PHRASES.languages
        if f"event.{kind.name}" not in PHRASES.keys(language)
    ]
    assert unsaid == []


def test_every_folder_of_words_is_counted_in_the_docs():
    assert {path.parent for path in PACKAGE.rglob("words/*.yaml")} == set(languages.folders())
