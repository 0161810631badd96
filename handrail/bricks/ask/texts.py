"""Every text of an `ask` step that people read: stable key, text, where."""

from collections.abc import Iterator

from handrail.bricks.ask.spec import Ask, Group, Page
from handrail.definition.service import Step
from handrail.definition.wording import Wording
from handrail.questions.judging import words_of


def words(step: Step) -> Iterator[Wording]:
    """Yield everything the step says to people."""
    spec: Ask = step.spec
    yield from step_texts(step)
    for part, _ in spec.every_part():
        yield from page_texts(step, part) if isinstance(part, Page) else group_texts(step, part)


def step_texts(step: Step) -> Iterator[Wording]:
    """Yield the texts of the step itself."""
    spec: Ask = step.spec
    for name in ("paper", "why"):
        if getattr(spec, name):
            yield f"{step.id}.{name}", getattr(spec, name), step.where


def group_texts(step: Step, group: Group) -> Iterator[Wording]:
    """Yield the texts of a group itself, without those of its pages."""
    for name in ("title", "item", "add", "text", "paper"):
        if getattr(group, name):
            yield f"{step.id}.{group.id}.{name}", getattr(group, name), group.where


def page_texts(step: Step, page: Page) -> Iterator[Wording]:
    """Yield the texts of a page and of its questions."""
    for name in ("title", "text", "paper", "needs"):
        if getattr(page, name):
            yield f"{step.id}.{page.id}.{name}", getattr(page, name), page.where
    for number, one in enumerate(page.guidance, start=1):
        yield f"{step.id}.{page.id}.guidance.{number}", one.text, page.where
    for number, (summary, body) in enumerate(page.help, start=1):
        yield f"{step.id}.{page.id}.help.{number}.summary", summary, page.where
        yield f"{step.id}.{page.id}.help.{number}.body", body, page.where
    for question in page.questions:
        yield from words_of(question, step.id)
