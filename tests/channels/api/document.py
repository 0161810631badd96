"""Holds every answer of the JSON door to its own OpenAPI document."""

import json
import re
from functools import lru_cache

from jsonschema import Draft202012Validator, FormatChecker

from handrail.channels.api.reference import document


@lru_cache(maxsize=1)
def paths() -> list[tuple[re.Pattern[str], dict]]:
    """The document's addresses as patterns; a page's path is several parts of the address."""
    return [
        (re.compile("/".join(_part(one) for one in path.split("/"))), methods)
        for path, methods in document()["paths"].items()
    ]


def _part(text: str) -> str:
    if text == "{path}":
        return "(.+)"
    return "([^/]+)" if text.startswith("{") else re.escape(text)


def operation(method: str, url: str) -> dict | None:
    """What the document says of a method at an address; None when it says nothing."""
    path = url.partition("?")[0]
    for pattern, methods in paths():
        if pattern.fullmatch(path):
            return methods.get(method.lower())
    return None


def checked(method: str, url: str, response) -> dict:
    """The body of a response, which is as the document says, or a refusal in its one shape."""
    assert response.headers["Content-Type"].startswith("application/json"), response.content[:300]
    body = json.loads(response.content)
    says = operation(method, url)
    if says is None:
        assert response.status_code in {404, 405}, (method, url, response.status_code)
        found = {"$ref": "#/components/schemas/Refused"}
    else:
        answers = says["responses"]
        assert str(response.status_code) in answers, (method, url, response.status_code, body)
        found = answers[str(response.status_code)]["content"]["application/json"]["schema"]
    valid(body, found)
    return body


def valid(value, schema: dict) -> None:
    """Raise when a value is not as a schema of the document says."""
    whole = {**schema, "components": document()["components"]}
    problems = sorted(Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(value), key=str)
    assert not problems, "\n".join(f"{list(one.absolute_path)}: {one.message[:300]}" for one in problems[:5])
