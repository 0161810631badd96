"""Take a case on and give it back, note, ask for more, pause and take up again: what each asks and does."""

from collections.abc import Mapping
from datetime import date

from handrail.bricks.ask.layout import layout_of
from handrail.bricks.ask.names import full_name
from handrail.bricks.ask.spec import Ask
from handrail.bricks.ask.state import AskState
from handrail.casefile import CaseFile
from handrail.casework import noting, taking, waiting
from handrail.channels.desk.acting import CaseAction, Form, Mend, view_of
from handrail.channels.desk.barred import not_paused, not_taken, taken, with_a_colleague
from handrail.channels.desk.days import NotADay, day_typed
from handrail.channels.desk.deciding import missing, textarea
from handrail.channels.desk.facts import read_back
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import Block, Input, Option, Paragraph
from handrail.history.event import Circumstances
from handrail.questions.asking import asking_of


def _said(name: str) -> tuple[Block, ...]:
    return (Paragraph(say(f"{name}.text")),)


def _take(file: CaseFile, _typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    return taking.claim(file, circumstances=circumstances)


def _give_back(file: CaseFile, _typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    return taking.release(file, circumstances=circumstances)


def _resume(file: CaseFile, _typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    return waiting.resume(file, circumstances=circumstances)


def _note_blocks(_file: CaseFile, _staff: Staff, form: Form) -> tuple[Block, ...]:
    return (textarea("note", form, label=say("note.label"), hint=say("note.label.hint")),)


def _note(file: CaseFile, typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    errors = missing(typed, note="note.missing")
    if errors:
        raise Mend(errors)
    return noting.note(file, text=typed["note"], circumstances=circumstances)


def _ask_blocks(file: CaseFile, _staff: Staff, form: Form) -> tuple[Block, ...]:
    if form != Form():
        return _asked_of(file, form)
    return file.once("ask", lambda: _asked_of(file, form), of=file.rests_on)


def _asked_of(file: CaseFile, form: Form) -> tuple[Block, ...]:
    return (
        Paragraph(say("ask.text")),
        *(
            Input(
                name=f"questions-{step_id}",
                kind="checkboxes",
                label=title,
                options=tuple(Option(value, label, hint=answer) for value, label, answer in asked),
                values=form.values(f"questions-{step_id}"),
                error=form.error("questions") if place == 0 else "",
            )
            for place, (step_id, title, asked) in enumerate(answered(file))
        ),
        textarea("message", form, label=say("ask.message"), hint=say("ask.message.hint")),
    )


def answered(file: CaseFile) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """By step, what can be asked again: a question's id, or `id/member`, its words and the answer now."""
    found = []
    for step in file.service.steps:
        state = file.state.sent_steps.get(step.id)
        if not isinstance(step.spec, Ask) or not isinstance(state, AskState):
            continue
        layout, asked = layout_of(step), []
        for page in file.as_sent.pages:
            if page.ref.step != step.id or page.ref.page not in layout.pages:
                continue
            laid, group = layout.pages[page.ref.page]
            for one in laid.asked:
                if one.question.equality:
                    continue
                if (one.question.id, page.ref.item) not in state.answers:
                    continue
                asking = asking_of(file.service, step.id, one.question, LANGUAGE)
                value = state.answers[one.question.id, page.ref.item]
                now = ", ".join(read_back(one, asking, value).splitlines())
                if group is None:
                    asked.append((one.question.id, asking.label, now))
                else:
                    who = full_name(layout, group, state, page.ref.item, LANGUAGE)
                    asked.append((f"{one.question.id}/{page.ref.item}", f"{asking.label} ({who})", now))
        if asked:
            found.append((step.id, step.title or step.id, asked))
    return found


def _ask_about(file: CaseFile, about: str) -> Mapping[str, str]:
    """The box that is ticked already: of the question that the page was opened for."""
    return {
        f"questions-{step_id}.{value}": "yes"
        for step_id, _, asked in answered(file)
        for value, _, _ in asked
        if value == about
    }


def _ask(file: CaseFile, typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    ticked = [
        value
        for step_id, _, asked in answered(file)
        for value, _, _ in asked
        if typed.get(f"questions-{step_id}.{value}")
    ]
    errors = missing(typed, message="ask.message.missing")
    if not ticked:
        errors["questions"] = say("ask.questions.missing")
    if errors:
        raise Mend(errors)
    return waiting.ask_for_more(file, questions=ticked, message=typed["message"], circumstances=circumstances)


def _pause_blocks(_file: CaseFile, _staff: Staff, form: Form) -> tuple[Block, ...]:
    return (
        Paragraph(say("pause.text")),
        textarea("reason", form, label=say("pause.reason"), hint=say("pause.reason.hint")),
        Input(
            name="until",
            kind="date",
            label=say("pause.until"),
            hint=say("pause.until.hint"),
            required=False,
            values=form.values("until"),
            error=form.error("until"),
        ),
    )


def _pause(file: CaseFile, typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    errors = missing(typed, reason="pause.reason.missing")
    until: date | None = None
    try:
        until = day_typed(typed, "until")
    except NotADay:
        errors["until"] = say("pause.until.wrong")
    if errors:
        raise Mend(errors)
    return waiting.pause(file, until=until, reason=typed["reason"], circumstances=circumstances)


take = view_of(CaseAction("take", lambda *_: _said("take"), _take, strict=False, barred=taken))
give_back = view_of(
    CaseAction("give-back", lambda *_: _said("give-back"), _give_back, strict=False, barred=not_taken)
)
resume = view_of(CaseAction("resume", lambda *_: _said("resume"), _resume, strict=False, barred=not_paused))
note = view_of(CaseAction("note", _note_blocks, _note, field="note", strict=False))
ask = view_of(
    CaseAction(
        "ask",
        _ask_blocks,
        _ask,
        field="questions",
        shown=True,
        about=_ask_about,
        barred=with_a_colleague,
    )
)
pause = view_of(
    CaseAction("pause", _pause_blocks, _pause, field="until", shown=True, barred=with_a_colleague)
)
