"""Where a case stands, as the walk found it: derived every time, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from handrail.definition.brick import Determination, Fact, PageRef, PageState, Scope, StepStatus
from handrail.definition.service import Endpoint
from handrail.walk.ahead import Ahead

Here = Literal["answering", "ready_to_send", "asked_for_more", "with_staff", "ended"]


@dataclass(frozen=True, slots=True)
class Reached:
    """A step as the walk met it: what it could see, its state and how it stood.

    facts: what is known after it. dropped: the answers it was given that no longer matter.
    """

    scope: Scope
    state: Any
    status: StepStatus
    facts: Mapping[str, Fact]
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where a case stands.

    here: `answering` (the person has pages to complete), `ready_to_send` (all that is asked is answered and
        not all of it is sent), `asked_for_more` (staff want pages answered again), `with_staff`, `ended`.
    step: the step reached, "" at an endpoint. endpoint: where the case ends, or would end when sent.
    pages: the pages of the route in its order. next: the page to go to, None when none is incomplete.
    wanted: the pages that staff want answered again and that have not been. message: what they wrote with
        it, the latest last.
    determinations: what the rules found on the way, in order; results: by work step, the result that counts.
    facts: what rules know at the end of the route. dropped: answers given that no longer matter, each as
        `step/question` or `step/group/item/question`.
    unsent_changes: something was told, changed or removed after the last sending.
    another_look: a decision was made and what it rests on has changed since, or a review was asked for.
    review_waits: the person asked for a review, and nobody has looked again since.
    unsettled: facts that no rule could settle, so that a person must.
    ends_on: for a case that has ended, the last legal day of what it gave, None where nothing ends.
    ahead: what falls due before that day, the earliest first, concluded or not.
    visits: by step id, how often the walk reached it. reached: by step id in the order of the walk, what its
        last visit saw and found.
    """

    here: Here
    step: str = ""
    endpoint: Endpoint | None = None
    pages: tuple[PageState, ...] = ()
    next: PageRef | None = None
    wanted: tuple[PageRef, ...] = ()
    message: str = ""
    waiting_for: str = ""
    determinations: tuple[Determination, ...] = ()
    results: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    unsent_changes: bool = False
    another_look: bool = False
    review_waits: bool = False
    unsettled: frozenset[str] = frozenset()
    ends_on: date | None = None
    ahead: tuple[Ahead, ...] = ()
    visits: Mapping[str, int] = field(default_factory=dict)
    reached: Mapping[str, Reached] = field(default_factory=dict, repr=False, compare=False)

    @property
    def scopes(self) -> Mapping[str, Scope]:
        """By step id, what the last visit to it could see."""
        return {step: one.scope for step, one in self.reached.items()}

    @property
    def exit(self) -> PageRef | None:
        """The exit page that the route stops at, None when it goes on."""
        return next((page.ref for page in self.pages if page.exit and page.ref == self.next), None)

    @property
    def gaps(self) -> tuple[PageRef, ...]:
        """The pages with questions that a paper form left empty or unreadable, in their order."""
        return tuple(page.ref for page in self.pages if page.gaps)

    @property
    def to_come(self) -> Ahead | None:
        """What falls due next before the end, None when nothing more does."""
        return next((one for one in self.ahead if not one.done), None)

    def has(self, ref: PageRef) -> bool:
        """Say whether a page is on the route."""
        return any(page.ref == ref for page in self.pages)
