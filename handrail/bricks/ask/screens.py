"""What an `ask` step shows: a page of questions, a group's list, and the removal of a member."""

from collections.abc import Mapping

from handrail.bricks.ask.layout import Asked, LaidGroup, LaidPage, layout_of
from handrail.bricks.ask.names import member_name
from handrail.bricks.ask.rules import REMOVE, NoSuchPage
from handrail.bricks.ask.spec import Page
from handrail.bricks.ask.state import HIDDEN, AskState
from handrail.bricks.ask.status import fact_of
from handrail.bricks.ask.words import PHRASES, Asking
from handrail.definition.brick import Fact, PageRef, Refused, Scope
from handrail.definition.screen import (
    Action,
    Block,
    Details,
    Input,
    Link,
    Option,
    Paragraph,
    Row,
    Screen,
    Summary,
)
from handrail.definition.service import Service, Step
from handrail.history.event import Json


def screen(
    step: Step, state: AskState, ref: PageRef, scope: Scope, language: str, refused: Refused | None
) -> Screen:
    """Return one page of the step in a language, with what is known or was typed in its fields.

    Raises NoSuchPage for a page that the step does not have.
    """
    layout = layout_of(step)
    if ref.page in layout.pages:
        page, group = layout.pages[ref.page]
        return _questions(step, state, page, group, ref, scope, language, refused)
    laid = layout.groups.get(ref.page)
    if laid is None:
        raise NoSuchPage(f"Found {ref}; expected a page of the step {step.id}.")
    if ref.item:
        return _removal(state, laid, ref, language, refused)
    return _list(step, state, laid, scope.service, language, refused)


def _questions(
    step: Step,
    state: AskState,
    page: LaidPage,
    group: LaidGroup | None,
    ref: PageRef,
    scope: Scope,
    language: str,
    refused: Refused | None,
) -> Screen:
    asked = _asked_now(page, group, state, ref.item, scope)
    inputs = tuple(
        input_of(
            one,
            Asking(scope.service, step.id, one.question, language),
            value=state.answers.get((one.question.id, ref.item)),
            refused=refused,
        )
        for one in asked
    )
    words = _page_words(scope.service, step.id, page.page, language)
    title = words["title"] or (inputs[0].label if inputs else "")
    return Screen(
        id=f"ask:{step.id}/{page.key}",
        title=title,
        language=language,
        caption=_caption(step, state, group, ref.item, scope.service, language),
        blocks=(*_before(words), *inputs, *_help(scope.service, step.id, page.page, language)),
        actions=(_continue(ref, language),),
        # A member's page is captioned with the member's name; a question with a condition may be missing.
        same_for_all=group is None and all(one.question.when is None for one in page.asked),
    )


def _asked_now(
    page: LaidPage, group: LaidGroup | None, state: AskState, item: str, scope: Scope
) -> tuple[Asked, ...]:
    if all(one.question.when is None for one in page.asked):
        return page.asked
    facts: dict[str, Fact] = dict(scope.facts)
    for laid in group.pages if group else (page,):
        for one in laid.asked:
            facts[one.question.id] = fact_of(one, state.answers.get((one.question.id, item)))
    return tuple(
        one
        for one in page.asked
        if one.question.when is None or one.question.when.evaluate(facts, at=scope.at) is True
    )


def input_of(one: Asked, asking: Asking, *, value: Json = None, refused: Refused | None = None) -> Input:
    """Return a question as a form field, filled with what was typed if it was refused, else what is stored."""
    name, look = one.question.id, one.type.look(one.question)
    options = asking.options if look.kind == "radios" else {}
    return Input(
        name=name,
        kind=look.kind,
        label=asking.label,
        hint=asking.hint or _example(look.kind, asking.language),
        options=tuple(Option(value=key, label=label) for key, label in options.items()),
        parts={part: PHRASES.say(f"part.{part}", asking.language) for part in look.parts},
        values=_values(one, value, refused),
        error=refused.errors.get(name, "") if refused else "",
        error_parts=refused.parts.get(name, frozenset()) if refused else frozenset(),
        required=not one.question.optional,
        autocomplete=look.autocomplete,
        inputmode=look.inputmode,
        width=look.width,
        max_length=look.max_length,
    )


def _example(kind: str, language: str) -> str:
    return PHRASES.say("date.example", language) if kind == "date" else ""


def _values(one: Asked, value: Json, refused: Refused | None) -> Mapping[str, str]:
    name = one.question.id
    if refused is not None:
        return {key: text for key, text in refused.typed.items() if key == name or key.startswith(f"{name}.")}
    if value is None or value is HIDDEN:
        return {}
    return {f"{name}.{part}" if part else name: text for part, text in one.type.typed(value).items()}


def _page_words(service: Service, step: str, page: Page, language: str) -> dict[str, str]:
    words = {"title": page.title, "text": page.text}
    return {
        name: service.say(f"{step}.{page.id}.{name}", first, language) if first else ""
        for name, first in words.items()
    }


def _before(words: Mapping[str, str]) -> tuple[Block, ...]:
    return (Paragraph(words["text"]),) if words["text"] else ()


def _help(service: Service, step: str, page: Page, language: str) -> tuple[Block, ...]:
    key = f"{step}.{page.id}.help"
    return tuple(
        Details(
            summary=service.say(f"{key}.{number}.summary", summary, language),
            body=service.say(f"{key}.{number}.body", body, language),
        )
        for number, (summary, body) in enumerate(page.help, start=1)
    )


def _caption(
    step: Step, state: AskState, group: LaidGroup | None, item: str, service: Service, language: str
) -> str:
    if group is None:
        return service.say(f"{step.id}.title", step.title, language) if step.title else ""
    return PHRASES.say("group.about", language, name=member_name(group, state, item, language))


def _continue(ref: PageRef, language: str) -> Action:
    return Action(text=PHRASES.say("continue", language), to=f"page:{ref}")


def _list(
    step: Step,
    state: AskState,
    laid: LaidGroup,
    service: Service,
    language: str,
    refused: Refused | None,
) -> Screen:
    group = laid.group
    items = state.members.get(group.id, ())
    text = service.say(f"{step.id}.{group.id}.text", group.text, language) if group.text else ""
    blocks: list[Block] = [Paragraph(text)] if text else []
    if items:
        blocks.append(Paragraph(PHRASES.say("group.so_far", language, count=len(items))))
        blocks.append(Summary(rows=tuple(_row(laid, state, item, language) for item in items)))
    else:
        blocks.append(Paragraph(PHRASES.say("group.none", language)))
    if len(items) >= group.max:
        blocks.append(Paragraph(PHRASES.say("group.full", language)))
    else:
        blocks.append(_another(step, state, laid, service, language, refused))
    return Screen(
        id=f"ask:{step.id}/{group.id}",
        title=service.say(f"{step.id}.{group.id}.title", group.title, language),
        language=language,
        caption=service.say(f"{step.id}.title", step.title, language) if step.title else "",
        blocks=tuple(blocks),
        actions=(_continue(laid.ref, language),),
    )


def _row(laid: LaidGroup, state: AskState, item: str, language: str) -> Row:
    name = member_name(laid, state, item, language)
    first = laid.pages[0].ref
    return Row(
        key=name,
        value="",
        links=(
            Link(
                text=PHRASES.say("group.change", language),
                to=f"page:{PageRef(first.step, first.page, item)}",
                hidden_text=name,
            ),
            Link(
                text=PHRASES.say("group.remove", language),
                to=f"page:{PageRef(laid.ref.step, laid.ref.page, item)}",
                hidden_text=name,
            ),
        ),
    )


def _another(
    step: Step, state: AskState, laid: LaidGroup, service: Service, language: str, refused: Refused | None
) -> Input:
    group = laid.group
    add = service.say(f"{step.id}.{group.id}.add", group.add, language) if group.add else ""
    label = "group.another" if state.members.get(group.id) else "group.first"
    chosen = {group.id: "no"} if group.id in state.done else {}
    return Input(
        name=group.id,
        kind="radios",
        label=PHRASES.say(label, language),
        options=(
            Option(value="yes", label=PHRASES.say("yes", language), hint=add),
            Option(value="no", label=PHRASES.say("no", language)),
        ),
        values=_typed(group.id, refused) if refused else chosen,
        error=refused.errors.get(group.id, "") if refused else "",
    )


def _typed(name: str, refused: Refused) -> Mapping[str, str]:
    return {name: refused.typed[name]} if name in refused.typed else {}


def _removal(
    state: AskState, laid: LaidGroup, ref: PageRef, language: str, refused: Refused | None
) -> Screen:
    name = member_name(laid, state, ref.item, language)
    title = PHRASES.say("remove.title", language, name=name)
    answer = Input(
        name=REMOVE,
        kind="radios",
        label=title,
        hint=PHRASES.say("remove.text", language, name=name),
        options=tuple(Option(value=one, label=PHRASES.say(one, language)) for one in ("yes", "no")),
        values=_typed(REMOVE, refused) if refused else {},
        error=refused.errors.get(REMOVE, "") if refused else "",
    )
    return Screen(
        id=f"ask:{ref.step}/{ref.page}/remove",
        title=title,
        language=language,
        blocks=(answer,),
        actions=(_continue(ref, language),),
        back=f"page:{laid.ref}",
    )
