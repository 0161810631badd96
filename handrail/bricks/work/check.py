"""Judges a `work` step: its promise, advice and results; how it is written is in `read`."""

from collections.abc import Iterator, Mapping

from handrail.bricks.work.spec import FOUND, FormQuestion, Work
from handrail.definition.brick import Declared, Vocabulary
from handrail.definition.reader import listing, nearest
from handrail.definition.rules import Names, check_rule, every_name, names_of
from handrail.definition.service import Service, Step, feel_name
from handrail.definition.source import Problem, Where
from handrail.feel import BOOLEAN, Choice, Expression, Type
from handrail.questions.judging import judge, type_of, words_of

_JUDGED_BY = "what staff find"


def vocabulary(_service: Service, step: Step, _types: Mapping[str, Type]) -> Vocabulary:
    """Return the step's own name, for the result, and those of what staff answer and find in it."""
    spec: Work = step.spec
    around = (step.when,) if step.when else ()
    adds: dict[str, Type] = {feel_name(step.id): Choice(results(step))}
    adds |= {one.question.id: type_of(one.question) for one in spec.form}
    adds |= {one.id: Choice(frozenset(FOUND)) for one in spec.criteria}
    declares = [
        Declared(one.question.id, "question", one.question.where, used=_JUDGED_BY) for one in spec.form
    ]
    declares += [Declared(one.id, "criterion", one.where, used=_JUDGED_BY) for one in spec.criteria]
    uses = {name for one in spec.form for rule in _rules(one) for name in every_name(rule)}
    uses |= {name for one in spec.results if one.when for name in every_name(one.when)}
    uses |= {feel_name(spec.advice)} if spec.advice else set()
    uses |= {name for one in spec.criteria for name in one.proved_by}
    given = {
        one.question.id: (*around, one.question.when) if one.question.when else around for one in spec.form
    }
    given |= {one.id: around for one in spec.criteria}
    certain = {one.question.id for one in spec.form if not one.question.optional}
    certain |= {one.id for one in spec.criteria}
    if any(one.unfinished for one in spec.results):
        certain = set()
    return Vocabulary(
        adds=adds,
        uses=frozenset(uses),
        declares=tuple(declares),
        given=given,
        certain=frozenset(certain),
    )


def _rules(one: FormQuestion) -> Iterator[Expression]:
    if one.question.when is not None:
        yield one.question.when
    yield from (limit for limit in one.question.limits.values() if isinstance(limit, Expression))


def results(step: Step) -> frozenset[str]:
    """Return the ids of what staff may conclude."""
    spec: Work = step.spec
    return frozenset(result.id for result in spec.results)


def words(step: Step) -> Iterator[tuple[str, str, Where]]:
    """Yield what the person is told of each result, and the criteria, which they read with the decision.

    What only staff read on the desk is not translated.
    """
    spec: Work = step.spec
    for criterion in spec.criteria:
        yield f"{step.id}.criteria.{criterion.id}.label", criterion.label, criterion.where
    for result in spec.results:
        if result.text:
            yield f"{step.id}.results.{result.id}.text", result.text, result.where


def desk_words(step: Step) -> Iterator[tuple[str, str, Where]]:
    """Yield what staff read; a translation of it is welcome and never missed."""
    spec: Work = step.spec
    if spec.check:
        yield f"{step.id}.check", spec.check, step.where
    for one in spec.form:
        yield from words_of(one.question, step.id)
    for criterion in spec.criteria:
        if criterion.hint:
            yield f"{step.id}.criteria.{criterion.id}.hint", criterion.hint, criterion.where
    for result in spec.results:
        for name in ("label", "hint"):
            if getattr(result, name):
                yield f"{step.id}.results.{result.id}.{name}", getattr(result, name), result.where


def check(service: Service, step: Step, types: Mapping[str, Type]) -> Iterator[Problem]:
    """Yield what is wrong in the step."""
    spec: Work = step.spec
    yield from _form(service, step, names_of(types))
    yield from _criteria(service, step)
    yield from _proved(spec, types)
    yield from _results(step)
    if spec.promise and spec.promise not in service.promises:
        yield Problem(
            step.where,
            "broken",
            f"'promise' is '{spec.promise}', which the service does not make.",
            f"{nearest(spec.promise, service.promises)}Use {listing(service.promises)},"
            " or add it to 'promises'.",
        )
    advisers = [one.id for one in service.steps if one.brick == "decide"]
    if spec.advice and spec.advice not in advisers:
        yield Problem(
            step.where,
            "broken",
            f"'advice' is '{spec.advice}', which is not a decide step.",
            f"{nearest(spec.advice, advisers)}Use {listing(advisers)}, or delete the line.",
        )
    if len(spec.results) == 1:
        yield Problem(
            spec.results[0].where,
            "advice",
            "There is only one thing to conclude here.",
            "Say what else staff may find, or whether this step is needed.",
        )


def _form(service: Service, step: Step, names: Names) -> Iterator[Problem]:
    """Yield what is wrong in the questions of staff; each may use what the questions before it ask.

    The rules of results may use all of them, and what was found of the criteria.
    """
    spec: Work = step.spec
    own = vocabulary(service, step, names)
    names = names.and_also({}, later=frozenset(own.adds) - names.keys())
    criteria = [one.id for one in spec.criteria]
    for one in spec.form:
        question = one.question
        if question.when is not None:
            yield from check_rule(question.when, names, what="when", expected=BOOLEAN)
        yield from judge(question, service, names)
        if one.criterion and one.criterion not in criteria:
            yield Problem(
                question.where,
                "broken",
                f"'criterion' is '{one.criterion}', which is not a criterion of this step.",
                f"{nearest(one.criterion, criteria)}Use {listing(criteria)}, or add it under 'criteria'.",
            )
        names = names.and_also(
            {question.id: own.adds[question.id]},
            given={question.id: own.given[question.id]},
            certain=own.certain & {question.id},
        )
    found = {one.id: own.adds[one.id] for one in spec.criteria}
    names = names.and_also(found, given={name: own.given[name] for name in found})
    for result in spec.results:
        if result.when is not None:
            yield from check_rule(result.when, names, what="when", expected=BOOLEAN)


def _results(step: Step) -> Iterator[Problem]:
    """Yield results that go without what they must not, or what is not there."""
    spec: Work = step.spec
    for result in spec.results:
        if result.unexplained and not result.stage:
            yield Problem(
                result.where,
                "broken",
                f"The result '{result.id}' may go without reasons, and it is told as the decision.",
                "Delete 'reasons', or add 'stage: true' where it is no decision.",
            )
        if result.unfinished and not (spec.form or spec.criteria):
            yield Problem(
                result.where,
                "broken",
                f"The result '{result.id}' does not wait for the form, and the step has none.",
                "Delete 'unfinished', or add a 'form'.",
            )


def _proved(spec: Work, types: Mapping[str, Type]) -> Iterator[Problem]:
    """Yield what is to prove a criterion and was not asked before."""
    for one in spec.criteria:
        for name in one.proved_by:
            if name not in types:
                yield Problem(
                    one.where,
                    "broken",
                    f"'proved_by' of '{one.id}' is '{name}', which no question before this step is called.",
                    f"{nearest(name, types)}Use ids of questions that ask for a document, outside groups.",
                )


def _criteria(service: Service, step: Step) -> Iterator[Problem]:
    """Yield criteria that come from nowhere, and results that do not go with any."""
    spec: Work = step.spec
    for one in spec.criteria:
        if not one.source:
            yield Problem(
                one.where,
                "to decide",
                f"The criterion '{one.id}' does not say where it comes from.",
                "Add 'source' with the law or policy that the person can be shown.",
            )
    for result in spec.results:
        if result.needs and not spec.criteria:
            yield Problem(
                result.where,
                "broken",
                f"The result '{result.id}' needs '{result.needs}', and the step has no criteria.",
                "Add 'criteria' with what must be met, or delete 'needs'.",
            )
        target = service.endpoints.get(step.goto.get(result.id) or step.goto.get("otherwise") or "")
        refuses = target is not None and target.kind == "refused"
        if refuses and spec.criteria and result.needs not in ("one not met", "none met"):
            yield Problem(
                result.where,
                "to decide",
                f"Somebody can be refused by '{result.id}' without a criterion that they do not meet.",
                "Add 'needs: one not met', or 'needs: none met' where one that is met is enough.",
            )
