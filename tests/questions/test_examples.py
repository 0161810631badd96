"""The example of each type: there for every type, and true."""

from datetime import UTC, datetime

import pytest

from handrail.definition.reader import Reader
from handrail.definition.text import parse as parse_yaml
from handrail.questions.answer import parse
from handrail.questions.asking import Asking, told
from handrail.questions.examples import type_examples
from handrail.questions.reading import read_question
from handrail.questions.types import TYPES
from handrail.questions.types.shape import Wrong
from tests.questions.kinds import TODAY
from tests.walk.garden import allotment

EXAMPLES = type_examples()
AT = datetime(2026, 5, 1, 11, tzinfo=UTC)


def question(example):
    """The example's question, read as from a service."""
    reader = Reader()
    found = read_question(
        parse_yaml(example.write, file="service.yaml").node, reader, whose="applicant", when=None
    )
    assert [one.problem for one in reader.problems] == []
    return found


def answered(example, form):
    return parse(question(example), form, facts={}, at=AT, today=TODAY)


def test_every_type_has_an_example():
    assert list(EXAMPLES) == list(TYPES)


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
class TestAnExample:
    def test_is_of_its_type(self, example):
        assert question(example).type == example.type

    def test_reads_back_what_is_typed(self, example):
        value = answered(example, example.typed).value
        asking = Asking(allotment(), "about-you", question(example), "en")
        assert told(asking, value).replace("\n", ", ") == example.read

    def test_refuses_the_slip(self, example):
        found = answered(example, example.slip)
        assert isinstance(found, Wrong)
        assert found.name in TYPES[example.type].errors

    def test_is_wholly_in_welsh_too(self, example):
        asked = question(example)
        texts = {"label": asked.label, "hint": asked.hint, "none": asked.none}
        texts |= {f"options.{key}": label for key, label in asked.options.items()}
        assert example.welsh.keys() == {key for key, text in texts.items() if text}
