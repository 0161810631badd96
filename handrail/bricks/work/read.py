"""Reads a `work` step from nodes; what it means for the rest of the service is judged in `check`."""

from typing import cast

from handrail.bricks.work.spec import NEEDS, Criterion, FormQuestion, Needs, Result, Work
from handrail.definition.reader import STEP_KEYS, Reader
from handrail.definition.source import Where
from handrail.definition.text import Fields, Value
from handrail.questions.reading import QUESTION_KEYS, read_question

WORK_KEYS = STEP_KEYS | {"work", "queue", "promise", "advice", "results", "check", "form", "criteria"}
RESULT_KEYS = ("label", "text", "hint")
REASONS = ("needed", "optional")
"""Whether a result needs reasons; they are needed unless it says otherwise."""
CRITERION_KEYS = ("label", "hint", "source")
_APPLICANT = "applicant"


def read(node: Fields, reader: Reader) -> Work:
    """Return what staff do in the step; problems go to the reader."""
    fields = reader.mapping(node, what="a work step", known=WORK_KEYS, required=("queue", "results"))
    return Work(
        queue=reader.identifier(fields, "queue", style="kebab"),
        results=_results(fields, reader),
        promise=reader.text(fields, "promise"),
        advice=reader.text(fields, "advice"),
        check=reader.text(fields, "check"),
        form=_form(fields, reader),
        criteria=_criteria(fields, reader),
    )


def _form(fields: Fields, reader: Reader) -> tuple[FormQuestion, ...]:
    questions = []
    for item in reader.sequence(fields, "form", what="questions"):
        inner = reader.mapping(
            item,
            what="a question of staff",
            known=QUESTION_KEYS - {"whose", "shown_to", "find_by", "equality", "why", "document"}
            | {"criterion"},
            required=("question", "type", "label"),
        )
        when = reader.expression(inner, "when")
        question = read_question(inner, reader, whose=_APPLICANT, when=when)
        questions.append(FormQuestion(question, reader.text(inner, "criterion")))
    return tuple(questions)


def _criteria(fields: Fields, reader: Reader) -> tuple[Criterion, ...]:
    if "criteria" not in fields.entries:
        return ()
    named = reader.mapping(fields.entries["criteria"], what="'criteria'", known=None)
    criteria = []
    for name, item in named.entries.items():
        where = named.at(name)
        reader.check_identifier(name, where, style="snake")
        known = (*CRITERION_KEYS, "proved_by")
        inner = reader.mapping(item, what="a criterion", known=known, required=("label",))
        label, hint, source = (reader.text(inner, key) for key in CRITERION_KEYS)
        proved_by = reader.texts(inner, "proved_by")
        criteria.append(Criterion(name, label, where, hint=hint, source=source, proved_by=proved_by))
    return tuple(criteria)


def _results(fields: Fields, reader: Reader) -> tuple[Result, ...]:
    if "results" not in fields.entries:
        return ()
    named = reader.mapping(fields.entries["results"], what="'results'", known=None)
    if not named.entries and isinstance(fields.entries["results"], Fields):
        reader.broken(fields.at("results"), "There are no results to choose from.", "Add at least one.")
    results = []
    for name, item in named.entries.items():
        where = named.at(name)
        reader.check_identifier(name, where, style="kebab")
        if isinstance(item, Value):
            results.append(Result(name, reader.text_of(item, name), where))
            continue
        inner = reader.mapping(
            item,
            what="a result",
            known=(*RESULT_KEYS, "needs", "stage", "when", "unfinished", "reasons"),
            required=("label",),
        )
        results.append(_result(name, inner, where, reader))
    return tuple(results)


def _result(name: str, fields: Fields, where: Where, reader: Reader) -> Result:
    label, text, hint = (reader.text(fields, key) for key in RESULT_KEYS)
    return Result(
        id=name,
        label=label,
        where=where,
        text=text,
        hint=hint,
        needs=cast("Needs", reader.choice(fields, "needs", options=NEEDS)),
        stage=reader.boolean(fields, "stage"),
        when=reader.expression(fields, "when"),
        unfinished=reader.boolean(fields, "unfinished"),
        unexplained=reader.choice(fields, "reasons", options=REASONS) == "optional",
    )
