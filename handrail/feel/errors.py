"""What can be wrong with the text of a rule; what is wrong with its meaning is a Problem, in check."""


class FeelSyntaxError(ValueError):
    """A text is not FEEL.

    `line` and `column` count from 1. `expected` lists what could have stood there, in plain words.
    """

    def __init__(self, message: str, *, line: int, column: int, expected: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.expected = expected


def syntax_error(
    text: str, at: int, found: str, expected: tuple[str, ...], remedy: str = ""
) -> FeelSyntaxError:
    """Build the error for a place in a text, saying what was found and what was expected."""
    before = text[:at]
    line = before.count("\n") + 1
    column = at - (before.rfind("\n") + 1) + 1
    wanted = " or ".join(filter(None, (", ".join(expected[:-1]), expected[-1]))) if expected else ""
    message = f"Line {line}, column {column}: found {found}"
    message += f"; expected {wanted}." if wanted else "."
    return FeelSyntaxError(f"{message} {remedy}".rstrip(), line=line, column=column, expected=expected)
