"""Somebody helps: who, for what, and that the person agreed, recorded before anything is asked."""

from handrail.casefile import CaseFile, record
from handrail.history.event import Circumstances, NewEvent
from handrail.questions.types.writing import readable
from handrail.walk.lifecycle import HELPER_NAMED

LONGEST_NAME = 200
LONGEST_WHY = 1000


class HelperRefused(Exception):
    """The helper's name or the person's agreement is missing."""


class TooLong(Exception):
    """More was written than can be kept. field: `name` or `why`; most: its characters."""

    def __init__(self, field: str, most: int) -> None:
        super().__init__(f"Found more than {most} characters as the helper's {field}. Shorten it.")
        self.field, self.most = field, most


def named(file: CaseFile) -> bool:
    """Whether a helper has been named in the case."""
    return any(event.type == HELPER_NAMED.name for event in file.state.history)


def name_helper(
    file: CaseFile, *, name: str, why: str, agreed: bool, circumstances: Circumstances
) -> CaseFile:
    """Record a helper beside the person, for this application until it is sent.

    why: why help is needed, "" where nobody says. Raises HelperRefused, TooLong.
    """
    called, words = readable(name), readable(why)
    if not called or not agreed:
        raise HelperRefused
    for field, text, most in (("name", called, LONGEST_NAME), ("why", words, LONGEST_WHY)):
        if len(text) > most:
            raise TooLong(field, most)
    event = NewEvent(
        type=HELPER_NAMED,
        data={"scope": "fill in and send this application"},
        personal={
            "helper": {"name": called},
            "applicant": {"consent": "said by the helper", "why": words},
        },
    )
    return record(file, [event], circumstances=circumstances)
