"""The brick that applies a decision table to the facts."""

from handrail.bricks.decide import check, read, rules, state
from handrail.bricks.decide.events import EVENTS
from handrail.bricks.decide.schema import SCHEMA
from handrail.definition.brick import Brick

BRICK = Brick(
    name="decide",
    read=read.read,
    events=EVENTS,
    vocabulary=check.vocabulary,
    check=check.check,
    words=check.words,
    desk_words=check.desk_words,
    sentences=check.sentences,
    results=check.results,
    start=state.START,
    fold=state.fold,
    status=rules.status,
    schema=SCHEMA,
)
