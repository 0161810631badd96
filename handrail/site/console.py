"""How commands answer: plain lines for people, JSON for programs, a problem on standard error."""

import getpass
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


def ask_secret(prompt: str, *, setting: str) -> str:
    """Ask at the terminal for what is not shown. setting: what holds it where there is none to ask at.

    Raises CommandProblem where nothing can be asked.
    """
    try:
        return getpass.getpass(prompt)
    except (EOFError, getpass.GetPassWarning):
        raise CommandProblem(f"there is no terminal to ask at; set {setting} instead") from None
