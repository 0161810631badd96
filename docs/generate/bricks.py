"""The page of bricks: what each is for, what may be written in its step and what it records."""

from collections.abc import Iterator

from docs.generate.markdown import codes, whole
from handrail.bricks import BRICKS
from handrail.bricks.conformance import folder_of
from handrail.definition.brick import Brick

_INTRO = (
    "For people who design or write services. A brick is a kind of step. What may be written in each step is "
    "in [the service file](service-file.md); to make a brick of your own, see "
    "[write a brick](../guide/write-a-brick.md)."
)
_FOR = "## What it is for\n"
_NOT = "## When not to use it\n"


def page() -> str:
    """Return the page."""
    return whole("Bricks", _INTRO, map(_brick, BRICKS.values()))


def _brick(brick: Brick) -> str:
    package = f"handrail.bricks.{brick.name}"
    readme = (folder_of(package) / "README.md").read_text(encoding="utf-8")
    return "\n\n".join((f"## {brick.name}", *_said(readme), "\n".join(_facts(brick)), _more(brick)))


def _said(readme: str) -> Iterator[str]:
    yield _part(readme, _FOR).split("\n\n")[0]
    yield "When not to use it:\n\n" + _part(readme, _NOT)


def _part(readme: str, heading: str) -> str:
    return readme.partition(heading)[2].partition("\n## ")[0].strip()


def _facts(brick: Brick) -> Iterator[str]:
    who = "a person of the organisation" if brick.staffed else "the person" if brick.screen else "rules"
    yield f"In short:\n\n- Who acts: {who}."
    yield f"- What must be written: {codes(brick.schema['required'])}."
    yield f"- What may be written: {codes(brick.schema['properties'])}."
    yield f"- What it records: {codes(event.name for event in brick.events)}."


def _more(brick: Brick) -> str:
    return f"All of it: [{brick.name}'s own page](../../handrail/bricks/{brick.name}/README.md)."
