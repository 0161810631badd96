"""The sections of an application and how far each is."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from handrail.bricks import BRICKS
from handrail.definition.brick import Brick, PageState
from handrail.definition.screen import Block, Heading, Screen, Task, Tasks
from handrail.definition.service import Service, Step
from handrail.walk.fold import CaseState
from handrail.walk.position import Position
from handrail.walk.screens.adjustments import adjustments_task
from handrail.walk.words import PHRASES


def task_list(
    service: Service,
    state: CaseState,
    position: Position,
    language: str,
    *,
    bricks: Mapping[str, Brick] = BRICKS,
) -> Screen:
    """Return one task a step that has been reached, those surely to come, and sending at the end.

    Steps stand under the headings of their sections; where no step has a section, there is one list. Before
    sending stands what the person needs from us, which nobody need say.
    """
    later = PHRASES.say("tasks.later", language)
    listed = [
        (step, _reached(service, step, position, language)) for step in _told(service, position, bricks)
    ]
    listed += [
        (step, Task(title=service.title_of(step, language), status=later))
        for step in _to_come(service, position, bricks)
    ]
    ready = position.here == "ready_to_send"
    sending = Task(
        title=PHRASES.say("tasks.check.again" if state.sendings else "tasks.check", language),
        status=PHRASES.say("tasks.to_do", language) if ready else later,
        to="do:check" if ready else "",
    )
    return Screen(
        id="tasks",
        title=PHRASES.say("tasks.title", language),
        language=language,
        blocks=_in_sections(service, listed, (adjustments_task(state, language), sending), language),
        back="do:" if state.sendings else "",
    )


def _in_sections(
    service: Service, listed: list[tuple[Step, Task]], last: tuple[Task, ...], language: str
) -> tuple[Block, ...]:
    if not any(step.section for step, _ in listed):
        return (Tasks((*(task for _, task in listed), *last)),)
    blocks: list[Block] = []
    for section, tasks in groupby(listed, key=lambda one: one[0].section):
        steps, found = zip(*tasks, strict=True)
        if section:
            blocks.append(Heading(service.say(f"{steps[0].id}.section", section, language)))
        blocks.append(Tasks(found))
    return (*blocks, Heading(PHRASES.say("tasks.sending", language)), Tasks(last))


def _told(service: Service, position: Position, bricks: Mapping[str, Brick]) -> Iterator[Step]:
    with_pages = {page.ref.step for page in position.pages}
    return (step for step in service.steps if step.id in with_pages and bricks[step.brick].receive)


def _to_come(service: Service, position: Position, bricks: Mapping[str, Brick]) -> Iterator[Step]:
    """Yield the person's steps that follow the one reached whatever is answered: up to a fork or to staff."""
    if position.here not in ("answering", "asked_for_more"):
        return
    places = [place for place, step in enumerate(service.steps) if step.id == position.step]
    for step in service.steps[places[0] + 1 :] if places else ():
        if bricks[step.brick].staffed or step.goto:
            return
        if bricks[step.brick].receive and step.when is None and step.id not in position.visits:
            yield step


def _reached(service: Service, step: Step, position: Position, language: str) -> Task:
    pages = [page for page in position.pages if page.ref.step == step.id]
    wanted = [ref for ref in position.wanted if ref.step == step.id]
    done = all(page.complete for page in pages) and not wanted
    first = next((page.ref for page in pages if not page.complete), pages[0].ref)
    return Task(
        title=service.title_of(step, language),
        status=PHRASES.say("tasks.wanted" if wanted else _progress(pages), language),
        to=f"page:{wanted[0] if wanted else first}",
        done=done,
    )


def _progress(pages: list[PageState]) -> str:
    complete = sum(page.complete for page in pages)
    if complete == len(pages):
        return "tasks.done"
    if pages[-1].exit:
        return "tasks.exit"
    return "tasks.started" if complete else "tasks.to_do"
