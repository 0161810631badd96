"""Whether two conditions come to the same, whatever the answers: conditions as ordered decision diagrams.

After R. E. Bryant, Graph-Based Algorithms for Boolean Function Manipulation (1986): one function has one
diagram, so that to compare two is to compare two numbers.
"""

from collections.abc import Sequence

from handrail.exchange.carry.refusal import TooMuch

NEVER, ALWAYS = 0, 1
"""The functions that are false and true whatever the answers."""

MOST_VARIABLES = 300
MOST_NODES = 200_000


class Truths:
    """Makes functions of yes-or-no unknowns and joins them; each is a number, equal for equal functions."""

    def __init__(self) -> None:
        """Start with the two functions that no unknown changes."""
        self._nodes: list[tuple[int, int, int]] = [(MOST_VARIABLES + 1, 0, 0), (MOST_VARIABLES + 1, 1, 1)]
        self._number: dict[tuple[int, int, int], int] = {}
        self._joined: dict[tuple[int, int, int], int] = {}
        self._variables = 0

    def unknown(self) -> int:
        """Return a new unknown as a function: true where it is. Raises TooMuch where there are too many."""
        if self._variables == MOST_VARIABLES:
            raise TooMuch(
                f"found more than {MOST_VARIABLES} different tests of answers; expected fewer in one form"
            )
        self._variables += 1
        return self._node(self._variables, NEVER, ALWAYS)

    def both(self, one: int, other: int) -> int:
        """Return the function that is true where both are."""
        return self._choose(one, other, NEVER)

    def either(self, one: int, other: int) -> int:
        """Return the function that is true where at least one is."""
        return self._choose(one, ALWAYS, other)

    def not_(self, one: int) -> int:
        """Return the function that is true where this one is false."""
        return self._choose(one, NEVER, ALWAYS)

    def same(self, one: int, other: int, *, where: int = ALWAYS) -> bool:
        """Say whether two functions are equal wherever a third is true."""
        unlike = self._choose(one, self.not_(other), other)
        return self.both(unlike, where) == NEVER

    def ways(self, functions: Sequence[int], *, where: int, most: int) -> list[tuple[bool, ...]]:
        """Return each way in which functions can come out together where another is true.

        Those with the first of them true come first. With more than `most` ways there is one too many.
        """
        found: list[tuple[tuple[bool, ...], int]] = [((), where)]
        for function in functions:
            either = ((True, function), (False, self.not_(function)))
            found = [
                ((*way, holds), both)
                for way, there in found
                for holds, so in either
                if (both := self.both(there, so)) != NEVER
            ][: most + 1]
        return [way for way, _ in found]

    def _node(self, variable: int, low: int, high: int) -> int:
        if low == high:
            return low
        key = (variable, low, high)
        if key not in self._number:
            if len(self._nodes) == MOST_NODES:
                raise TooMuch("found conditions that hang together in too many ways; expected fewer")
            self._number[key] = len(self._nodes)
            self._nodes.append(key)
        return self._number[key]

    def _choose(self, test: int, then: int, otherwise: int) -> int:
        """Return the function that is `then` where `test` is true and `otherwise` where it is not."""
        if test == ALWAYS or then == otherwise:
            return then
        if test == NEVER:
            return otherwise
        key = (test, then, otherwise)
        if key not in self._joined:
            variable = min(self._nodes[one][0] for one in key)
            low, high = zip(*(self._halves(one, variable) for one in key), strict=True)
            self._joined[key] = self._node(variable, self._choose(*low), self._choose(*high))
        return self._joined[key]

    def _halves(self, one: int, variable: int) -> tuple[int, int]:
        first, low, high = self._nodes[one]
        return (low, high) if first == variable else (one, one)
