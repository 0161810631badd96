"""One turn of asking: the step, what is known, and the language. Nothing of what is shown or judged."""

from dataclasses import dataclass

from handrail.bricks.ask.layout import Asked, LaidGroup, LaidPage
from handrail.bricks.ask.names import member_name
from handrail.bricks.ask.state import AskState
from handrail.bricks.ask.status import known
from handrail.definition.brick import Fact, Refused, Scope
from handrail.definition.service import Service, Step
from handrail.questions.asking import Asking


@dataclass(frozen=True, slots=True)
class Turn:
    """What every page of a step is shown and judged with."""

    step: Step
    state: AskState
    scope: Scope
    language: str
    refused: Refused | None = None

    @property
    def service(self) -> Service:
        """The service the step is of."""
        return self.scope.service

    def say(self, key: str, first: str) -> str:
        """Return an author's words, "" where there are none; key without the step."""
        return self.service.say(f"{self.step.id}.{key}", first, self.language) if first else ""

    def asking(self, one: Asked) -> Asking:
        """Return a question with the words it has in the language."""
        return Asking(self.service, self.step.id, one.question, self.language)

    def items(self, laid: LaidGroup) -> tuple[str, ...]:
        """Return the members of a group."""
        return self.state.members.get(laid.group.id, ())

    def name(self, laid: LaidGroup, item: str) -> str:
        """Return what a member is called."""
        return member_name(laid, self.state, item, self.language)

    def known(self, page: LaidPage, group: LaidGroup | None, item: str) -> dict[str, Fact]:
        """Return the facts that the rules on a page may look at; none for a page that has no rules."""
        if not page.ruled:
            return {}
        return known(self.step, self.state, self.scope, page=page, group=group, item=item)
