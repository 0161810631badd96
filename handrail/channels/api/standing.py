"""Where a case stands, for those who may see it: the shapes made from a case file."""

from collections.abc import Mapping
from typing import Any

from handrail.bricks.ask.layout import layout_of
from handrail.bricks.ask.state import AskState
from handrail.casefile import CaseFile
from handrail.channels.api.answers import carried
from handrail.channels.api.call import APPLICANT, InCase
from handrail.channels.api.once import Noted
from handrail.channels.api.shapes import Can, PageShown, Progress, Standing
from handrail.definition.brick import PageRef
from handrail.journey.answer import page_of
from handrail.journey.review import may_ask
from handrail.questions.answer import HIDDEN
from handrail.walk.screens import way_back
from handrail.walk.status import status


def standing(here: InCase) -> Standing:
    """Where the case stands. Another party than the applicant learns how it stands, and not what is asked."""
    file = here.file
    own = here.held.party == APPLICANT
    ended = file.as_sent if file.state.sendings or file.state.withdrawn else file.position
    at_end = ended.here == "ended" and ended.endpoint is not None
    return Standing(
        reference=file.reference,
        organisation=file.organisation.slug,
        service=file.service.slug,
        version=file.service.hash,
        kind=file.kind,
        language=file.state.language,
        status=status(file.state, file.as_sent if file.state.sendings else file.position),
        here=file.position.here,
        sequence=file.state.sequence,
        next=str(file.position.next) if own and file.position.next else None,
        wanted=tuple(str(ref) for ref in file.position.wanted) if own else (),
        endpoint=ended.endpoint.id if own and at_end and ended.endpoint else None,
        unsent_changes=own and bool(file.state.sendings) and file.position.unsent_changes,
        can=_can(file) if own else (),
    )


def progress(here: InCase, _noted: Noted) -> Progress:
    """Where the case stands, with the page to answer next."""
    return Progress(case=standing(here), page=next_page(here))


def next_page(here: InCase) -> PageShown | None:
    """The page to answer next; None when there is none."""
    ref = here.file.position.next
    return shown(here, ref) if ref is not None else None


def shown(here: InCase, ref: PageRef) -> PageShown:
    """A page of the case. Raises NotOnRoute, NoLongerOpen."""
    file = here.file
    screen = page_of(file, ref=ref, language=here.language)
    return PageShown(
        path=str(ref),
        screen=way_back(screen, position=file.position, ref=ref),
        answers=kept(file, ref),
        exit=file.position.exit == ref,
    )


def kept(file: CaseFile, ref: PageRef) -> Mapping[str, Any]:
    """The answers of a page as JSON carries them, by question; none for a list or a removal."""
    step = file.service.step(ref.step)
    state = file.state.steps.get(ref.step)
    laid = layout_of(step).pages.get(ref.page)
    if laid is None or not isinstance(state, AskState):
        return {}
    found = [(one, state.answers.get((one.question.id, ref.item), HIDDEN)) for one in laid[0].asked]
    return {one.question.id: carried(one, value) for one, value in found if value is not HIDDEN}


def _can(file: CaseFile) -> tuple[Can, ...]:
    position = file.position
    found: list[Can] = []
    if file.state.withdrawn is None:
        found.append("answer")
        if position.here == "ready_to_send":
            found.append("send")
        sent = bool(file.state.sendings)  # a draft has no decision, and needs no second walk to say so
        if not sent or file.as_sent.here != "ended":
            found.append("withdraw")
        if sent and may_ask(file):
            found.append("ask_for_review")
    return tuple(found)
