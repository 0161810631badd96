"""What has been answered in an `ask` step, as people read it back: one row a question, one card a member."""

from collections.abc import Iterator

from handrail.bricks.ask.layout import Asked, LaidGroup, LaidPage, layout_of
from handrail.bricks.ask.names import member_name
from handrail.bricks.ask.state import AskState
from handrail.bricks.ask.words import PHRASES
from handrail.definition.brick import PageRef, PageState
from handrail.definition.screen import Link, Row, Summary
from handrail.definition.service import Service, Step
from handrail.questions.answer import HIDDEN
from handrail.questions.asking import Asking, told


def summaries(
    step: Step,
    state: AskState,
    pages: tuple[PageState, ...],
    service: Service,
    language: str,
    *,
    change: bool,
    hidden: bool,
) -> tuple[Summary, ...]:
    """Return the answers on the route: a list titled by the step, and one card for each member of a group.

    pages: the pages of the route, of which those of this step count. change: with links to change each.
    hidden: with a line for each answer that was given and that we may not see; without, groups show only
        members of whom something may be seen.
    """
    route = frozenset(page.ref for page in pages)
    told = _Told(step, state, route, service, language, change=change, hidden=hidden)
    found: list[Summary] = []
    rows: list[Row] = []
    title = service.say(f"{step.id}.title", step.title, language) if step.title else ""
    for part in layout_of(step).parts:
        if isinstance(part, LaidPage):
            rows.extend(told.rows(part, ""))
            continue
        if rows:
            found.append(Summary(rows=tuple(rows), title=title))
            rows = []
        found.extend(told.group(part))
    if rows:
        found.append(Summary(rows=tuple(rows), title=title))
    return tuple(found)


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
        self.service = service
        self.language = language
        self.change = change
        self.hidden = hidden

    def rows(self, page: LaidPage, item: str) -> Iterator[Row]:
        ref = PageRef(page.ref.step, page.ref.page, item)
        if ref not in self.route:
            return
        for one in page.asked:
            key = (one.question.id, item)
            if key in self.state.answers and (self.hidden or self.state.answers[key] is not HIDDEN):
                yield self._row(one, ref, self.answer(one, item))
            elif key in self.state.gaps:
                yield self._row(one, ref, PHRASES.say(f"gap.{self.state.gaps[key]}", self.language))

    def _row(self, one: Asked, ref: PageRef, value: str) -> Row:
        label = Asking(self.service, self.step.id, one.question, self.language).label
        return Row(key=label, value=value, links=self._links(ref, label))

    def answer(self, one: Asked, item: str) -> str:
        """Return an answer as it is read, line by line."""
        asking = Asking(self.service, self.step.id, one.question, self.language)
        return told(asking, self.state.answers[one.question.id, item])

    def _links(self, ref: PageRef, hidden_text: str) -> tuple[Link, ...]:
        if not self.change:
            return ()
        text = PHRASES.say("group.change", self.language)
        return (Link(text=text, to=f"change:{ref}", hidden_text=hidden_text),)

    def group(self, laid: LaidGroup) -> Iterator[Summary]:
        """Yield the group's own line, then a card for each member."""
        if not any(
            ref.page.partition(".")[0] == laid.group.id for ref in self.route if ref.step == self.step.id
        ):
            return
        items = self.state.members.get(laid.group.id, ())
        if self.hidden:
            yield Summary(rows=(self._count(laid, len(items)),))
        for item in items:
            rows = tuple(row for page in laid.pages for row in self.rows(page, item))
            if rows:
                yield Summary(rows=rows, title=member_name(laid, self.state, item, self.language))

    def _count(self, laid: LaidGroup, members: int) -> Row:
        key = f"{self.step.id}.{laid.group.id}.title"
        title = self.service.say(key, laid.group.title, self.language)
        some = PHRASES.say("group.so_far", self.language, count=members)
        none = PHRASES.say("group.none_told", self.language)
        return Row(key=title, value=some if members else none, links=self._links(laid.ref, title))
