"""The form that staff fill in as blocks of a screen, and what they found as it is read back."""

from collections.abc import Iterator, Mapping

from handrail.bricks.work.form import FOUND_FIELD, REASONS_FIELD, applying, label_of, read_form, say
from handrail.bricks.work.spec import FOUND, Criterion, Work
from handrail.bricks.work.state import Finding, Form
from handrail.bricks.work.words import PHRASES
from handrail.definition.brick import Refused, Scope
from handrail.definition.screen import Block, Heading, Input, Inset, Option, Paragraph, Row, Summary
from handrail.definition.service import Service, Step
from handrail.questions.asking import Asking, told
from handrail.questions.field import input_of


def fields(
    step: Step,
    form: Form,
    scope: Scope,
    language: str,
    refused: Refused | None = None,
    beside: Mapping[str, str] | None = None,
) -> tuple[Block, ...]:
    """Return the form: what belongs to no criterion, then each criterion with its questions and finding.

    beside: by criterion, what else there is to know of it, such as the documents that came.
    """
    spec: Work = step.spec
    typed = read_form(step, refused.typed, scope, language).form if refused else form
    asked = applying(step, typed, scope)

    def inputs(criterion: str) -> Iterator[Block]:
        for one in asked:
            if one.criterion == criterion:
                asking = Asking(scope.service, step.id, one.question, language)
                yield input_of(asking, value=form.answers.get(one.question.id), refused=refused)

    blocks: list[Block] = [*inputs("")]
    for criterion in spec.criteria:
        blocks.append(Heading(label_of(scope.service, step, criterion, language)))
        if criterion.source:
            blocks.append(Paragraph(criterion.source))
        if beside and criterion.id in beside:
            blocks.append(Inset(beside[criterion.id]))
        blocks += inputs(criterion.id)
        blocks += _judged(scope.service, step, criterion, form, language, refused)
    return tuple(blocks)


def read_back(
    service: Service, step: Step, form: Form, language: str, *, title: str = "", before: tuple[Form, ...] = ()
) -> tuple[Summary, ...]:
    """Return what staff answered and found, as staff read it. before: earlier savings, oldest first."""
    earlier = [_told(service, step, one, language) for one in reversed(before)]
    rows = [
        Row(label, value, note=_before(name, value, earlier, language))
        for name, (label, value) in _told(service, step, form, language).items()
    ]
    return (Summary(rows=tuple(rows), title=title),) if rows else ()


def _told(service: Service, step: Step, form: Form, language: str) -> dict[str, tuple[str, str]]:
    """Return by question and criterion what it is called and what was answered or found."""
    spec: Work = step.spec
    told_of = {}
    for one in spec.form:
        if one.question.id in form.answers:
            asking = Asking(service, step.id, one.question, language)
            told_of[one.question.id] = (asking.label, told(asking, form.answers[one.question.id]))
    for criterion in spec.criteria:
        if criterion.id in form.findings:
            label = label_of(service, step, criterion, language)
            told_of[criterion.id] = (label, _found(form.findings[criterion.id], language))
    return told_of


def _before(name: str, now: str, earlier: list[dict[str, tuple[str, str]]], language: str) -> str:
    """Return what was told of something before, the latest first, each once; "" when it never changed."""
    values = dict.fromkeys(told_of[name][1] for told_of in earlier if name in told_of)
    return " ".join(
        PHRASES.say("form.before", language, value=" ".join(value.split()))
        for value in values
        if value != now
    )


def findings_read(service: Service, step: Step, form: Form, language: str) -> tuple[Row, ...]:
    """Return what was found of each criterion that was looked at, why and by which rule, for the person."""
    spec: Work = step.spec
    return tuple(
        Row(
            label_of(service, step, criterion, language),
            _found(finding, language),
            note=PHRASES.say("found.source", language, source=criterion.source) if criterion.source else "",
        )
        for criterion in spec.criteria
        if (finding := form.findings.get(criterion.id)) is not None and finding.found in ("met", "not_met")
    )


def _found(finding: Finding, language: str) -> str:
    said = PHRASES.say(f"found.{finding.found or 'open'}", language)
    return f"{said}\n{finding.reasons}" if finding.reasons else said


def _judged(
    service: Service, step: Step, criterion: Criterion, form: Form, language: str, refused: Refused | None
) -> Iterator[Input]:
    """Yield what is found of a criterion and why, filled with what was typed if refused, else as kept."""
    kept = form.findings.get(criterion.id)
    values = {
        f"{FOUND_FIELD}{criterion.id}": kept.found if kept else "",
        f"{REASONS_FIELD}{criterion.id}": kept.reasons if kept else "",
    }
    if refused is not None:
        values = {name: refused.typed.get(name, "") for name in values}
    found, reasons = values
    yield Input(
        name=found,
        kind="radios",
        label=say(service, step, criterion, "is_met", language),
        hint=criterion.hint,
        options=tuple(Option(one, PHRASES.say(f"found.{one}", language)) for one in FOUND),
        values={found: values[found]},
        error=refused.errors.get(found, "") if refused else "",
    )
    yield Input(
        name=reasons,
        kind="textarea",
        label=say(service, step, criterion, "why", language),
        hint=PHRASES.say("criterion.why.hint", language),
        values={reasons: values[reasons]},
        error=refused.errors.get(reasons, "") if refused else "",
    )
