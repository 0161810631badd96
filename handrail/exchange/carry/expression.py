"""Conditions as rules of ours: tests of answers joined by and and or, made short, and written as FEEL.

Every test knows what it means as a function (see `truth`), so that whatever is left out of a rule is left out
only where that changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handrail.exchange.carry.refusal import TooMuch
from handrail.exchange.carry.truth import ALWAYS, NEVER, Truths

MOST_WRITTEN = 1000
"""Tests in one rule."""

MOST_REPLACED = 16
"""In rules with more tests than this, no test is written otherwise so that others can be left out."""


HAS = "has"
"""The sign of a test whether a choice is among several."""


@dataclass(frozen=True, slots=True)
class Term:
    """One test of an answer, as FEEL, and what it means.

    subject, sign, value: where it compares a name with one value, so that several can be written as one.
    others: tests that may stand for it where they come to the same.
    """

    text: str
    means: int
    subject: str = ""
    sign: str = ""
    value: str = ""
    others: "tuple[Expression, ...]" = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """Tests of which every one must hold, or any one; of none, every one does and not any."""

    every: bool
    parts: "tuple[Expression, ...]"


Expression = Term | Joined

TRUE: Expression = Joined(every=True, parts=())
FALSE: Expression = Joined(every=False, parts=())


def joined(*parts: Expression, every: bool) -> Expression:
    """Return expressions joined, flat and once each; one alone stays as it is."""
    flat: dict[Expression, None] = {}
    for one in parts:
        if isinstance(one, Joined) and (one.every is every or len(one.parts) == 1):
            flat.update(dict.fromkeys(one.parts))
        elif isinstance(one, Joined) and not one.parts:
            return one
        else:
            flat[one] = None
    return next(iter(flat)) if len(flat) == 1 else Joined(every=every, parts=tuple(flat))


def means(expression: Expression, truths: Truths) -> int:
    """Return an expression's function."""
    if isinstance(expression, Term):
        return expression.means
    found = ALWAYS if expression.every else NEVER
    join = truths.both if expression.every else truths.either
    for part in expression.parts:
        found = join(found, means(part, truths))
    return found


def terms_of(expression: Expression) -> Iterator[Term]:
    """Yield the tests of an expression in order."""
    if isinstance(expression, Term):
        yield expression
        return
    for part in expression.parts:
        yield from terms_of(part)


def shortened(expression: Expression, truths: Truths, *, where: int) -> Expression:
    """Return an equal expression, wherever `where` is true, with nothing in it that could be left out."""
    wanted = means(expression, truths)
    for constant in (TRUE, FALSE):
        if truths.same(means(constant, truths), wanted, where=where):
            return constant
    length = _length(expression)
    if length > MOST_WRITTEN:
        raise TooMuch(f"found a rule of {length} tests of answers; expected at most {MOST_WRITTEN}")

    def fits(candidate: Expression) -> bool:
        return truths.same(means(candidate, truths), wanted, where=where)

    found = _pruned(expression, fits)
    while _length(found) <= MOST_REPLACED:
        candidates = (_pruned(one, fits) for one in _replaced(found) if fits(one))
        better = next((one for one in candidates if _cost(one) < _cost(found)), None)
        if better is None:
            break
        found = better
    return _factored(found)


def _length(expression: Expression) -> int:
    return sum(1 for _ in terms_of(expression))


def _pruned(expression: Expression, fits: Callable[[Expression], bool]) -> Expression:
    """Leave out, the largest first, each part without which an expression still fits."""
    found = expression
    while True:
        smaller = _sweep(found, fits)
        if smaller == found:
            return found
        found = smaller


def _sweep(expression: Expression, fits: Callable[[Expression], bool]) -> Expression:
    """Leave out each part that can be, once at every level."""
    if isinstance(expression, Term):
        return expression
    every, parts = expression.every, list(expression.parts)
    for part in sorted(parts, key=_cost, reverse=True):
        rest = [one for one in parts if one is not part]
        if rest and fits(joined(*rest, every=every)):
            parts = rest
    for place, part in enumerate(parts):
        before, after = parts[:place], parts[place + 1 :]
        parts[place] = _sweep(part, _within(before, after, every=every, fits=fits))
    return joined(*parts, every=every)


def _within(
    before: list[Expression], after: list[Expression], *, every: bool, fits: Callable[[Expression], bool]
) -> Callable[[Expression], bool]:
    """Return whether an expression fits where one part of it is another."""
    return lambda part: fits(joined(*before, part, *after, every=every))


def _factored(expression: Expression) -> Expression:
    """Say once what several ways have in common: `a and (x or y)` for `a and x or a and y`."""
    if isinstance(expression, Term) or len(expression.parts) < 2:  # noqa: PLR2004 - nothing in common
        return expression
    every = expression.every
    counted = Counter(inner for part in expression.parts for inner in _inner(part, every=every))
    common, number = counted.most_common(1)[0] if counted else (TRUE, 0)
    if number < 2:  # noqa: PLR2004 - in two at least
        return joined(*(_factored(part) for part in expression.parts), every=every)
    sharing = [part for part in expression.parts if common in _inner(part, every=every)]
    rests = [
        joined(*(one for one in _inner(part, every=every) if one != common), every=not every)
        for part in sharing
    ]
    shared = joined(common, joined(*rests, every=every), every=not every)
    others = [part for part in expression.parts if part not in sharing]
    return _factored(joined(*others, _factored(shared), every=every)) if others else _factored(shared)


def _inner(part: Expression, *, every: bool) -> tuple[Expression, ...]:
    """Return the parts of a part that is joined the other way round."""
    return part.parts if isinstance(part, Joined) and part.every is not every else ()


def _replaced(expression: Expression) -> Iterator[Expression]:
    """Yield an expression with one of its tests written otherwise, for every way to write every test."""
    if isinstance(expression, Term):
        yield from expression.others
        return
    for place, part in enumerate(expression.parts):
        before, after = expression.parts[:place], expression.parts[place + 1 :]
        for other in _replaced(part):
            yield joined(*before, other, *after, every=expression.every)


def _cost(expression: Expression) -> tuple[int, int]:
    tests = list(terms_of(expression))
    unlike = {(one.subject, one.sign) if one.subject else one.text for one in tests}
    return (len(unlike) * 2 + len(tests), sum(len(one.text) + (one.sign == "!=") for one in tests))


def written(expression: Expression) -> str:
    """Return an expression as FEEL.

    >>> a, b = (Term(f'x = "{v}"', 1, subject="x", sign="=", value=f'"{v}"') for v in "ab")
    >>> written(joined(joined(a, b, every=False), Term("y = true", 1), every=True))
    'x in ("a", "b") and y = true'
    """
    if isinstance(expression, Term):
        return expression.text
    if not expression.parts:
        return "true" if expression.every else "false"
    pieces = list(_pieces(expression))
    if len(pieces) == 1:
        return pieces[0][0]
    word = " and " if expression.every else " or "
    return word.join(f"({text})" if loose and expression.every else text for text, loose in pieces)


def _pieces(joined_: Joined) -> Iterator[tuple[str, bool]]:
    """Yield the parts as FEEL, comparisons of one name as one, each with whether `and` wants it bracketed."""
    sign = "!=" if joined_.every else "="
    done: set[str] = set()
    for part in joined_.parts:
        if not isinstance(part, Term):
            yield written(part), not part.every and len(list(_pieces(part))) > 1
            continue
        alike = [
            one
            for one in joined_.parts
            if isinstance(one, Term) and part.subject and (one.subject, one.sign) == (part.subject, sign)
        ]
        if part.sign != sign or len(alike) < 2:  # noqa: PLR2004 - two or more are written as one
            yield from _several(part, joined_, done)
        elif part.subject not in done:
            done.add(part.subject)
            values = ", ".join(one.value for one in alike)
            listed = f"{part.subject} in ({values})"
            yield (f"not({listed})" if joined_.every else listed), False


def _several(part: Term, joined_: Joined, done: set[str]) -> Iterator[tuple[str, bool]]:
    """Yield a test of several choices, those of one question as one where there are many."""
    alike = [one for one in joined_.parts if isinstance(one, Term) and one.sign == part.sign == HAS]
    alike = [one for one in alike if one.subject == part.subject]
    if joined_.every or len(alike) <= 2:  # noqa: PLR2004 - two are read well side by side
        yield part.text, False
    elif f"{HAS} {part.subject}" not in done:
        done.add(f"{HAS} {part.subject}")
        values = ", ".join(one.value for one in alike)
        yield f"(some one in {part.subject} satisfies one in ({values}))", False
