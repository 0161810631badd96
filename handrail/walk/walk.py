"""The walk: from a service and a case's state to where the case stands. Pure, and done anew every time."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from handrail.bricks import BRICKS
from handrail.definition.brick import (
    Brick,
    Determination,
    Fact,
    PageRef,
    PageState,
    Parameters,
    StepStatus,
)
from handrail.definition.prepared import prepared
from handrail.definition.service import NOWHERE, Endpoint, Service, Step
from handrail.questions.question import EQUALITY
from handrail.walk.adjustments import THIRD_PARTY
from handrail.walk.ahead import Ahead, before_end, ends_on
from handrail.walk.fold import CaseState
from handrail.walk.judging import Judging
from handrail.walk.position import Here, Position, Reached
from handrail.walk.wanted import wanted_pages

MOST_VISITS = 1000
"""Steps a walk may reach before it is called endless: `check` finds such services, so none should run."""

_NO_FACTS = frozenset({EQUALITY, THIRD_PARTY})
"""Parties of whom no rule knows anything: what a case came to does not rest on them."""

_NOWHERE = ""
"""The target of a route that runs past the last step, which is no endpoint's id."""


class EndlessWalk(RuntimeError):
    """A service goes round without ever waiting for a person or a clock."""


def walk(
    service: Service,
    state: CaseState,
    *,
    parameters: Parameters,
    at: datetime,
    sent: bool = False,
    bricks: Mapping[str, Brick] = BRICKS,
    earlier: Position | None = None,
) -> Position:
    """Return where a case stands.

    parameters: the dated register for the organisation the case is with.
    at: now. What was sent is judged as on the day of sending, and what follows a decision as on its day, so
        the same history gives the same position on any later day; only a draft and a pause look at `at`.
    sent: only what has been sent, which is what staff see and decide on; otherwise also what has been told
        since.
    earlier: a position of the same case a moment before, or as sent: a step that sees what it saw then, on
        the same legal day, is not judged again, unless a rule of the service looks at the time of day.
    Raises EndlessWalk, which a checked service never does.
    """
    reached = earlier.reached if earlier is not None else {}
    judging = Judging(service, state, parameters=parameters, at=at, sent=sent, bricks=bricks, earlier=reached)
    return _Walk(service, state, bricks, judging, sent=sent).position()


@prepared
def _places_of(service: Service) -> Mapping[str, int]:
    """Return where each step stands in the service, by id."""
    return {step.id: place for place, step in enumerate(service.steps)}


@dataclass(slots=True)
class _Route:
    """What the walk has gathered on its way."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pages: list[PageState] = field(default_factory=list)
    determinations: list[Determination] = field(default_factory=list)
    results: dict[str, str] = field(default_factory=dict)
    dropped: dict[str, tuple[str, ...]] = field(default_factory=dict)
    visits: dict[str, int] = field(default_factory=dict)
    went_back: set[str] = field(default_factory=set)
    reached: dict[str, Reached] = field(default_factory=dict)
    unsettled: frozenset[str] = frozenset()
    unsettled_at: int | None = None
    told: int = 0
    looked_at: int = 0
    stale: bool = False


class _Walk:
    """One walk; its parts are methods because they share the route."""

    def __init__(
        self,
        service: Service,
        state: CaseState,
        bricks: Mapping[str, Brick],
        judging: Judging,
        *,
        sent: bool,
    ) -> None:
        self.service = service
        self.state = state
        self.bricks = bricks
        self.judging = judging
        self.sent = sent
        self.places = _places_of(service)
        self.route = _Route()
        self.entered_at_a_decision = False
        self._be_as_of(judging.as_of)

    def position(self) -> Position:
        found = self._walk()
        if self.state.withdrawn is None:
            return found
        endpoint = _withdrawn(self.service)
        return replace(
            found,
            here="ended",
            endpoint=endpoint,
            step="",
            next=None,
            wanted=(),
            waiting_for="",
            ends_on=None,
            ahead=(),
        )

    def _walk(self) -> Position:
        steps = self.service.steps
        place = self._start()
        forced = self.entered_at_a_decision = place is not None
        place = place or 0
        for _ in range(MOST_VISITS):
            target: str | None = _NOWHERE
            if place < len(steps):
                status = self._reach(steps[place], forced=forced)
                if status is not None and status.kind != "done":
                    return self._stop(steps[place], status)
                target = None if status is None else self._led_to(steps[place], status.result)
            forced = False
            if target is None or target in self.places:
                place = place + 1 if target is None else self.places[target]
                continue
            endpoint = self.service.endpoints.get(target) or _nowhere()
            unsettled_at = self._left_to_a_person(endpoint, place)
            if unsettled_at is None:
                return self._end(endpoint)
            person = self._person_after(unsettled_at)
            if person is None:
                return self._halt(step=steps[unsettled_at].id, waiting_for="staff")
            place, forced = person, True
        raise EndlessWalk(
            f"The service {self.service.slug} was still going round after {MOST_VISITS} steps, at the step "
            f"{steps[place].id!r}. Put a person's work in the loop, or let a result lead out of it."
        )

    def _led_to(self, step: Step, result: str) -> str | None:
        """Return where a result leads; None for the next step in the file.

        A result that goes back for what a form has left open is followed once. After that no rule gets
        further, and a person must.
        """
        route, target = self.route, _target(step, result)
        if not self._goes_back(step, target) or not self._has_gaps():
            return target
        if step.id not in route.went_back:
            route.went_back.add(step.id)
            return target
        if route.unsettled_at is None:
            route.unsettled_at = self.places[step.id]
        otherwise = step.goto.get("otherwise")
        return None if self._goes_back(step, otherwise) else otherwise

    def _goes_back(self, step: Step, target: str | None) -> bool:
        """Say whether a target is a step at this one or before it."""
        return self.places.get(target or "", len(self.places)) <= self.places[step.id]

    def _has_gaps(self) -> bool:
        """Say whether a form has left anything open on the way here."""
        return any(page.gaps for page in self.route.pages)

    def _start(self) -> int | None:
        """Return the step of the latest decision of a case whose facts are erased; None for the first step.

        Of what was no fact, such as answers to equality questions, nothing rests on it. What led to the step
        is gone, so whether it applies is not asked again.
        """
        if not self.state.erased - _NO_FACTS:
            return None
        standing = [one for one in self.state.decisions if not one.overturned and self._in_turn(one.step)]
        return self.places.get(standing[-1].step) if standing else None

    def _left_to_a_person(self, endpoint: Endpoint, place: int) -> int | None:
        """Return from which step on an end waits for a person; None when the case may end there.

        A person must settle what no rule could, and no rule alone refuses anybody, or ends anything while a
        paper form has gaps.
        """
        gaps = self._has_gaps() and not self.route.results
        if gaps and self.route.unsettled_at is None:
            return min(place, len(self.service.steps) - 1)
        if self.route.unsettled_at is None and endpoint.kind == "refused" and not self.route.results:
            return min(place, len(self.service.steps) - 1)
        return self.route.unsettled_at

    def _person_after(self, place: int) -> int | None:
        """Return the staffed step that follows a place, else any, else None."""
        staffed = [
            n
            for n, step in enumerate(self.service.steps)
            if self.bricks[step.brick].staffed and step.timing is None
        ]
        return next((n for n in staffed if n > place), staffed[0] if staffed else None)

    def _in_turn(self, step: str) -> bool:
        """Say whether a step is one that cases go by, and not one that comes round by itself."""
        place = self.places.get(step)
        return place is None or self.service.steps[place].timing is None

    def _reach(self, step: Step, *, forced: bool) -> StepStatus | None:
        """Return how a step stands, with what it adds put on the route; None when it does not apply.

        forced: whatever its `when` says.
        """
        route = self.route
        if step.timing is not None:
            return None
        if not forced and not self.judging.applies(step, route.facts):
            return None
        visit = route.visits[step.id] = route.visits.get(step.id, 0) + 1
        reached = self._seen(step, visit)
        route.reached[step.id] = reached
        route.facts = reached.facts
        self._gather(step, reached)
        return reached.status

    def _seen(self, step: Step, visit: int) -> Reached:
        """Return a step as it stands for what is known on the route so far."""
        route = self.route
        return self.judging.reached(
            step, visit=visit, facts=route.facts, items=route.items, unsettled=route.unsettled
        )

    def _be_as_of(self, instant: datetime) -> None:
        """Judge what follows as on the day of an instant, with the values in force then among the facts."""
        values = self.judging.be_as_of(instant)
        if values:
            self.route.facts = {**self.route.facts, **values}

    def _gather(self, step: Step, reached: Reached) -> None:
        route, status = self.route, reached.status
        if route.visits[step.id] == 1:
            route.pages += status.pages
            route.dropped[step.id] = reached.dropped
        else:
            dropped = [path for path in reached.dropped if path in route.dropped[step.id]]
            route.dropped[step.id] = tuple(dropped)
            route.determinations = [one for one in route.determinations if one.step != step.id]
        route.determinations += status.determinations
        if status.items:
            route.items = {**route.items, **status.items}
        if status.unsettled:
            route.unsettled |= status.unsettled
            if route.unsettled_at is None:
                route.unsettled_at = self.places[step.id]
        changed = self.state.sent_changes.get(step.id, 0)
        route.told = max(route.told, changed)
        if status.settled_at is not None:
            self._settle(step, status, status.settled_at)

    def _settle(self, step: Step, status: StepStatus, settled_at: datetime) -> None:
        """Note a person's conclusion: what follows is as of then, and it may rest on what has changed."""
        route = self.route
        route.results[step.id] = status.result
        if not self.judging.sees_drafts and settled_at > self.judging.as_of:
            self._be_as_of(settled_at)
        route.stale = route.stale or max(route.told, route.looked_at) > status.settled_sequence
        route.looked_at = max(route.looked_at, status.settled_sequence)
        route.unsettled, route.unsettled_at = frozenset(), None

    def _stop(self, step: Step, status: StepStatus) -> Position:
        """Return the position at a step that is not done."""
        if status.kind == "waits":
            return self._halt(step=step.id, waiting_for=status.waiting_for)
        here: Here = "asked_for_more" if self.state.asked else "answering"
        following = next((page.ref for page in self.route.pages if not page.complete and not page.gaps), None)
        return self._at(here, step=step.id, next=following, wanted=self._wanted())

    def _end(self, endpoint: Endpoint) -> Position:
        """Return the position at an endpoint: in a draft, it is where the case would end when sent."""
        position = self._halt(endpoint=endpoint)
        if position.here != "ended":
            return position
        facts, end = self.route.facts, ends_on(endpoint, self.route.facts, at=self.judging.as_of)
        coming = before_end(self.service, facts, end=end, at=self.judging.as_of) if end else ()
        ahead = tuple(sorted((self._ahead(step, day) for step, day in coming), key=lambda one: one.from_on))
        return replace(position, ends_on=end, ahead=ahead)

    def _ahead(self, step: Step, day: date) -> Ahead:
        """Return a step that falls due from a day; what it can see is put beside the steps of the route."""
        reached = self.route.reached[step.id] = self._seen(step, 1)
        return Ahead(step=step.id, from_on=day, done=reached.status.kind == "done")

    def _halt(self, *, step: str = "", endpoint: Endpoint | None = None, waiting_for: str = "") -> Position:
        """Return the position where the person's pages are complete: they send, others act, or it is over."""
        wanted = self._wanted()
        if wanted:
            return self._at("asked_for_more", step=step, endpoint=endpoint, next=wanted[0], wanted=wanted)
        if self.judging.sees_drafts or self.state.asked:
            here: Here = "asked_for_more" if self.sent else "ready_to_send"
        else:
            here = "ended" if endpoint is not None else "with_staff"
        return self._at(here, step=step, endpoint=endpoint, waiting_for=waiting_for)

    def _wanted(self) -> tuple[PageRef, ...]:
        if not self.state.asked:
            return ()
        return wanted_pages(self.service, self.judging.steps, self.state.asked, tuple(self.route.pages))

    def _at(self, here: Here, **more: Any) -> Position:
        route = self.route
        return Position(
            here=here,
            message="\n\n".join(one.message for one in self.state.asked if one.message),
            pages=tuple(route.pages),
            determinations=tuple(route.determinations),
            results=route.results,
            facts=route.facts,
            dropped=self._dropped(),
            unsent_changes=self.judging.unsent,
            another_look=self._needs_another_look(),
            review_waits=self._review_waits(),
            unsettled=route.unsettled,
            visits=route.visits,
            reached=route.reached,
            **more,
        )

    def _dropped(self) -> tuple[str, ...]:
        """Return what was told and no longer matters: off its step's route, or of a step that is off it."""
        found: list[str] = []
        for step in self.service.steps:
            there = self.route.dropped.get(step.id)
            found.extend(self.judging.held(step) if there is None else there)
        return tuple(found)

    def _needs_another_look(self) -> bool:
        """Say whether what a decision rests on has changed, it lies off the route now, or a review is due."""
        if self.route.stale or self._review_waits():
            return True
        return not self.entered_at_a_decision and any(
            not one.overturned and one.step not in self.route.visits and self._in_turn(one.step)
            for one in self.state.decisions
        )

    def _review_waits(self) -> bool:
        review = self.state.review_asked
        return review is not None and review.sequence > self.route.looked_at > 0


def _target(step: Step, result: str) -> str | None:
    """Return where a result leads; None for the next step in the file."""
    return step.goto.get(result) or step.goto.get("otherwise")


def _withdrawn(service: Service) -> Endpoint:
    ends = (end for end in service.endpoints.values() if end.kind == "withdrawn")
    return next(ends, Endpoint(id="withdrawn", kind="withdrawn", title="", text="", where=NOWHERE))


def _nowhere() -> Endpoint:
    """Return the end of a route that leads nowhere, which `check` does not let be published."""
    return Endpoint(id="error", kind="error", title="", text="", where=NOWHERE)
