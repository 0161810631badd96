"""What can be done with a case now, by whoever looks at it; each is an address of its own."""

from collections.abc import Iterator

from handrail.casefile import CaseFile
from handrail.channels.desk.access import ACCESS
from handrail.channels.desk.assessing import has_form
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.standing import step_at_hand, work_state
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import Block, Heading, Task, Tasks
from handrail.terms.legal_day import legal_day


def offers(file: CaseFile, staff: Staff) -> Iterator[Block]:
    """The list of what can be done, most likely first."""
    tasks = tuple(
        Task(title=_title(file, name), status="", to=f"do:{name}", done=True, hint=say(f"{name}.hint"))
        for name in _names(file, staff)
        if staff.roles.intersection(ACCESS[f"desk-{name}"])
    )
    if tasks:
        yield Heading(say("offers.title"))
        yield Tasks(tasks)


def _title(file: CaseFile, name: str) -> str:
    """What can be done, in words: a form of staff is called what the work is."""
    step = step_at_hand(file) if name == "assess" else None
    return file.service.title_of(step, LANGUAGE) if step else say(f"{name}.offer")


def may_ask(file: CaseFile, staff: Staff) -> bool:
    """Say whether someone may ask the person of a case for more now."""
    return "ask" in _names(file, staff) and not staff.roles.isdisjoint(ACCESS["desk-ask"])


def _names(file: CaseFile, staff: Staff) -> Iterator[str]:
    yield from _work(file, staff)
    if file.as_sent.results and not file.state.withdrawn:
        if file.as_sent.another_look:
            yield "confirm"
        if file.as_sent.here != "with_staff":
            yield "reopen"
    yield "note"
    if not file.state.withdrawn:
        yield "entry"
    yield "adjustments"
    yield "looked"
    yield "hold"
    if file.state.holds:
        yield "lift"
    elif file.state.parties - file.state.erased:
        yield "erase"


def _work(file: CaseFile, staff: Staff) -> Iterator[str]:
    """What can be done while the case is with staff: by whoever has it, or anyone when nobody has."""
    work = work_state(file)
    if work is None or file.state.withdrawn:
        return
    theirs = work.claim is not None and work.claim.by != staff.id
    if not theirs:
        if file.as_sent.here == "with_staff" and work.paused_on(legal_day(file.at)):
            yield "resume"
        if has_form(file):
            yield "assess"
        yield "decide"
        if not file.falls_due:
            yield "ask"
        if not (file.falls_due or work.paused_on(legal_day(file.at))):
            yield "pause"
    if work.claim is None:
        yield "take"
    elif not theirs or "team_leader" in staff.roles:
        yield "give-back"
