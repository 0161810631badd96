"""A name in one line, of a person or an organisation, as it is typed; no type is here."""

from collections.abc import Callable, Mapping

from handrail.questions.types.shape import Bounds, Given, Wrong
from handrail.questions.types.writing import line_typed

_LONGEST = 200
NAME_ERRORS = frozenset({"missing", "invalid", "too_long", "unreadable"})


def read_name(
    fields: Mapping[str, str], bounds: Bounds, *, holds_one: Callable[[str], bool]
) -> Given | Wrong:
    """Return a name that was typed. holds_one: a mark of which a name has at least one."""
    name = line_typed(fields)
    if isinstance(name, Wrong):
        return name
    longest = bounds.whole("max_length") or _LONGEST
    if len(name) > longest:
        return Wrong("too_long", places={"max_length": longest})
    return Given(name) if any(map(holds_one, name)) else Wrong("invalid")
