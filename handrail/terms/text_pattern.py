"""A pattern that a whole text is held to, in a time that grows only with the text: expressions of RE2.

Python's own engine may take for ever on a short text where a pattern goes back over it; RE2 never goes back.
"""

import re
from functools import lru_cache
from typing import Any

LONGEST = 500
"""Characters of a pattern."""

_MEMORY = 1 << 20
"""Bytes that one pattern may take; what would take more is refused when it is read."""

_SPACES = re.compile(r"(\[(?:\\.|[^\]\\])*\])|\s+")


class NotAPattern(ValueError):
    """A text that is no pattern, or one that cannot be followed without going back; the message says why."""


def whole_text_fits(text: str, pattern: str) -> bool:
    """Say whether all of a text is as a pattern has it. Raises NotAPattern.

    >>> whole_text_fits("AB12", "[A-Z]{2}[0-9]+"), whole_text_fits("AB12 ", "[A-Z]{2}[0-9]+")
    (True, False)
    """
    return compiled(pattern).fullmatch(text) is not None


def check_pattern(pattern: str) -> None:
    """Make sure that a text is a pattern. Raises NotAPattern."""
    compiled(pattern)


@lru_cache(maxsize=1000)
def compiled(pattern: str, flags: str = "") -> Any:
    """Return a pattern ready to be followed: an object with `search`, `fullmatch`, `sub` and `split`.

    flags: as XPath has them: i for either case, s for a dot that is also a line end, m for ^ and $ at every
    line, x for a pattern whose spaces do not count. Raises NotAPattern.
    """
    import re2  # noqa: PLC0415 - loaded where a service has a pattern at all

    if len(pattern) > LONGEST:
        raise NotAPattern(f"it has {len(pattern)} characters, and at most {LONGEST} are taken")
    if "x" in flags:
        pattern = _SPACES.sub(r"\1", pattern)
    set_ = "".join(sorted({*flags} - {"x"}))
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    try:
        return re2.compile(f"(?{set_}){pattern}" if set_ else pattern, options)
    except UnicodeEncodeError:
        raise NotAPattern("it has half of a character in it") from None
    except re2.error as problem:
        why = problem.args[0] if problem.args else ""
        raise NotAPattern(why.decode() if isinstance(why, bytes) else str(why)) from None
