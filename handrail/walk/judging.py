"""The judging of one step: what it can see of a case, as on which day, and how it then stands.

It is the step's brick that judges. A step that would see just what it saw before is not judged again.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from handrail.definition.brick import Brick, Fact, Parameters, Scope
from handrail.definition.service import Service, Step
from handrail.terms.legal_day import legal_day
from handrail.walk.fold import CaseState
from handrail.walk.moments import tells_time
from handrail.walk.position import Reached


class Judging:
    """What the steps of one case are judged by: the answers that count, and the day and the values they have.

    unsent: something was told, changed or removed that has not been sent. sees_drafts: it counts.
    steps: how the case's steps stand, by id, with the answers that count.
    as_of: the moment as on which steps are judged, but those that staff conclude, which look at now.
    """

    def __init__(
        self,
        service: Service,
        state: CaseState,
        *,
        parameters: Parameters,
        at: datetime,
        sent: bool,
        bricks: Mapping[str, Brick],
        earlier: Mapping[str, Reached],
    ) -> None:
        self._service = service
        self._parameters = parameters
        self._bricks = bricks
        self._earlier = earlier
        self._tells_time = tells_time(service)
        persons = [step for step in service.steps if bricks[step.brick].receive is not None]
        self.unsent = any(
            state.steps.get(step.id, bricks[step.brick].start)
            != state.sent_steps.get(step.id, bricks[step.brick].start)
            for step in persons
        )
        self.steps: Mapping[str, Any] = state.steps
        if sent:
            unknown = {step.id: bricks[step.brick].start for step in persons}
            self.steps = {**state.steps, **unknown, **state.sent_steps}
        self.sees_drafts = not sent and (self.unsent or state.sent_at is None)
        self._now, self._today = at, legal_day(at)
        self.as_of = at if self.sees_drafts else (state.sent_at or at)
        self._day = date.min

    def be_as_of(self, instant: datetime) -> Mapping[str, Fact]:
        """Judge what follows as on the day of an instant; return the values in force then, if new."""
        self.as_of = instant
        day = self._today if instant is self._now else legal_day(instant)
        if day == self._day:
            return {}
        self._day = day
        in_force = self._parameters.in_force
        found = {name: in_force(name, day) for name in self._service.parameters}
        return {name: one.value if one else None for name, one in found.items()}

    def applies(self, step: Step, facts: Mapping[str, Fact]) -> bool:
        """Say whether a step is for this case, by its `when`."""
        return step.when is None or step.when.evaluate(facts, at=self.as_of) is True

    def reached(
        self,
        step: Step,
        *,
        visit: int,
        facts: Mapping[str, Fact],
        items: Mapping[str, tuple[str, ...]],
        unsettled: frozenset[str],
    ) -> Reached:
        """Return a step as it stands, judged anew unless it sees just what it saw a moment before.

        visit, facts, items, unsettled: what the step can see of the route so far, as in its Scope.
        """
        brick = self._bricks[step.brick]
        at, day = (self._now, self._today) if brick.staffed else (self.as_of, self._day)
        state = self.steps.get(step.id, brick.start)
        before = self._earlier.get(step.id)
        if before is not None and before.state is state and before.scope.visit == visit:
            scope = before.scope
            if (
                (scope.at == at or (scope.day == day and not self._tells_time))
                and (scope.facts is facts or scope.facts == facts)
                and scope.items == items
                and scope.unsettled == unsettled
                and scope.parameters is self._parameters
                and scope.service is self._service
            ):
                return before
        scope = Scope(
            service=self._service,
            facts=facts,
            at=at,
            day=day,
            parameters=self._parameters,
            visit=visit,
            unsettled=unsettled,
            items=items,
            steps=self.steps,
        )
        status = brick.status(step, state, scope)
        # Of a step that adds nothing the facts stay one object, so that the next walk knows them at sight.
        after = {**facts, **status.facts} if status.facts else facts
        dropped = self.held(step, used=frozenset(status.used))
        return Reached(scope=scope, state=state, status=status, facts=after, dropped=dropped)

    def held(self, step: Step, *, used: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return what a step was told besides what is used of it."""
        held, state = self._bricks[step.brick].held, self.steps.get(step.id)
        if held is None or state is None:
            return ()
        return tuple(path for path in held(step, state) if path not in used)
