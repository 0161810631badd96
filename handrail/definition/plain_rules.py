"""Rules that can be said in plain words: names compared with values they are given, joined by and or or.

A rule that is anything more is no worse for it; a person must then say it in a sentence of their own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal as Exactly

from handrail.feel import Expression
from handrail.feel.syntax import And, Argument, Call, Comparison, In, ListOf, Literal, Name, Node, Or

Sign = Exactly["is", "is not", "has", "has not"]

_OPPOSITE: dict[Sign, Sign] = {"is": "is not", "is not": "is", "has": "has not", "has not": "has"}


@dataclass(frozen=True, slots=True)
class Compared:
    """A name compared with values.

    sign: `is` one of them, `is not` any of them; for a list of choices, `has` or `has not` the one value.
    """

    name: str
    sign: Sign
    values: tuple[str | bool, ...]

    def holds(self, value: object) -> bool:
        """Say whether the test is true of a value; None and () for a question that was not answered."""
        if self.sign in ("has", "has not"):
            found = isinstance(value, list | tuple) and self.values[0] in value
        else:
            found = value in self.values
        return found is (self.sign in ("is", "has"))


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions of which every one must hold, or any one."""

    every: bool
    parts: tuple["Plain", ...]


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A condition that cannot be said simply."""


Plain = Compared | Joined | Unsaid


def plain(rule: Expression) -> Plain:
    """Return a rule's conditions; Unsaid where one cannot be said simply.

    >>> from handrail.feel import parse
    >>> plain(parse('safe = false'))
    Compared(name='safe', sign='is', values=(False,))
    """
    return _plain(rule.tree)


def all_of(*conditions: Plain | None) -> Plain | None:
    """Return conditions joined by and, with no level that says nothing; None where there are none."""
    parts: list[Plain] = []
    for one in conditions:
        if one is None:
            continue
        parts += one.parts if isinstance(one, Joined) and one.every else (one,)
    unlike = tuple(dict.fromkeys(parts))
    if not unlike:
        return None
    return unlike[0] if len(unlike) == 1 else Joined(every=True, parts=unlike)


def tests_of(condition: Plain) -> Iterator[Compared]:
    """Yield every comparison in a condition, in order."""
    if isinstance(condition, Compared):
        yield condition
    elif isinstance(condition, Joined):
        for part in condition.parts:
            yield from tests_of(part)


def is_sayable(condition: Plain, *, knows: Callable[[str], bool]) -> bool:
    """Say whether people can be told a condition: comparisons of known names, on one level.

    knows: whether a name is that of a question which was asked before.
    """
    if isinstance(condition, Compared):
        return knows(condition.name)
    if isinstance(condition, Joined):
        return all(isinstance(part, Compared) and knows(part.name) for part in condition.parts)
    return False


def never(condition: Plain | None, *, known: Callable[[Compared], bool | None]) -> bool:
    """Say whether a condition surely does not hold.

    known: whether a comparison is true; None where nobody can tell.
    """
    return condition is not None and _truth(condition, known) is False


def _truth(condition: Plain, known: Callable[[Compared], bool | None]) -> bool | None:
    if isinstance(condition, Compared):
        return known(condition)
    if not isinstance(condition, Joined):
        return None
    truths = [_truth(part, known) for part in condition.parts]
    decisive = not condition.every
    if decisive in truths:
        return decisive
    return None if None in truths else condition.every


def _plain(node: Node) -> Plain:
    match node:
        case And(operands=operands):
            return all_of(*(_plain(one) for one in operands)) or Unsaid()
        case Or(operands=operands):
            return Joined(every=False, parts=tuple(_plain(one) for one in operands))
        case Name(name=name):
            return Compared(name, "is", (True,))
        case Comparison(sign="=", left=Name(name=name), right=Literal(value=value)):
            return _test(name, "is", value)
        case Comparison(sign="!=", left=Name(name=name), right=Literal(value=value)):
            return _test(name, "is not", value)
        case In(value=Name(name=name), tests=tests):
            return _one_of(name, tests)
        case Call(function="not", arguments=(Argument(value=inner),)):
            return _opposite(_plain(inner))
        case Call(
            function="list contains",
            arguments=(Argument(value=Name(name=name)), Argument(value=Literal(value=value))),
        ):
            return _test(name, "has", value)
    return Unsaid()


def _test(name: str, sign: Sign, value: object) -> Plain:
    return Compared(name, sign, (value,)) if isinstance(value, str | bool) else Unsaid()


def _one_of(name: str, tests: tuple[Node, ...]) -> Plain:
    values: list[str | bool] = []
    for one in tests:
        for item in one.items if isinstance(one, ListOf) else (one,):
            if not isinstance(item, Literal) or not isinstance(item.value, str | bool):
                return Unsaid()
            values.append(item.value)
    return Compared(name, "is", tuple(values))


def _opposite(condition: Plain) -> Plain:
    if isinstance(condition, Compared):
        return Compared(condition.name, _OPPOSITE[condition.sign], condition.values)
    return Unsaid()
