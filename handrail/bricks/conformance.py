"""The conformance kit: what every brick must be like, its own and others'; run by one shared test."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from uuid import UUID

from handrail.bricks.examples import read_cases, run_case
from handrail.definition.brick import Brick
from handrail.definition.service import NOWHERE, Step
from handrail.history.event import Actor, Event, EventType
from handrail.terms.phrases import Phrases

_FILES = ("README.md", "spec.py", "read.py", "check.py", "events.py", "rules.py", "examples.yaml")
_HEADINGS = ("What it is for", "When not to use it", "What the person sees")
_LANGUAGES = ("en", "cy")
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def folder_of(package: str) -> Path:
    """Return the folder of a brick's package. Raises ModuleNotFoundError when there is none."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package)
    return Path(found.origin).parent


def faults(brick: Brick, *, package: str, bricks: Mapping[str, Brick]) -> tuple[str, ...]:
    """Return everything in which a brick is not as every brick must be, each in a sentence.

    package: where it lives, such as `handrail.bricks.ask`. bricks: all that a service may use.
    """
    folder = folder_of(package)
    return (
        *_shape(brick, folder),
        *_readme(folder),
        *(fault for kind in brick.events for fault in _event(brick, kind)),
        *_words(brick, folder),
        *_fold(brick),
        *_cases(brick, folder, package, bricks),
    )


def _shape(brick: Brick, folder: Path) -> Iterator[str]:
    for name in _FILES:
        if not (folder / name).is_file():
            yield f"{brick.name} has no {name}."
    if folder.name != brick.name:
        yield f"The brick {brick.name} lives in a folder called {folder.name}."
    if (brick.screen is None) != (brick.receive is None):
        yield f"{brick.name} has only one of screen and receive: what is asked must be taken."
    if (brick.screen is not None) != (folder / "screens.py").is_file():
        yield f"{brick.name} has a screen and no screens.py, or the reverse."
    if brick.receive is not None and (brick.held is None or brick.summaries is None):
        yield f"{brick.name} takes answers and does not say which it holds, or how they are read back."
    if not getattr(getattr(brick.start, "__dataclass_params__", None), "frozen", False):
        yield f"The state of {brick.name} is not a frozen value."


def _readme(folder: Path) -> Iterator[str]:
    path = folder / "README.md"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    for heading in _HEADINGS:
        if f"## {heading}" not in text:
            yield f"{folder.name}/README.md has no part '{heading}'."


def _event(brick: Brick, kind: EventType) -> Iterator[str]:
    prefix, _, past = kind.name.partition(".")
    if prefix != brick.name or not past:
        yield f"The event {kind.name} is not named {brick.name}.<what happened>."
    if not kind.sentence[:1].isupper() or kind.sentence.endswith("."):
        yield f"The event {kind.name} has no sentence of the form 'Something happened'."
    if "step" not in kind.fields:
        yield f"The event {kind.name} does not say which step it belongs to."
    for name, meaning in (*kind.fields.items(), *kind.personal.items()):
        if not meaning:
            yield f"The field {name} of {kind.name} has no meaning written down."
    for schema in range(1, kind.schema):
        if schema not in kind.upcasters:
            yield f"The event {kind.name} has schema {kind.schema} and nothing reads schema {schema}."


def _words(brick: Brick, folder: Path) -> Iterator[str]:
    for language in _LANGUAGES:
        if not (folder / "words" / f"{language}.yaml").is_file():
            yield f"{brick.name} has no words/{language}.yaml."
            return
    phrases = Phrases(folder / "words")
    english = phrases.keys("en")
    for language in _LANGUAGES:
        for key in sorted(english ^ phrases.keys(language)):
            yield f"{brick.name} says {key} in English or in {language} and not in both."
    for kind in brick.events:
        if f"event.{kind.name}" not in english:
            yield f"{brick.name} has no words for event.{kind.name}."


def _fold(brick: Brick) -> Iterator[str]:
    """Yield a fault when an event that the brick does not know changes its state or fails."""
    step = Step(id="x", brick=brick.name, spec=None, where=NOWHERE)
    strange = Event(
        stream=UUID(int=0),
        sequence=1,
        type=f"{brick.name}.never_heard_of",
        schema=1,
        at=_MOMENT,
        recorded_at=_MOMENT,
        actor=Actor(id="system", role="system"),
        channel="system",
        mode="self",
        version="",
        request=UUID(int=0),
        cause=None,
        data={"step": "x"},
        personal={},
    )
    if brick.fold(step, brick.start, strange) != brick.start:
        yield f"{brick.name} changes its state on an event that it does not know."


def _cases(brick: Brick, folder: Path, package: str, bricks: Mapping[str, Brick]) -> Iterator[str]:
    if not (folder / "examples.yaml").is_file():
        return
    cases = read_cases(folder)
    names = [case["name"] for case in cases]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{brick.name} has two examples named {name!r}."
    for case in cases:
        yield from run_case(case, brick=brick, package=package, bricks=bricks)
