"""A whole application in one call: the same pages, one after another, with every problem and its page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from handrail.bricks.ask.layout import LaidGroup, LaidPage, around, layout_of, lists_of
from handrail.bricks.ask.state import AskState
from handrail.casefile import CaseFile
from handrail.channels.api.answers import REMOVE
from handrail.channels.api.call import InCase
from handrail.channels.api.doors import changes
from handrail.channels.api.fitting import misfits
from handrail.channels.api.once import Done, Noted
from handrail.channels.api.pages import problems_of, take, typed
from handrail.channels.api.receive import unfit
from handrail.channels.api.refusals import Refusal
from handrail.channels.api.requests import WholeApplication
from handrail.channels.api.shapes import Problem, WholeProgress
from handrail.channels.api.standing import kept, next_page, standing
from handrail.definition.brick import PageRef, PageState
from handrail.journey.answer import AnswersRefused

MOST_PAGES = 1000
"""Pages that one call may answer: more than any service has with its lists full."""


def whole_progress(here: InCase, noted: Noted) -> WholeProgress:
    """Where the case stands, what was given and not asked for, and what was left blank."""
    return WholeProgress(
        case=standing(here),
        page=next_page(here),
        not_asked=tuple(noted["not_asked"]),
        left_blank=tuple(_left_blank(here.file)),
    )


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
    if given.left_blank and here.file.state.brought_in is None:
        raise unfit(here.language, "not_brought_in", "left_blank")
    filling = _Filling(here, here.file, given.answers, left_blank=given.left_blank)
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
    left_blank: bool
    problems: list[Problem] = field(default_factory=list)
    tried: set[PageRef] = field(default_factory=set)

    def fill(self) -> None:
        """Try each page of the route, as it grows with what is answered."""
        for _ in range(MOST_PAGES):
            pages = self.file.position.pages
            page = next((page for page in pages if page.ref not in self.tried), None)
            if page is None:
                return
            laid = layout_of(self.file.service.step(page.ref.step)).find(page.ref)
            given, one_too_many = self._about(page.ref)
            if one_too_many is not None:
                self._send(one_too_many, {REMOVE: "yes"})
            elif isinstance(laid, LaidGroup):
                self._list(page.ref, laid, given, complete=self._complete(page))
            elif laid is not None:
                self._page(page.ref, laid, given, complete=self._complete(page))
        raise RuntimeError(f"Still being asked after {MOST_PAGES} pages; expected a route that ends.")

    def not_asked(self) -> Iterator[str]:
        """Yield what was given and lies on no page of the route, by its path in what was given."""
        return _left(self.given, "", "", self._asked())

    def _asked(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return every question and list on the route, by id and the member it is asked of: its members."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for page in self.file.position.pages:
            layout = layout_of(self.file.service.step(page.ref.step))
            for key, within in lists_of(page.ref):
                if key in layout.groups:
                    name = layout.groups[key].group.id
                    found[name, within] = self._members(page.ref.step, key, within)
            if page.ref.page in layout.pages:
                asked = layout.pages[page.ref.page][0].asked
                found.update(((one.question.id, page.ref.item), ()) for one in asked)
        return found

    def _members(self, step: str, group: str, within: str) -> tuple[str, ...]:
        state = self.file.state.steps.get(step)
        return state.items(group, within) if isinstance(state, AskState) else ()

    def _about(self, ref: PageRef) -> tuple[Mapping[str, Any], PageRef | None]:
        """Return what was given about the member that a page or a list is of.

        And, where there are more members than were given, the page that removes the one it is about.
        """
        given, numbers = self.given, ref.item.split(".") if ref.item else []
        names = ref.page.split(".")
        for level, name in enumerate(names[: len(numbers)], start=1):
            key, item = ".".join(names[:level]), ".".join(numbers[:level])
            members, listed = self._members(ref.step, key, around(item)), given.get(name)
            place = members.index(item) if item in members else len(members)
            if listed is not None and place >= len(listed) and item in members:
                return {}, PageRef(ref.step, key, item)
            given = listed[place] if listed is not None and place < len(listed) else {}
        return given, None

    def _complete(self, page: PageState) -> bool:
        return page.complete or (self.left_blank and page.gaps)

    def _list(self, ref: PageRef, laid: LaidGroup, given: Mapping[str, Any], *, complete: bool) -> None:
        """Say whether there is another member, until there are as many as were given."""
        name, members = laid.group.id, self._members(ref.step, laid.key, ref.item)
        wanted = given.get(name)
        if wanted is not None and len(members) < len(wanted):
            self._send(ref, {name: "yes"})
            return
        self.tried.add(ref)
        if not complete and wanted is None and not members and self.left_blank:
            self._send(ref, {}, untold=(laid.key,))
        elif not complete:
            self._send(ref, {name: "no"})

    def _page(self, ref: PageRef, laid: LaidPage, given: Mapping[str, Any], *, complete: bool) -> None:
        self.tried.add(ref)
        asked = laid.asked
        stored = kept(self.file, ref)
        told = {one.question.id: given[one.question.id] for one in asked if one.question.id in given}
        again = bool(told) and ref in self.file.position.wanted
        if complete and not again and all(stored.get(name) == value for name, value in told.items()):
            return
        answers = {**stored, **told}
        form, _ = typed(asked, answers, ref, "", self.here.language)
        untold = [one.question.id for one in asked if answers.get(one.question.id) is None]
        self._send(ref, form, untold=untold if self.left_blank else ())

    def _send(self, ref: PageRef, form: Mapping[str, str], untold: Iterable[str] = ()) -> None:
        try:
            self.file = take(self.here, self.file, ref, form, untold)
        except AnswersRefused as refusal:
            self.problems.extend(problems_of(refusal, ref))
            self.tried.add(ref)


def _left_blank(file: CaseFile) -> Iterator[str]:
    """Yield each question and list that is noted as not told, by its path as in what is given."""
    for page in file.position.pages:
        step = page.ref.step
        state, layout = file.state.steps.get(step), layout_of(file.service.step(step))
        if not page.gaps or not isinstance(state, AskState):
            continue
        *lists, last = page.ref.page.split(".")
        members = zip(lists, page.ref.item.split("."), strict=False)
        within = "".join(f"{one}/{number}/" for one, number in members)
        laid = layout.pages.get(page.ref.page)
        names = [one.question.id for one in laid[0].asked] if laid else []
        yield from (f"{within}{name}" for name in names if (name, page.ref.item) in state.gaps)
        if (page.ref.page, page.ref.item) in state.gaps and laid is None:
            yield f"{within}{last}"


def _left(
    given: Mapping[str, Any], path: str, item: str, asked: Mapping[tuple[str, str], tuple[str, ...]]
) -> Iterator[str]:
    """Yield what was given in one place and not asked there. path: of the member it is of, with a slash."""
    for name, value in given.items():
        if (name, item) not in asked:
            if value not in (None, []):
                yield f"{path}{name}"
        elif isinstance(value, list):
            for number, (one, member) in enumerate(zip(asked[name, item], value, strict=False), start=1):
                yield from _left(member, f"{path}{name}/{number}/", one, asked)
