"""The event a `decide` step appends: a determination with everything it used, enough to replay it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handrail.bricks.decide.spec import Decide
from handrail.definition.brick import Determination, MatchedRow, ParameterValue
from handrail.definition.service import Service
from handrail.feel import from_feel, to_feel
from handrail.history.event import Event, EventType, Json, NewEvent

DETERMINED = EventType(
    name="decide.determined",
    sentence="The rules were applied to the answers",
    fields={
        "step": "the step",
        "item": "the member of the group it is about, or empty",
        "rows": "the rows that matched, each with its id and source; none when no rule could settle it",
        "parameters": "the dated values used, each with name, value, effective_from and source",
        "on": "the legal day whose values were used",
    },
    personal={
        "answers": "by name, the facts that the table looked at",
        "outputs": "by column, what it found",
        "result": "the first output, or that none or more than one row matched",
    },
)

EVENTS = (DETERMINED,)


def determined(service: Service, determination: Determination) -> NewEvent:
    """Return the event that records a determination; facts are sealed for whom it is about."""
    data = {
        "step": determination.step,
        "item": determination.item,
        "rows": [{"id": row.id, "source": row.source} for row in determination.rows],
        "parameters": [
            {
                "name": one.name,
                "value": from_feel(one.value),
                "effective_from": one.effective_from.isoformat(),
                "source": one.source,
            }
            for one in determination.parameters
        ],
        "on": determination.on.isoformat(),
    }
    facts = {
        "answers": from_feel(determination.answers),
        "outputs": from_feel(determination.outputs),
        "result": from_feel(determination.result),
    }
    return NewEvent(type=DETERMINED, data=data, personal={_party(service, determination): facts})


def _party(service: Service, determination: Determination) -> str:
    """Return whose data it is: of a member that is a party of its own, that party's."""
    spec: Decide = service.step(determination.step).spec
    if spec.each:
        for party in service.parties.values():
            if party.each == spec.each:
                return f"{party.id}-{determination.item}"
    return "applicant"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A determination as the history has it; read back only when it is needed."""

    data: Mapping[str, Json]
    facts: Mapping[str, Json]
    sequence: int

    def determination(self) -> Determination:
        """Return the determination that was recorded."""
        return Determination(
            step=self.data["step"],
            item=self.data["item"],
            result=to_feel(self.facts["result"]),
            outputs=to_feel(self.facts["outputs"]),
            rows=tuple(MatchedRow(id=row["id"], source=row["source"]) for row in self.data["rows"]),
            answers=to_feel(self.facts["answers"]),
            parameters=tuple(
                ParameterValue(
                    name=one["name"],
                    value=to_feel(one["value"]),
                    effective_from=date.fromisoformat(one["effective_from"]),
                    source=one["source"],
                )
                for one in self.data["parameters"]
            ),
            on=date.fromisoformat(self.data["on"]),
        )


def recorded(event: Event) -> Recorded | None:
    """Return what a `decide.determined` event holds; None when its facts were erased or may not be seen."""
    for fields in event.personal.values():
        if "answers" in fields:
            return Recorded(data=event.data, facts=fields, sequence=event.sequence)
    return None
