"""Answers that a step's words take in: what stands in a place of theirs, for one case and one page."""

from collections.abc import Mapping
from dataclasses import dataclass

from handrail.bricks.ask.layout import Asked, layout_of
from handrail.bricks.ask.spec import Ask
from handrail.bricks.ask.state import AskState
from handrail.bricks.ask.status import status
from handrail.definition.brick import Scope
from handrail.definition.places import filled
from handrail.definition.prepared import prepared
from handrail.definition.service import Service, Step
from handrail.questions.answer import HIDDEN
from handrail.questions.asking import Answered, Asking, asking_of, told


@dataclass(frozen=True, slots=True)
class Named:
    """A question, the step that asks it and the group it is asked in.

    group: the key of the innermost group, "" for none; level: how many groups there are around it.
    """

    step: str
    asked: Asked
    group: str
    level: int


@prepared
def questions_of(service: Service) -> Mapping[str, Named]:
    """Return every question that the person is asked, by id."""
    found: dict[str, Named] = {}
    for step in service.steps:
        for page, group in layout_of(step).pages.values() if isinstance(step.spec, Ask) else ():
            key, level = (group.key, group.level) if group else ("", 0)
            for one in page.asked:
                found[one.question.id] = Named(step.id, one, key, level)
    return found


@dataclass(slots=True)
class Answers:
    """What places take in when a step's words are read in a language.

    An answer that is not there, that no longer matters or that we may not see leaves the author's other
    words.
    """

    step: Step
    state: AskState
    scope: Scope
    language: str
    used: frozenset[str] | None = None

    def fill(self, text: str, *, page: str, item: str, markdown: bool) -> str:
        """Return an author's text with its answers.

        page: the key of what it is read on, which says whose answers those about members are; item: the
        member.
        """
        return filled(text, lambda name: self._answer(name, page, item), markdown=markdown)

    def asking(self, asking: Asking, *, page: str, item: str) -> Asking:
        """Return a question with its answers in its words; it is of this case and never kept."""
        return Answered(
            asking.service,
            asking.step,
            asking.question,
            asking.language,
            lambda text, markdown: self.fill(text, page=page, item=item, markdown=markdown),
        )

    def _answer(self, name: str, page: str, item: str) -> str:
        found = questions_of(self.scope.service).get(name)
        if found is None or found.asked.question.equality:
            return ""
        if found.group and not f"{page}.".startswith(f"{found.group}."):
            return ""
        member = ".".join(item.split(".")[: found.level])
        state = self._state(found, name, member)
        value = state.answers.get((name, member)) if state else None
        if value is None or value is HIDDEN:
            return ""
        asking = asking_of(self.scope.service, found.step, found.asked.question, self.language)
        return ", ".join(told(asking, value).splitlines())

    def _state(self, found: Named, name: str, member: str) -> AskState | None:
        """Return the state that holds an answer; None where it is not asked on this route."""
        if found.step == self.step.id:
            if self.used is None:
                self.used = frozenset(status(self.step, self.state, self.scope).used)
            return self.state if found.asked.path_for(member) in self.used else None
        if self.scope.facts.get(name) is None:
            return None
        state = self.scope.steps.get(found.step)
        return state if isinstance(state, AskState) else None
