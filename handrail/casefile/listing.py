"""What lists of work say of a case: folded, kept on the stream's head, rebuildable, without personal data."""

from dataclasses import replace
from datetime import date, datetime

from handrail.bricks.work.spec import Work
from handrail.bricks.work.state import WorkState
from handrail.casefile.file import CaseFile
from handrail.definition.keep import parse_keep
from handrail.history.event import Json
from handrail.terms.legal_day import legal_day
from handrail.terms.period import parse_period
from handrail.terms.working_days import Nation
from handrail.walk.fold import CaseState
from handrail.walk.keeping import OPEN, Kept, kept_after
from handrail.walk.lifecycle import ADJUSTMENTS_TOLD, DOCUMENT_RECEIVED
from handrail.walk.status import status

_DRAFT = "3 months"
"""How long an application that was never sent is kept after its last answer, or its start."""


def listing_of(file: CaseFile) -> dict[str, Json]:
    """The line that lists show: status, queue, who has it, what it waits for, since when it is kept.

    A draft is on no list of work: its line says only since when it is kept.
    """
    found = kept(file)
    since = _since(found)
    return {**_work_of(file), **since} if file.state.sent_numbers or file.state.withdrawn else since


def listing_of_start(found: Kept) -> dict[str, Json]:
    """The line of a case that has only been started: since when it is kept, of `kept_from_start`."""
    return _since(found)


def _since(found: Kept) -> dict[str, Json]:
    return {
        "kept_since": found.since.isoformat() if found.since else "",
        "kept_from": found.from_what if found.since else "",
    }


def _work_of(file: CaseFile) -> dict[str, Json]:
    position, state = file.as_sent, file.state
    ahead = position.to_come
    at = position.step or (ahead.step if ahead else "")
    step = file.service.step(at) if at else None
    work = step.spec if step is not None and isinstance(step.spec, Work) else None
    worked = state.steps.get(step.id) if step is not None and work is not None else None
    due = file.due_on
    pause = worked.pause if isinstance(worked, WorkState) else None
    return {
        "status": status(state, position),
        "step": position.step,
        "queue": work.queue if work is not None and position.here == "with_staff" else "",
        "ends": position.ends_on.isoformat() if position.ends_on else "",
        "ahead_step": ahead.step if ahead else "",
        "ahead_from": ahead.from_on.isoformat() if ahead else "",
        "ahead_queue": work.queue if work is not None and ahead else "",
        "claimed_by": worked.claim.by if isinstance(worked, WorkState) and worked.claim else "",
        "paused_until": pause.until.isoformat() if pause and pause.until else "",
        "document_came": pause is not None and _document_came(state, pause.at),
        "endpoint": position.endpoint.id if position.endpoint else "",
        "another_look": position.another_look,
        "review_asked": bool(state.review_asked),
        "sent": state.sendings[0].at.isoformat() if state.sendings else "",
        "due": due.isoformat() if due else "",
        "language": state.language,
    }


def _document_came(state: CaseState, since: datetime) -> bool:
    """Say whether a document has come since a moment, such as when work was paused to wait for it."""
    return any(one.type == DOCUMENT_RECEIVED.name and one.at >= since for one in state.history)


def kept_from_start(*, at: datetime, nation: Nation) -> Kept:
    """How long a case is kept of which nothing is answered. at: when it reached us that it was started."""
    since = legal_day(at)
    return Kept(parse_period(_DRAFT).end_from(since, nation=nation), since, "start")


def kept(file: CaseFile) -> Kept:
    """How long the case's personal data is kept, and from which day that counts.

    A draft is kept from when the last answer reached us, so that an old letter does not make it go at once,
    and from its start where there is none; a note or a return code is no answer. A case that has ended is
    kept from the day of what ended it, or from the end of what it gave where its service says so, whoever
    writes a note on it or looks at it later. When what says until when something was given is erased, the day
    stays that it had.
    """
    state = file.state
    nation = file.organisation.nation
    if not state.sendings and not state.withdrawn:
        return _draft_kept(state, nation)
    if not state.withdrawn and file.as_sent.here != "ended":
        return OPEN
    found = kept_after(
        parse_keep(file.service.data["keep"]),
        ended_on=legal_day(_ended_at(state)),
        given_until=file.as_sent.ends_on,
        nation=nation,
    )
    before = file.head.keep_until
    if state.erased and before is not None and found.until < before < date.max:
        return Kept(before, _day(file, "kept_since"), "end")
    return found


def _draft_kept(state: CaseState, nation: Nation) -> Kept:
    told = [one for one in state.history if one.type.startswith("ask.") or one.type == ADJUSTMENTS_TOLD.name]
    last = max(max(one.at, one.recorded_at) for one in told or state.history[:1])
    found = kept_from_start(at=last, nation=nation)
    return replace(found, from_what="answer") if told else found


def _day(file: CaseFile, name: str) -> date | None:
    """Return a day that the case's line said before, None where it said none."""
    said = file.head.listing.get(name)
    return date.fromisoformat(said) if isinstance(said, str) and said else None


_ENDING = frozenset({"case.sent", "case.withdrawn", "case.review_asked", "work.decided", "work.confirmed"})
"""What ends a case, or has how it ended looked at."""


def _ended_at(state: CaseState) -> datetime:
    """The moment of the last event that ended the case or looked at how it had."""
    return max(one.at for one in state.history if one.type in _ENDING)
