"""Rules with the place they are written, and what is wrong with one given the names it may use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handrail import feel
from handrail.definition.source import Problem, Where
from handrail.feel.syntax import Name, Path, walk
from handrail.feel.types import accepts

FEEL_PLACE = "Mend the rule there; texts in rules stand in double quotes and names have no spaces."


@dataclass(frozen=True)
class Rule(feel.Expression):
    """A rule and where its text starts; two rules are equal when they say the same, wherever they stand."""

    where: Where = field(default=Where("service.yaml", 1), compare=False)
    column: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Cell(feel.UnaryTests):
    """A table's cell and where its text starts."""

    where: Where = field(default=Where("service.yaml", 1), compare=False)


Bounds = tuple[feel.Expression | None, feel.Expression | None]
"""The least and the most that an answer may be; None where there is no limit."""


@dataclass(frozen=True, slots=True)
class Names(Mapping[str, feel.Type]):
    """The names a rule may use where it stands, with their types.

    later: names of the service that have no value yet there.
    given: for a name, the conditions under which it gets a value at all; a name without any always may.
    certain: names that surely have a value where those conditions hold.
    bounds: for a number or a day, the least and the most that it may be, as rules without names.
    """

    types: Mapping[str, feel.Type]
    later: frozenset[str] = frozenset()
    given: Mapping[str, tuple[feel.Expression, ...]] = field(default_factory=dict)
    certain: frozenset[str] = frozenset()
    bounds: Mapping[str, Bounds] = field(default_factory=dict)

    def __getitem__(self, name: str) -> feel.Type:
        return self.types[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.types)

    def __len__(self) -> int:
        return len(self.types)

    def and_also(
        self,
        types: Mapping[str, feel.Type],
        *,
        given: Mapping[str, tuple[feel.Expression, ...]] | None = None,
        later: frozenset[str] = frozenset(),
        certain: frozenset[str] = frozenset(),
    ) -> "Names":
        """Return these names and more; `later` are added to those that come later."""
        return Names(
            types={**self.types, **types},
            later=(self.later | later) - types.keys(),
            given={**self.given, **(given or {})},
            certain=self.certain | certain,
            bounds=self.bounds,
        )


def names_of(types: Mapping[str, feel.Type]) -> Names:
    """Return types as Names, when that is not what they are already."""
    return types if isinstance(types, Names) else Names(types)


def first_names(rule: feel.Expression | feel.UnaryTests) -> frozenset[str]:
    """Return the names a rule may take from outside, without their fields."""
    inside = rule.item_names if isinstance(rule, feel.Expression) else frozenset()
    return frozenset(name.partition(".")[0] for name in rule.names | inside)


def every_name(rule: feel.Expression | feel.UnaryTests) -> frozenset[str]:
    """Return every name that stands in a rule, fields included: what it may look at."""
    found = set(rule.names)
    if isinstance(rule, feel.Expression):
        found |= rule.item_names
    found |= {node.name for node in walk(rule.tree) if isinstance(node, (Name, Path))}
    return frozenset(part for name in found for part in name.split("."))


def check_rule(
    rule: feel.Expression, names: Mapping[str, feel.Type], *, what: str, expected: feel.Type | None = None
) -> Iterator[Problem]:
    """Yield what is wrong with a rule: its names, its types, and the type of its value when one is expected.

    what: the key it is written under, for the sentence.
    """
    known, early = _with_later(rule, names)
    checked = rule.check(known)
    yield from _early(rule, early, what)
    for found in checked.problems:
        yield Problem(
            _line(rule, found.line), "broken", f"The rule in '{what}': {found.message}", found.remedy
        )
    if expected and not checked.problems and not early and not accepts(expected, checked.type):
        yield Problem(
            _line(rule, 1),
            "broken",
            f"The rule in '{what}' gives a {checked.type.name}, expected a {expected.name}.",
            "Compare it with something, such as: age >= 18."
            if expected == feel.BOOLEAN
            else f"Write a rule whose value is a {expected.name}.",
        )


def check_cell(
    cell: feel.UnaryTests, input_type: feel.Type, names: Mapping[str, feel.Type], *, what: str
) -> Iterator[Problem]:
    """Yield what is wrong with a table's cell, given the type of its column's input."""
    known, early = _with_later(cell, names)
    yield from _early(cell, early, what)
    for found in cell.check(input_type, known).problems:
        message = f"The cell under '{what}': {found.message}"
        yield Problem(_line(cell, found.line), "broken", message, found.remedy)


def _with_later(
    rule: feel.Expression | feel.UnaryTests, names: Mapping[str, feel.Type]
) -> tuple[dict[str, feel.Type], list[str]]:
    later = names_of(names).later
    early = sorted(name for name in first_names(rule) if name in later and name not in names)
    return {**names, **dict.fromkeys(early, feel.ANY)}, early


def _early(rule: feel.Expression | feel.UnaryTests, early: list[str], what: str) -> Iterator[Problem]:
    for name in early:
        yield Problem(
            _line(rule, 1),
            "broken",
            f"The rule in '{what}' uses '{name}', which has no value yet here: it comes later.",
            f"Move this after '{name}', or use a name that comes before.",
        )


def _line(rule: feel.Expression | feel.UnaryTests, line: int) -> Where:
    where: Where = getattr(rule, "where", Where("service.yaml", 1))
    return Where(where.file, where.line + line - 1)


def where_of(rule: feel.Expression | None, fallback: Where) -> Where:
    """Return where a rule is written, or somewhere near when it was not read from a file."""
    return rule.where if isinstance(rule, Rule) else fallback
