"""How an `ask` step stands: which of its pages are on the route, what is still to answer, and its facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handrail.bricks.ask.layout import LaidGroup, LaidPage, Layout, layout_of
from handrail.bricks.ask.state import AskState
from handrail.definition.brick import Fact, PageRef, PageState, Scope, StepStatus
from handrail.definition.service import Step
from handrail.feel import Expression
from handrail.questions.answer import fact_of


@dataclass(slots=True)
class _Found:
    """What has been gathered so far, page by page; scope grows as answers come into it.

    wanted: a page at which `known` is to be kept: what is known before it.
    """

    state: AskState
    at: datetime
    scope: dict[str, Fact]
    pages: list[PageState]
    used: list[str]
    wanted: PageRef | None = None
    known: dict[str, Fact] | None = None

    @property
    def left(self) -> bool:
        """Whether the route has come to an exit page."""
        return bool(self.pages) and self.pages[-1].exit

    def holds(self, when: Expression | None) -> bool:
        return when is None or when.evaluate(self.scope, at=self.at) is True


def status(step: Step, state: AskState, scope: Scope) -> StepStatus:
    """Return the step's pages on the route in order, whether any is incomplete, and its facts.

    A page or question whose `when` is not true is not asked, and its answer, if there is one, is no fact.
    """
    layout = layout_of(step)
    facts = dict(layout.blank)
    found = _before(layout, state, scope)
    _parts(layout.parts, "", found, facts)
    return StepStatus(
        kind="done" if all(page.complete or page.gaps for page in found.pages) else "needs",
        pages=tuple(found.pages),
        facts=facts,
        used=tuple(found.used),
        items={one.key: state.items(one.key) if facts[one.key] else () for one in layout.lists},
    )


def known(step: Step, state: AskState, scope: Scope, *, page: LaidPage, item: str) -> dict[str, Fact]:
    """Return the facts that the rules on a page may look at.

    They are those of the case, of the pages before it on the route, those about the same member among them,
    and of the page itself. An answer to a question that the page no longer asks is no fact here either.
    """
    layout = layout_of(step)
    found = _before(layout, state, scope)
    found.wanted = PageRef(page.ref.step, page.ref.page, item)
    _parts(layout.parts, "", found, {})
    facts = found.scope if found.known is None else found.known
    for question in (one.question for one in page.asked if not one.question.equality):
        asked = question.when is None or question.when.evaluate(facts, at=scope.at) is True
        facts[question.id] = fact_of(question, state.answers.get((question.id, item))) if asked else None
    return facts


def _before(layout: Layout, state: AskState, scope: Scope) -> _Found:
    """Return what there is before the first page."""
    return _Found(state=state, at=scope.at, scope={**scope.facts, **layout.blank}, pages=[], used=[])


def _parts(parts: tuple[LaidPage | LaidGroup, ...], item: str, found: _Found, facts: dict[str, Any]) -> None:
    """Put the parts of a step, or of a member of a group, on the route, and what was told in the facts.

    A condition keeps a part off the route, and so does an exit page before it.
    """
    for part in parts:
        if found.left or not found.holds(part.when):
            continue
        if isinstance(part, LaidGroup):
            facts[part.group.id] = found.scope[part.group.id] = _group(part, item, found)
        else:
            _page(part, item, found, facts)


def _page(laid: LaidPage, item: str, found: _Found, facts: dict[str, Any]) -> None:
    """Put a page on the route, and its answers in the facts and in the scope of what follows."""
    ref = laid.ref if not item else PageRef(laid.ref.step, laid.ref.page, item)
    if found.wanted is not None and ref == found.wanted:
        found.known = dict(found.scope)
    complete, gaps = True, False
    answers = found.state.answers
    for one in laid.asked:
        question = one.question
        if question.when is not None and not found.holds(question.when):
            continue
        key = (question.id, item)
        if key not in answers:
            gaps = gaps or key in found.state.gaps
            complete = complete and key in found.state.gaps
            continue
        if not question.equality:
            facts[question.id] = found.scope[question.id] = fact_of(question, answers[key])
        found.used.append(one.path_for(item))
    if not laid.asked:
        complete = not laid.page.exit and (laid.key, item) in found.state.answered
    found.pages.append(PageState(ref, complete and not gaps, exit=laid.page.exit, gaps=complete and gaps))


def _group(laid: LaidGroup, within: str, found: _Found) -> list[Mapping[str, Fact]]:
    """Put a list's members' pages on the route, then the list; return the members as contexts.

    within: the member around, "" for a group that stands in no other.
    """
    group, state = laid.group, found.state
    items = state.items(laid.key, within)
    members: list[Mapping[str, Fact]] = [_member(laid, item, found) for item in items]
    if found.left:
        return members
    if len(items) < group.min:
        # The next member that there must be is asked about without a list to press "add" on.
        _member(laid, state.next_item(laid.key, within), found)
    elif len(items) < group.max or not items:
        ref = laid.ref if not within else PageRef(laid.ref.step, laid.ref.page, within)
        told_of = (laid.key, within)
        found.pages.append(PageState(ref, complete=told_of in state.done, gaps=told_of in state.gaps))
    return members


def _member(laid: LaidGroup, item: str, found: _Found) -> dict[str, Fact]:
    outside = found.scope
    found.scope = {**outside, **laid.blank}
    context: dict[str, Fact] = dict(laid.blank)
    _parts(laid.parts, item, found, context)
    found.scope = outside
    return context


def held(step: Step, state: AskState) -> tuple[str, ...]:
    """Return every answer given and not removed, used or not, as `step/question` paths."""
    questions = layout_of(step).questions
    return tuple(questions[name].path_for(item) for name, item in state.answers if name in questions)
