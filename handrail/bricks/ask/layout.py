"""An `ask` step laid out once for quick use: its pages, groups and questions, found by key and id."""

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
    """A question in its place.

    group: the innermost it stands in. path: `step/question`, of a member `step/group/{item}/question`, with
        a number for each group around it. owner: the party whose data it is, and how many of the item's
        numbers tell which of them: (`applicant`, 0), (`adult`, 1).
    """

    question: Question
    type: QuestionType
    group: Group | None
    path: str
    owner: tuple[str, int]

    def path_for(self, item: str) -> str:
        """Return the path of one answer."""
        path = self.path
        if not item:
            return path
        for number in item.split("."):
            path = path.replace("{item}", number, 1)
        return path

    def party(self, item: str) -> str:
        """Return whose data the answer is: a member of a group is a party of its own."""
        party, numbers = self.owner
        return f"{party}-{'.'.join(item.split('.')[:numbers])}" if numbers else party


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page in its place. key is `page`, or `group.page` with every group around; ref is without members.

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
    """A group in its place. key is `group`, or `around.group`; ref is without members.

    parts: what is asked about each member, in order. level: groups in each other down to here, 1 for one
        that stands in no other. blank: a member nothing is known of. names: every question about a member,
        those of groups inside among them. inside: the keys of this group and those inside it.
    """

    group: Group
    key: str
    ref: PageRef
    parts: "tuple[LaidPage | LaidGroup, ...]"
    level: int
    blank: Mapping[str, object]
    names: frozenset[str]
    inside: frozenset[str]
    when: Expression | None

    @property
    def pages(self) -> tuple[LaidPage, ...]:
        """The pages about a member itself, without those of groups inside this one."""
        return tuple(part for part in self.parts if isinstance(part, LaidPage))

    @property
    def groups(self) -> "tuple[LaidGroup, ...]":
        """The groups that stand right inside this one."""
        return tuple(part for part in self.parts if isinstance(part, LaidGroup))

    def is_member(self, item: str) -> bool:
        """Whether an item has as many numbers as a member of this group; with one less it has a list."""
        return bool(item) and item.count(".") + 1 == self.level

    def has_list(self, item: str) -> bool:
        """Whether an item is of a member around this group, "" for one that stands in no other."""
        return (item.count(".") + 1 if item else 0) == self.level - 1


@dataclass(frozen=True, slots=True)
class Layout:
    """A step's parts in order; pages with their innermost group and groups by key, questions by id.

    lists: the groups that stand in no other. blank: the step before anything is known.
    """

    parts: tuple[LaidPage | LaidGroup, ...]
    pages: Mapping[str, tuple[LaidPage, LaidGroup | None]]
    groups: Mapping[str, LaidGroup]
    questions: Mapping[str, Asked]
    lists: tuple[LaidGroup, ...]
    blank: Mapping[str, object]

    def around(self, laid: LaidGroup) -> LaidGroup | None:
        """Return the group that a group stands right inside; None for one that stands in no other."""
        return self.groups.get(laid.key.rpartition(".")[0])

    def down_to(self, laid: LaidGroup | None) -> tuple[LaidGroup, ...]:
        """Return the groups around a group, the outermost first, and itself; none for none."""
        found: list[LaidGroup] = []
        while laid is not None:
            found.insert(0, laid)
            laid = self.around(laid)
        return tuple(found)

    def find(self, ref: PageRef) -> LaidPage | LaidGroup | None:
        """Return the page that a reference names, or the group for a list or a removal; None for neither."""
        if ref.page in self.pages:
            page, group = self.pages[ref.page]
            return page if (group.is_member(ref.item) if group else not ref.item) else None
        laid = self.groups.get(ref.page)
        return laid if laid and (laid.has_list(ref.item) or laid.is_member(ref.item)) else None


def lists_of(ref: PageRef) -> Iterator[tuple[str, str]]:
    """Yield the lists that a page stands in or is, as a group's key and the member around; perhaps more."""
    names, numbers = ref.page.split("."), ref.item.split(".")
    for level in range(len(names)):
        yield ".".join(names[: level + 1]), ".".join(numbers[:level])


def around(item: str) -> str:
    """Return the member that a member belongs to: `2` of `2.1`, "" of `2`."""
    return item.rpartition(".")[0]


def is_within(item: str, member: str) -> bool:
    """Whether an item is a member or belongs to it."""
    return item == member or item.startswith(f"{member}.")


@prepared
def layout_of(step: Step) -> Layout:
    """Return the step laid out."""
    spec: Ask = step.spec
    parts = tuple(_part(step, part, ()) for part in spec.pages)
    groups = {laid.key: laid for laid in _groups(parts)}
    pages = {page.key: (page, group) for page, group in _pages(parts, None)}
    asked = {one.question.id: one for page, _ in pages.values() for one in page.asked}
    lists = tuple(part for part in parts if isinstance(part, LaidGroup))
    return Layout(parts=parts, pages=pages, groups=groups, questions=asked, lists=lists, blank=_blank(parts))


def _groups(parts: tuple[LaidPage | LaidGroup, ...]) -> Iterator[LaidGroup]:
    for part in parts:
        if isinstance(part, LaidGroup):
            yield part
            yield from _groups(part.parts)


def _pages(
    parts: tuple[LaidPage | LaidGroup, ...], group: LaidGroup | None
) -> Iterator[tuple[LaidPage, LaidGroup | None]]:
    for part in parts:
        if isinstance(part, LaidGroup):
            yield from _pages(part.parts, part)
        else:
            yield part, group


def _blank(parts: tuple[LaidPage | LaidGroup, ...]) -> Mapping[str, object]:
    blank: dict[str, object] = {}
    for part in parts:
        if isinstance(part, LaidPage):
            blank.update((one.question.id, None) for one in part.asked if not one.question.equality)
    blank.update((part.group.id, []) for part in parts if isinstance(part, LaidGroup))
    return blank


def _part(step: Step, part: Page | Group, groups: tuple[Group, ...]) -> LaidPage | LaidGroup:
    """Lay out a page or a group. groups: those around it, the outermost first."""
    return _group(step, part, groups) if isinstance(part, Group) else _page(step, part, groups)


def _group(step: Step, group: Group, groups: tuple[Group, ...]) -> LaidGroup:
    key = ".".join(one.id for one in (*groups, group))
    parts = tuple(_part(step, part, (*groups, group)) for part in group.pages)
    return LaidGroup(
        group=group,
        key=key,
        ref=PageRef(step.id, key),
        parts=parts,
        level=len(groups) + 1,
        blank=_blank(parts),
        names=frozenset(one.question.id for page, _ in _pages(parts, None) for one in page.asked),
        inside=frozenset({key, *(inner.key for inner in _groups(parts))}),
        when=group.when,
    )


def _page(step: Step, page: Page, groups: tuple[Group, ...]) -> LaidPage:
    prefix = "/".join((step.id, *(f"{one.id}/{{item}}" for one in groups)))
    key = ".".join((*(one.id for one in groups), page.id))
    return LaidPage(
        page=page,
        key=key,
        ref=PageRef(step.id, key),
        asked=tuple(
            Asked(
                question=one,
                type=TYPES[one.type],
                group=groups[-1] if groups else None,
                path=f"{prefix}/{one.id}",
                owner=_owner(one, groups),
            )
            for one in page.questions
        ),
        when=page.when,
        ruled=bool(page.guidance) or any(_has_rules(one) for one in page.questions),
    )


def _owner(question: Question, groups: tuple[Group, ...]) -> tuple[str, int]:
    """Return whose data an answer is, and by how many numbers of the item: those of the group that says so.

    A question of a member is the member's, unless it says that it is another's: of somebody outside the
    group, or of the member of a group around it.
    """
    if question.equality:
        return EQUALITY, 0
    party = question.whose
    if groups and party == "applicant":
        party = groups[-1].whose
    for level, group in enumerate(groups, start=1):
        if group.whose == party and party != "applicant":
            return party, level
    return party, 0


def _has_rules(question: Question) -> bool:
    limits = question.limits.values()
    return question.when is not None or any(isinstance(limit, Expression) for limit in limits)
