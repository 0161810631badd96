"""What an invented person types on a page: the form fields for their answers, whatever the channel."""

import re
from datetime import date, timedelta

from handrail.bricks.ask.spec import Ask, Group
from handrail.definition.brick import PageRef
from handrail.definition.service import Service
from handrail.questions.answer import fields_from

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def fields(service: Service, ref: PageRef, answers: dict, *, members: int | None = None) -> dict[str, str]:
    """The fields of one page. members: how many a group's list has already."""
    spec = service.step(ref.step).spec
    assert isinstance(spec, Ask)
    for page in spec.pages:
        if isinstance(page, Group) and page.id == ref.page:
            wanted = len(answers.get(page.id) or ())
            return {page.id: "yes" if (members or 0) < wanted else "no"}
        if isinstance(page, Group) and ref.page.startswith(f"{page.id}."):
            member = answers[page.id][int(ref.item) - 1]
            return _page(page.pages, ref.page.partition(".")[2], member)
    return _page(spec.pages, ref.page, answers)


def _page(pages, page_id: str, answers: dict) -> dict[str, str]:
    page = next(page for page in pages if page.id == page_id and not isinstance(page, Group))
    typed: dict[str, str] = {}
    for question in page.questions:
        if question.id in answers:
            typed.update(typed_for(question, answers[question.id]))
    return typed


def typed_for(question, value) -> dict[str, str]:
    """How an answer written down is typed."""
    name = question.id
    match question.type:
        case "date" | "date-of-birth":
            year, month, day = str(value).split("-")
            return {f"{name}.day": day, f"{name}.month": month, f"{name}.year": year}
    return fields_from(question, value)


def moved(answers, *, days: int):
    """The same answers as many days later: for a server whose clock is today's."""
    if isinstance(answers, dict):
        return {name: moved(value, days=days) for name, value in answers.items()}
    if isinstance(answers, list):
        return [moved(value, days=days) for value in answers]
    if isinstance(answers, str) and ISO_DAY.fullmatch(answers):
        return (date.fromisoformat(answers) + timedelta(days=days)).isoformat()
    return answers
