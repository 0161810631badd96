"""One page of a case at a time: what it asks, and taking its answers."""

from collections.abc import Iterable, Mapping
from typing import Any

from handrail.bricks.ask.layout import Asked, LaidGroup, LaidPage, layout_of
from handrail.bricks.ask.rules import NOT_TOLD
from handrail.bricks.ask.spec import Ask
from handrail.casefile import CaseFile
from handrail.channels.api.answers import REMOVE, Unfit, field_names, fields_for, yes_or_no
from handrail.channels.api.call import InCase
from handrail.channels.api.doors import changes, reads
from handrail.channels.api.once import Done
from handrail.channels.api.refusals import Refusal
from handrail.channels.api.requests import PageAnswers
from handrail.channels.api.shapes import Problem, Progress
from handrail.channels.api.standing import progress, shown, standing
from handrail.channels.api.words import say
from handrail.definition.brick import PageRef
from handrail.journey.answer import AnswersRefused, NoLongerOpen, NotOnRoute, answer_page


@reads(gives=Progress)
def next_page(here: InCase) -> Progress:
    """Show the page to answer next; none when there is nothing to answer."""
    return progress(here, {})


@reads(gives=Progress, refuses=("no_such_page", "not_on_route", "no_longer_open"))
def show_page(here: InCase, path: str) -> Progress:
    """Show a page of the case, with what is kept for it. `path` is such as about-you/full_name."""
    try:
        return Progress(case=standing(here), page=shown(here, ref_of(here.file, path)))
    except NotOnRoute as refusal:
        raise Refusal("not_on_route") from refusal
    except NoLongerOpen as refusal:
        raise Refusal("no_longer_open") from refusal


@changes(
    takes=PageAnswers,
    gives=Progress,
    then=progress,
    refuses=("no_such_page", "not_on_route", "no_longer_open", "answers_refused"),
)
def answer(here: InCase, path: str) -> Done:
    """Answer a page, for the first time or again. A question that is not given counts as left empty."""
    ref = ref_of(here.file, path)
    form = form_of(here, ref)
    try:
        return Done(take(here, here.file, ref, form))
    except AnswersRefused as refusal:
        raise Refusal("answers_refused", problems_of(refusal, ref)) from refusal
    except NotOnRoute as refusal:
        raise Refusal("not_on_route") from refusal
    except NoLongerOpen as refusal:
        raise Refusal("no_longer_open") from refusal


def take(
    here: InCase, file: CaseFile, ref: PageRef, form: Mapping[str, str], untold: Iterable[str] = ()
) -> CaseFile:
    """Take a page's answers, as the person's own pages do. Raises what answer_page raises.

    untold: the questions that another service, where the application was made, does not answer.
    """
    return answer_page(
        file,
        ref=ref,
        form=form,
        language=here.language,
        circumstances=here.circumstances,
        gaps=dict.fromkeys(untold, NOT_TOLD),
    )


def problems_of(refusal: AnswersRefused, ref: PageRef) -> tuple[Problem, ...]:
    """What a page was refused for, in the words a person reads."""
    refused = refusal.refused
    return tuple(
        Problem(name, str(ref), message, tuple(sorted(refused.parts.get(name, ()))))
        for name, message in refused.errors.items()
    )


def ref_of(file: CaseFile, path: str) -> PageRef:
    """The page a path names. Raises Refusal `no_such_page` when the service has none such."""
    try:
        ref = PageRef.parse(path)
        step = file.service.step(ref.step)
    except (ValueError, KeyError) as wrong:
        raise Refusal("no_such_page") from wrong
    if isinstance(step.spec, Ask) and layout_of(step).find(ref) is not None:
        return ref
    raise Refusal("no_such_page")


def form_of(here: InCase, ref: PageRef) -> dict[str, str]:
    """The form fields that a request's answers stand for. Raises Refusal `unfit` with every problem."""
    given: PageAnswers = here.call.body
    if (given.answers is None) == (given.fields is None):
        raise Refusal("unfit", [Problem("", str(ref), say("problem.one_way", here.language))])
    laid = layout_of(here.file.service.step(ref.step)).find(ref)
    asked = laid.asked if isinstance(laid, LaidPage) else ()
    own = laid.group.id if isinstance(laid, LaidGroup) and laid.has_list(ref.item) else REMOVE
    if given.fields is not None:
        known = {name for one in asked for name in field_names(one)} if asked else {own}
        unknown = [name for name in given.fields if name not in known]
        form, problems = dict(given.fields), not_asked(unknown, ref, here.language)
    else:
        form, problems = typed(asked, given.answers or {}, ref, own, here.language)
    if problems:
        raise Refusal("unfit", problems)
    return form


def typed(
    asked: tuple[Asked, ...], answers: Mapping[str, Any], ref: PageRef, own: str, language: str
) -> tuple[dict[str, str], list[Problem]]:
    """Return a page's answers as form fields, and what is wrong with their names and JSON types.

    own: the name of the one field of a list or a removal, which has no questions.
    """
    by_name = {one.question.id: one for one in asked}
    known = set(by_name) if asked else {own}
    problems = not_asked([name for name in answers if name not in known], ref, language)
    form: dict[str, str] = {}
    for name in known & set(answers):
        value = answers[name]
        try:
            form.update(fields_for(by_name[name], value) if asked else yes_or_no(name, value))
        except Unfit as wrong:
            problems.append(Problem(name, str(ref), say(f"problem.{wrong.kind}", language, name=name)))
    return form, problems


def not_asked(names: list[str], ref: PageRef, language: str) -> list[Problem]:
    """What to say of names that a page does not ask."""
    return [Problem(name, str(ref), say("problem.not_on_page", language, name=name)) for name in names]
