"""A page of a brick in its place on the route: the way back, and what staff wrote when they asked for it."""

from dataclasses import replace

from handrail.definition.brick import PageRef
from handrail.definition.screen import Notice, Screen
from handrail.walk.position import Position
from handrail.walk.words import PHRASES


def way_back(screen: Screen, *, position: Position, ref: PageRef, changing: bool = False) -> Screen:
    """Return a page's screen with where its back link goes, and what staff ask for on a page they want again.

    changing: it was reached from check your answers, so back is there. Otherwise back is the page before it
    on the route, or the list of tasks for the first.
    """
    blocks = screen.blocks
    asked = ref in position.wanted
    if asked:
        notice = Notice(title=PHRASES.say("wanted.title", screen.language), text=position.message)
        blocks = (notice, *blocks)
    back = screen.back or ("do:check" if changing else _before(position, ref))
    return replace(screen, back=back, blocks=blocks, same_for_all=screen.same_for_all and not asked)


def _before(position: Position, ref: PageRef) -> str:
    before = "do:tasks"
    for page in position.pages:
        if page.ref == ref:
            return before
        before = f"page:{page.ref}"
    return before
