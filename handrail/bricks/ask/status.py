"""How an `ask` step stands: which of its pages are on the route, what is still to answer, and its facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handrail.bricks.ask.layout import LaidGroup, LaidPage, layout_of
from handrail.bricks.ask.state import AskState
from handrail.definition.brick import Fact, PageRef, PageState, Scope, StepStatus
from handrail.definition.service import Step
from handrail.feel import Expression
from handrail.questions.answer import fact_of


@dataclass(slots=True)
class _Found:
    """What has been gathered so far, page by page; scope grows as answers come into it."""

    state: AskState
    at: datetime
    scope: dict[str, Fact]
    pages: list[PageState]
    used: list[str]

    def holds(self, when: Expression | None) -> bool:
        return when is None or when.evaluate(self.scope, at=self.at) is True


def status(step: Step, state: AskState, scope: Scope) -> StepStatus:
    """Return the step's pages on the route in order, whether any is incomplete, and its facts.

    A page or question whose `when` is not true is not asked, and its answer, if there is one, is no fact.
    """
    layout = layout_of(step)
    facts = dict(layout.blank)
    items: dict[str, tuple[str, ...]] = {}
    found = _Found(state=state, at=scope.at, scope={**scope.facts, **layout.blank}, pages=[], used=[])
    for part in layout.parts:
        if not found.holds(part.when):
            continue
        if isinstance(part, LaidGroup):
            facts[part.group.id] = found.scope[part.group.id] = _group(part, found)
            items[part.group.id] = state.members.get(part.group.id, ())
        else:
            _page(part, "", found, facts)
    return StepStatus(
        kind="done" if all(page.complete for page in found.pages) else "needs",
        pages=tuple(found.pages),
        facts=facts,
        used=tuple(found.used),
        items=items,
    )


def _page(laid: LaidPage, item: str, found: _Found, facts: dict[str, Any]) -> None:
    """Put a page on the route, and its answers in the facts and in the scope of what follows."""
    complete = True
    answers = found.state.answers
    for one in laid.asked:
        question = one.question
        if question.when is not None and not found.holds(question.when):
            continue
        key = (question.id, item)
        if key not in answers:
            complete = False
            continue
        facts[question.id] = found.scope[question.id] = fact_of(question, answers[key])
        found.used.append(one.path_for(item))
    ref = laid.ref if not item else PageRef(laid.ref.step, laid.ref.page, item)
    found.pages.append(PageState(ref, complete))


def _group(laid: LaidGroup, found: _Found) -> list[Mapping[str, Fact]]:
    """Put a group's members' pages on the route, then its list; return the members as contexts."""
    group = laid.group
    items = found.state.members.get(group.id, ())
    members: list[Mapping[str, Fact]] = [_member(laid, item, found) for item in items]
    if len(items) < group.min:
        # The next member that there must be is asked about without a list to press "add" on.
        _member(laid, found.state.next_item(group.id), found)
    elif len(items) < group.max or not items:
        found.pages.append(PageState(laid.ref, complete=group.id in found.state.done))
    return members


def _member(laid: LaidGroup, item: str, found: _Found) -> dict[str, Fact]:
    outside = found.scope
    found.scope = {**outside, **laid.blank}
    context: dict[str, Fact] = dict(laid.blank)
    for page in laid.pages:
        if found.holds(page.when):
            _page(page, item, found, context)
    found.scope = outside
    return context


def held(step: Step, state: AskState) -> tuple[str, ...]:
    """Return every answer given and not removed, used or not, as `step/question` paths."""
    questions = layout_of(step).questions
    return tuple(questions[name].path_for(item) for name, item in state.answers if name in questions)
