"""A place in a rule's tokens: look, take, expect, and say what was found instead; no grammar."""

from handrail.feel.errors import FeelSyntaxError, syntax_error
from handrail.feel.lexer import Token

# A rule people read nests a handful deep. The bound keeps the parser, and Python's own, inside their stacks.
DEEPEST = 50
_REMEDIES = {
    "==": "Write one = to compare two values.",
    "<>": "Write != for two values that differ.",
    "=>": "Write >= for at least.",
    "=<": "Write <= for at most.",
    "function": "Functions cannot be defined in a rule yet; use a built-in one.",
    "?": "The question mark stands for a cell's input, so it only works in a decision table's cell.",
}


def too_deep(text: str, at: int) -> FeelSyntaxError:
    """Build the error for a rule that nests deeper than DEEPEST."""
    return syntax_error(text, at, f"a rule nested more than {DEEPEST} deep", (), "Name its parts as rules.")


class Cursor:
    """A text, its tokens and the place reached in them."""

    def __init__(self, text: str, found: tuple[Token, ...]) -> None:
        self.text = text
        self.tokens = found
        self.at = 0
        self.depth = 0

    @property
    def here(self) -> Token:
        """The token in hand."""
        return self.tokens[self.at]

    def take(self) -> Token:
        """Return the token in hand and move past it; the end is never passed."""
        token = self.here
        self.at += token.kind != "end"
        return token

    def sees(self, *texts: str) -> bool:
        """Return whether the token in hand is one of these signs or words of the language."""
        return self.here.kind in ("sign", "word") and self.here.text in texts

    def accept(self, *texts: str) -> bool:
        """Move past the token in hand if it is one of these; return whether it was."""
        found = self.sees(*texts)
        self.at += found
        return found

    def expect(self, *texts: str) -> Token:
        """Return the token in hand and move past it; raise FeelSyntaxError if it is none of these."""
        if not self.sees(*texts):
            raise self.unexpected(*(f'"{text}"' for text in texts))
        return self.take()

    def unexpected(self, *expected: str, remedy: str = "") -> FeelSyntaxError:
        """Build the error that says what is in hand and what was expected."""
        token = self.here
        written = (self.tokens[self.at - 1].text if self.at else "") + token.text
        if token.kind in ("sign", "word"):
            remedy = remedy or _REMEDIES.get(written) or _REMEDIES.get(token.text, "")
        return syntax_error(self.text, token.start, str(token), expected, remedy)

    def span_from(self, start: int) -> tuple[int, int]:
        """Return the span from a place in the text to the end of the token last passed."""
        return (start, self.tokens[self.at - 1].end)

    def go_deeper(self) -> None:
        """Count one more nesting; raise FeelSyntaxError beyond the deepest. The caller counts back."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise too_deep(self.text, self.here.start)
