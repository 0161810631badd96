"""Making the sample's history: each case in one transaction, and none that is there already."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from handrail import estate, history
from handrail.bricks import BRICKS
from handrail.bricks.work.refusals import WorkRefused
from handrail.casework.documents import DocumentRefused
from handrail.casework.step import NotWithStaff
from handrail.definition.example import Example, read_examples
from handrail.definition.load import load
from handrail.definition.reader import Reader
from handrail.history.event import Actor
from handrail.journey.answer import AnswersRefused
from handrail.journey.review import NothingToReview
from handrail.journey.send import NotComplete, NothingToSend
from handrail.journey.start import InviteNeeded, NotOpen, NotPublished
from handrail.site.accounts.models import Account
from handrail.site.sample.living import staff_of
from handrail.site.sample.stories import Story, stories
from handrail.site.sample.telling import live
from handrail.terms.legal_day import legal_day
from handrail.walk.journeys import JourneyStopped

_DECIDES = "caseworker"
_REFUSALS = (
    AnswersRefused,
    DocumentRefused,
    InviteNeeded,
    JourneyStopped,
    NotComplete,
    NotOpen,
    NotPublished,
    NotWithStaff,
    NothingToReview,
    NothingToSend,
    WorkRefused,
)
"""What a service may refuse that is not the one whose examples the people follow."""


Chosen = Callable[[Story], bool]
Begun = Callable[[int], None]


def _everybody(_story: Story) -> bool:
    return True


def _silently(number: int) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Made:
    """How many cases were made, were there already, and could not be: the services here are others."""

    made: int = 0
    there: int = 0
    left_out: int = 0


def cases(folder: Path, *, now: datetime, chosen: Chosen = _everybody, begun: Begun = _silently) -> Made:
    """Make the cases of the sample's history that are not there yet, as they stand now; the latest first.

    folder: of services, whose examples the people follow. begun: told how many are to be made, if any are.
    """
    told = [story for story in reversed(stories(legal_day(now))) if chosen(story)]
    missing = [story for story in told if history.locate(story.reference) is None]
    if missing:
        begun(len(missing))
    examples = {one: _examples(folder / one) for one in sorted({story.service for story in missing})}
    bodies = {one: _body(one, now) for one in sorted({story.organisation for story in missing})}
    made = 0
    for story in missing:
        example = examples[story.service].get(story.example)
        made += example is not None and _made(story, example, *bodies[story.organisation], now)
    return Made(made=made, there=len(told) - len(missing), left_out=len(missing) - made)


def _made(
    story: Story, example: Example, organisation: estate.Organisation, staff: tuple[Actor, ...], now: datetime
) -> bool:
    """Make one case: all of it or, where the service published here is another one, nothing."""
    try:
        with history.holding(organisation.id):
            live(story, example, organisation=organisation, staff=staff, now=now)
    except _REFUSALS:
        return False
    return True


def _examples(folder: Path) -> Mapping[str, Example]:
    if not (folder / "service.yaml").exists():
        return {}
    loaded = load(folder, bricks=BRICKS)
    people = read_examples(loaded.examples, Reader()) if loaded.examples else ()
    return {one.name: one for one in people}


def _body(slug: str, now: datetime) -> tuple[estate.Organisation, tuple[Actor, ...]]:
    """Return an organisation and those of its sample staff who decide."""
    organisation = estate.organisation(slug, on=legal_day(now))
    assert organisation is not None
    accounts = Account.objects.filter(organisation=organisation.id, is_active=True).order_by("pk")
    deciding = [str(one.pk) for one in accounts if _DECIDES in one.roles]
    return organisation, staff_of(deciding, organisation.id)
