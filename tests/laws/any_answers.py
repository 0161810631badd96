"""Answers that anyone might give, drawn by a question's type and nothing else, for every service there is."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from handrail.bricks.ask.spec import Ask, Group, Page
from handrail.bricks.work.spec import Work
from handrail.definition.service import Service
from handrail.questions.question import Question
from handrail.questions.types.pattern import example
from handrail.walk.journeys import Act

NAMES = ("Ffion Dummy-Jones", "Madonna-Fictus", "Zoë Ångström", "O'Madeup", "Name Test", "李 示例")
ADDRESSES = (
    {"line_1": "1 Sedge Row", "line_2": "", "town": "Wickenholm", "county": "", "postcode": "FM4 7QX"},
    {
        "line_1": "Flat 2",
        "line_2": "Lode House",
        "town": "Saltby",
        "county": "Fenmarch",
        "postcode": "FM9 2DU",
    },
)
SAMPLES: dict[str, tuple[Any, ...]] = {
    "name": NAMES,
    "organisation-name": (*NAMES, "Reedbed House 2"),
    "uk-address": ADDRESSES,
    "postcode": ("FM4 7QX", "FM9 2DU"),
    "telephone": ("01632 960001", "+44 1632 960002"),
    "email": ("una@fen.example",),
    "national-insurance-number": ("QQ 12 34 56 C",),
    "month-year": ("2024-03-01",),
    "time": ("09:30", "14:00"),
    "international-address": (
        {"line_1": "1 Rue Inventée", "line_2": "", "town": "Modèleville", "region": "", "country": "FR"},
    ),
    "country": ("FR", "GB"),
    "place": ({"text": "TL 123 456"}, {"text": "By the pump"}),
    "website": ("https://www.fen.example",),
    "vehicle-registration": ("AB12 CDE",),
    "whole-number": (0, 15),
    "decimal-number": (2.5,),
    "money": (0, 650.5),
}
"""Answers as JSON carries them, for types of which a few are enough."""
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)


def value_of(question: Question, *, today: date) -> st.SearchStrategy[Any]:
    """A stored value of a question that its page accepts; None too where it is optional."""
    value: st.SearchStrategy[Any]
    match question.type:
        case "date" if "not_before" in question.limits:
            value = st.dates(min_value=today, max_value=date(2040, 1, 1)).map(date.isoformat)
        case "date" | "date-of-birth":
            value = st.dates(min_value=date(1930, 1, 1), max_value=today).map(date.isoformat)
        case "yes-no":
            value = st.booleans()
        case "choice":
            value = st.sampled_from(tuple(question.options))
        case "choices":
            several = st.lists(st.sampled_from(tuple(question.options)), unique=True)
            value = several.filter(lambda chosen: bool(chosen) or bool(question.none))
        case "declaration":
            value = st.just(value=True)
        case "reference-number" if question.limits.get("pattern"):
            value = st.just(example(str(question.limits["pattern"])))
        case _ if question.type in SAMPLES:
            value = st.sampled_from(SAMPLES[question.type])
        case _:
            value = TEXT.map(lambda text: text[: question.limits.get("max_length", len(text))])
    return st.none() | value if question.optional else value


@st.composite
def act_at(draw: st.DrawFn, service: Service, step_id: str, result: str, reasons: str, *, today: date) -> Act:
    """What staff do to come to a result: any answers in the step's form, and what the result needs found."""
    spec = service.step(step_id).spec
    assert isinstance(spec, Work)
    chosen = next(one for one in spec.results if one.id == result)
    found = "not_met" if "not" in chosen.needs or chosen.needs == "none met" else "met"
    return Act(
        step_id,
        result,
        reasons,
        form={one.question.id: draw(value_of(one.question, today=today)) for one in spec.form},
        criteria={one.id: {"found": found, "reasons": "What was seen."} for one in spec.criteria},
    )


@st.composite
def answers_to(draw: st.DrawFn, service: Service, *, today: date) -> dict[str, Any]:
    """An answer to every question of a service, and to every question about one to three members."""
    given: dict[str, Any] = {}
    for step in service.steps:
        if isinstance(step.spec, Ask):
            given.update(_answers(draw, step.spec.pages, today))
    return given


def _answers(draw: st.DrawFn, parts: tuple[Page | Group, ...], today: date) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for part in parts:
        if isinstance(part, Group):
            count = draw(st.integers(max(part.min, 1), min(part.max, max(part.min, 3))))
            given[part.id] = [_answers(draw, part.pages, today) for _ in range(count)]
        else:
            given.update({q.id: draw(value_of(q, today=today)) for q in part.questions})
    return given
