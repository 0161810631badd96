"""What an invented person types on a page: the form fields for their answers, whatever the channel."""

import re
from datetime import date, timedelta

from handrail.bricks.ask.layout import LaidGroup, layout_of
from handrail.definition.brick import PageRef
from handrail.definition.service import Service
from handrail.questions.answer import fields_from

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def fields(service: Service, ref: PageRef, answers: dict, *, members: int | None = None) -> dict[str, str]:
    """The fields of one page. members: how many a group's list has already."""
    laid = layout_of(service.step(ref.step)).find(ref)
    for name, number in zip(ref.page.split("."), ref.item.split(".") if ref.item else (), strict=False):
        answers = answers[name][int(number) - 1]
    if isinstance(laid, LaidGroup):
        wanted = len(answers.get(laid.group.id) or ())
        return {laid.group.id: "yes" if (members or 0) < wanted else "no"}
    typed: dict[str, str] = {}
    for one in laid.asked:
        if one.question.id in answers:
            typed.update(typed_for(one.question, answers[one.question.id]))
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
