"""Who is in a case, and what each may see of the others."""

from handrail.bricks.ask.spec import Ask
from handrail.casefile import CaseFile
from handrail.casefile.sight import APPLICANT, owner
from handrail.casework.ways_in import may_come_in
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.places import neutral
from handrail.definition.screen import Link, Table
from handrail.definition.service import Service
from handrail.questions.question import EQUALITY
from handrail.walk.adjustments import THIRD_PARTY


def parties(file: CaseFile) -> Table:
    """The people whose facts the case holds, what the others may see of them, and who can come back in."""
    known = {APPLICANT, *file.state.parties}
    rows = []
    for party in sorted(known, key=lambda one: (one != APPLICANT, one)):
        gone = party in file.state.erased
        rows.append(
            (
                label(file, party),
                say("parties.erased") if gone else _sees(file, party),
                say("parties.waiting") if party in file.state.ways_in else say("parties.no_code"),
                "" if gone or not may_come_in(file, party) else Link(say("parties.code"), f"do:code/{party}"),
            )
        )
    head = (say("parties.who"), say("parties.sees"), say("parties.way_in"), say("parties.do"))
    return Table(caption=say("parties.title"), head=head, rows=tuple(rows))


def label(file: CaseFile, party: str) -> str:
    """What a party of the case is called: the definition's word, with the member's number."""
    return called(file.service, party)


def called(service: Service, party: str) -> str:
    """What a party of a service's cases is called."""
    if party == THIRD_PARTY:
        return say("parties.third_party")
    if party == EQUALITY:
        return say("parties.equality")
    declared = service.parties.get(owner(party))
    words = service.say(f"party.{owner(party)}.label", declared.label, LANGUAGE) if declared else party
    number = party.rpartition("-")[2] if owner(party) != party else ""
    return f"{words} {number}".strip()


def _sees(file: CaseFile, viewer: str) -> str:
    """What a party may see besides their own facts."""
    if viewer == APPLICANT:
        return say("parties.sees.applicant")
    shown = [
        neutral(question.label)
        for step in file.service.steps
        if isinstance(step.spec, Ask)
        for question, _ in step.spec.questions()
        if viewer in question.shown_to
    ]
    if not may_come_in(file, viewer):
        return say("parties.sees.nothing")
    return say("parties.sees.some", questions="; ".join(shown)) if shown else say("parties.sees.own")
