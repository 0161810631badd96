"""What a paper form gives no answer to, as staff say it where they type: left blank, or unreadable."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from handrail.bricks.ask.layout import layout_of
from handrail.bricks.ask.rules import BLANK, UNREADABLE
from handrail.bricks.ask.spec import Ask
from handrail.bricks.ask.state import AskState
from handrail.bricks.work.rules import WorkRefused
from handrail.casefile import CaseFile
from handrail.casework.step import NotWithStaff
from handrail.casework.waiting import ask_for_more
from handrail.channels.desk.words import say
from handrail.definition.brick import PageRef
from handrail.definition.screen import Block, Input, Option, Screen
from handrail.history.event import Circumstances
from handrail.walk.words import PHRASES

FIELD = "_gap"
"""The field under which the boxes are: no question has such an id."""

_TICKED = "yes"


def with_gaps(screen: Screen, file: CaseFile, ref: PageRef, typed: Mapping[str, str]) -> Screen:
    """The page with two boxes below each question: it was left blank, or it could not be read."""
    step = file.service.step(ref.step)
    if not isinstance(step.spec, Ask) or ref.page not in layout_of(step).pages:
        return screen
    state = file.state.steps.get(step.id)
    noted = state.gaps if isinstance(state, AskState) else {}
    blocks: list[Block] = []
    for block in screen.blocks:
        blocks.append(block)
        if isinstance(block, Input):
            why = noted.get((block.name, ref.item), "")
            known = {f"{FIELD}.{block.name}.{why}": _TICKED} if why else {}
            blocks.append(_boxes(block, typed or known))
    return replace(screen, blocks=tuple(blocks))


def _boxes(question: Input, values: Mapping[str, str]) -> Input:
    name = f"{FIELD}.{question.name}"
    return Input(
        name=name,
        kind="checkboxes",
        label=say("gap.label", question=question.label),
        options=(Option(BLANK, say("gap.blank")), Option(UNREADABLE, say("gap.unreadable"))),
        values={key: text for key, text in values.items() if key.startswith(f"{name}.")},
        required=False,
    )


def gaps_of(form: Mapping[str, str]) -> Mapping[str, str]:
    """By question, what was ticked of it; what could not be read was not left blank."""
    found: dict[str, str] = {}
    for why in (BLANK, UNREADABLE):
        for key, text in form.items():
            if key.startswith(f"{FIELD}.") and key.endswith(f".{why}") and text == _TICKED:
                found[key.removeprefix(f"{FIELD}.").removesuffix(f".{why}")] = why
    return found


def ask_for_gaps(file: CaseFile, *, circumstances: Circumstances) -> bool:
    """Ask the person for what their form did not tell, and for nothing else; whether there was anything.

    The form counts as received on its day all the same. Where a colleague has the case, or no staff work on
    it, nothing is asked: what is missing stays on its page.
    """
    questions = tuple(_open(file))
    if not questions:
        return False
    message = PHRASES.say("gaps.message", file.state.language)
    try:
        ask_for_more(file, questions=questions, message=message, circumstances=circumstances)
    except (NotWithStaff, WorkRefused):
        return False
    return True


def _open(file: CaseFile) -> Iterator[str]:
    """The questions with gaps on the route, as work steps name them: an id, or `id/member`."""
    for ref in file.as_sent.gaps:
        step = file.service.step(ref.step)
        state = file.state.steps.get(ref.step)
        if not isinstance(state, AskState):
            continue
        for one in layout_of(step).pages[ref.page][0].asked:
            if (one.question.id, ref.item) in state.gaps and not one.question.equality:
                yield f"{one.question.id}/{ref.item}" if ref.item else one.question.id
