"""The form that an assessor fills in, kept as often as they like; and what they found, read back."""

from collections.abc import Iterator, Mapping

from handrail.bricks.work.form import is_form, missing_in
from handrail.bricks.work.form_shown import fields, read_back
from handrail.bricks.work.refusals import FormRefused
from handrail.bricks.work.spec import Work
from handrail.bricks.work.state import Form as Filled
from handrail.bricks.work.state import WorkState
from handrail.casefile import CaseFile
from handrail.casework.assessing import save_form
from handrail.casework.step import NotWithStaff, at_hand
from handrail.channels.desk.acting import LATER, CaseAction, Form, Mend, view_of
from handrail.channels.desk.barred import with_a_colleague
from handrail.channels.desk.documents import proving
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.standing import step_at_hand
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.brick import Refused
from handrail.definition.screen import (
    Block,
    Details,
    Heading,
    Paragraph,
    Warning,  # noqa: A004 - the Design System's own name for it
)
from handrail.definition.service import Step
from handrail.history.event import Circumstances


def has_form(file: CaseFile) -> bool:
    """Say whether the step that the case stands at has a form for staff."""
    step = step_at_hand(file)
    return step is not None and isinstance(step.spec, Work) and is_form(step)


def missing(file: CaseFile) -> tuple[str, ...]:
    """What is still to be filled in before anything can be decided, in words."""
    if not has_form(file):
        return ()
    step, state, _ = at_hand(file)
    return missing_in(step, state.form, file.as_sent.scopes[step.id], LANGUAGE)


def still_missing(file: CaseFile) -> Iterator[Block]:
    """Say what must be filled in first, with the way to it; nothing when all is."""
    left = missing(file)
    if left:
        step, _, _ = at_hand(file)
        spec: Work = step.spec
        at_once = [one.label for one in spec.results if one.unfinished]
        yield Warning(say("assess.first_but", results="; ".join(at_once)) if at_once else say("assess.first"))
        yield Paragraph("\n".join(f"- {one}" for one in left))
        yield Paragraph(f"[{say('assess.go')}](/desk/case/{file.reference}/assess)")


def change(file: CaseFile) -> Paragraph:
    """The way back to what was found, to mend it before the decision."""
    return Paragraph(f"[{say('assess.change')}](/desk/case/{file.reference}/assess)")


def found(file: CaseFile) -> Iterator[Block]:
    """What staff have answered and found in each step, with what it was before."""
    headed = False
    for step in file.service.steps:
        state = file.state.steps.get(step.id)
        if isinstance(state, WorkState) and state.forms:
            if not headed:
                yield Heading(say("assess.found"))
            headed = True
            yield from of_step(file, step, state.forms)


def of_step(file: CaseFile, step: Step, forms: tuple[Filled, ...]) -> Iterator[Block]:
    """What staff have answered and found in a step."""
    title = file.service.say(f"{step.id}.title", step.title, LANGUAGE)
    yield from read_back(file.service, step, forms[-1], LANGUAGE, title=title, before=forms[:-1])


def _called(file: CaseFile) -> str:
    """What the work is called: to check proof, to assess and to take a fee are each their own."""
    step, _, _ = at_hand(file)
    return file.service.title_of(step, LANGUAGE)


def _blocks(file: CaseFile, _staff: Staff, form: Form) -> tuple[Block, ...]:
    step, state, _ = at_hand(file)
    if not is_form(step):
        raise NotWithStaff("This step has no form.")
    spec: Work = step.spec
    refused = Refused(errors=form.errors, typed=form.typed, parts=form.parts) if form.typed else None
    return (
        Paragraph(say("assess.text" if spec.criteria else "assess.text.tasks")),
        *((Details(say("decide.check"), spec.check),) if spec.check else ()),
        *fields(step, state.form, file.as_sent.scopes[step.id], LANGUAGE, refused, proving(file, step)),
    )


def _save(file: CaseFile, typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    try:
        return save_form(
            file, form=typed, language=LANGUAGE, finished=LATER not in typed, circumstances=circumstances
        )
    except FormRefused as refusal:
        raise Mend(refusal.refused.errors, refusal.refused.parts) from refusal


assess = view_of(
    CaseAction(
        "assess",
        _blocks,
        _save,
        later=True,
        onward=lambda *_: "decide",
        of_step=True,
        called=_called,
        barred=with_a_colleague,
    )
)
