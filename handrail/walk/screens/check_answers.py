"""Check your answers: everything told, each with a way to change it, and the button that sends it."""

from handrail.bricks import BRICKS
from handrail.definition.screen import Action, Block, Heading, Notice, Paragraph, Screen, Summary
from handrail.definition.service import Service
from handrail.walk.endpoints import endpoint_words
from handrail.walk.fold import CaseState, fold
from handrail.walk.grounds import values_told
from handrail.walk.lifecycle import ADJUSTMENTS_TOLD
from handrail.walk.position import Position
from handrail.walk.screens.adjustments import what_we_will_do
from handrail.walk.screens.told import told
from handrail.walk.words import PHRASES

READ_UNTIL = "read_until"
"""The field of the form that says until when it shows what was told: what `told_until` was."""


def told_until(state: CaseState) -> str:
    """Return the sequence of the last event that changed what is shown here; "" when nothing was told."""
    told_here = (event.sequence for event in reversed(state.history) if _is_told(event.type))
    return str(next(told_here, ""))


def changed_since(service: Service, state: CaseState, read_until: str) -> bool:
    """Say whether something else is shown here than was when `told_until` was `read_until`.

    The same answer given again is no change, nor is one that was changed back.
    """
    if read_until == told_until(state):
        return False
    read = (event for event in state.history if str(event.sequence) == read_until)
    last = next(read, None)
    if last is None:
        return True
    then = fold(service, state.history[: state.history.index(last) + 1], kind=state.kind)
    return _shown(service, then) != _shown(service, state)


def _shown(service: Service, state: CaseState) -> tuple[object, ...]:
    """Return what is shown here of a state, to be compared: what was told in each step, and adjustments."""
    bricks = ((step.id, BRICKS[step.brick]) for step in service.steps)
    told_in = (state.steps.get(step, brick.start) for step, brick in bricks if brick.receive is not None)
    return (*told_in, state.adjustments)


def _is_told(event_type: str) -> bool:
    return event_type.startswith("ask.") or event_type == ADJUSTMENTS_TOLD.name


def check_answers(
    service: Service, state: CaseState, position: Position, language: str, *, changed: bool = False
) -> Screen:
    """Return the screen of a draft, or of changes after a sending, that is ready to send.

    Where the route ends without a person's decision, it says beforehand what sending leads to.
    changed: it was to be sent from a page that did not show all of this, so it is to be read again.
    """
    again = ".again" if state.sendings else ""
    blocks: list[Block] = [Paragraph(PHRASES.say("check.text", language))]
    if changed:
        title, text = (PHRASES.say(f"check.changed.{part}", language) for part in ("title", "text"))
        blocks.insert(0, Notice(title, text))
    blocks += told(service, state, position, language, change=True)
    blocks.append(what_we_will_do(state, language, languages=service.languages, change=True, title=True))
    if position.endpoint is not None and not state.sendings:
        title, text = endpoint_words(service, position.endpoint, language)
        blocks += [
            Heading(PHRASES.say("check.ends.title", language)),
            Heading(title, level=3),
            Paragraph(text),
        ]
    if found := values_told(service, state, position, language):
        blocks += [Heading(PHRASES.say("check.found.title", language)), Summary(rows=found)]
    blocks += [
        Heading(PHRASES.say("check.send.title", language)),
        Paragraph(PHRASES.say("check.send.text", language)),
    ]
    last = position.pages[-1].ref if position.pages else None
    return Screen(
        id="check",
        title=PHRASES.say(f"check.title{again}", language),
        language=language,
        blocks=tuple(blocks),
        actions=(Action(PHRASES.say(f"check.send{again}", language), "do:check"),),
        back=f"page:{last}" if last else "do:tasks",
    )
