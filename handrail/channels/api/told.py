"""What was told so far, read back by question id."""

from typing import Any

from handrail.bricks.ask.layout import Layout, layout_of
from handrail.bricks.ask.state import AskState
from handrail.casefile import seen_by
from handrail.channels.api.answers import carried
from handrail.channels.api.call import InCase
from handrail.channels.api.doors import reads
from handrail.channels.api.shapes import Answers
from handrail.channels.api.standing import standing
from handrail.definition.brick import PageRef
from handrail.definition.service import Service
from handrail.questions.answer import HIDDEN
from handrail.walk.fold import CaseState, fold
from handrail.walk.position import Position


@reads(gives=Answers)
def answers(here: InCase) -> Answers:
    """Read back what was told and matters now, sent or not, as it can be given again."""
    file = here.file
    visible = seen_by(here.held.party, service=file.service, events=file.state.history)
    seen = fold(file.service, visible, kind=file.kind)
    found, hidden = _told(file.spoken, seen, file.position)
    return Answers(case=standing(here), answers=found, hidden=tuple(hidden), dropped=file.position.dropped)


def _told(service: Service, seen: CaseState, position: Position) -> tuple[dict[str, Any], list[str]]:
    found: dict[str, Any] = {}
    hidden: list[str] = []
    members: dict[tuple[str, str], dict[str, Any]] = {}
    for page in position.pages:
        ref = page.ref
        state = seen.steps.get(ref.step)
        if not isinstance(state, AskState):
            continue
        layout = layout_of(service.step(ref.step))
        into = _place(layout, state, ref, found, members)
        if into is not None and ref.page in layout.pages:
            _answered(service, state, ref, position, into, hidden)
    return found, hidden


def _place(
    layout: Layout,
    state: AskState,
    ref: PageRef,
    found: dict[str, Any],
    members: dict[tuple[str, str], dict[str, Any]],
) -> dict[str, Any] | None:
    """Return where a page's answers belong, with the lists around it made; None where there is no member."""
    names, numbers, into = ref.page.split("."), ref.item.split(".") if ref.item else [], found
    for level, name in enumerate(names, start=1):
        key, item = ".".join(names[:level]), ".".join(numbers[:level])
        if key not in layout.groups:
            return into
        listed = into.setdefault(name, [])
        if level > len(numbers) or not state.has(key, item):
            return None
        if (key, item) not in members:
            members[key, item] = {}
            listed.append(members[key, item])
        into = members[key, item]
    return into


def _answered(
    service: Service,
    state: AskState,
    ref: PageRef,
    position: Position,
    into: dict[str, Any],
    hidden: list[str],
) -> None:
    """Put a page's answers in their place, those that may not be seen by their path only."""
    for one in layout_of(service.step(ref.step)).pages[ref.page][0].asked:
        path = one.path_for(ref.item)
        if (one.question.id, ref.item) not in state.answers or path in position.dropped:
            continue
        value = state.answers[one.question.id, ref.item]
        if value is HIDDEN:
            hidden.append(path)
        else:
            into[one.question.id] = carried(one, value)
