"""What holds for every type of question, whatever is typed: a new type is held to it by being on the list."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from handrail.bricks.ask.layout import Asked
from handrail.channels.api.answers import carried, fields_for, schema_of
from handrail.channels.govuk.fields import error_target, field
from handrail.channels.govuk.splice import spliced
from handrail.definition.brick import Refused
from handrail.feel import BOOLEAN, DATE, NUMBER, STRING, TIME, Choice, ContextType, ListType
from handrail.questions.answer import fact_of, parse, typed_of
from handrail.questions.asking import PHRASES, Asking, told
from handrail.questions.field import input_of
from handrail.questions.types import TYPES
from handrail.questions.types.shape import MEANT, Wrong
from tests.questions.kinds import TODAY, question
from tests.walk.garden import allotment

AT = datetime(2026, 5, 1, 11, tzinfo=UTC)
OPTIONS = {"walk": "Walking", "sight": "Seeing & hearing"}
HOME = {"line_1": "1 Sedge Row", "town": "Wickenholm", "postcode": "fm47qx"}
ABROAD = {"line_1": "1 Rue Inventée", "town": "Modèleville", "region": "", "country": "Ffrainc"}
REALISTIC = {
    "name": [{"": "Siân O’Brien-Łuczak"}, {"": "李 示例"}, {"": "عائشة\u200f"}],
    "organisation-name": [{"": "24/7 Cars (Saltby) Ltd"}],
    "date": [{"day": "5th", "month": "mawrth", "year": "2024"}, {"day": "5/3/2024"}, {"": "5 March 2024"}],
    "date-of-birth": [{"day": "5", "month": "3", "year": "84"}, {"day": "5th of March 1984"}],
    "month-year": [{"month": "3", "year": "2024"}, {"month": "March 2024"}, {"": "2024-03-01"}],
    "time": [{"": "9.30 am"}, {"": "hanner dydd"}, {"": "14:30"}, {"": "2 y prynhawn"}, {"": "12am"}],
    "uk-address": [HOME],
    "international-address": [ABROAD, {**ABROAD, "country": "FR"}],
    "postcode": [{"": "fm4\u00a07qx"}],
    "country": [{"": "the gambia"}, {"": "Burma"}, {"": "Congo", MEANT: "CD"}, {"": "Frnace", MEANT: "FR"}],
    "place": [{"": "tl 123 456"}, {"": "512345, 245678"}, {"": "52.2053, 0.1218 "}, {"text": "By the pump"}],
    "telephone": [{"": "(01632) 960-001"}, {"": "18001 01632 960 001"}, {"": "+353 1 496 0000"}],
    "email": [{"": "Sample <s@Example.com>"}],
    "website": [{"": "www.Example.com/a?b=c#d"}, {"": "HTTP://éxample.com"}],
    "national-insurance-number": [{"": "qq 123456 c"}],
    "vehicle-registration": [{"": "ab12cde"}, {"": "A 1 BCD"}, {"": "abc 123d"}, {"": "AIL 1234"}],
    "reference-number": [{"": "ab-123456"}],
    "yes-no": [{"": "yes"}, {"": "no"}],
    "choice": [{"": "walk"}],
    "choices": [{"walk": "yes", "sight": "yes"}],
    "whole-number": [{"": "1,000"}, {"": "−5"}, {"": "１２"}],
    "decimal-number": [{"": "1,000.50"}, {"": "-.5"}, {"": "0.000"}],
    "money": [{"": "£1,000.50"}, {"": "50p"}, {"": "£ 10"}, {"": "٣"}],
    "evidence": [{"way": "walk"}, {"": "sight"}, {"way": "none", "why": " It was\r\nlost "}],
    "text": [{"": "One\r\n\ttwo 👩🏽‍🦽"}],
    "declaration": [{"": "agreed"}],
}
HOSTILE = (
    "", " ", "\u200b", "\u00a0", "\0", "\x1b[2J", "\ud800", "\udfff\ud800", "\ufffe", "\u202e5\u202c",
    "🫨", "👩🏽‍🦽", "שלום עליכם", "١٢٣", "１２３", "x" * 10_000, "9" * 10_000, "<script>alert(1)</script>",
    "' OR 1=1 --", "{question} %s {0}", "'; --", "javascript:alert(1)", "\ue000" + "0\ue001", "1e999", "NaN",
    "Infinity", "-0", "0x10", "½", "12²", "٫", "1.2.3", "--", "£", "£-", "p", "@", "a@", "+", "()", "18001",
    "none", "null", "\n\n", "1\n2", "Z̸̢a̴l̵g̷o", "a" * 300 + "@example.com", "31/2/2024", "0/0/0",
    "99999999999/1/1", "24:00", "TL 1", "ZZ 12", "91, 181", "000000, 9999999", "\u202a+44 7700 900001\u202c",
)  # fmt: skip
ASKED = [question(kind, options=OPTIONS if TYPES[kind].options != "none" else {}) for kind in TYPES]
ASKED += [
    question("choices", options=OPTIONS, none="None of these"),
    question("choice", options=OPTIONS | {f"o{number}": f"Option {number}" for number in range(30)}),
    question("reference-number", limits={"pattern": "AA 999999"}),
    question("text", limits={"max_length": 20}),
    question("text", limits={"max_words": 3}),
    question("decimal-number", limits={"max_decimals": 2}),
    question("name", optional=True),
]
WRITTEN = st.sampled_from([text for typed in REALISTIC.values() for one in typed for text in one.values()])
ANY_TEXT = st.one_of(
    WRITTEN, st.sampled_from(HOSTILE), st.text(max_size=40), st.text(st.characters(), max_size=8),
    st.text("0123456789 -/.,:£+()ampoOIlABCQ", max_size=14),
)  # fmt: skip


def parts_of(asked):
    """The suffixes that a question's fields may have."""
    boxes = (*OPTIONS, "none") if asked.type == "choices" else ()
    return ("", *TYPES[asked.type].look(asked).parts, *boxes, MEANT, "text")


def forms(asked):
    anything = st.dictionaries(st.sampled_from(parts_of(asked)), ANY_TEXT, max_size=6)
    usual = st.sampled_from(REALISTIC[asked.type])
    return st.one_of(usual, anything, st.builds(dict.__or__, usual, anything)).map(
        lambda fields: {f"q.{part}" if part else "q": text for part, text in fields.items()}
    )


def read(asked, form):
    return parse(asked, form, facts={}, at=AT, today=TODAY)


def is_of(fact, kind):
    """Whether a fact is a value of a FEEL type."""
    if fact is None:
        return True
    if isinstance(kind, ListType):
        return isinstance(fact, tuple) and all(is_of(one, kind.of) for one in fact)
    if isinstance(kind, ContextType):
        return fact.keys() == kind.fields.keys() and all(is_of(fact[k], of) for k, of in kind.fields.items())
    if isinstance(kind, Choice):
        return fact in kind.options
    classes = {STRING: str, NUMBER: Decimal, BOOLEAN: bool, DATE: date, TIME: time}
    return type(fact) is classes[kind]


def test_every_type_has_answers_as_people_type_them():
    assert REALISTIC.keys() == TYPES.keys()


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: f"{asked.type}{dict(asked.limits) or ''}")
class TestWhateverIsTyped:
    def test_what_people_usually_type_is_accepted(self, asked):
        free = replace(asked, limits={})
        assert [one for one in REALISTIC[asked.type] if isinstance(read(free, _named(one)), Wrong)] == []

    @settings(max_examples=80, deadline=None)
    @given(data=st.data())
    def test_it_is_kept_or_refused_with_what_to_do_and_shown_again(self, asked, data):
        form = data.draw(forms(asked))
        found = read(asked, form)
        if isinstance(found, Wrong):
            assert found.name in TYPES[asked.type].errors
            for language in ("en", "cy"):
                _is_refused_well(Asking(allotment(), "s", asked, language), found, form)
        elif found.value is not None:
            _is_kept_well(asked, found.value)


def _named(fields):
    return {f"q.{part}" if part else "q": text for part, text in fields.items()}


def _is_refused_well(asking, found, form):
    asked = asking.question
    sentence = asking.error(found)
    assert "“What is it?”" in sentence
    assert "{" not in sentence
    assert sentence != PHRASES.say("error.invalid", asking.language, question=asking.label), (
        "say how to mend it"
    )
    assert found.parts <= set(TYPES[asked.type].look(asked).parts)
    refused = Refused(errors={"q": sentence}, typed=form, parts={"q": found.parts})
    shown = input_of(asking, refused=refused)
    assert shown.values == form
    assert shown.error == sentence
    html = spliced(field(question=shown, asked="as_title", language=asking.language))
    assert f'id="{error_target(shown)}"' in html
    assert "<script>" not in html


def _is_kept_well(asked, value):
    json.dumps(value, ensure_ascii=False).encode()
    fact = fact_of(asked, value)
    assert is_of(fact, TYPES[asked.type].feel(asked))
    for language in ("en", "cy"):
        assert read(asked, typed_of(asked, value, language)).value == value
        assert told(Asking(allotment(), "s", asked, language), value).strip()
    one = Asked(question=asked, type=TYPES[asked.type], group=None, path="s/q", owner=("applicant", 0))
    as_json = json.loads(json.dumps(carried(one, value)))
    Draft202012Validator(schema_of(one)).validate(as_json)
    assert read(asked, fields_for(one, as_json)).value == value
