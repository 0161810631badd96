"""The schemas that editors use: they take what is right, and refuse what authors typically get wrong."""

from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from handrail.bricks import BRICKS
from handrail.definition.example import plain
from handrail.definition.schema import examples_schema, parameters_schema, service_schema, words_schema
from handrail.definition.text import parse
from tests.definition.garden import garden, swapped

SERVICES = Path(__file__).parents[2] / "services"
SCHEMAS = {
    "service.yaml": service_schema(bricks=BRICKS),
    "examples.yaml": examples_schema(),
    "parameters.yaml": parameters_schema(),
    "words": words_schema(),
}


def as_json(value):
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    return [as_json(item) for item in value] if isinstance(value, list) else value


def errors(text: str, schema: str) -> list[str]:
    node = parse(text, file=schema).node
    assert node is not None
    found = Draft202012Validator(SCHEMAS[schema]).iter_errors(as_json(plain(node)))
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message}" for one in found]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_is_a_schema_of_2020_12(schema):
    Draft202012Validator.check_schema(SCHEMAS[schema])


@pytest.mark.parametrize("file", ["service.yaml", "examples.yaml", "parameters.yaml"])
def test_takes_a_new_service(file):
    assert errors(garden()[file], file) == []


@pytest.mark.parametrize(
    "path", sorted(SERVICES.rglob("*.yaml")), ids=lambda path: str(path.relative_to(SERVICES))
)
def test_takes_every_file_of_every_service(path):
    assert errors(path.read_text(), "words" if path.parent.name == "words" else path.name) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format: 1", "format: 2", "format"),
        ("phase: alpha", "phase: soon", "phase"),
        ("languages: [en]", "languages: en", "languages"),
        ("type: yes-no", "type: yesno", "type"),
        ("options: {once: Once, more: More than once}", "", "options"),
        ("find_by: true\n        source: To find the case\n", "find_by: yes\n", "find_by"),
        ("label: What is your postcode?", "lable: What is your postcode?", "lable"),
        ("- ask: about-you", "- aks: about-you", "a brick"),
        ("question: full_name", "question: Full name", "Full name"),
        ("table: suggestion.csv", "table: ../suggestion.csv", "table"),
        ("hit: first", "hit: any", "hit"),
        ("within: 10 working days}", "within: soon}", "within"),
        ("kind: refused", "kind: declined", "kind"),
        ("channels: [web,", "channels: [fax,", "channels"),
        ("results:", "result:", "results"),
    ],
)
def test_refuses_a_typical_mistake(old, new, said):
    found = errors(swapped(old, new)["service.yaml"], "service.yaml")
    assert any(said in one for one in found), found


def test_refuses_an_example_without_an_endpoint():
    text = garden()["examples.yaml"].replace("    endpoint: sent\n", "")
    assert any("endpoint" in one for one in errors(text, "examples.yaml"))
