"""The document of this door, OpenAPI 3.1: made from the addresses, operations and shapes that answer."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt

from handrail.channels.api.doors import Address, Operation
from handrail.channels.api.refusals import STATUS, Refusal, refused
from handrail.channels.api.schema import Schemas
from handrail.channels.api.shapes import Refused
from handrail.channels.api.words import say

PREFIX = "/api/"
VERSION = "1"
"""Grows when something that others send or rely on changes its meaning."""

_EVERYWHERE = ("malformed", "too_large")
_WHEN_CHANGING = ("key_missing", "content", "unfit", "key_reused", "erased", "conflict")
_WITH_TOKEN = ("no_token", "wrong_token", "token_ended", "other_case", "helper_ended", "conflict")
_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
_ABOUT = (
    "The journey of a person through a public service, in plain JSON, with the same questions, checks and "
    "rules as on the web. Each change is sent with a random Idempotency-Key; sent again with the same key, "
    "it changes nothing and gets the first answer. Every refusal has one shape and changes nothing."
)


def served(patterns: Sequence[URLPattern]) -> Callable[[HttpRequest], JsonResponse]:
    """A view that answers with the document of these addresses."""
    made = lru_cache(maxsize=1)(lambda: written(patterns))

    @csrf_exempt
    def document(request: HttpRequest) -> JsonResponse:
        """Describe every address of this door in OpenAPI 3.1."""
        if request.method != "GET":
            response = refused(request, Refusal("method"))
            response["Allow"] = "GET"
            return response
        return JsonResponse(made(), json_dumps_params={"ensure_ascii": False})

    return document


def written(patterns: Sequence[URLPattern]) -> Mapping[str, Any]:
    """The document of these addresses, as a value that JSON can hold."""
    schemas = Schemas()
    schemas.of(Refused)
    paths = {
        path: {method.lower(): _operation(path, one, schemas) for method, one in address.operations.items()}
        for path, address in addresses(patterns)
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Handrail", "version": VERSION, "description": _ABOUT},
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.named.items())),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def addresses(patterns: Sequence[URLPattern]) -> Iterator[tuple[str, Address]]:
    """Every address with what answers it, in the order given."""
    for pattern in patterns:
        if isinstance(pattern.callback, Address):
            yield PREFIX + _PLACE.sub(r"{\1}", str(pattern.pattern)), pattern.callback


def refusals(operation: Operation) -> tuple[str, ...]:
    """The codes with which an operation may refuse, in the order of their statuses."""
    found = {*_EVERYWHERE, *operation.refuses}
    if operation.changes:
        found.update(_WHEN_CHANGING)
    if operation.token:
        found.update(_WITH_TOKEN)
        if not operation.every_party:
            found.add("not_for_this_party")
    return tuple(code for code in STATUS if code in found)


def _operation(path: str, one: Operation, schemas: Schemas) -> Mapping[str, Any]:
    summary, _, more = one.summary.partition("\n\n")
    answers = {str(one.status): _answer("The answer.", schemas.of(one.gives))}
    for status in sorted({STATUS[code] for code in refusals(one)}):
        codes = [code for code in refusals(one) if STATUS[code] == status]
        says = " ".join(f"`{code}`: {say(f'{code}.title', 'en')}." for code in codes)
        answers[str(status)] = _answer(says, {"$ref": "#/components/schemas/Refused"})
    return {
        "operationId": one.name,
        "summary": " ".join(summary.split()),
        **({"description": " ".join(more.split())} if more else {}),
        "parameters": [*_parameters(path, one)],
        **({"requestBody": _body(one, schemas)} if one.takes else {}),
        "responses": answers,
        **({"security": [{"token": []}]} if one.token else {}),
    }


def _parameters(path: str, one: Operation) -> Iterator[Mapping[str, Any]]:
    for name in re.findall(r"{(\w+)}", path):
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
    if one.changes:
        yield {
            "name": "Idempotency-Key",
            "in": "header",
            "required": True,
            "schema": {"type": "string", "format": "uuid"},
        }
    yield {"name": "lang", "in": "query", "required": False, "schema": {"enum": ["en", "cy"]}}


def _body(one: Operation, schemas: Schemas) -> Mapping[str, Any]:
    schema = schemas.of(one.takes, sent=True)
    name = schema["$ref"].rpartition("/")[2]
    return {
        "required": "required" in schemas.named[name],
        "content": {"application/json": {"schema": schema}},
    }


def _answer(says: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": says, "content": {"application/json": {"schema": schema}}}
