"""An `ask` step laid out once for quick use: its pages, groups and questions, found by id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handrail.bricks.ask.spec import Ask, Group, Page
from handrail.definition.brick import PageRef
from handrail.definition.prepared import prepared
from handrail.definition.service import Step
from handrail.feel import Expression
from handrail.questions.question import EQUALITY, Question
from handrail.questions.types import TYPES
from handrail.questions.types.shape import QuestionType


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its place. path is `step/question`, of a member `step/group/{item}/question`."""

    question: Question
    type: QuestionType
    group: Group | None
    path: str

    def path_for(self, item: str) -> str:
        """Return the path of one answer."""
        return self.path.replace("{item}", item) if item else self.path

    def party(self, item: str) -> str:
        """Return whose data the answer is: a member of a group is a party of its own."""
        group = self.group
        if self.question.equality:
            return EQUALITY
        if group is None or self.question.whose not in ("applicant", group.whose):
            return self.question.whose
        return group.whose if group.whose == "applicant" else f"{group.whose}-{item}"


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page in its place. key is `page` or `group.page`; ref is that of a page outside groups.

    ruled: what it shows or accepts depends on rules.
    """

    page: Page
    key: str
    ref: PageRef
    asked: tuple[Asked, ...]
    when: Expression | None
    ruled: bool


@dataclass(frozen=True, slots=True)
class LaidGroup:
    """A group in its place; blank is a member nothing is known of."""

    group: Group
    ref: PageRef
    pages: tuple[LaidPage, ...]
    blank: Mapping[str, None]
    when: Expression | None


@dataclass(frozen=True, slots=True)
class Layout:
    """A step's parts in order; pages by key, groups by id, and questions by id."""

    parts: tuple[LaidPage | LaidGroup, ...]
    pages: Mapping[str, tuple[LaidPage, LaidGroup | None]]
    groups: Mapping[str, LaidGroup]
    questions: Mapping[str, Asked]
    blank: Mapping[str, object]


@prepared
def layout_of(step: Step) -> Layout:
    """Return the step laid out."""
    spec: Ask = step.spec
    parts = tuple(
        _group(step, part) if isinstance(part, Group) else _page(step, part, None) for part in spec.pages
    )
    groups = {part.group.id: part for part in parts if isinstance(part, LaidGroup)}
    pages = {page.key: (page, group) for page, group in _pages(parts)}
    asked = {one.question.id: one for page, _ in pages.values() for one in page.asked}
    facts = [name for name, one in asked.items() if one.group is None and not one.question.equality]
    blank: dict[str, object] = dict.fromkeys(facts)
    blank.update({name: [] for name in groups})
    return Layout(parts=parts, pages=pages, groups=groups, questions=asked, blank=blank)


def _pages(parts: tuple[LaidPage | LaidGroup, ...]) -> Iterator[tuple[LaidPage, LaidGroup | None]]:
    for part in parts:
        if isinstance(part, LaidGroup):
            yield from ((page, part) for page in part.pages)
        else:
            yield part, None


def _group(step: Step, group: Group) -> LaidGroup:
    return LaidGroup(
        group=group,
        ref=PageRef(step.id, group.id),
        pages=tuple(_page(step, page, group) for page in group.pages),
        blank={question.id: None for page in group.pages for question in page.questions},
        when=group.when,
    )


def _page(step: Step, page: Page, group: Group | None) -> LaidPage:
    prefix = f"{step.id}/{group.id}/{{item}}" if group else step.id
    key = f"{group.id}.{page.id}" if group else page.id
    return LaidPage(
        page=page,
        key=key,
        ref=PageRef(step.id, key),
        asked=tuple(
            Asked(question=one, type=TYPES[one.type], group=group, path=f"{prefix}/{one.id}")
            for one in page.questions
        ),
        when=page.when,
        ruled=bool(page.guidance) or any(_has_rules(one) for one in page.questions),
    )


def _has_rules(question: Question) -> bool:
    limits = question.limits.values()
    return question.when is not None or any(isinstance(limit, Expression) for limit in limits)
