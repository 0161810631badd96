"""A rule's tokens as a syntax tree, by recursive descent; names and types are not looked at.

Source of the grammar: DMN 1.5, section 10.3.1.2. Function definitions and `instance of` are not read yet.
"""

from collections.abc import Collection
from typing import cast

from handrail.feel.errors import FeelSyntaxError, syntax_error
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

# A rule people read nests a handful deep. The bound keeps the parser, and Python's own, well inside their stacks.
DEEPEST = 50
_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
_AN_EXPRESSION = ("a value", "a name", "a function call")
_CONSTANTS = {"true": True, "false": False, "null": None}
_REMEDIES = {
    "=": "Write one = to compare two values.",
    "function": "Functions cannot be defined in a rule yet; use a built-in one.",
    "?": "The question mark stands for a cell's input, so it only works in a decision table's cell.",
}


def parse_expression(text: str, *, functions: Collection[str], names: Collection[str] = ()) -> Node:
    """Read a whole text as one expression.

    `functions` and `names` are those that may hold spaces. Raises FeelSyntaxError.
    """
    parser = _Parser(text, tokens(text, functions=functions, names=names))
    return _not_too_deep(text, parser.whole(parser.expression()))


def parse_unary_tests(text: str, *, functions: Collection[str], names: Collection[str] = ()) -> Tests:
    """Read a whole text as a decision table's cell: `-`, tests parted by commas, or not(tests).

    Raises FeelSyntaxError.
    """
    parser = _Parser(text, tokens(text, functions=functions, names=names), has_input=True)
    return cast("Tests", _not_too_deep(text, parser.whole(parser.cell())))


def _not_too_deep(text: str, node: Node) -> Node:
    # Level by level, because a long sum is as deep as it is long and must not be walked by recursion.
    level, depth = [node], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise _too_deep(text, level[0].span[0])
        level = [child for parent in level for child in children(parent)]
    return node


def _too_deep(text: str, at: int) -> FeelSyntaxError:
    return syntax_error(
        text, at, f"a rule nested more than {DEEPEST} deep", (), "Name its parts as rules of their own."
    )


class _Parser:
    """A place in the tokens, and one method for each rule of the grammar."""

    def __init__(self, text: str, found: tuple[Token, ...], *, has_input: bool = False) -> None:
        self._text = text
        self._tokens = found
        self._at = 0
        self._depth = 0
        self._has_input = has_input

    # The token in hand

    @property
    def _here(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._here
        self._at += token.kind != "end"
        return token

    def _is(self, *texts: str) -> bool:
        return self._here.kind in ("sign", "word") and self._here.text in texts

    def _accept(self, *texts: str) -> bool:
        found = self._is(*texts)
        self._at += found
        return found

    def _expect(self, *texts: str) -> Token:
        if not self._is(*texts):
            raise self._unexpected(*(f'"{text}"' for text in texts))
        return self._take()

    def _unexpected(self, *expected: str) -> FeelSyntaxError:
        token = self._here
        remedy = _REMEDIES.get(token.text, "") if token.kind in ("sign", "word") else ""
        return syntax_error(self._text, token.start, str(token), expected, remedy)

    def _span(self, start: int) -> tuple[int, int]:
        return (start, self._tokens[self._at - 1].end)

    def whole(self, node: Node) -> Node:
        """Return the node when nothing is left after it."""
        if self._here.kind == "end":
            return node
        if isinstance(node, Tests) and self._is("and", "or"):
            raise syntax_error(
                self._text, self._here.start, str(self._here), ("a comma", "the end"),
                "Join limits as a range, like [18..65), or write a condition with ?, like ? > 1 and ? < 5.",
            )  # fmt: skip
        raise self._unexpected("an operator", "the end")

    # Expressions, loosest first

    def expression(self) -> Node:
        self._go_deeper()
        node = self._disjunction()
        self._depth -= 1
        return node

    def _go_deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _too_deep(self._text, self._here.start)

    def _disjunction(self) -> Node:
        start, operands = self._here.start, [self._conjunction()]
        while self._accept("or"):
            operands.append(self._conjunction())
        return operands[0] if len(operands) == 1 else Or(tuple(operands), span=self._span(start))

    def _conjunction(self) -> Node:
        start, operands = self._here.start, [self._comparison()]
        while self._accept("and"):
            operands.append(self._comparison())
        return operands[0] if len(operands) == 1 else And(tuple(operands), span=self._span(start))

    def _comparison(self) -> Node:
        start, left = self._here.start, self._sum()
        while True:
            if self._is(*_COMPARISONS):
                sign = cast("ComparisonSign", self._take().text)
                left = Comparison(sign, left, self._sum(), span=self._span(start))
            elif self._accept("between"):
                low = self._sum()
                self._expect("and")
                left = Between(left, low, self._sum(), span=self._span(start))
            elif self._accept("in"):
                left = In(left, self._in_tests(), span=self._span(start))
            else:
                return left

    def _sum(self) -> Node:
        start, left = self._here.start, self._product()
        while self._is("+", "-"):
            left = Arithmetic(self._take().text, left, self._product(), span=self._span(start))
        return left

    def _product(self) -> Node:
        start, left = self._here.start, self._power()
        while self._is("*", "/"):
            left = Arithmetic(self._take().text, left, self._power(), span=self._span(start))
        return left

    def _power(self) -> Node:
        start, left = self._here.start, self._negation()
        while self._is("**"):
            left = Arithmetic(self._take().text, left, self._negation(), span=self._span(start))
        return left

    def _negation(self) -> Node:
        minuses = []
        while self._is("-"):
            minuses.append(self._take().start)
        node = self._postfix()
        for minus in reversed(minuses):
            if isinstance(node, Literal) and self._tokens[self._at - 1].kind == "number" and node.value > 0:
                node = Literal(node.value.copy_negate(), span=self._span(minus))
            else:
                node = Negate(node, span=self._span(minus))
        return node

    def _postfix(self) -> Node:
        start, node = self._here.start, self._primary()
        while True:
            if self._accept("."):
                node = Path(node, self._field(), span=self._span(start))
            elif self._is("[") and not self._closes_a_range():
                self._take()
                condition = self.expression()
                self._expect("]")
                node = Filter(node, condition, span=self._span(start))
            else:
                return node

    def _field(self) -> str:
        if self._here.kind not in ("name", "word"):
            raise self._unexpected("the name of a field")
        return self._take().text

    def _closes_a_range(self) -> bool:
        # In [1..5[ the second [ ends the range; what follows then cannot begin an expression.
        after = self._tokens[self._at + 1]
        return after.kind == "end" or (
            after.text
            in {")", ",", "}", ".", *_COMPARISONS, "and", "or", "then", "else", "return", "satisfies"}
            and after.kind in ("sign", "word")
        )

    # Values

    def _primary(self) -> Node:
        token = self._here
        if token.kind in ("number", "string"):
            return Literal(self._take().value, span=self._span(token.start))
        if token.kind == "name":
            self._take()
            return self._call(token) if self._is("(") else Name(token.text, span=self._span(token.start))
        if token.kind == "word" and token.text in _CONSTANTS:
            self._take()
            return Literal(_CONSTANTS[token.text], span=self._span(token.start))
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
        if self._has_input and self._accept("?"):
            return Input(span=self._span(token.start))
        raise self._unexpected(*_AN_EXPRESSION)

    def _temporal(self) -> Node:
        start = self._expect("@").start
        token = self._here
        value = read_temporal(str(token.value)) if token.kind == "string" else None
        if value is None:
            raise self._unexpected(
                'a real date like "2024-02-29"', 'a time like "10:30:00"',
                'a date and time like "2024-02-29T10:30:00"', 'a duration like "P1Y" or "P10D"',
            )  # fmt: skip
        self._take()
        return Literal(value, span=self._span(start))

    def _parenthesis(self) -> Node:
        start = self._expect("(").start
        if self._is(*_COMPARISONS):
            node = self._limit()
            self._expect(")")
            return type(node)(node.sign, node.operand, span=self._span(start))
        node = self.expression()
        if self._accept(".."):
            return self._range(start, node, low_included=False)
        self._expect(")")
        return node

    def _bracket(self) -> Node:
        opening = self._expect("[", "]")
        if opening.text == "[" and self._accept("]"):
            return ListOf((), span=self._span(opening.start))
        first = self.expression()
        if opening.text == "]" and not self._is(".."):
            raise self._unexpected('".." and the end of a range')
        if self._accept(".."):
            return self._range(opening.start, first, low_included=opening.text == "[")
        items = [first]
        while self._accept(","):
            items.append(self.expression())
        self._expect("]", ",")
        return ListOf(tuple(items), span=self._span(opening.start))

    def _range(self, start: int, low: Node, *, low_included: bool) -> Node:
        high = self.expression()
        closing = self._expect("]", ")", "[")
        return RangeOf(
            low, high, low_included=low_included, high_included=closing.text == "]", span=self._span(start)
        )

    def _context(self) -> Node:
        start = self._expect("{").start
        entries: list[Entry] = []
        while not self._accept("}"):
            if entries:
                self._expect(",", "}")
            key_start, key = self._here.start, self._key()
            entries.append(Entry(key, self.expression(), span=self._span(key_start)))
        return ContextOf(tuple(entries), span=self._span(start))

    def _key(self) -> str:
        if self._here.kind == "string":
            key = str(self._take().value)
        else:
            start = self._here.start
            while self._here.kind in ("name", "word", "number") or self._is("-", "+", "*", "/", "."):
                self._take()
            key = self._text[start : self._span(start)[1]] if self._here.start > start else ""
        if not key:
            raise self._unexpected("a key", '"}"')
        self._expect(":")
        return " ".join(key.split())

    def _call(self, name: Token) -> Node:
        self._expect("(")
        arguments: list[Argument] = []
        while not self._accept(")"):
            if arguments:
                self._expect(",", ")")
            start, argument_name = self._here.start, self._argument_name()
            arguments.append(Argument(self.expression(), argument_name, span=self._span(start)))
        return Call(name.text, tuple(arguments), span=self._span(name.start))

    def _argument_name(self) -> str:
        at = self._at
        while self._tokens[at].kind in ("name", "word"):
            at += 1
        if at == self._at or self._tokens[at].text != ":":
            return ""
        words = [token.text for token in self._tokens[self._at : at]]
        self._at = at + 1
        return " ".join(words)

    # Words of the language

    def _if(self) -> Node:
        start = self._expect("if").start
        condition = self.expression()
        self._expect("then")
        then = self.expression()
        self._expect("else")
        return If(condition, then, self.expression(), span=self._span(start))

    def _for(self) -> Node:
        start = self._expect("for").start
        variables = self._variables()
        self._expect("return")
        return For(variables, self.expression(), span=self._span(start))

    def _quantified(self) -> Node:
        opening = self._expect("some", "every")
        variables = self._variables()
        self._expect("satisfies")
        return Quantified(
            opening.text == "every", variables, self.expression(), span=self._span(opening.start)
        )

    def _variables(self) -> tuple[Each, ...]:
        variables: list[Each] = []
        while not variables or self._accept(","):
            name = self._here
            if name.kind != "name":
                raise self._unexpected("the name of a variable")
            self._take()
            self._expect("in")
            domain = self.expression()
            end = self.expression() if self._accept("..") else None
            variables.append(Each(name.text, domain, end, span=self._span(name.start)))
        return tuple(variables)

    # Tests

    def cell(self) -> Tests:
        start = self._here.start
        if self._is("-") and self._tokens[self._at + 1].kind == "end":
            self._take()
            return Tests((), span=self._span(start))
        if self._here.text == "not" and self._closes_at_the_end():
            self._take()
            return Tests(self._tests_in_parentheses(), negated=True, span=self._span(start))
        found = [self._test()]
        while self._accept(","):
            found.append(self._test())
        return Tests(tuple(found), span=self._span(start))

    def _closes_at_the_end(self) -> bool:
        """Return whether the parenthesis after the token in hand closes where the text ends."""
        open_now = 0
        for at in range(self._at + 1, len(self._tokens) - 1):
            token = self._tokens[at]
            open_now += (token.kind == "sign") * ((token.text == "(") - (token.text == ")"))
            if open_now <= 0:
                return at == len(self._tokens) - 2
        return False

    def _test(self) -> Node:
        return self._limit() if self._is(*_COMPARISONS) else self.expression()

    def _limit(self) -> UnaryComparison:
        self._go_deeper()
        sign = self._take()
        node = UnaryComparison(cast("ComparisonSign", sign.text), self._sum(), span=self._span(sign.start))
        self._depth -= 1
        return node

    def _in_tests(self) -> tuple[Node, ...]:
        if self._is(*_COMPARISONS):
            return (self._limit(),)
        if self._is("("):
            return self._tests_in_parentheses()
        return (self._sum(),)

    def _tests_in_parentheses(self) -> tuple[Node, ...]:
        start = self._expect("(").start
        allowed, self._has_input = self._has_input, True
        found = [self._test()]
        if self._accept(".."):
            found = [self._range(start, found[0], low_included=False)]
        else:
            while self._accept(","):
                found.append(self._test())
            self._expect(")", ",")
        self._has_input = allowed
        return tuple(found)
