"""What may be answered on a page: a form becomes events, or a refusal that loses nothing typed."""

from collections.abc import Mapping

from handrail.bricks.ask.events import ANSWERED, GAPS_NOTED, GROUP_DONE, MEMBER_ADDED, MEMBER_REMOVED
from handrail.bricks.ask.layout import Asked, LaidGroup, LaidPage
from handrail.bricks.ask.state import AskState
from handrail.bricks.ask.turn import Turn
from handrail.bricks.ask.words import PHRASES
from handrail.definition.brick import PageRef, Refused, Scope
from handrail.definition.service import Step
from handrail.history.event import Json, NewEvent, Token
from handrail.questions.answer import fact_of, fields_of, parse
from handrail.questions.types.shape import Wrong

REMOVE = "remove"
"""The field of the page that removes a member."""

BLANK, UNREADABLE = "blank", "unreadable"
"""Why a paper form gives no answer to a question."""

NOT_TOLD = "not_told"
"""Why an application that was made in another service gives none: it asks other things."""


class NoSuchPage(LookupError):
    """A page was named that the step does not have."""


def receive(
    step: Step, state: AskState, ref: PageRef, form: Mapping[str, str], scope: Scope, language: str
) -> tuple[NewEvent, ...] | Refused:
    """Return the events that a page's form makes, or why it is refused.

    form: by field name as in `Input.name` with its suffix; fields that the page does not have are ignored.
    A group's list with "yes" adds a member, with "no" says the list is finished. Raises NoSuchPage.
    """
    return receive_paper(step, state, ref, form, {}, scope, language)


def receive_paper(
    step: Step,
    state: AskState,
    ref: PageRef,
    form: Mapping[str, str],
    gaps: Mapping[str, str],
    scope: Scope,
    language: str,
) -> tuple[NewEvent, ...] | Refused:
    """Return what `receive` does for a page of a paper form, or of another service's application, with gaps.

    gaps: by question, `blank`, `unreadable` or `not_told`; of a list, by its key, `not_told`. An optional
    question that was left blank, or not told, is simply not given.
    """
    turn = Turn(step, state, scope, language, ref)
    layout = turn.layout
    found = layout.find(ref)
    if found is None:
        raise NoSuchPage(f"Found {ref}; expected a page of the step {step.id}.")
    if isinstance(found, LaidPage):
        return _answers(turn, found, layout.pages[found.key][1], ref.item, form, gaps)
    if gaps.get(found.key) == NOT_TOLD and not found.is_member(ref.item):
        around = _so_that_there_is(turn, layout.around(found), ref.item)
        return (*around, _noted(step, found.key, ref.item, {found.key: NOT_TOLD}))
    return (
        _remove(turn, found, ref.item, form)
        if found.is_member(ref.item)
        else _list(turn, found, ref.item, form)
    )


def _answers(
    turn: Turn,
    page: LaidPage,
    group: LaidGroup | None,
    item: str,
    form: Mapping[str, str],
    gaps: Mapping[str, str],
) -> tuple[NewEvent, ...] | Refused:
    if page.page.exit:
        return ()  # nothing is asked there, and nothing follows it
    facts = turn.known(page, item)
    values: list[tuple[Asked, Json]] = []
    errors: dict[str, str] = {}
    parts: dict[str, frozenset[str]] = {}
    noted: dict[str, Json] = {}
    for one in page.asked:
        question = one.question
        if question.when is not None and question.when.evaluate(facts, at=turn.scope.at) is not True:
            facts[question.id] = None
            continue
        why = gaps.get(question.id, "")
        if why and any(text.strip() for text in fields_of(question.id, form).values()):
            errors[question.id] = PHRASES.say("gap.typed", turn.language, question=turn.asking(one).label)
            continue
        if why == UNREADABLE or (why in (BLANK, NOT_TOLD) and not question.optional):
            noted[question.id] = why
            facts[question.id] = None
            continue
        said = turn.asking(one).said
        given = parse(question, form, facts=facts, at=turn.scope.at, today=turn.scope.day, said=said)
        if isinstance(given, Wrong):
            errors[question.id], parts[question.id] = turn.asking(one).error(given), given.parts
            continue
        values.append((one, given.value))
        facts[question.id] = fact_of(question, given.value)
    if errors:
        return Refused(errors=errors, typed=dict(form), parts=parts)
    told = [_answered(turn.step, page, item, values)] if values or not noted else []
    if noted:
        told.append(_noted(turn.step, page.key, item, noted))
    return (*_so_that_there_is(turn, group, item), *told)


def _noted(step: Step, page: str, item: str, gaps: Mapping[str, str]) -> NewEvent:
    return NewEvent(type=GAPS_NOTED, data={"step": step.id, "page": page, "item": item, "gaps": dict(gaps)})


def _answered(step: Step, page: LaidPage, item: str, values: list[tuple[Asked, Json]]) -> NewEvent:
    personal: dict[str, dict[str, Json]] = {}
    tokens: list[Token] = []
    for one, value in values:
        party = one.party(item)
        personal.setdefault(party, {})[one.question.id] = value
        if one.question.find_by and value is not None:
            tokens.extend(Token(party=party, kind=kind, text=text) for kind, text in one.type.tokens(value))
    data: dict[str, Json] = {"step": step.id, "page": page.key, "item": item}
    counted = {one.question.id: value for one, value in values if one.question.counts}
    if counted:
        data["counted"] = counted
    return NewEvent(type=ANSWERED, data=data, personal=personal, tokens=tuple(tokens))


def _list(
    turn: Turn, laid: LaidGroup, within: str, form: Mapping[str, str]
) -> tuple[NewEvent, ...] | Refused:
    group, state = laid.group, turn.state
    around = _so_that_there_is(turn, turn.layout.around(laid), within)
    if len(state.items(laid.key, within)) >= group.max:
        return (*around, _done(turn.step, laid, within))
    match form.get(group.id, "").strip().casefold():
        case "yes":
            return (*around, _added(turn.step, laid, state.next_item(laid.key, within)))
        case "no":
            return (*around, _done(turn.step, laid, within))
    title = turn.say(f"{group.id}.title", group.title)
    key = "group.another.missing" if state.items(laid.key, within) else "group.first.missing"
    error = PHRASES.say(key, turn.language, question=title)
    return Refused(errors={group.id: error}, typed=dict(form))


def _remove(
    turn: Turn, laid: LaidGroup, item: str, form: Mapping[str, str]
) -> tuple[NewEvent, ...] | Refused:
    match form.get(REMOVE, "").strip().casefold():
        case "no":
            return ()
        case "yes":
            if not turn.state.has(laid.key, item):
                return ()  # pressed twice: it is gone, which is what was wanted
            data = {"step": turn.step.id, "group": laid.key, "item": item}
            return (NewEvent(type=MEMBER_REMOVED, data=data),)
    error = PHRASES.say("remove.missing", turn.language, name=turn.name(laid, item))
    return Refused(errors={REMOVE: error}, typed=dict(form))


def _so_that_there_is(turn: Turn, laid: LaidGroup | None, item: str) -> tuple[NewEvent, ...]:
    """Return the events that add a member that there must be and is not yet, and those it belongs to.

    laid: the innermost group of what is answered, None for none.
    """
    numbers = item.split(".")
    members = ((one, ".".join(numbers[: one.level])) for one in turn.layout.down_to(laid))
    return tuple(
        _added(turn.step, one, member) for one, member in members if not turn.state.has(one.key, member)
    )


def _added(step: Step, laid: LaidGroup, item: str) -> NewEvent:
    return NewEvent(type=MEMBER_ADDED, data={"step": step.id, "group": laid.key, "item": item})


def _done(step: Step, laid: LaidGroup, within: str) -> NewEvent:
    return NewEvent(type=GROUP_DONE, data={"step": step.id, "group": laid.key, "item": within})
