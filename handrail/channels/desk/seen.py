"""What the person sees now: the page of their case as the walk makes it, for staff to read."""

from collections.abc import Iterator, Sequence

from handrail.casefile import CaseFile, seen_by
from handrail.definition.screen import Block, Heading, Inset, Notice, Paragraph, Screen, Shown
from handrail.journey.review import ask_by, may_ask
from handrail.walk.decisions import is_stage
from handrail.walk.screens import case_page
from handrail.walk.words import PHRASES

APPLICANT = "applicant"


def person_screen(file: CaseFile, *, whole: bool = True) -> Screen:
    """The person's own page of a case that has been sent, in their language.

    whole: with their answers and the history.
    """
    return case_page(
        file.spoken,
        file.state,
        file.as_sent,
        file.state.language,
        reference=file.reference,
        visible=seen_by(APPLICANT, service=file.service, events=file.state.history),
        party=APPLICANT,
        due=file.due_on,
        may_ask_for_review=may_ask(file),
        ask_by=ask_by(file),
        unsent=False,
        whole=whole,
    )


def shown(file: CaseFile, *, whole: bool = False) -> Shown:
    """The person's page inside a page of the desk. whole: with their answers and the history as well."""
    screen = person_screen(file, whole=whole)
    found = [_to_read(block) for block in _blocks(screen.blocks, screen.language)]
    if not whole:
        found.append(Paragraph(PHRASES.say("case.below", screen.language)))
    return Shown(title=screen.title, language=screen.language, blocks=tuple(found))


def ended_a_stage(file: CaseFile) -> bool:
    """Say whether what staff concluded last was a stage of the work, which is not told as a decision."""
    last = file.state.decisions[-1] if file.state.decisions else None
    return last is not None and is_stage(file.service, last.step, last.result)


def _blocks(blocks: Sequence[Block], language: str) -> Iterator[Block]:
    """Leave out the heading of what the person can do: here there is nothing to press."""
    todo = Heading(PHRASES.say("case.do.title", language))
    return (block for block in blocks if block != todo)


def _to_read(block: Block) -> Block:
    """A banner is an inset here: what is asked of the person is what staff check first."""
    return Inset(f"**{block.title}**\n\n{block.text}") if isinstance(block, Notice) else block
