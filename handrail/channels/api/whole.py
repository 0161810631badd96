"""A whole application in one call: the same pages, one after another, with every problem and its page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from handrail.bricks.ask.layout import LaidGroup, layout_of
from handrail.bricks.ask.state import AskState
from handrail.casefile import CaseFile
from handrail.channels.api.answers import REMOVE
from handrail.channels.api.call import InCase
from handrail.channels.api.doors import changes
from handrail.channels.api.fitting import misfits
from handrail.channels.api.once import Done, Noted
from handrail.channels.api.pages import problems_of, take, typed
from handrail.channels.api.refusals import Refusal
from handrail.channels.api.requests import WholeApplication
from handrail.channels.api.shapes import Problem, WholeProgress
from handrail.channels.api.standing import kept, next_page, standing
from handrail.definition.brick import PageRef
from handrail.journey.answer import AnswersRefused

MOST_PAGES = 1000
"""Pages that one call may answer: more than any service has with its lists full."""


def whole_progress(here: InCase, noted: Noted) -> WholeProgress:
    """Where the case stands, and what was given and not asked for."""
    return WholeProgress(case=standing(here), page=next_page(here), not_asked=tuple(noted["not_asked"]))


@changes(
    takes=WholeApplication,
    gives=WholeProgress,
    then=whole_progress,
    refuses=("no_longer_open", "answers_refused"),
)
def answer_everything(here: InCase) -> Done:
    """Answer every page the case asks, in its order: all of it is kept, or nothing.

    Every page that can be reached is tried, so that all its problems come back at once; what is asked only
    after a page that was refused comes with the next call. Answers that are kept and not given stay, a
    list is replaced by the list given, and what the case does not ask is not kept.
    """
    given: WholeApplication = here.call.body
    if here.file.state.withdrawn is not None:
        raise Refusal("no_longer_open")
    wrong = misfits(here.file.service, given.answers, here.language)
    if wrong:
        raise Refusal("unfit", wrong)
    filling = _Filling(here, here.file, given.answers)
    filling.fill()
    if filling.problems:
        raise Refusal("answers_refused", filling.problems)
    return Done(filling.file, {"not_asked": sorted(filling.not_asked())})


@dataclass(slots=True)
class _Filling:
    """A case while a whole application is taken into it. tried: the pages that need no more."""

    here: InCase
    file: CaseFile
    given: Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)
    tried: set[PageRef] = field(default_factory=set)

    def fill(self) -> None:
        """Try each page of the route, as it grows with what is answered."""
        for _ in range(MOST_PAGES):
            pages = self.file.position.pages
            page = next((page for page in pages if page.ref not in self.tried), None)
            if page is None:
                return
            laid = layout_of(self.file.service.step(page.ref.step))
            if page.ref.page in laid.groups:
                self._list(page.ref, laid.groups[page.ref.page], complete=page.complete)
            else:
                self._page(page.ref, laid.pages[page.ref.page][1], complete=page.complete)
        raise RuntimeError(f"Still being asked after {MOST_PAGES} pages; expected a route that ends.")

    def not_asked(self) -> Iterator[str]:
        """Yield what was given and lies on no page of the route."""
        asked = set(self._asked())
        for name, value in self.given.items():
            if isinstance(value, list):
                if name not in asked and value:
                    yield name
                continue
            if value is not None and name not in asked:
                yield name

    def _asked(self) -> Iterator[str]:
        for page in self.file.position.pages:
            layout = layout_of(self.file.service.step(page.ref.step))
            yield page.ref.page.partition(".")[0] if page.ref.item else page.ref.page
            if page.ref.page in layout.pages and not page.ref.item:
                yield from (one.question.id for one in layout.pages[page.ref.page][0].asked)

    def _members(self, ref: PageRef, group: str) -> tuple[str, ...]:
        state = self.file.state.steps.get(ref.step)
        return state.members.get(group, ()) if isinstance(state, AskState) else ()

    def _list(self, ref: PageRef, laid: LaidGroup, *, complete: bool) -> None:
        """Say whether there is another member, until there are as many as were given."""
        name = laid.group.id
        members = self._members(ref, name)
        wanted = self.given.get(name)
        if wanted is not None and len(members) < len(wanted):
            self._send(ref, {name: "yes"})
            return
        self.tried.add(ref)
        if not complete:
            self._send(ref, {name: "no"})

    def _page(self, ref: PageRef, group: LaidGroup | None, *, complete: bool) -> None:
        self.tried.add(ref)
        given = self.given
        if group is not None:
            listed = given.get(group.group.id)
            members = self._members(ref, group.group.id)
            place = members.index(ref.item) if ref.item in members else len(members)
            if listed is not None and place >= len(listed) and ref.item in members:
                self._send(PageRef(ref.step, group.group.id, ref.item), {REMOVE: "yes"})
                return
            given = listed[place] if listed is not None and place < len(listed) else {}
        asked = layout_of(self.file.service.step(ref.step)).pages[ref.page][0].asked
        stored = kept(self.file, ref)
        told = {one.question.id: given[one.question.id] for one in asked if one.question.id in given}
        again = bool(told) and ref in self.file.position.wanted
        if complete and not again and all(stored.get(name) == value for name, value in told.items()):
            return
        form, _ = typed(asked, {**stored, **told}, ref, "", self.here.language)
        self._send(ref, form)

    def _send(self, ref: PageRef, form: Mapping[str, str]) -> None:
        try:
            self.file = take(self.here, self.file, ref, form)
        except AnswersRefused as refusal:
            self.problems.extend(problems_of(refusal, ref))
            self.tried.add(ref)
