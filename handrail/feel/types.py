"""The types a rule's values have, and which may stand where; what a rule does with them is in check."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Type:
    """A type with nothing inside it, known by its name."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class ListType(Type):
    """A list whose items are of one type."""

    of: Type
    name: str = field(default="list", init=False)

    def __str__(self) -> str:
        return f"list of {self.of}"


@dataclass(frozen=True, slots=True)
class ContextType(Type):
    """A context with these fields; an open one may have others that are not known here."""

    fields: Mapping[str, Type]
    open: bool = False
    name: str = field(default="context", init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", MappingProxyType(dict(self.fields)))

    def __hash__(self) -> int:
        return hash((frozenset(self.fields.items()), self.open))


@dataclass(frozen=True, slots=True)
class Choice(Type):
    """A string that is one of these options."""

    options: frozenset[str]
    name: str = field(default="string", init=False)

    def __str__(self) -> str:
        return "one of " + ", ".join(f'"{option}"' for option in sorted(self.options))


@dataclass(frozen=True, slots=True)
class RangeType(Type):
    """A range whose ends are of one type."""

    of: Type
    name: str = field(default="range", init=False)

    def __str__(self) -> str:
        return f"range of {self.of}"


NUMBER = Type("number")
STRING = Type("string")
BOOLEAN = Type("boolean")
DATE = Type("date")
TIME = Type("time")
DATE_TIME = Type("date and time")
DAYS_DURATION = Type("days and time duration")
YEARS_DURATION = Type("years and months duration")
NULL = Type("null")
ANY = Type("any")

MOMENTS = (DATE, TIME, DATE_TIME)
DURATIONS = (DAYS_DURATION, YEARS_DURATION)
ORDERED = (NUMBER, STRING, *MOMENTS, *DURATIONS)


def plain(kind: Type) -> Type:
    """Return the type without its options: a choice is a string."""
    return STRING if isinstance(kind, Choice) else kind


def overlap(left: Type, right: Type) -> bool:
    """Return whether some value could be of both types; null and any overlap everything."""
    left, right = plain(left), plain(right)
    if ANY in (left, right) or NULL in (left, right):
        return True
    if isinstance(left, ListType) and isinstance(right, ListType):
        return overlap(left.of, right.of)
    if isinstance(left, RangeType) and isinstance(right, RangeType):
        return overlap(left.of, right.of)
    return left.name == right.name


def accepts(expected: Type, found: Type) -> bool:
    """Return whether a value of the type found may be passed where the other is expected.

    A list of one may stand for its item and an item for a list of one: DMN 1.5, section 10.3.2.9.
    """
    if overlap(expected, found):
        return True
    if isinstance(expected, ListType) and not isinstance(found, ListType):
        return overlap(expected.of, found)
    if isinstance(found, ListType) and not isinstance(expected, ListType):
        return overlap(expected, found.of)
    return False


def common(kinds: tuple[Type, ...]) -> Type:
    """Return a type that holds values of all these types: theirs when it is one, else any."""
    known = [kind for kind in dict.fromkeys(kinds) if kind != NULL]
    if not known:
        return NULL if kinds else ANY
    if len(known) == 1:
        return known[0]
    choices = [kind for kind in known if isinstance(kind, Choice)]
    if len(choices) == len(known):
        return Choice(frozenset().union(*(kind.options for kind in choices)))
    plain_kinds = {plain(kind) for kind in known}
    return plain_kinds.pop() if len(plain_kinds) == 1 else ANY
