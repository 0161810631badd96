"""What an author may write in a `work` step, as frozen values; reading them from text is in `read`."""

from dataclasses import dataclass
from typing import Literal, get_args

from handrail.definition.source import Where
from handrail.feel import Expression
from handrail.questions.question import Question

Found = Literal["met", "not_met", "not_looked_at"]
FOUND: tuple[Found, ...] = get_args(Found)
"""What staff may find of a criterion."""

Needs = Literal["one met", "all met", "one not met", "none met"]
NEEDS: tuple[Needs, ...] = get_args(Needs)
"""What a result may need: `none met` that at least one is not met, and none is met."""


@dataclass(frozen=True, slots=True)
class Result:
    """Something a member of staff may conclude.

    id: what `goto` and rules name.
    label: the words on the desk.
    text: what the person is told, in Markdown; reasons are added by the member of staff.
    needs: what must have been found of the criteria before it can be chosen, "" for nothing.
    stage: it is a stage of the work, which the person is not told of as the decision.
    when: it can be chosen only when this is true; it may use what staff have answered so far.
    unfinished: it can be chosen before the form is filled in.
    unexplained: it may go without reasons; of stages alone.
    """

    id: str
    label: str
    where: Where
    text: str = ""
    hint: str = ""
    needs: Needs | Literal[""] = ""
    stage: bool = False
    when: Expression | None = None
    unfinished: bool = False
    unexplained: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that is met or not, which staff say with reasons and the person reads.

    id: lower case letters, digits and underscores; unique in the service; a name in rules.
    label: the words that the person and staff read. hint: for staff, what to look for.
    source: the law or policy it comes from.
    proved_by: the ids of the questions that ask for documents which show it.
    """

    id: str
    label: str
    where: Where
    hint: str = ""
    source: str = ""
    proved_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question of the form that staff fill in. criterion: the id of the one it helps to judge, or ""."""

    question: Question
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A `work` step: what staff do.

    queue: the queue it joins.
    promise: the id of the promise that its clock keeps, "" for none.
    results: what it may conclude.
    advice: the `decide` step whose determination is put before the decider, "" for none.
    check: what the worker should look at, in Markdown.
    form: what staff answer before they conclude anything, in order.
    criteria: what they find to be met or not before they conclude anything, in order.
    """

    queue: str
    results: tuple[Result, ...]
    promise: str = ""
    advice: str = ""
    check: str = ""
    form: tuple[FormQuestion, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    def result(self, name: str) -> Result | None:
        """Return a result by its id; None where the step has no such."""
        return next((one for one in self.results if one.id == name), None)

    def is_stage(self, result: str) -> bool:
        """Say whether a result is a stage of the work and no decision."""
        return any(one.stage for one in self.results if one.id == result)
