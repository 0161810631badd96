"""Answer a page: what it shows, and what sending it in does. The same for every channel."""

from collections.abc import Mapping
from dataclasses import replace

from handrail.bricks import BRICKS
from handrail.casefile import CaseFile, record
from handrail.definition.brick import PageRef, Refused, Scope
from handrail.definition.screen import Screen
from handrail.definition.service import Step
from handrail.history.event import Circumstances

LONGEST_FIELD = 20_000
"""Characters in one field of a form; the longest answer allowed is shorter, and is refused by name."""


class NotOnRoute(Exception):
    """The page is not one that this case asks for now."""


class AnswersRefused(Exception):
    """Something on the page must be mended; nothing was changed."""

    def __init__(self, refused: Refused) -> None:
        """Keep what was typed and why it was refused."""
        super().__init__()
        self.refused = refused


class NoLongerOpen(Exception):
    """The case has ended by withdrawal, so that nothing in it can be changed."""


def page_of(file: CaseFile, *, ref: PageRef, language: str, refused: Refused | None = None) -> Screen:
    """One page of the case. Raises NotOnRoute, NoLongerOpen."""
    if file.state.withdrawn:
        raise NoLongerOpen
    step = _reached(file, ref)
    brick = BRICKS[step.brick]
    assert brick.screen is not None
    state = file.state.steps.get(step.id, brick.start)
    return brick.screen(step, state, ref, _scope(file, step), language, refused)


def answer_page(
    file: CaseFile,
    *,
    ref: PageRef,
    form: Mapping[str, str],
    language: str,
    circumstances: Circumstances,
    gaps: Mapping[str, str] | None = None,
) -> CaseFile:
    """Take the answers of one page. Returns the file afterwards.

    gaps: by question, why a paper form or another service's application gives no answer.

    Raises NotOnRoute, NoLongerOpen, AnswersRefused.
    """
    if file.state.withdrawn:
        raise NoLongerOpen
    step = _reached(file, ref)
    brick = BRICKS[step.brick]
    assert brick.receive is not None
    shortened = {name: value[:LONGEST_FIELD] for name, value in form.items()}
    state = file.state.steps.get(step.id, brick.start)
    scope = _scope(file, step)
    if gaps and brick.receive_paper is not None:
        events = brick.receive_paper(step, state, ref, shortened, gaps, scope, language)
    else:
        events = brick.receive(step, state, ref, shortened, scope, language)
    if isinstance(events, Refused):
        raise AnswersRefused(events)
    return record(file, events, circumstances=circumstances) if events else file


def _scope(file: CaseFile, step: Step) -> Scope:
    """What the step can see, with the words in which the service speaks to the person."""
    scope = file.position.scopes[step.id]
    return scope if scope.service is file.spoken else replace(scope, service=file.spoken)


def _reached(file: CaseFile, ref: PageRef) -> Step:
    if ref.step not in file.position.scopes or not _on_route(file, ref):
        raise NotOnRoute
    step = file.service.step(ref.step)
    if BRICKS[step.brick].receive is None:
        raise NotOnRoute
    return step


def _on_route(file: CaseFile, ref: PageRef) -> bool:
    """Whether the page is on the route; a group's list, and what removes a member, are where members are."""
    position = file.position
    return position.has(ref) or any(ref.is_around(page.ref) for page in position.pages)
