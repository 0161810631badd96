"""What an author may write in an `ask` step, as frozen values; reading them from text is in `read`."""

from collections.abc import Iterator
from dataclasses import dataclass

from handrail.definition.source import Where
from handrail.feel import Expression
from handrail.questions.question import Question


@dataclass(frozen=True, slots=True)
class Guidance:
    """Words on a page that are only for some: shown when the rule holds."""

    text: str
    when: Expression


@dataclass(frozen=True, slots=True)
class Page:
    """One page: usually one question; none where it only tells. id is the question's id unless said.

    exit: the journey goes no further here: the page says where to go instead, and the person may go back.
    needs: what to have at hand for it, as the start page lists it.
    paper: who answers it on a printed form, where its rule cannot be said simply.
    """

    id: str
    questions: tuple[Question, ...]
    where: Where
    title: str = ""
    text: str = ""
    help: tuple[tuple[str, str], ...] = ()
    when: Expression | None = None
    paper: str = ""
    guidance: tuple[Guidance, ...] = ()
    exit: bool = False
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that repeat, once for each member, such as each other adult in the home.

    id: a list in rules: `count(adults) > 1`; each member is a context of its answers, and of the lists of
        the groups inside this one: `children[1].addresses`.
    item: the word for one member ("adult").
    pages: what is asked about each member, in order, other groups among it.
    name_by: the question whose answer names a member on lists.
    whose: the party of each member, `adult` giving parties adult-1, adult-2 …; for a group inside another,
        the party of the member around it unless said.
    min, max: how many members there may be; inside another group, for each member of that.
    paper: who answers it on a printed form, where its rule cannot be said simply.
    """

    id: str
    title: str
    item: str
    pages: "tuple[Page | Group, ...]"
    where: Where
    add: str = ""
    text: str = ""
    name_by: str = ""
    whose: str = "applicant"
    min: int = 0
    max: int = 20
    when: Expression | None = None
    paper: str = ""

    def own_pages(self) -> tuple[Page, ...]:
        """The pages about a member itself, without those of groups inside this one."""
        return tuple(part for part in self.pages if isinstance(part, Page))


@dataclass(frozen=True, slots=True)
class Ask:
    """An `ask` step: its pages and groups in order.

    paper: as for a page, for the whole of it. why: why its questions are asked, as a sentence, where one of
    them does not say it itself.
    """

    pages: tuple[Page | Group, ...]
    paper: str = ""
    why: str = ""

    def questions(self) -> Iterator[tuple[Question, Group | None]]:
        """Every question of the step with the group it is in, the innermost, in order."""
        for part, group in self.every_part():
            if isinstance(part, Page):
                for question in part.questions:
                    yield question, group

    def every_part(self) -> Iterator[tuple[Page | Group, Group | None]]:
        """Every page and group of the step with the group it is in, the innermost, in order."""
        return _every_part(self.pages, None)


def _every_part(
    parts: tuple[Page | Group, ...], group: Group | None
) -> Iterator[tuple[Page | Group, Group | None]]:
    for part in parts:
        yield part, group
        if isinstance(part, Group):
            yield from _every_part(part.pages, part)
