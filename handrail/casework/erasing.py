"""Erase people's data in a case at once, as they ask or a court orders; retention erases in due time."""

from collections.abc import Collection
from typing import Literal, get_args
from uuid import UUID

from handrail import history
from handrail.history.event import Circumstances, NewEvent
from handrail.history.head import Head
from handrail.questions.question import EQUALITY
from handrail.walk.adjustments import APPLICANT, THIRD_PARTY
from handrail.walk.lifecycle import ERASED

Reason = Literal["request", "court order", "error"]
REASONS: tuple[Reason, ...] = get_args(Reason)


def erase(
    stream: UUID,
    *,
    parties: Collection[str] | None,
    holder: UUID,
    reason: Reason,
    circumstances: Circumstances,
) -> history.Certificate:
    """Destroy the keys of some parties of a case, or of all, and say so in it. Not inside a transaction.

    With the applicant goes what `with_theirs` names. Returns whose keys were destroyed and which backups of
    keys could not be reached. Raises history.LegalHold and history.NoSuchStream.
    """

    def said(_head: Head, erased: tuple[str, ...]) -> NewEvent:
        return NewEvent(ERASED, {"parties": list(erased), "reason": reason})

    return history.erase(stream, with_theirs(parties), holder=holder, event=said, circumstances=circumstances)


def with_theirs(parties: Collection[str] | None) -> Collection[str] | None:
    """Return the parties to erase, with what is sealed apart from the applicant and goes with them.

    That is their answers to equality questions, and the third party that they wanted us to write to, who was
    there for their sake. None stands for every party.
    """
    return {*parties, EQUALITY, THIRD_PARTY} if parties and APPLICANT in parties else parties
