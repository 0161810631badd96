"""What a paper form gives no answer to, as staff say it where they type: left blank, or unreadable."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from handrail.bricks.ask.layout import Asked, layout_of
from handrail.bricks.ask.names import full_name
from handrail.bricks.ask.rules import BLANK, UNREADABLE
from handrail.bricks.ask.spec import Ask
from handrail.bricks.ask.state import AskState
from handrail.bricks.work.refusals import WorkRefused
from handrail.casefile import CaseFile
from handrail.casework.step import NotWithStaff
from handrail.casework.waiting import ask_for_more
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.brick import PageRef
from handrail.definition.screen import (
    Block,
    Input,
    Option,
    Paragraph,
    Screen,
    Warning,  # noqa: A004 - the Design System's own name for it
)
from handrail.history.event import Circumstances
from handrail.questions.asking import asking_of
from handrail.walk.words import PHRASES

FIELD = "_gap"
"""The field under which the boxes are: no question has such an id."""

UNREAD = "unread"
"""Why a form does not tell a question that was answered before: its new answer could not be read."""

_TICKED = "yes"


def with_gaps(screen: Screen, file: CaseFile, ref: PageRef, typed: Mapping[str, str]) -> Screen:
    """The page with two boxes below each question: it was left blank, or it could not be read."""
    step = file.service.step(ref.step)
    if not isinstance(step.spec, Ask) or ref.page not in layout_of(step).pages:
        return screen
    state = file.state.steps.get(step.id)
    noted = open_in(state) if isinstance(state, AskState) else {}
    blocks: list[Block] = []
    for block in screen.blocks:
        blocks.append(block)
        if isinstance(block, Input):
            why = noted.get((block.name, ref.item), "").replace(UNREAD, UNREADABLE)
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


def open_in(state: AskState) -> Mapping[tuple[str, str], str]:
    """By question and member, why a paper form does not tell it: `blank`, `unreadable`, or UNREAD."""
    return {**dict.fromkeys(state.unread, UNREAD), **state.gaps}


def _open(file: CaseFile) -> Iterator[str]:
    """What a form does not tell, as work steps name questions: an id, or `id/member`."""
    for ref, one, _ in _left_open(file):
        yield f"{one.question.id}/{ref.item}" if ref.item else one.question.id


def _left_open(file: CaseFile) -> Iterator[tuple[PageRef, Asked, str]]:
    """The questions on the route, as sent, that a form does not tell, each with why."""
    for page in file.as_sent.pages:
        ref, state = page.ref, file.state.sent_steps.get(page.ref.step)
        if not isinstance(state, AskState) or not (state.gaps or state.unread):
            continue
        found = layout_of(file.service.step(ref.step)).pages.get(ref.page)
        for one in found[0].asked if found else ():
            why = open_in(state).get((one.question.id, ref.item))
            if why and not one.question.equality:
                yield ref, one, why


def told_open(file: CaseFile, *, only: str = "") -> tuple[str, ...]:
    """What a form does not tell, in words. only: what is so for one of the reasons."""
    questions = ((_called(file, ref, one), why) for ref, one, why in _left_open(file))
    found = (*questions, *_lists_open(file))
    return tuple(say(f"missing.{why}", question=called) for called, why in found if only in ("", why))


def _lists_open(file: CaseFile) -> Iterator[tuple[str, str]]:
    """The lists on the route, as sent, of whose members nothing is known, as staff read them, with why."""
    for page in file.as_sent.pages:
        ref, state = page.ref, file.state.sent_steps.get(page.ref.step)
        why = state.gaps.get((ref.page, ref.item)) if isinstance(state, AskState) else None
        laid = layout_of(file.service.step(ref.step)).groups.get(ref.page) if why else None
        if laid is not None and why:
            yield file.service.say(f"{ref.step}.{laid.group.id}.title", laid.group.title, LANGUAGE), why


def left_open(file: CaseFile) -> Iterator[Block]:
    """What a form does not tell, for whoever decides, with what to do about it; nothing when it tells all."""
    left = told_open(file)
    if left:
        yield Warning(say("missing.decide"))
        yield Paragraph("\n".join(f"- {one}" for one in left))


def _called(file: CaseFile, ref: PageRef, one: Asked) -> str:
    step, state = file.service.step(ref.step), file.state.sent_steps[ref.step]
    label = asking_of(file.service, ref.step, one.question, LANGUAGE).label
    group = layout_of(step).pages[ref.page][1]
    if group is None:
        return label
    who = full_name(layout_of(step), group, state, ref.item, LANGUAGE)
    return say("missing.of", question=label, who=who)
