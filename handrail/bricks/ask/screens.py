"""What an `ask` step shows: a page of questions, a group's list, and the removal of a member."""

from collections.abc import Iterator, Mapping

from handrail.bricks.ask.layout import Asked, LaidGroup, LaidPage, around, lists_of
from handrail.bricks.ask.names import is_named, unnamed
from handrail.bricks.ask.rules import REMOVE, NoSuchPage
from handrail.bricks.ask.spec import Page
from handrail.bricks.ask.state import AskState
from handrail.bricks.ask.status import status
from handrail.bricks.ask.turn import Turn
from handrail.bricks.ask.words import PHRASES
from handrail.definition.brick import PageRef, Refused, Scope
from handrail.definition.places import named, neutral
from handrail.definition.screen import (
    Action,
    Block,
    Details,
    Input,
    Inset,
    Link,
    Option,
    Paragraph,
    Row,
    Screen,
    Summary,
)
from handrail.definition.service import Step
from handrail.questions.asking import PHRASES as QUESTIONS
from handrail.questions.field import input_of


def screen(
    step: Step, state: AskState, ref: PageRef, scope: Scope, language: str, refused: Refused | None
) -> Screen:
    """Return one page of the step in a language, with what is known or was typed in its fields.

    Raises NoSuchPage for a page that the step does not have.
    """
    turn = Turn(step, state, scope, language, ref, refused)
    found = turn.layout.find(ref)
    if found is None:
        raise NoSuchPage(f"Found {ref}; expected a page of the step {step.id}.")
    if isinstance(found, LaidPage):
        return _questions(turn, found, turn.layout.pages[found.key][1], ref)
    return _removal(turn, found, ref) if found.is_member(ref.item) else _list(turn, found, ref)


def _questions(turn: Turn, laid: LaidPage, group: LaidGroup | None, ref: PageRef) -> Screen:
    page = laid.page
    asked = _asked_now(turn, laid, ref.item)
    inputs = tuple(_input(turn, one, ref.item) for one in asked)
    return Screen(
        id=f"ask:{turn.step.id}/{laid.key}",
        title=turn.say(f"{page.id}.title", page.title) or (inputs[0].label if inputs else ""),
        language=turn.language,
        caption=_caption(turn, group, ref.item, titled=_written_title(turn, page, asked) if group else ""),
        blocks=(*_before(turn, laid, ref.item), *_each_with_text(turn, asked, inputs), *_help(turn, page)),
        actions=() if page.exit else (_continue(ref, turn.language),),
        # A member's page is captioned with the member's name; what has a condition may be missing.
        same_for_all=group is None
        and not page.guidance
        and not turn.takes_in
        and all(one.question.when is None for one in laid.asked),
        tab_title=_tab_title(turn, page, asked) if turn.takes_in else "",
    )


def _tab_title(turn: Turn, page: Page, asked: tuple[Asked, ...]) -> str:
    """Return a page's title as it is read without an answer."""
    return neutral(_written_title(turn, page, asked))


def _written_title(turn: Turn, page: Page, asked: tuple[Asked, ...]) -> str:
    """Return a page's title as its author wrote it, with the places in it."""
    if page.title or not asked:
        return turn.service.written(f"{turn.step.id}.{page.id}.title", page.title, turn.language)
    first = asked[0].question
    return turn.service.written(f"{turn.step.id}.{first.id}.label", first.label, turn.language)


def _input(turn: Turn, asked: Asked, item: str) -> Input:
    value = turn.state.answers.get((asked.question.id, item))
    return input_of(turn.asking(asked), value=value, refused=turn.refused)


def _each_with_text(turn: Turn, asked: tuple[Asked, ...], inputs: tuple[Input, ...]) -> Iterator[Block]:
    """Yield each question after what stands before it."""
    for one, field in zip(asked, inputs, strict=True):
        if text := turn.asking(one).text:
            yield Paragraph(text)
        yield field


def _before(turn: Turn, laid: LaidPage, item: str) -> tuple[Block, ...]:
    """Return what is read before the questions: the page's text, then the guidance for this person."""
    page = laid.page
    text = turn.say(f"{page.id}.text", page.text, markdown=True)
    found: list[Block] = [Paragraph(text)] if text else []
    if page.guidance:
        facts, at = turn.known(laid, item), turn.scope.at
        found += [
            Inset(turn.say(f"{page.id}.guidance.{number}", one.text, markdown=True))
            for number, one in enumerate(page.guidance, start=1)
            if one.when.evaluate(facts, at=at) is True
        ]
    return tuple(found)


def _asked_now(turn: Turn, page: LaidPage, item: str) -> tuple[Asked, ...]:
    if all(one.question.when is None for one in page.asked):
        return page.asked
    facts, at = turn.known(page, item), turn.scope.at
    return tuple(
        one
        for one in page.asked
        if one.question.when is None or one.question.when.evaluate(facts, at=at) is True
    )


def _help(turn: Turn, page: Page) -> tuple[Block, ...]:
    return tuple(
        Details(
            summary=turn.say(f"{page.id}.help.{number}.summary", summary),
            body=turn.say(f"{page.id}.help.{number}.body", body, markdown=True),
        )
        for number, (summary, body) in enumerate(page.help, start=1)
    )


def _caption(turn: Turn, group: LaidGroup | None, item: str, *, titled: str = "") -> str:
    """Return what stands above a page's title: the step, or of a member's page whom it is about.

    titled: the title as it is written; one that takes in the member's name is not told it twice.
    """
    if group is None:
        return turn.service.say(f"{turn.step.id}.title", turn.step.title, turn.language)
    about = is_named(group, turn.state, item)
    if about and not (group.level == 1 and group.group.name_by in named(titled)):
        return PHRASES.say("group.about", turn.language, name=turn.full_name(group, item))
    title = turn.say(f"{group.group.id}.title", group.group.title)
    if about:
        return title
    name = turn.full_name(group, item)
    return PHRASES.say("group.about_unnamed", turn.language, title=title, name=name)


def _continue(ref: PageRef, language: str) -> Action:
    return Action(text=PHRASES.say("continue", language), to=f"page:{ref}")


def _list(turn: Turn, laid: LaidGroup, ref: PageRef) -> Screen:
    group, language = laid.group, turn.language
    items = turn.state.items(laid.key, ref.item)
    text = turn.say(f"{group.id}.text", group.text, markdown=True)
    blocks: list[Block] = [Paragraph(text)] if text else []
    if items:
        pages = status(turn.step, turn.state, turn.scope).pages
        lists = frozenset(one for page in pages for one in lists_of(page.ref))
        blocks.append(Paragraph(PHRASES.say("group.so_far", language, count=len(items))))
        blocks.append(Summary(rows=tuple(_row(turn, laid, item, lists) for item in items)))
    else:
        blocks.append(Paragraph(PHRASES.say("group.none", language)))
    if len(items) >= group.max:
        blocks.append(Paragraph(PHRASES.say("group.full", language)))
    else:
        blocks.append(_another(turn, laid, ref.item))
    return Screen(
        id=f"ask:{turn.step.id}/{laid.key}",
        title=turn.say(f"{group.id}.title", group.title),
        language=language,
        caption=_caption(turn, turn.layout.around(laid), ref.item),
        blocks=tuple(blocks),
        actions=(_continue(ref, language),),
        tab_title=turn.service.say(f"{turn.step.id}.{group.id}.title", group.title, language)
        if turn.takes_in
        else "",
    )


def _row(turn: Turn, laid: LaidGroup, item: str, lists: frozenset[tuple[str, str]]) -> Row:
    """Return a member's line: to change what was told of it, the lists it has, and to remove it.

    lists: those on the route.
    """
    name = turn.name(laid, item)
    first = laid.pages[0].ref
    remove = PageRef(laid.ref.step, laid.key, item)
    links = [(PHRASES.say("group.change", turn.language), PageRef(first.step, first.page, item))]
    for inner in laid.groups:
        if (inner.key, item) in lists:
            title = turn.say(f"{inner.group.id}.title", inner.group.title)
            links.append((title, PageRef(laid.ref.step, inner.key, item)))
    links.append((PHRASES.say("group.remove", turn.language), remove))
    return Row(
        key=name,
        value="",
        links=tuple(Link(text=text, to=f"page:{to}", hidden_text=name) for text, to in links),
    )


def _another(turn: Turn, laid: LaidGroup, within: str) -> Input:
    group, language = laid.group, turn.language
    chosen = {group.id: "no"} if (laid.key, within) in turn.state.done else {}
    some = turn.state.items(laid.key, within)
    return Input(
        name=group.id,
        kind="radios",
        label=PHRASES.say("group.another" if some else "group.first", language),
        options=(
            Option(
                value="yes", label=QUESTIONS.say("yes", language), hint=turn.say(f"{group.id}.add", group.add)
            ),
            Option(value="no", label=QUESTIONS.say("no", language)),
        ),
        values=_typed(group.id, turn.refused) if turn.refused else chosen,
        error=turn.refused.errors.get(group.id, "") if turn.refused else "",
    )


def _typed(name: str, refused: Refused) -> Mapping[str, str]:
    return {name: refused.typed[name]} if name in refused.typed else {}


def _removal(turn: Turn, laid: LaidGroup, ref: PageRef) -> Screen:
    name, outer = turn.name(laid, ref.item), turn.layout.around(laid)
    title = PHRASES.say("remove.title", turn.language, name=name)
    answer = Input(
        name=REMOVE,
        kind="radios",
        label=title,
        hint=PHRASES.say("remove.text", turn.language, name=name),
        options=tuple(Option(value=one, label=QUESTIONS.say(one, turn.language)) for one in ("yes", "no")),
        values=_typed(REMOVE, turn.refused) if turn.refused else {},
        error=turn.refused.errors.get(REMOVE, "") if turn.refused else "",
    )
    return Screen(
        id=f"ask:{ref.step}/{ref.page}/remove",
        title=title,
        language=turn.language,
        caption=_caption(turn, outer, around(ref.item)) if outer else "",
        blocks=(answer,),
        actions=(_continue(ref, turn.language),),
        back=f"page:{PageRef(ref.step, ref.page, around(ref.item))}",
        tab_title=PHRASES.say(
            "remove.title", turn.language, name=unnamed(laid, turn.state, ref.item, turn.language)
        ),
    )
