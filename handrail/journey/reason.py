"""Why somebody withdraws or asks for a review, in their own words: as it is kept, or refused."""

from handrail.questions.types.shape import LONGEST
from handrail.questions.types.writing import readable

__all__ = ["LONGEST", "ReasonTooLong", "kept"]


class ReasonTooLong(Exception):
    """More was written than can be kept; nothing of it was cut off and nothing was changed."""

    def __init__(self) -> None:
        super().__init__(f"Found more than {LONGEST} characters. Shorten it.")


def kept(reason: str) -> str:
    """Return a reason as it is kept, "" for none. Raises ReasonTooLong."""
    words = readable(reason)
    if len(words) > LONGEST:
        raise ReasonTooLong
    return words
