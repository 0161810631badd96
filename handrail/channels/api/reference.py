"""The reference page of this door, written from the document that it serves and the prose beside it."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from handrail.channels.api.openapi import written
from handrail.channels.api.refusals import STATUS
from handrail.channels.api.tokens import LASTS
from handrail.channels.api.urls import urlpatterns
from handrail.channels.api.words import say

PROSE = Path(__file__).parent / "reference.md"


@lru_cache(maxsize=1)
def document() -> Mapping[str, Any]:
    """Return the document of this door as a value that JSON can hold."""
    return written(urlpatterns)


def page() -> str:
    """Return docs/reference/api.md as it should be today."""
    text = PROSE.read_text(encoding="utf-8")
    places = {
        "hours": str(int(LASTS.total_seconds() // 3600)),
        "addresses": "\n".join(_addresses()),
        "refusals": "\n".join(_refusals()),
        "shapes": "\n".join(_shapes()),
    }
    for name, words in places.items():
        text = text.replace(f"[[{name}]]", words)
    return text


def openapi() -> str:
    """Return docs/reference/openapi.json as it should be today."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def _addresses() -> Iterator[str]:
    yield "| Method and address | What it does | Takes | Gives |"
    yield "| --- | --- | --- | --- |"
    for path, methods in document()["paths"].items():
        for method, says in methods.items():
            taken = _shape(says["requestBody"]) if "requestBody" in says else ""
            status, answer = next(iter(says["responses"].items()))
            name = f"`{method.upper()} {path}`"
            yield f"| {name} | {says['summary']} | {taken} | {status} {_shape(answer)} |"


def _shape(body: Mapping[str, Any]) -> str:
    found = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return f"[{found}](#{found.lower()})"


def _refusals() -> Iterator[str]:
    yield "| Status | Code | What happened | What to do |"
    yield "| --- | --- | --- | --- |"
    for code, status in STATUS.items():
        yield f"| {status} | `{code}` | {say(f'{code}.title', 'en')} | {say(f'{code}.text', 'en')} |"


def _shapes() -> Iterator[str]:
    for name, schema in document()["components"]["schemas"].items():
        yield f"### {name}"
        yield ""
        yield schema["description"]
        yield ""
        required = schema.get("required", ())
        for field, kind in schema["properties"].items():
            left_out = "" if field in required else ", may be left out"
            yield f"- `{field}`: {_kind(kind)}{left_out}"
        if schema["properties"]:
            yield ""


def _kind(schema: Mapping[str, Any]) -> str:
    """Return a schema in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return "one of " + ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    inner = schema.get("anyOf") or schema.get("oneOf")
    if inner:
        return " or ".join(_kind(one) for one in inner)
    if schema.get("type") == "array":
        return f"a list of {_kind(schema['items'])}"
    if "additionalProperties" in schema:
        return f"an object of {_kind(schema['additionalProperties'])}"
    return _PLAIN.get(schema.get("format", schema.get("type", "")), "anything")


_PLAIN = {
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "date": "a day (ISO 8601)",
    "date-time": "an instant (ISO 8601, UTC)",
    "null": "null",
}
