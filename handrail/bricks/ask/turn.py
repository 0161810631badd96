"""One turn of asking: the step, what is known, and the language. Nothing of what is shown or judged."""

from dataclasses import dataclass

from handrail.bricks.ask.layout import Asked, LaidGroup, LaidPage, Layout, layout_of
from handrail.bricks.ask.names import full_name, member_name
from handrail.bricks.ask.state import AskState
from handrail.bricks.ask.status import known
from handrail.definition.brick import Fact, Refused, Scope
from handrail.definition.service import Service, Step
from handrail.questions.asking import Asking, asking_of


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
        return asking_of(self.service, self.step.id, one.question, self.language)

    @property
    def layout(self) -> Layout:
        """The step laid out."""
        return layout_of(self.step)

    def name(self, laid: LaidGroup, item: str) -> str:
        """Return what a member is called on its list."""
        return member_name(laid, self.state, item, self.language)

    def full_name(self, laid: LaidGroup, item: str) -> str:
        """Return what a member is called elsewhere: after those it belongs to."""
        return full_name(self.layout, laid, self.state, item, self.language)

    def known(self, page: LaidPage, item: str) -> dict[str, Fact]:
        """Return the facts that the rules on a page may look at; none for a page that has no rules."""
        return known(self.step, self.state, self.scope, page=page, item=item) if page.ruled else {}
