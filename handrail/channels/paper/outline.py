"""A blank form laid out: every question that the person is asked, numbered, in sections."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handrail.bricks import BRICKS
from handrail.bricks.ask.on_paper import asked_if, step_asked_if
from handrail.bricks.ask.spec import Ask, Group, Page
from handrail.definition.plain_rules import Plain, all_of
from handrail.definition.service import Service, Step
from handrail.questions.question import Question

MANY_QUESTIONS = 10
"""A repeated part with more questions than this is printed twice; a shorter one three times."""
FEW_COPIES, SOME_COPIES = 2, 3
INSIDE = 2
"""How often a repeated part inside another is printed in each copy of it."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A question with its number on the form.

    when: what must hold for it to be answered at all, everything around it included; None for always.
    inside: the ids of the groups it is in, outermost first.
    """

    number: int
    step: Step
    question: Question
    own: Plain | None
    when: Plain | None
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of the service as it is printed. own: what must hold for it; None for always.

    before: the number of the last question before it.
    """

    step: Step
    page: Page
    questions: tuple[Numbered, ...]
    own: Plain | None
    before: int


@dataclass(frozen=True, slots=True)
class PrintedGroup:
    """A repeated part. copies: how many of it are printed. more: there may be more members than copies."""

    group: Group
    parts: tuple["Part", ...]
    copies: int
    own: Plain | None

    @property
    def more(self) -> bool:
        """Whether there may be more members than there are copies."""
        return self.group.max > self.copies


Part = PrintedPage | PrintedGroup


@dataclass(frozen=True, slots=True)
class Section:
    """A step of the person's."""

    step: Step
    parts: tuple[Part, ...]
    own: Plain | None


@dataclass(frozen=True, slots=True)
class Outline:
    """A form: its sections, and its questions in order and by id."""

    sections: tuple[Section, ...]
    questions: tuple[Numbered, ...]
    by_id: Mapping[str, Numbered] = field(default_factory=dict)


def outline(service: Service) -> Outline:
    """Return the form of a service: the person's steps up to the first that staff conclude."""
    count = _Count()
    sections = tuple(
        Section(step=step, own=own, parts=tuple(count.parts(step, step.spec.pages, around=own, inside=())))
        for step, own in _steps(service)
    )
    return Outline(sections, tuple(count.found), {one.question.id: one for one in count.found})


def numbers(parts: tuple[Part, ...]) -> Iterator[Numbered]:
    """Yield the questions of parts in order, those of repeated parts once."""
    for part in parts:
        if isinstance(part, PrintedGroup):
            yield from numbers(part.parts)
        else:
            yield from part.questions


def _steps(service: Service) -> Iterator[tuple[Step, Plain | None]]:
    """Yield the steps that a form asks, each with what must hold for it."""
    for step in service.steps:
        if BRICKS[step.brick].staffed:
            return
        if isinstance(step.spec, Ask) and step.timing is None:
            yield step, step_asked_if(service, step)


@dataclass(slots=True)
class _Count:
    """The questions numbered so far."""

    found: list[Numbered] = field(default_factory=list)

    def parts(
        self,
        step: Step,
        pages: tuple[Page | Group, ...],
        *,
        around: Plain | None,
        inside: tuple[str, ...],
    ) -> Iterator[Part]:
        for page in pages:
            own = asked_if(page.when)
            if isinstance(page, Page):
                yield self._page(step, page, own=own, around=around, inside=inside)
                continue
            deeper = all_of(around, own)
            parts = tuple(self.parts(step, page.pages, around=deeper, inside=(*inside, page.id)))
            copies = _copies(page, len(tuple(numbers(parts))), inside=bool(inside))
            yield PrintedGroup(group=page, parts=parts, copies=copies, own=own)

    def _page(
        self, step: Step, page: Page, *, own: Plain | None, around: Plain | None, inside: tuple[str, ...]
    ) -> PrintedPage:
        numbered: list[Numbered] = []
        before = len(self.found)
        for question in page.questions:
            asked = all_of(own, asked_if(question.when))
            one = Numbered(
                number=len(self.found) + 1,
                step=step,
                question=question,
                own=asked,
                when=all_of(around, asked),
                inside=inside,
            )
            numbered.append(one)
            self.found.append(one)
        return PrintedPage(step=step, page=page, questions=tuple(numbered), own=own, before=before)


def _copies(group: Group, questions: int, *, inside: bool) -> int:
    usual = INSIDE if inside else FEW_COPIES if questions > MANY_QUESTIONS else SOME_COPIES
    return max(group.min, min(usual, group.max), 1)
