"""The brick that asks a person questions, a page at a time."""

from handrail.bricks.ask import check, read, rules, screens, state, status, summary, texts
from handrail.bricks.ask.events import EVENTS
from handrail.bricks.ask.schema import SCHEMA
from handrail.definition.brick import Brick

BRICK = Brick(
    name="ask",
    read=read.read,
    events=EVENTS,
    vocabulary=check.vocabulary,
    check=check.check,
    words=texts.words,
    results=check.results,
    start=state.START,
    fold=state.fold,
    status=status.status,
    screen=screens.screen,
    receive=rules.receive,
    receive_paper=rules.receive_paper,
    held=status.held,
    summaries=summary.summaries,
    schema=SCHEMA,
    takes_in=True,
)
