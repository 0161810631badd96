"""The form that staff fill in: what it asks, what was typed, what is still missing; no events here."""

from collections.abc import Mapping
from dataclasses import dataclass

from handrail.bricks.work.spec import FOUND, Criterion, FormQuestion, Work
from handrail.bricks.work.state import Finding, Form
from handrail.bricks.work.words import PHRASES
from handrail.definition.brick import Fact, Scope
from handrail.definition.service import Service, Step
from handrail.history.event import Json
from handrail.questions.answer import fact_of, parse
from handrail.questions.asking import Asking
from handrail.questions.types.shape import LONGEST, Given, Wrong
from handrail.questions.types.writing import tidy, unkeepable

FOUND_FIELD = "found-"
REASONS_FIELD = "reasons-"
"""What the fields of a criterion begin with; no question's id has a hyphen."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was typed.

    form: what could be read. refused: by field, what must be mended; missing: what is still to be filled in.
    parts: by field, which parts of a composite one are wrong.
    """

    form: Form
    refused: Mapping[str, str]
    missing: Mapping[str, str]
    parts: Mapping[str, frozenset[str]]


def applying(step: Step, form: Form, scope: Scope) -> tuple[FormQuestion, ...]:
    """Return the questions to be answered, given what was answered to those before them."""
    spec: Work = step.spec
    facts = _blank(step, scope)
    found = []
    for one in spec.form:
        if _applies(one, facts, scope):
            found.append(one)
            facts[one.question.id] = fact_of(one.question, form.answers.get(one.question.id))
    return tuple(found)


def read_form(step: Step, typed: Mapping[str, str], scope: Scope, language: str) -> Filled:
    """Read a form as it was typed. typed: by field name as in `Input.name` with its suffix."""
    spec: Work = step.spec
    facts = _blank(step, scope)
    answers: dict[str, Json] = {}
    refused: dict[str, str] = {}
    missing: dict[str, str] = {}
    parts: dict[str, frozenset[str]] = {}
    for one in spec.form:
        question = one.question
        if not _applies(one, facts, scope):
            continue
        asking = Asking(scope.service, step.id, question, language)
        given = parse(question, typed, facts=facts, at=scope.at, today=scope.day, said=asking.said)
        if isinstance(given, Given):
            answers[question.id] = given.value
            facts[question.id] = fact_of(question, given.value)
            continue
        sentence = asking.error(given)
        (missing if given.name == "missing" else refused)[question.id] = sentence
        parts[question.id] = given.parts
    findings = {}
    for criterion in spec.criteria:
        finding, wrong = _finding(criterion, typed)
        findings[criterion.id] = finding
        for field, key in wrong.items():
            words = say(scope.service, step, criterion, key, language)
            (refused if key in _WRONG else missing)[field] = words
    kept = {name: one for name, one in findings.items() if one is not None}
    return Filled(Form(answers=answers, findings=kept), refused, missing, parts)


def missing_in(step: Step, form: Form, scope: Scope, language: str) -> tuple[str, ...]:
    """Return what is still to be answered or found before staff may conclude: each in its own words."""
    spec: Work = step.spec
    questions = [
        Asking(scope.service, step.id, one.question, language).label
        for one in applying(step, form, scope)
        if not one.question.optional and one.question.id not in form.answers
    ]
    criteria = [
        label_of(scope.service, step, one, language)
        for one in spec.criteria
        if not _is_whole(form.findings.get(one.id))
    ]
    return (*questions, *criteria)


def label_of(service: Service, step: Step, criterion: Criterion, language: str) -> str:
    """Return what a criterion is called."""
    return service.say(f"{step.id}.criteria.{criterion.id}.label", criterion.label, language)


def _blank(step: Step, scope: Scope) -> dict[str, Fact]:
    spec: Work = step.spec
    return {**scope.facts, **dict.fromkeys((one.question.id for one in spec.form), None)}


def _applies(one: FormQuestion, facts: Mapping[str, Fact], scope: Scope) -> bool:
    when = one.question.when
    return when is None or when.evaluate(facts, at=scope.at) is True


_WRONG = frozenset({"invalid", "unreadable", "too_long"})


def _finding(criterion: Criterion, typed: Mapping[str, str]) -> tuple[Finding | None, dict[str, str]]:
    """Return what was typed of a criterion, and by field what is wrong with it or missing."""
    chosen = typed.get(f"{FOUND_FIELD}{criterion.id}", "").strip()
    reasons = tidy(typed.get(f"{REASONS_FIELD}{criterion.id}", ""))
    wrong: dict[str, str] = {}
    unkept: Wrong | None = unkeepable(reasons, prose=True)
    if unkept is not None:
        wrong[f"{REASONS_FIELD}{criterion.id}"] = unkept.name
    found = next((one for one in FOUND if one == chosen), None)
    if found is None:
        wrong[f"{FOUND_FIELD}{criterion.id}"] = "invalid" if chosen else "found"
        return (Finding("", reasons) if reasons else None), wrong
    if found != "not_looked_at" and not reasons:
        wrong[f"{REASONS_FIELD}{criterion.id}"] = "reasons"
    return Finding(found, reasons), wrong


def _is_whole(finding: Finding | None) -> bool:
    if finding is None or not finding.found:
        return False
    return finding.found == "not_looked_at" or bool(finding.reasons)


def say(service: Service, step: Step, criterion: Criterion, key: str, language: str) -> str:
    """Return one of the brick's own sentences about a criterion."""
    label = label_of(service, step, criterion, language)
    return PHRASES.say(f"criterion.{key}", language, criterion=label, most=LONGEST)


def is_form(step: Step) -> bool:
    """Say whether staff have anything to fill in at a step."""
    spec: Work = step.spec
    return bool(spec.form or spec.criteria)
