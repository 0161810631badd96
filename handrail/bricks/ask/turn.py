"""One turn of asking: the step, what is known, and the language. Nothing of what is shown or judged."""

from dataclasses import dataclass, field

from handrail.bricks.ask.layout import Asked, LaidGroup, LaidPage, Layout, layout_of
from handrail.bricks.ask.names import full_name, member_name
from handrail.bricks.ask.state import AskState
from handrail.bricks.ask.status import known
from handrail.bricks.ask.taking_in import Answers
from handrail.definition.brick import Fact, PageRef, Refused, Scope
from handrail.definition.places import OPEN
from handrail.definition.service import Service, Step
from handrail.questions.asking import Asking, asking_of


@dataclass(frozen=True, slots=True)
class Turn:
    """What every page of a step is shown and judged with.

    ref: the page.
    """

    step: Step
    state: AskState
    scope: Scope
    language: str
    ref: PageRef
    refused: Refused | None = None
    _answers: list[Answers] = field(default_factory=list)

    @property
    def service(self) -> Service:
        """The service the step is of."""
        return self.scope.service

    def say(self, key: str, first: str, *, markdown: bool = False) -> str:
        """Return an author's words with the answers they take in, "" where there are none.

        key: without the step. markdown: what they are written in.
        """
        if not first:
            return ""
        text = self.service.written(f"{self.step.id}.{key}", first, self.language)
        if OPEN not in text:
            return text
        return self.answers.fill(text, page=self.ref.page, item=self.ref.item, markdown=markdown)

    def asking(self, one: Asked) -> Asking:
        """Return a question with the words it has in the language, and the answers they take in."""
        found = asking_of(self.service, self.step.id, one.question, self.language)
        return self.answers.asking(found, page=self.ref.page, item=self.ref.item) if found.takes_in else found

    @property
    def takes_in(self) -> bool:
        """Whether any of the words said so far take in an answer."""
        return bool(self._answers)

    @property
    def answers(self) -> Answers:
        """What the places in words take in."""
        if not self._answers:
            self._answers.append(Answers(self.step, self.state, self.scope, self.language))
        return self._answers[0]

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
