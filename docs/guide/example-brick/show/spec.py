"""What an author may write in a `show` step, as a frozen value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Show:
    """A page with no question. text: what the person reads, in Markdown."""

    text: str
