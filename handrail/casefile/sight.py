"""What one party of a case may see of the others: hidden unless declared, or typed by that party.

The former partner on a joint bill is the adversary here: nothing that belongs to the applicant reaches
another party's screens, letters, exports or timeline unless the definition says so by `shown_to`.
"""

from collections.abc import Iterable
from dataclasses import replace

from handrail.bricks.ask.spec import Ask
from handrail.definition.service import Service
from handrail.history.event import Event
from handrail.questions.question import EQUALITY, Question
from handrail.walk.adjustments import THIRD_PARTY
from handrail.walk.documents import EVENTS as DOCUMENTS
from handrail.walk.documents import party_of
from handrail.walk.lifecycle import ADJUSTMENTS_TOLD

APPLICANT = "applicant"
_THEIRS_ALONE = frozenset({ADJUSTMENTS_TOLD.name})
"""What another party does not even learn has happened: how the applicant may be reached."""
_APPLICANTS_OWN = (EQUALITY, THIRD_PARTY)
"""What the applicant told and is sealed apart from the rest, whoever typed it for them."""


def seen_by(party: str, *, service: Service, events: Iterable[Event]) -> tuple[Event, ...]:
    """The events as a party may see them: fields that are not theirs to see are taken out.

    Events keep their place, type and open fields, so that the status of the case can still be told. What is
    the applicant's alone is left out whole, and so is what became of documents that are not theirs.
    """
    events = tuple(one for one in events if one.type not in DOCUMENTS or _document_shown(one, party, service))
    if party == APPLICANT and all(
        _whole(told_of, "", party, service) for told_of in {one for event in events for one in event.personal}
    ):
        return events
    shown = {
        question.id: question
        for step in service.steps
        if isinstance(step.spec, Ask)
        for question, _ in step.spec.questions()
    }
    return tuple(
        _seen(event, party, service, shown)
        for event in events
        if party == APPLICANT or event.type not in _THEIRS_ALONE
    )


def _document_shown(event: Event, viewer: str, service: Service) -> bool:
    """Say whether a viewer may know of a document: that it came is open, and is its owner's all the same."""
    whose = party_of(service, event.data["question"])
    return viewer == APPLICANT if not whose else _whole(whose, "", viewer, service)


def owner(party: str) -> str:
    """The declared party behind a member's key: `adult-2` belongs to `adult`, `tenant-2.1` to `tenant`."""
    stem, _, number = party.rpartition("-")
    return stem if stem and number.replace(".", "").isdigit() else party


def _seen(event: Event, viewer: str, service: Service, questions: dict[str, Question]) -> Event:
    hides = [party for party in event.personal if not _whole(party, event.actor.id, viewer, service)]
    if not hides:
        return event
    kept = {}
    for party, fields in event.personal.items():
        if party not in hides:
            kept[party] = fields
            continue
        allowed = {name: value for name, value in fields.items() if _shown(questions.get(name), viewer)}
        if allowed:
            kept[party] = allowed
    hidden = frozenset(event.personal) - frozenset(kept)
    return replace(event, personal=kept, sealed_from_us=event.sealed_from_us | hidden)


def _whole(party: str, told_by: str, viewer: str, service: Service) -> bool:
    """Say whether a viewer sees all that is sealed for a party in what somebody told; by "", nobody known."""
    if viewer in (party, told_by) or (viewer == APPLICANT and party in _APPLICANTS_OWN):
        return True
    declared = service.parties.get(owner(party))
    return viewer == APPLICANT and declared is not None and bool(declared.each)


def _shown(question: Question | None, viewer: str) -> bool:
    return question is not None and viewer in question.shown_to
