"""What has been answered in an `ask` step, as people read it back: one row a question, one card a member."""

from collections.abc import Iterator

from handrail.bricks.ask.layout import Asked, LaidGroup, LaidPage, layout_of, lists_of
from handrail.bricks.ask.names import full_name
from handrail.bricks.ask.state import AskState
from handrail.bricks.ask.taking_in import Answers
from handrail.bricks.ask.words import PHRASES
from handrail.definition.brick import PageRef, PageState, Scope
from handrail.definition.screen import Link, Row, Summary
from handrail.definition.service import Service, Step
from handrail.questions.answer import HIDDEN
from handrail.questions.asking import Asking, asking_of, told


def summaries(
    step: Step,
    state: AskState,
    pages: tuple[PageState, ...],
    service: Service,
    language: str,
    *,
    change: bool,
    hidden: bool,
    scope: Scope | None = None,
) -> tuple[Summary, ...]:
    """Return the answers on the route: one card titled by the step, then one for each member of a group.

    The card of the step says too how many members each group has.

    pages: the pages of the route, of which those of this step count. change: with links to change each.
    hidden: with a line for each answer that was given and that we may not see; without, groups show only
        members of whom something may be seen. scope: what words that take in an answer are filled from; None
        for words without.
    """
    route = frozenset(page.ref for page in pages)
    told = _Told(step, state, route, service, language, change=change, hidden=hidden)
    if scope is not None:
        told.answers = Answers(step, state, scope, language)
    cards: list[Summary] = []
    rows: list[Row] = []
    title = service.say(f"{step.id}.title", step.title, language) if step.title else ""
    for part in layout_of(step).parts:
        if isinstance(part, LaidPage):
            rows.extend(told.rows(part, ""))
            continue
        if hidden:
            rows.extend(told.count(part, ""))
        cards.extend(told.members(part, ""))
    own = (Summary(rows=tuple(rows), title=title),) if rows else ()
    return (*own, *cards)


class _Told:
    """One telling of a step's answers, in one language."""

    def __init__(
        self,
        step: Step,
        state: AskState,
        route: frozenset[PageRef],
        service: Service,
        language: str,
        *,
        change: bool,
        hidden: bool,
    ) -> None:
        self.step = step
        self.state = state
        self.route = route
        grouped = bool(layout_of(step).groups)
        self.lists = {one for ref in route if ref.step == step.id for one in lists_of(ref)} if grouped else ()
        self.service = service
        self.language = language
        self.change = PHRASES.say("group.change", language) if change else ""
        self.hidden = hidden
        self.answers: Answers | None = None

    def rows(self, page: LaidPage, item: str) -> Iterator[Row]:
        ref = PageRef(page.ref.step, page.ref.page, item)
        if ref not in self.route:
            return
        answers, gaps = self.state.answers, self.state.gaps
        for one in page.asked:
            key = (one.question.id, item)
            if key in answers and (self.hidden or answers[key] is not HIDDEN):
                asking = self._asking(one, ref)
                yield Row(asking.label, told(asking, answers[key]), self._links(ref, asking.label))
            elif key in gaps:
                label = self._asking(one, ref).label
                value = PHRASES.say(f"gap.{gaps[key]}", self.language)
                yield Row(label, value, self._links(ref, label))

    def _asking(self, one: Asked, ref: PageRef) -> Asking:
        asking = asking_of(self.service, self.step.id, one.question, self.language)
        if self.answers is None or not asking.takes_in:
            return asking
        return self.answers.asking(asking, page=ref.page, item=ref.item)

    def _links(self, ref: PageRef, hidden_text: str) -> tuple[Link, ...]:
        if not self.change:
            return ()
        return (Link(text=self.change, to=f"change:{ref}", hidden_text=hidden_text),)

    def members(self, laid: LaidGroup, within: str) -> Iterator[Summary]:
        """Yield for each member of a list a card, then those of the members that belong to it.

        within: the member around, "" for a list that stands in no other.
        """
        if (laid.key, within) not in self.lists:
            return
        for item in self.state.items(laid.key, within):
            rows: list[Row] = []
            for part in laid.parts:
                if isinstance(part, LaidPage):
                    rows.extend(self.rows(part, item))
                elif self.hidden:
                    rows.extend(self.count(part, item))
            if rows:
                name = full_name(layout_of(self.step), laid, self.state, item, self.language)
                yield Summary(rows=tuple(rows), title=name)
            for inner in laid.groups:
                yield from self.members(inner, item)

    def count(self, laid: LaidGroup, within: str) -> Iterator[Row]:
        """Yield the line that says how many members a list has, if it is on the route."""
        if (laid.key, within) not in self.lists:
            return
        title = self._title(laid, within)
        members = len(self.state.items(laid.key, within))
        some = PHRASES.say("group.so_far", self.language, count=members)
        why = self.state.gaps.get((laid.key, within))
        none = PHRASES.say(f"gap.{why}" if why else "group.none_told", self.language)
        ref = PageRef(self.step.id, laid.key, within)
        yield Row(key=title, value=some if members else none, links=self._links(ref, title))

    def _title(self, laid: LaidGroup, within: str) -> str:
        key, first = f"{self.step.id}.{laid.group.id}.title", laid.group.title
        if self.answers is None:
            return self.service.say(key, first, self.language)
        text = self.service.written(key, first, self.language)
        return self.answers.fill(text, page=laid.key, item=within, markdown=False)
