"""What every act of staff in a `work` step is made of: whether it may be done now, its event, its words."""

from handrail.bricks.work.refusals import AlreadyDecided, NotYours, ReasonsMissing, ReasonsTooLong
from handrail.bricks.work.state import WorkState
from handrail.definition.service import Step
from handrail.history.event import Json
from handrail.questions.types.shape import LONGEST
from handrail.questions.types.writing import readable

_APPLICANT = "applicant"
"""Whose data the free texts of staff are: they are about the person, and are erased with them."""


def must_be_open(state: WorkState, visit: int) -> None:
    """Raise AlreadyDecided when the step has its decision. visit: how often the walk has reached it."""
    if len(state.standing) >= visit:
        raise AlreadyDecided("This has been decided. Open the decision again first.")


def must_be_free_for(state: WorkState, by: str) -> None:
    """Raise NotYours when somebody else has the case in hand. by: the account's id."""
    if state.claim is not None and state.claim.by != by:
        raise NotYours("Someone else has this case in hand. Ask them, or a team leader, to give it back.")


def in_step(step: Step, **more: Json) -> dict[str, Json]:
    """Return the open fields of an event of a step."""
    return {"step": step.id, **more}


def sealed(**fields: Json) -> dict[str, dict[str, Json]]:
    """Return the personal fields of an event: what staff write is sealed for the person it is about."""
    return {_APPLICANT: dict(fields)}


def words_needed(text: str, remedy: str) -> str:
    """Return what was written as it is kept. remedy: what to do when nothing was.

    Raises ReasonsMissing, ReasonsTooLong.
    """
    words = words_kept(text)
    if not words:
        raise ReasonsMissing(remedy)
    return words


def words_kept(text: str) -> str:
    """Return what was written as it is kept, "" when nothing was. Raises ReasonsTooLong."""
    words = readable(text)
    if len(words) > LONGEST:
        raise ReasonsTooLong(f"Found {len(words)} characters; expected at most {LONGEST}. Shorten it.")
    return words
