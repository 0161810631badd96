"""What to have at hand before starting: gathered from the pages that say they need it."""

from collections.abc import Iterator

from handrail.bricks.ask.spec import Ask, Group, Page
from handrail.definition.screen import Block, Heading, Paragraph
from handrail.definition.service import Service
from handrail.walk.words import PHRASES


def needs(service: Service, language: str) -> tuple[Block, ...]:
    """Return what everybody needs, then what only some do; nothing where no page needs anything."""
    always: dict[str, None] = {}
    maybe: dict[str, None] = {}
    for thing, sure in _things(service, language):
        (always if sure else maybe)[thing] = None
    blocks: list[Block] = []
    for title, things in (
        ("needs.title", always),
        ("needs.maybe" if always else "needs.some", [one for one in maybe if one not in always]),
    ):
        if things:
            blocks += [
                Heading(PHRASES.say(title, language)),
                Paragraph("\n".join(f"- {thing}" for thing in things)),
            ]
    return tuple(blocks)


def _things(service: Service, language: str) -> Iterator[tuple[str, bool]]:
    """Yield what each page needs, and whether everybody comes to that page."""
    for step in service.steps:
        if not isinstance(step.spec, Ask):
            continue
        for page, sure in _pages(step.spec.pages, sure=step.when is None):
            if page.needs:
                yield service.say(f"{step.id}.{page.id}.needs", page.needs, language), sure


def _pages(parts: tuple[Page | Group, ...], *, sure: bool) -> Iterator[tuple[Page, bool]]:
    for part in parts:
        certain = sure and part.when is None
        if isinstance(part, Group):
            yield from _pages(part.pages, sure=certain and part.min > 0)
        else:
            yield part, certain
