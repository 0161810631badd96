"""What a member of a group is called on lists and captions."""

from handrail.bricks.ask.layout import LaidGroup, Layout, around
from handrail.bricks.ask.state import AskState
from handrail.bricks.ask.words import PHRASES
from handrail.questions.answer import HIDDEN
from handrail.questions.types import TYPES


def member_name(laid: LaidGroup, state: AskState, item: str, language: str) -> str:
    """Return the answer that names the member, or its place in the list while there is none."""
    value = state.answers.get((laid.group.name_by, item))
    if value is None or value is HIDDEN or not laid.group.name_by:
        return unnamed(laid, state, item, language)
    question = next(
        one.question for page in laid.pages for one in page.asked if one.question.id == laid.group.name_by
    )
    return ", ".join(TYPES[question.type].lines(value, question.options, language))


def unnamed(laid: LaidGroup, state: AskState, item: str, language: str) -> str:
    """Return what a member is called by its place in the list alone."""
    items = state.items(laid.key, around(item))
    number = items.index(item) + 1 if item in items else len(items) + 1
    return PHRASES.say("group.unnamed", language, number=number)


def full_name(layout: Layout, laid: LaidGroup, state: AskState, item: str, language: str) -> str:
    """Return what the member is called where those it belongs to are not in sight, after their names."""
    numbers = item.split(".")
    said = ""
    for one in layout.down_to(laid):
        name = member_name(one, state, ".".join(numbers[: one.level]), language)
        said = PHRASES.say("group.inside", language, around=said, name=name) if said else name
    return said


def is_named(laid: LaidGroup, state: AskState, item: str) -> bool:
    """Say whether there is an answer that names a member; without one it is called by its place."""
    value = state.answers.get((laid.group.name_by, item))
    return bool(laid.group.name_by) and value is not None and value is not HIDDEN
