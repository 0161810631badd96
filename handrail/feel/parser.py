"""A rule's tokens as a syntax tree, by recursive descent; names and types are not looked at.

Source of the grammar: DMN 1.5, section 10.3.1.2. Function definitions and `instance of` are not read yet.
"""

from collections.abc import Collection
from difflib import get_close_matches
from typing import cast

from handrail.feel.cursor import DEEPEST, Cursor, too_deep
from handrail.feel.errors import syntax_error
from handrail.feel.lexer import Token, tokens
from handrail.feel.syntax import (
    And,
    Argument,
    Arithmetic,
    Between,
    Call,
    Comparison,
    ComparisonSign,
    ContextOf,
    Each,
    Entry,
    Filter,
    For,
    If,
    In,
    Input,
    ListOf,
    Literal,
    Name,
    Negate,
    Node,
    Or,
    Path,
    Quantified,
    RangeOf,
    Tests,
    UnaryComparison,
    children,
)
from handrail.feel.temporal import read_temporal

_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
_AN_EXPRESSION = ("a value", "a name", "a function call")
_CONSTANTS = {"true": True, "false": False, "null": None}


def parse_expression(text: str, *, functions: Collection[str], names: Collection[str] = ()) -> Node:
    """Read a whole text as one expression.

    `functions` and `names` are those that may hold spaces. Raises FeelSyntaxError.
    """
    parser = _Parser(text, tokens(text, functions=functions, names=names), functions)
    return _not_too_deep(text, parser.whole(parser.expression()))


def parse_unary_tests(text: str, *, functions: Collection[str], names: Collection[str] = ()) -> Tests:
    """Read a whole text as a decision table's cell: `-`, tests parted by commas, or not(tests).

    Raises FeelSyntaxError.
    """
    parser = _Parser(text, tokens(text, functions=functions, names=names), functions, has_input=True)
    return cast("Tests", _not_too_deep(text, parser.whole(parser.cell())))


def _not_too_deep(text: str, node: Node) -> Node:
    # Level by level, because a long sum is as deep as it is long and must not be walked by recursion.
    level, depth = [node], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise too_deep(text, level[0].span[0])
        level = [child for parent in level for child in children(parent)]
    return node


class _Parser(Cursor):
    """One method for each rule of the grammar."""

    def __init__(
        self, text: str, found: tuple[Token, ...], functions: Collection[str], *, has_input: bool = False
    ) -> None:
        super().__init__(text, found)
        self._functions = functions
        self._has_input = has_input

    def whole(self, node: Node) -> Node:
        """Return the node when nothing is left after it."""
        if self.here.kind == "end":
            return node
        if isinstance(node, Tests) and self.sees("and", "or"):
            raise syntax_error(
                self.text, self.here.start, str(self.here), ("a comma", "the end"),
                "Join limits as a range, like [18..65), or write a condition with ?, like ? > 1 and ? < 5.",
            )  # fmt: skip
        raise self.unexpected("an operator", "the end", remedy=self._spaced_remedy())

    def _spaced_remedy(self) -> str:
        """Return the function that two names side by side may have meant."""
        words = [token.text for token in self.tokens[: self.at + 1] if token.kind in ("name", "word")]
        if self.here.kind != "name" or self.tokens[self.at - 1].kind != "name":
            return ""
        spaced = [name for name in self._functions if " " in name]
        near = get_close_matches(" ".join(words[-3:]), spaced, n=1, cutoff=0.75)
        near = near or get_close_matches(" ".join(words[-2:]), spaced, n=1, cutoff=0.75)
        return f'Did you mean "{near[0]}("?' if near else "A name has no spaces: join its words with _."

    # Expressions, loosest first

    def expression(self) -> Node:
        self.go_deeper()
        node = self._disjunction()
        self.depth -= 1
        return node

    def _disjunction(self) -> Node:
        start, operands = self.here.start, [self._conjunction()]
        while self.accept("or"):
            operands.append(self._conjunction())
        return operands[0] if len(operands) == 1 else Or(tuple(operands), span=self.span_from(start))

    def _conjunction(self) -> Node:
        start, operands = self.here.start, [self._comparison()]
        while self.accept("and"):
            operands.append(self._comparison())
        return operands[0] if len(operands) == 1 else And(tuple(operands), span=self.span_from(start))

    def _comparison(self) -> Node:
        start, left = self.here.start, self._sum()
        while True:
            if self.sees(*_COMPARISONS):
                sign = cast("ComparisonSign", self.take().text)
                left = Comparison(sign, left, self._sum(), span=self.span_from(start))
            elif self.accept("between"):
                low = self._sum()
                self.expect("and")
                left = Between(left, low, self._sum(), span=self.span_from(start))
            elif self.accept("in"):
                left = In(left, self._in_tests(), span=self.span_from(start))
            else:
                return left

    def _sum(self) -> Node:
        start, left = self.here.start, self._product()
        while self.sees("+", "-"):
            left = Arithmetic(self.take().text, left, self._product(), span=self.span_from(start))
        return left

    def _product(self) -> Node:
        start, left = self.here.start, self._power()
        while self.sees("*", "/"):
            left = Arithmetic(self.take().text, left, self._power(), span=self.span_from(start))
        return left

    def _power(self) -> Node:
        start, left = self.here.start, self._negation()
        while self.sees("**"):
            left = Arithmetic(self.take().text, left, self._negation(), span=self.span_from(start))
        return left

    def _negation(self) -> Node:
        minuses = []
        while self.sees("-"):
            minuses.append(self.take().start)
        node = self._postfix()
        for minus in reversed(minuses):
            if isinstance(node, Literal) and self.tokens[self.at - 1].kind == "number" and node.value > 0:
                node = Literal(node.value.copy_negate(), span=self.span_from(minus))
            else:
                node = Negate(node, span=self.span_from(minus))
        return node

    def _postfix(self) -> Node:
        start, node = self.here.start, self._primary()
        while True:
            if self.accept("."):
                node = Path(node, self._field(), span=self.span_from(start))
            elif self.sees("[") and not self._closes_a_range():
                self.take()
                condition = self.expression()
                self.expect("]")
                node = Filter(node, condition, span=self.span_from(start))
            else:
                return node

    def _field(self) -> str:
        if self.here.kind not in ("name", "word"):
            raise self.unexpected("the name of a field")
        return self.take().text

    def _closes_a_range(self) -> bool:
        # In [1..5[ the second [ ends the range; what follows then cannot begin an expression.
        after = self.tokens[self.at + 1]
        return after.kind == "end" or (
            after.text
            in {")", ",", "}", ".", *_COMPARISONS, "and", "or", "then", "else", "return", "satisfies"}
            and after.kind in ("sign", "word")
        )

    # Values

    def _primary(self) -> Node:
        token = self.here
        if token.kind in ("number", "string"):
            return Literal(self.take().value, span=self.span_from(token.start))
        if token.kind == "name":
            self.take()
            return self._call(token) if self.sees("(") else Name(token.text, span=self.span_from(token.start))
        if token.kind == "word" and token.text in _CONSTANTS:
            self.take()
            return Literal(_CONSTANTS[token.text], span=self.span_from(token.start))
        read = {
            "if": self._if,
            "for": self._for,
            "some": self._quantified,
            "every": self._quantified,
            "@": self._temporal,
            "(": self._parenthesis,
            "[": self._bracket,
            "]": self._bracket,
            "{": self._context,
        }.get(token.text if token.kind != "end" else "")
        if read:
            return read()
        if self._has_input and self.accept("?"):
            return Input(span=self.span_from(token.start))
        raise self.unexpected(*_AN_EXPRESSION)

    def _temporal(self) -> Node:
        start = self.expect("@").start
        token = self.here
        value = read_temporal(str(token.value)) if token.kind == "string" else None
        if value is None:
            raise self.unexpected(
                'a real date like "2024-02-29"', 'a time like "10:30:00"',
                'a date and time like "2024-02-29T10:30:00"', 'a duration like "P1Y" or "P10D"',
            )  # fmt: skip
        self.take()
        return Literal(value, span=self.span_from(start))

    def _parenthesis(self) -> Node:
        start = self.expect("(").start
        if self.sees(*_COMPARISONS):
            limit = self._limit()
            self.expect(")")
            return UnaryComparison(limit.sign, limit.operand, span=self.span_from(start))
        node = self.expression()
        if self.accept(".."):
            return self._range(start, node, low_included=False)
        self.expect(")")
        return node

    def _bracket(self) -> Node:
        opening = self.expect("[", "]")
        if opening.text == "[" and self.accept("]"):
            return ListOf((), span=self.span_from(opening.start))
        first = self.expression()
        if opening.text == "]" and not self.sees(".."):
            raise self.unexpected('".." and the end of a range')
        if self.accept(".."):
            return self._range(opening.start, first, low_included=opening.text == "[")
        items = [first]
        while self.accept(","):
            items.append(self.expression())
        self.expect("]", ",")
        return ListOf(tuple(items), span=self.span_from(opening.start))

    def _range(self, start: int, low: Node, *, low_included: bool) -> Node:
        high = self.expression()
        closing = self.expect("]", ")", "[")
        return RangeOf(
            low,
            high,
            low_included=low_included,
            high_included=closing.text == "]",
            span=self.span_from(start),
        )

    def _context(self) -> Node:
        start = self.expect("{").start
        entries: list[Entry] = []
        while not self.accept("}"):
            if entries:
                self.expect(",", "}")
            key_start, key = self.here.start, self._key()
            entries.append(Entry(key, self.expression(), span=self.span_from(key_start)))
        return ContextOf(tuple(entries), span=self.span_from(start))

    def _key(self) -> str:
        if self.here.kind == "string":
            key = str(self.take().value)
        else:
            start = self.here.start
            while self.here.kind in ("name", "word", "number") or self.sees("-", "+", "*", "/", "."):
                self.take()
            key = self.text[start : self.span_from(start)[1]] if self.here.start > start else ""
        if not key:
            raise self.unexpected("a key", '"}"')
        self.expect(":")
        return " ".join(key.split())

    def _call(self, name: Token) -> Node:
        self.expect("(")
        arguments: list[Argument] = []
        while not self.accept(")"):
            if arguments:
                self.expect(",", ")")
            start, argument_name = self.here.start, self._argument_name()
            arguments.append(Argument(self.expression(), argument_name, span=self.span_from(start)))
        return Call(name.text, tuple(arguments), span=self.span_from(name.start))

    def _argument_name(self) -> str:
        at = self.at
        while self.tokens[at].kind in ("name", "word"):
            at += 1
        if at == self.at or self.tokens[at].text != ":":
            return ""
        words = [token.text for token in self.tokens[self.at : at]]
        self.at = at + 1
        return " ".join(words)

    # Words of the language

    def _if(self) -> Node:
        start = self.expect("if").start
        condition = self.expression()
        self.expect("then")
        then = self.expression()
        self.expect("else")
        return If(condition, then, self.expression(), span=self.span_from(start))

    def _for(self) -> Node:
        start = self.expect("for").start
        variables = self._variables()
        self.expect("return")
        return For(variables, self.expression(), span=self.span_from(start))

    def _quantified(self) -> Node:
        opening = self.expect("some", "every")
        variables = self._variables()
        self.expect("satisfies")
        return Quantified(
            opening.text == "every", variables, self.expression(), span=self.span_from(opening.start)
        )

    def _variables(self) -> tuple[Each, ...]:
        variables: list[Each] = []
        while not variables or self.accept(","):
            name = self.here
            if name.kind != "name":
                raise self.unexpected("the name of a variable")
            self.take()
            self.expect("in")
            domain = self.expression()
            end = self.expression() if self.accept("..") else None
            variables.append(Each(name.text, domain, end, span=self.span_from(name.start)))
        return tuple(variables)

    # Tests

    def cell(self) -> Tests:
        start = self.here.start
        if self.sees("-") and self.tokens[self.at + 1].kind == "end":
            self.take()
            return Tests((), span=self.span_from(start))
        if self.here.text == "not" and self._closes_at_the_end():
            self.take()
            return Tests(self._tests_in_parentheses(), negated=True, span=self.span_from(start))
        found = [self._test()]
        while self.accept(","):
            found.append(self._test())
        return Tests(tuple(found), span=self.span_from(start))

    def _closes_at_the_end(self) -> bool:
        """Return whether the parenthesis after the token in hand closes where the text ends."""
        open_now = 0
        for at in range(self.at + 1, len(self.tokens) - 1):
            token = self.tokens[at]
            open_now += (token.kind == "sign") * ((token.text == "(") - (token.text == ")"))
            if open_now <= 0:
                return at == len(self.tokens) - 2
        return False

    def _test(self) -> Node:
        return self._limit() if self.sees(*_COMPARISONS) else self.expression()

    def _limit(self) -> UnaryComparison:
        self.go_deeper()
        sign = self.take()
        node = UnaryComparison(
            cast("ComparisonSign", sign.text), self._sum(), span=self.span_from(sign.start)
        )
        self.depth -= 1
        return node

    def _in_tests(self) -> tuple[Node, ...]:
        if self.sees(*_COMPARISONS):
            return (self._limit(),)
        if self.sees("("):
            return self._tests_in_parentheses()
        return (self._sum(),)

    def _tests_in_parentheses(self) -> tuple[Node, ...]:
        start = self.expect("(").start
        allowed, self._has_input = self._has_input, True
        found = [self._test()]
        if self.accept(".."):
            found = [self._range(start, found[0], low_included=False)]
        else:
            while self.accept(","):
                found.append(self._test())
            self.expect(")", ",")
        self._has_input = allowed
        return tuple(found)
