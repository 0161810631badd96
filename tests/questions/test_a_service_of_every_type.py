"""A service that asks for everything is read, judged and walked through by its examples."""

import json

from handrail.questions.types import TYPES
from tests.definition.garden import garden, judged

ANSWERS = {
    "name": "Una Example",
    "organisation-name": "Fenmarch Day Centre",
    "date-of-birth": "1984-03-05",
    "date": "2024-03-05",
    "month-year": "2024-03-01",
    "time": "09:30",
    "uk-address": {"line_1": "1 Sedge Row", "town": "Wickenholm", "postcode": "FM4 7QX"},
    "international-address": {"line_1": "1 Rue Inventée", "town": "Modèleville", "country": "FR"},
    "postcode": "FM4 7QX",
    "country": "MM",
    "place": {"text": "TL 123 456"},
    "telephone": "01632 960 001",
    "email": "una@fen.example",
    "website": "https://www.fen.example",
    "national-insurance-number": "QQ 12 34 56 C",
    "vehicle-registration": "AB12 CDE",
    "reference-number": "AB 123456",
    "yes-no": True,
    "choice": "walk",
    "choices": ["walk", "sight"],
    "whole-number": 15,
    "decimal-number": 2.5,
    "money": 650.5,
    "text": "One two",
    "evidence": {"way": "none", "why": "It was lost"},
    "declaration": True,
}
"""By type, an answer as examples and JSON write it: what rules see."""
RULES = {
    "date-of-birth": 'date-of-birth < date("2000-01-01")',
    "month-year": 'month-year = date("2024-03-01")',
    "time": 'time < time("10:00:00")',
    "country": 'country = "MM"',
    "international-address": 'international-address.country = "FR"',
    "place": 'place.kind = "grid-reference" and place.easting = 512300',
    "choices": 'list contains(choices, "walk") and count(choices) = 2',
    "whole-number": "whole-number = 15",
    "decimal-number": "decimal-number = 2.5",
    "money": "money = 650.50",
    "evidence": 'evidence.way = "none"',
}
"""By type, a rule that is true of its answer."""
LIMITS = {
    "date-of-birth": {"not_before": 'date("1900-01-01")'},
    "month-year": {"not_after": "today()"},
    "time": {"not_before": 'time("09:00:00")'},
    "whole-number": {"min": 1, "max": 20},
    "decimal-number": {"max_decimals": 2},
    "money": {"max": "2000 / 3"},
    "text": {"max_words": 3, "min_length": 2, "max_lines": 4},
    "reference-number": {"pattern": "AA 999999"},
}


def name(kind):
    return f"a_{kind.replace('-', '_')}"


def question(kind):
    """A question of a type, and for some another that is asked only if a rule is true of the answer."""
    asked = {"question": name(kind), "type": kind, "label": "What is it?", "used_for": "A letter"}
    if TYPES[kind].options != "none":
        asked["options"] = {"walk": "Walking", "sight": "Seeing"}
    if kind == "choices":
        asked["none"] = "None of these"
    if kind in LIMITS:
        asked["limits"] = LIMITS[kind]
    yield asked
    if kind in RULES:
        rule = RULES[kind].replace(kind, name(kind)).replace(f"{name(kind)}(", f"{kind}(")
        label, then = "Is it so?", f"{name(kind)}_so"
        yield {"question": then, "type": "yes-no", "label": label, "when": rule, "used_for": "A letter"}


def texts():
    pages = [page for kind in TYPES for page in question(kind)]
    written = "".join(f"      - {json.dumps(page, ensure_ascii=False)}\n" for page in pages)
    answers = {page["question"]: True for page in pages} | {name(kind): ANSWERS[kind] for kind in TYPES}
    route = ["full_name", "postcode", *(page["question"] for page in pages), "had_before"]
    known = {"full_name": "Una Example", "postcode": "FM4 7QX", "had_before": False}
    example = {
        "name": "Una Example", "story": "is asked everything", "organisation": "north-fenmarch",
        "at": "2026-05-01", "answers": answers | known,
        "staff": [{"step": "decide", "result": "give", "reasons": "She told us everything"}],
        "expect": {"route": [f"about-you/{one}" for one in route], "endpoint": "given"},
    }  # fmt: skip
    found = garden()
    found["service.yaml"] = found["service.yaml"].replace(
        "      - question: had_before\n", f"{written}      - question: had_before\n"
    )
    found["examples.yaml"] = json.dumps([example], ensure_ascii=False)
    return found


def test_nothing_is_wrong_with_it_and_every_rule_sees_what_it_expects():
    assert [one for one in judged(texts()) if one.grade != "advice"] == []


def test_every_type_is_in_it():
    assert ANSWERS.keys() == TYPES.keys()
