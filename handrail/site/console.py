"""How commands answer: plain lines for people, JSON for programs, a problem on standard error."""

import json
import sys
from typing import Any


class CommandProblem(Exception):
    """A command cannot do what was asked: what was found, what was expected, how to mend it."""


def tell(line: str = "") -> None:
    """Write a line for a person."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def tell_json(value: Any) -> None:
    """Write one JSON value for a program."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")
