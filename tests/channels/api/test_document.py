"""The document of the JSON door: true of the code, whole, and as the reference page has it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from handrail.channels.api import reference
from handrail.channels.api.openapi import addresses, refusals
from handrail.channels.api.refusals import STATUS
from handrail.channels.api.urls import urlpatterns
from handrail.channels.api.words import PHRASES
from tests.channels.api.document import valid
from tests.journeys.site import PEOPLE, person

ROOT = Path(__file__).parents[3]
OPERATIONS = [
    (path, method, one)
    for path, address in addresses(urlpatterns)
    for method, one in address.operations.items()
]


def references(value) -> set[str]:
    """Every schema that a part of the document names."""
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*(references(one) for one in value.values()))
    if isinstance(value, list):
        return set().union(*(references(one) for one in value))
    return set()


def test_every_schema_it_names_is_there_and_is_a_schema():
    document = reference.document()
    there = document["components"]["schemas"]

    assert references(document) == {f"#/components/schemas/{name}" for name in there}
    for schema in there.values():
        Draft202012Validator.check_schema(schema)


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does():
    names = [one.name for _, _, one in OPERATIONS]

    assert len(names) == len(set(names))
    assert all(one.summary.endswith((".", "tongue")) for _, _, one in OPERATIONS)


def test_every_change_needs_a_key_and_everything_of_a_case_a_token():
    for path, method, one in OPERATIONS:
        says = reference.document()["paths"][path][method.lower()]
        headers = [parameter["name"] for parameter in says["parameters"] if parameter["in"] == "header"]
        assert headers == ([] if method == "GET" else ["Idempotency-Key"])
        assert ("security" in says) == path.startswith("/api/cases/") == one.token


def test_every_refusal_has_words_in_both_languages_and_is_documented():
    everywhere = {code for _, _, one in OPERATIONS for code in refusals(one)} | {
        "method",
        "missing",
        "not_for_this_party",
    }

    assert set(STATUS) == everywhere
    for code in STATUS:
        for language in ("en", "cy"):
            assert {f"{code}.title", f"{code}.text"} <= PHRASES.keys(language)
    assert PHRASES.keys("en") == PHRASES.keys("cy")


def test_it_is_served(site, system):
    response = system.http.get("/api/openapi.json")

    assert json.loads(response.content) == json.loads(json.dumps(reference.document()))
    assert system.http.post("/api/openapi.json").status_code == 405


def test_the_reference_page_is_what_the_code_says_today():
    folder = ROOT / "docs" / "reference"

    assert (folder / "api.md").read_text(encoding="utf-8") == reference.page(), "run `make docs`"
    assert (folder / "openapi.json").read_text(encoding="utf-8") == reference.openapi(), "run `make docs`"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_service_describes_its_pages_and_answers_in_a_language(site, system, language):
    url = "/api/organisations/north-fenmarch/services/single-person-discount"
    found = system.call("GET", f"{url}?lang={language}")

    schema = found["answers"]
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["adults"]["maxItems"] == 20
    assert schema["properties"]["partner_left_on"]["x-asked-when"] == ["partner_left = true"]
    words = site.service.words["cy"]["about-you.full_name.label"].text
    label = "What is your full name?" if language == "en" else words
    assert schema["properties"]["full_name"]["title"] == label
    assert schema["properties"]["on_the_bill"]["enum"] == ["named", "not_yet", "not_named", None]
    paths = [page["path"] for page in found["pages"]]
    assert "your-household/adults/{item}/adult_name" in paths
    assert "your-household/adults" in paths


def test_the_answers_of_every_invented_person_fit_the_schema_that_describes_them(site, system):
    url = "/api/organisations/north-fenmarch/services/single-person-discount"
    schema = system.call("GET", url)["answers"]

    for one in PEOPLE:
        valid(person(one["name"])["answers"], schema)
