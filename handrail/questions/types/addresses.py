"""An address as the lines people write, before its postcode or country is read; no type is here."""

from collections.abc import Mapping, Sequence

from handrail.questions.question import Question
from handrail.questions.types.shape import Look, Wrong, autofill
from handrail.questions.types.writing import one_line, unkeepable

_LONGEST_LINE = 200
ADDRESS_ERRORS = frozenset(
    {"missing", "missing_line_1", "missing_town", "incomplete", "invalid", "too_long", "unreadable"}
)
"""What may be wrong with any address; a type adds those of the parts it reads."""


def read_lines(
    fields: Mapping[str, str], *, parts: Sequence[str], needed: Sequence[str]
) -> dict[str, str] | Wrong:
    """Return the lines of an address by part, tidied, with all that are needed."""
    lines = {part: one_line(fields.get(part, "")) for part in parts}
    if not any(lines.values()):
        return Wrong("missing", parts=frozenset(needed))
    for part, text in lines.items():
        if wrong := unkeepable(text):
            return Wrong(wrong.name, parts=frozenset({part}), places=wrong.places)
        if len(text) > _LONGEST_LINE:
            return Wrong("too_long", parts=frozenset({part}), places={"max_length": _LONGEST_LINE})
    blank = [part for part in needed if not lines[part]]
    if blank:
        name = f"missing_{blank[0]}" if len(blank) == 1 else "incomplete"
        return Wrong(name, parts=frozenset(blank))
    return lines


def look_of(question: Question, parts: tuple[str, ...]) -> Look:
    """Return how an address is asked for."""
    return Look(kind="address", parts=parts, autocomplete=autofill(question, "address"))
