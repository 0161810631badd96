"""What the person sees now: the page of their case as the walk makes it, for staff to read."""

from handrail.casefile import CaseFile, seen_by
from handrail.definition.screen import Screen, Shown
from handrail.journey.review import may_ask
from handrail.walk.screens import case_page

APPLICANT = "applicant"


def person_screen(file: CaseFile) -> Screen:
    """The person's own page of a case that has been sent, in their language."""
    return case_page(
        file.service,
        file.state,
        file.as_sent,
        file.state.language,
        reference=file.reference,
        visible=seen_by(APPLICANT, service=file.service, events=file.state.history),
        party=APPLICANT,
        due=file.due_on,
        may_ask_for_review=may_ask(file),
        unsent=False,
    )


def shown(file: CaseFile) -> Shown:
    """The person's page inside a page of the desk."""
    screen = person_screen(file)
    return Shown(title=screen.title, language=screen.language, blocks=screen.blocks)
