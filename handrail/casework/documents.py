"""Mark documents: they have come, they are not what is needed, they were returned or destroyed."""

from datetime import date

from handrail.bricks.work.acts import words_kept
from handrail.casefile import CaseFile, record
from handrail.history.event import Circumstances, EventType, Json, NewEvent
from handrail.terms.legal_day import legal_day
from handrail.walk.documents import (
    MISTAKE,
    Copy,
    Document,
    How,
    Wanted,
    Way,
    Why,
    documents,
    party_of,
    wanted_documents,
)
from handrail.walk.lifecycle import DOCUMENT_LET_GO, DOCUMENT_RECEIVED, DOCUMENT_UNFIT


class DocumentRefused(Exception):
    """Something may not be marked of a document; nothing was changed."""


class NotWanted(DocumentRefused):
    """No such document is wanted of this case."""


class NoSuchDocument(DocumentRefused):
    """No such document has come, or what is marked of it has been marked already."""


class NotYet(DocumentRefused):
    """The day has not come, or is before the day on which the document came."""


def wanted(file: CaseFile, *, language: str) -> tuple[Wanted, ...]:
    """Return the documents that are wanted of a case on what was sent, as staff see them."""
    return wanted_documents(file.service, file.state, file.as_sent, language, file.state.history)


def receive(
    file: CaseFile,
    *,
    question: str,
    on: date,
    way: Way,
    copy: Copy = "",
    note: str = "",
    circumstances: Circumstances,
) -> CaseFile:
    """Mark a wanted document as received on a legal day: of it nothing is asked for any more.

    question: its id, or `id/member`. At any time after sending, whoever has the case and even when it has
    ended: post comes when it comes. Raises NotWanted, NotYet, ReasonsTooLong.
    """
    language = file.service.languages[0]
    if question not in {one.key for one in wanted(file, language=language) if _is_kept(file, one)}:
        raise NotWanted(f"Found {question!r}, which asks for no document of this case.")
    if on > legal_day(file.at):
        raise NotYet(f"Found {on}; expected today or an earlier day.")
    data = {"question": question, "on": on.isoformat(), "way": way, "copy": copy}
    return _mark(file, DOCUMENT_RECEIVED, data, note, circumstances)


def mark_unfit(
    file: CaseFile, *, received: int, why: Why, note: str = "", circumstances: Circumstances
) -> CaseFile:
    """Mark a document that came as not what is needed. It is asked for again apart from this.

    received: the sequence of the event that recorded that it came. Raises NoSuchDocument, ReasonsTooLong.
    """
    one = _found(file, received)
    if one.unfit:
        raise NoSuchDocument("This has been marked as not right before.")
    data = {"question": one.question, "received": received, "why": why}
    return _mark(file, DOCUMENT_UNFIT, data, note, circumstances)


def let_go(
    file: CaseFile, *, received: int, how: How, on: date, note: str = "", circumstances: Circumstances
) -> CaseFile:
    """Mark a document that came as returned or destroyed on a legal day; also of a case that was erased.

    received: the sequence of the event that recorded that it came. Raises NoSuchDocument, NotYet,
    ReasonsTooLong.
    """
    one = _found(file, received)
    if one.gone:
        raise NoSuchDocument("This has been returned or destroyed before.")
    if not one.on <= on <= legal_day(file.at):
        raise NotYet(f"Found {on}; expected a day from {one.on} to today.")
    data = {"question": one.question, "received": received, "how": how, "on": on.isoformat()}
    return _mark(file, DOCUMENT_LET_GO, data, note, circumstances)


def _found(file: CaseFile, received: int) -> Document:
    found = next((one for one in documents(file.state.history) if one.sequence == received), None)
    if found is None or found.unfit == MISTAKE:
        raise NoSuchDocument(f"Found {received}, which is no document that came.")
    return found


def _is_kept(file: CaseFile, one: Wanted) -> bool:
    """Say whether the data of whoever it is of is still there: nothing can be added to what was erased."""
    return one.party not in file.state.erased


def _mark(
    file: CaseFile, kind: EventType, data: dict[str, Json], note: str, circumstances: Circumstances
) -> CaseFile:
    """Record it, with the note sealed for whoever's document it is; without one where that was erased."""
    party = party_of(file.service, data["question"]) or "applicant"
    words = words_kept(note)
    kept = words and party not in file.state.erased
    return record(
        file, [NewEvent(kind, data, {party: {"note": words}} if kept else {})], circumstances=circumstances
    )
