"""Decide, open a decision again, say that it stands: what each asks of staff and does."""

from collections.abc import Iterator, Mapping
from typing import cast, get_args

from handrail.bricks.work.rules import Why, may_be_chosen
from handrail.bricks.work.spec import Result, Work
from handrail.casefile import CaseFile
from handrail.casework import deciding
from handrail.casework.step import at_hand
from handrail.channels.desk.acting import CaseAction, Form, Mend, view_of
from handrail.channels.desk.assessing import change, of_step, still_missing
from handrail.channels.desk.barred import not_decided, with_a_colleague
from handrail.channels.desk.documents import to_decide_on
from handrail.channels.desk.facts import unsafe
from handrail.channels.desk.found import determinations
from handrail.channels.desk.paper_gaps import left_open
from handrail.channels.desk.staff import Staff
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import (
    Block,
    Details,
    Heading,
    Input,
    Inset,
    Option,
    Paragraph,
    Warning,  # noqa: A004 - the Design System's own name for it
)
from handrail.definition.service import Step
from handrail.history.event import Circumstances
from handrail.questions.types.shape import LONGEST
from handrail.questions.types.writing import readable
from handrail.walk.decisions import standing_decision


def _decide_blocks(file: CaseFile, _staff: Staff, form: Form) -> tuple[Block, ...]:
    step, state, _ = at_hand(file)
    spec: Work = step.spec
    safety = unsafe(file)
    scope = file.as_sent.scopes[step.id]
    now = tuple(one for one in spec.results if may_be_chosen(one, step, state.form, scope))
    return (
        *((Warning(say("safety", questions="; ".join(safety))),) if safety else ()),
        *((Details(say("decide.check"), spec.check),) if spec.check else ()),
        *((Heading(say("decide.advice")), *determinations(file, only=spec.advice)) if spec.advice else ()),
        *to_decide_on(file, step),
        *left_open(file),
        *still_missing(file),
        *(
            (Heading(say("assess.found")), *of_step(file, step, state.forms), change(file))
            if state.forms
            else ()
        ),
        Input(
            name="result",
            kind="radios",
            label=say(_asking_for(spec)),
            options=tuple(Option(one.id, one.label, hint=one.hint) for one in now),
            values=form.values("result"),
            error=form.error("result"),
        ),
        *_not_now(spec, now),
        textarea("reasons", form, label=say("decide.reasons"), hint=_reasons_hint(now)),
        *_reviews(file, step),
    )


def _asking_for(spec: Work) -> str:
    """The key of what is asked: a decision, or where a step has stages alone, what to do next."""
    return "decide.result.stage" if all(one.stage for one in spec.results) else "decide.result"


def _not_now(spec: Work, now: tuple[Result, ...]) -> Iterator[Block]:
    """Say which results cannot be chosen as things stand."""
    others = [one.label for one in spec.results if one not in now]
    if others:
        yield Inset(say("decide.not_now", results="; ".join(others)))


def _reasons_hint(now: tuple[Result, ...]) -> str:
    """Say that the person reads the reasons, and which results may go without."""
    unexplained = [one.label for one in now if one.unexplained]
    if unexplained:
        return say("decide.reasons.hint.optional", results="; ".join(unexplained))
    return say("decide.reasons.hint")


def _reviews(file: CaseFile, step: Step) -> Iterator[Block]:
    """How a refusal says to have it reviewed: the person reads it with the decision."""
    spec: Work = step.spec
    for result in spec.results:
        review = _review_of(file, step, result)
        if review:
            yield Details(say("decide.review", result=result.label), review)


def _review_of(file: CaseFile, step: Step, result: Result) -> str:
    target = step.goto.get(result.id) or step.goto.get("otherwise") or ""
    endpoint = file.service.endpoints.get(target)
    if endpoint is None or endpoint.review is None or endpoint.kind != "refused":
        return ""
    return file.service.say(f"endpoint.{endpoint.id}.review", endpoint.review.text, LANGUAGE)


def _decide(file: CaseFile, typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    step, _, _ = at_hand(file)
    errors = missing(typed, result=f"{_asking_for(step.spec)}.missing", reasons="decide.reasons.missing")
    if not typed.get("reasons", "").strip() and _goes_without_reasons(file, typed.get("result", "")):
        errors.pop("reasons", None)
    if errors:
        raise Mend(errors)
    return deciding.decide(
        file, result=typed["result"], reasons=typed.get("reasons", ""), circumstances=circumstances
    )


def _goes_without_reasons(file: CaseFile, result: str) -> bool:
    step, _, _ = at_hand(file)
    spec: Work = step.spec
    chosen = spec.result(result)
    return chosen is not None and chosen.unexplained


def _reopen_blocks(_file: CaseFile, _staff: Staff, form: Form) -> tuple[Block, ...]:
    return (
        Paragraph(say("reopen.text")),
        Input(
            name="why",
            kind="radios",
            label=say("reopen.why"),
            options=tuple(Option(why, say(f"reopen.why.{why}")) for why in get_args(Why)),
            values=form.values("why"),
            error=form.error("why"),
        ),
        textarea("reason", form, label=say("reopen.reason"), hint=say("reopen.reason.hint")),
    )


def _reopen(file: CaseFile, typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    errors = missing(typed, why="reopen.why.missing", reason="reopen.reason.missing")
    if typed.get("why") and typed["why"] not in get_args(Why):
        errors["why"] = say("reopen.why.missing")
    if errors:
        raise Mend(errors)
    why = cast("Why", typed["why"])
    return deciding.reopen(file, why=why, reason=typed["reason"], circumstances=circumstances)


def _confirm_blocks(file: CaseFile, _staff: Staff, form: Form) -> tuple[Block, ...]:
    decision = standing_decision(file.service, file.state.decisions)
    return (
        Paragraph(say("confirm.text")),
        *((Inset(decision.reasons),) if decision else ()),
        textarea("reason", form, label=say("confirm.reason"), hint=say("confirm.reason.hint")),
    )


def _confirm(file: CaseFile, typed: Mapping[str, str], circumstances: Circumstances) -> CaseFile:
    errors = missing(typed, reason="confirm.reason.missing")
    if errors:
        raise Mend(errors)
    return deciding.confirm(file, reason=typed["reason"], circumstances=circumstances)


def textarea(name: str, form: Form, *, label: str, hint: str = "") -> Input:
    """A box for words, filled with what was typed."""
    return Input(
        name=name,
        kind="textarea",
        label=label,
        hint=hint,
        values=form.values(name),
        error=form.error(name),
        max_length=LONGEST,
    )


def missing(typed: Mapping[str, str], **words: str) -> dict[str, str]:
    """By field name, the sentence for each that was left empty, and for words that are too long."""
    written = {name: readable(typed.get(name, "")) for name in words}
    errors = {name: say(key) for name, key in words.items() if not written[name]}
    long = {name: say("too_long", most=LONGEST) for name, text in written.items() if len(text) > LONGEST}
    return {**errors, **long}


decide = view_of(
    CaseAction(
        "decide", _decide_blocks, _decide, field="result", shown=True, of_step=True, barred=with_a_colleague
    )
)
reopen = view_of(CaseAction("reopen", _reopen_blocks, _reopen, field="reason", barred=not_decided))
confirm = view_of(
    CaseAction("confirm", _confirm_blocks, _confirm, field="reason", shown=True, barred=not_decided)
)
