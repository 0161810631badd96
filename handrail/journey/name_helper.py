"""Somebody helps: who, for what, and that the person agreed, recorded before anything is asked."""

from handrail.casefile import CaseFile, record
from handrail.history.event import Circumstances, NewEvent
from handrail.walk.lifecycle import HELPER_NAMED


class HelperRefused(Exception):
    """The helper's name or the person's agreement is missing."""


def named(file: CaseFile) -> bool:
    """Whether a helper has been named in the case."""
    return any(event.type == HELPER_NAMED.name for event in file.state.history)


def name_helper(
    file: CaseFile, *, name: str, why: str, agreed: bool, circumstances: Circumstances
) -> CaseFile:
    """Record a helper beside the person, for this application until it is sent. Raises HelperRefused."""
    if not name.strip() or not agreed:
        raise HelperRefused
    event = NewEvent(
        type=HELPER_NAMED,
        data={"scope": "fill in and send this application"},
        personal={
            "helper": {"name": name.strip()[:200]},
            "applicant": {"consent": "said by the helper", "why": why.strip()[:1000]},
        },
    )
    return record(file, [event], circumstances=circumstances)
