"""What happened, newest first: entries of what, when and perhaps more."""

from collections.abc import Sequence
from typing import Any

from handrail.channels.govuk.markdown import broken, parted
from handrail.channels.govuk.splice import Filled, Listing
from handrail.definition.screen import Timeline


def timeline(block: Timeline) -> Listing:
    """Turn a timeline into its component.

    An entry's shape is how many lines there are of more; its texts are when, what and those lines.
    """
    return Listing(
        name="timeline",
        shape=(),
        around=(),
        rows=[_entry(*entry) for entry in block.entries],
        made=_made,
        closes="</ol>",
    )


def _entry(when: str, what: str, more: str) -> Filled:
    said = parted(more)
    return (len(said),), [when, what, *said]


def _made(_shape: tuple[Any, ...], _around: Sequence[str], rows: Sequence[Filled]) -> dict[str, Any]:
    return {
        "entries": [{"when": when, "what": what, "more": broken(said)} for _, (when, what, *said) in rows]
    }
