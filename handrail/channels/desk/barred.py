"""What cannot be done to a case as it stands, so that nobody fills in a form in vain; each as a refusal."""

from handrail.bricks.work.refusals import AlreadyClaimed, NotClaimed, NotDecided, NotPaused, NotYours
from handrail.casefile import CaseFile
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.standing import work_state
from handrail.terms.legal_day import legal_day
from handrail.walk.decisions import standing_decision


def with_a_colleague(file: CaseFile, staff: Staff) -> None:
    """Raise NotYours when a colleague has the case."""
    work = work_state(file)
    if work is not None and work.claim is not None and work.claim.by != staff.id:
        raise NotYours("A colleague has this case.")


def taken(file: CaseFile, staff: Staff) -> None:
    """Raise AlreadyClaimed when a colleague has the case."""
    try:
        with_a_colleague(file, staff)
    except NotYours as refusal:
        raise AlreadyClaimed("A colleague has taken this case.") from refusal


def not_taken(file: CaseFile, staff: Staff) -> None:
    """Raise NotClaimed when nobody has the case; NotYours when a colleague has it and is not led."""
    work = work_state(file)
    if work is not None and work.claim is None:
        raise NotClaimed("Nobody has this case.")
    if "team_leader" not in staff.roles:
        with_a_colleague(file, staff)


def not_paused(file: CaseFile, staff: Staff) -> None:
    """Raise NotPaused when the work is not paused, NotYours when a colleague has the case."""
    with_a_colleague(file, staff)
    work = work_state(file)
    if work is not None and not work.paused_on(legal_day(file.at)):
        raise NotPaused("Work on this case is not paused.")


def not_decided(file: CaseFile, _staff: Staff) -> None:
    """Raise NotDecided when there is nothing to look at again."""
    if not file.as_sent.results and standing_decision(file.service, file.state.decisions) is None:
        raise NotDecided("Nothing has been decided.")
