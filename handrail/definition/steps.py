"""Reads the steps of a service: what every step may say; the rest of a step is its brick's to read."""

import re
from collections.abc import Mapping
from typing import cast, get_args

from handrail.definition.brick import Brick
from handrail.definition.reader import STEP_KEYS, Reader, listing, nearest
from handrail.definition.schema_parts import SNAKE
from handrail.definition.service import Recurrence, Step, Timing
from handrail.definition.source import Where
from handrail.definition.text import Fields, Node, Value

RECURRENCES: tuple[str, ...] = get_args(Recurrence)


def read_steps(fields: Fields, reader: Reader, bricks: Mapping[str, Brick]) -> tuple[Step, ...]:
    """Return the steps in the order of the file; one whose brick is unknown has brick "" and no spec."""
    items = reader.sequence(fields, "steps", what="steps")
    if not items and isinstance(fields.entries.get("steps"), Node):
        reader.broken(fields.at("steps"), "The service has no steps.", "Add at least one step.")
    return tuple(step for item in items if (step := _step(item, reader, bricks)))


def _step(node: Node, reader: Reader, bricks: Mapping[str, Brick]) -> Step | None:
    if not isinstance(node, Fields):
        reader.mapping(node, what="a step", known=None, required=[f"{listing(bricks)}"])
        return None
    brick = _brick(node, reader, bricks)
    key = brick or next(iter(node.entries), "")
    step_id = ""
    if isinstance(node.entries.get(key), Value):
        step_id = reader.identifier(node, key, style="kebab")
    elif brick:
        reader.text(node, key)
    goto, places = _goto(node, reader)
    return Step(
        id=step_id or f"unnamed-{node.where.line}",
        brick=brick,
        spec=bricks[brick].read(node, reader) if brick else None,
        where=node.at(key),
        title=reader.text(node, "title"),
        section=reader.text(node, "section"),
        when=reader.expression(node, "when"),
        goto=goto,
        goto_where=places,
        timing=_timing(node, reader),
    )


def _brick(node: Fields, reader: Reader, bricks: Mapping[str, Brick]) -> str:
    named = [key for key in node.entries if key in bricks]
    if len(named) == 1:
        return named[0]
    if named:
        reader.broken(
            node.at(named[1]),
            f"This step uses two bricks, {named[0]} and {named[1]}.",
            "Make them two steps, each starting with its own hyphen.",
        )
        return named[0]
    strange = [key for key in node.entries if key not in STEP_KEYS]
    close = next((hint for key in strange if (hint := nearest(key, bricks))), "")
    found = f"'{strange[0]}' is not a brick" if strange else "This step names no brick"
    reader.broken(node.where, f"{found}.", f"{close}Start the step with one of {listing(bricks)}.")
    return ""


def _goto(node: Fields, reader: Reader) -> tuple[Mapping[str, str], Mapping[str, Where]]:
    target = node.entries.get("goto")
    if target is None:
        return {}, {}
    if isinstance(target, Value):
        text = reader.text(node, "goto")
        return ({"otherwise": text}, {"otherwise": node.at("goto")}) if text else ({}, {})
    goto = reader.words(node, "goto")
    return goto, {key: target.at(key) for key in goto} if isinstance(target, Fields) else {}


def _timing(node: Fields, reader: Reader) -> Timing | None:
    each = node.entries.get("each")
    recurs = each.text if isinstance(each, Value) and each.text in RECURRENCES else ""
    told = reader.text(node, "when told")
    before = _before_end(node, reader)
    if not (recurs or told or before):
        return None
    return Timing(each=cast("Recurrence", recurs), when_told=told, before_end=before)


def _before_end(node: Fields, reader: Reader) -> str:
    """Return a period as it is written, or the id of a parameter."""
    written = reader.text(node, "before end")
    if re.fullmatch(SNAKE["pattern"], written):
        return reader.identifier(node, "before end", style="snake")
    return reader.period(node, "before end")
