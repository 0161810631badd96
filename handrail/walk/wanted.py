"""Which pages staff want answered again: what they asked for, less what has been answered since."""

from collections.abc import Iterator, Mapping
from typing import Any

from handrail.bricks.ask.layout import layout_of
from handrail.bricks.ask.state import AskState
from handrail.bricks.work.state import MoreAsked
from handrail.definition.brick import PageRef, PageState
from handrail.definition.service import Service, Step


def wanted_pages(
    service: Service, steps: Mapping[str, Any], asked: tuple[MoreAsked, ...], pages: tuple[PageState, ...]
) -> tuple[PageRef, ...]:
    """Return the pages on the route that were asked for and have not been answered since, in route order."""
    by_id = {step.id: step for step in service.steps}
    found = []
    for page in pages:
        state = steps.get(page.ref.step)
        if not isinstance(state, AskState):
            continue
        names = set(_names(by_id[page.ref.step], page.ref))
        since = max((one.sequence for one in asked if not names.isdisjoint(one.questions)), default=0)
        if since and state.answered.get((page.ref.page, page.ref.item), 0) < since:
            found.append(page.ref)
    return tuple(found)


def _names(step: Step, ref: PageRef) -> Iterator[str]:
    """Yield what staff may have called the questions of a page: by id, and for one member `id/member`."""
    layout = layout_of(step)
    if ref.page in layout.pages:
        for one in layout.pages[ref.page][0].asked:
            yield one.question.id
            if ref.item:
                yield f"{one.question.id}/{ref.item}"
