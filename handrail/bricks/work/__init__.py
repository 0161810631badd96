"""The brick in which staff look at a case and decide."""

from handrail.bricks.work import check, read, state, status
from handrail.bricks.work.events import EVENTS
from handrail.bricks.work.schema import SCHEMA
from handrail.definition.brick import Brick

BRICK = Brick(
    name="work",
    read=read.read,
    events=EVENTS,
    vocabulary=check.vocabulary,
    check=check.check,
    words=check.words,
    desk_words=check.desk_words,
    results=check.results,
    start=state.START,
    fold=state.fold,
    status=status.status,
    staffed=True,
    schema=SCHEMA,
)
