"""The brick that shows a person a page they should have seen before they go on."""

from handrail.definition.brick import Brick

from . import check, read, rules, screens, state
from .events import EVENTS
from .schema import SCHEMA

BRICK = Brick(
    name="show",
    read=read.read,
    events=EVENTS,
    vocabulary=check.vocabulary,
    check=check.check,
    words=check.words,
    results=check.results,
    start=state.START,
    fold=state.fold,
    status=rules.status,
    screen=screens.screen,
    receive=rules.receive,
    held=rules.held,
    summaries=screens.summaries,
    schema=SCHEMA,
)
