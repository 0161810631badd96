"""Answers to whatever a service that was brought over asks: good ones, until nothing is left to ask."""

from typing import Any

from handrail.bricks.ask.spec import Ask, Group
from handrail.casefile import CaseFile
from handrail.definition.service import Service
from handrail.history.event import Circumstances
from handrail.journey.answer import answer_page
from handrail.questions.question import Question
from tests.journeys.filling import fields

_ADDRESS = {"line_1": "1 Sedge Row", "line_2": "", "town": "Wickenholm", "county": "", "postcode": "FM4 7QX"}
_GOOD: dict[str, Any] = {
    "name": "Una Example",
    "organisation-name": "Fenmarch Growers",
    "date-of-birth": "1984-03-05",
    "date": "2026-03-05",
    "month-year": "2026-03",
    "time": "09:30",
    "uk-address": _ADDRESS,
    "postcode": "FM4 7QX",
    "place": {"text": "TL 123 456"},
    "telephone": "01632 960 001",
    "email": "una@fen.example",
    "website": "https://www.fen.example",
    "yes-no": True,
    "whole-number": 600,
    "decimal-number": 600,
    "money": 650,
    "text": "One two",
    "declaration": True,
    "country": "FR",
    "international-address": {"line_1": "1 Rue Inventée", "town": "Modèleville", "country": "FR"},
    "national-insurance-number": "QQ 12 34 56 C",
    "vehicle-registration": "AB12 CDE",
}


def good_answer(question: Question) -> Any:
    """Return an answer that the question takes."""
    if question.type == "choice":
        return next(iter(question.options))
    if question.type == "choices":
        return list(question.options)
    if question.type == "evidence":
        return {"way": next(iter(question.options))}
    if question.type == "reference-number":
        pattern = str(question.limits.get("pattern") or "AB123456")
        return "".join({"9": "7", "A": "S", "X": "7"}.get(sign, sign) for sign in pattern)
    return _GOOD[question.type]


def answers_for(service: Service) -> dict[str, Any]:
    """Return an answer for every question of a person, and as few members for every list as there may be."""
    asks = [step.spec for step in service.steps if isinstance(step.spec, Ask)]
    answers = {one.id: good_answer(one) for spec in asks for one, _ in spec.questions()}
    lists = [part for spec in asks for part, _ in spec.every_part() if isinstance(part, Group)]
    return {**answers, **{one.id: [answers] * max(one.min, 1) for one in lists}}


def answer_all(file: CaseFile, by: Circumstances) -> CaseFile:
    """Answer page after page; what leads to a page that stops the journey is answered with no instead."""
    answers = answers_for(file.service)
    last = None
    while (ref := file.position.next) is not None:
        if file.position.exit is not None:
            assert last is not None
            ref, form = last, dict.fromkeys(fields(file.service, last, answers), "no")
        else:
            state = file.state.steps.get(ref.step)
            members = len(state.items(ref.page, ref.item)) if state else 0
            form = fields(file.service, ref, answers, members=members)
            last = ref
        file = answer_page(file, ref=ref, form=form, language="en", circumstances=by)
    return file
