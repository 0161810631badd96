"""A request's body and headers, read strictly: what is not understood is refused, never guessed at."""

import json
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError

from handrail.channels.api.refusals import Refusal
from handrail.channels.api.shapes import Problem
from handrail.channels.api.tokens import Held, TokenEnded, WrongToken, read
from handrail.channels.api.words import say

Shape = TypeVar("Shape")

MOST_NESTED = 20
"""Levels of lists and objects in a body; an application needs four."""

_RANDOM_UUID = 4


def body(request: HttpRequest) -> dict[str, Any]:
    """Return the body's JSON object; none at all is an empty object.

    Raises Refusal `too_large`, `content` or `malformed`: another type, compressed, not UTF-8, cut short, not
    one object, a name twice, NaN, or a text that no database can keep.
    """
    try:
        raw = request.body
    except RequestDataTooBig as wrong:
        raise Refusal("too_large") from wrong
    except UnreadablePostError as wrong:
        raise Refusal("malformed") from wrong
    if not raw:
        return {}
    if request.content_type != "application/json" or request.headers.get("Content-Encoding", "") != "":
        raise Refusal("content")
    if (request.content_params or {}).get("charset", "utf-8").casefold() not in ("utf-8", "utf8"):
        raise Refusal("content")
    try:
        text = raw.decode("utf-8")
        found = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
        # Half of a surrogate pair can be written in JSON and kept nowhere.
        json.dumps(found, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as wrong:
        raise Refusal("malformed") from wrong
    if not isinstance(found, dict) or "\\u0000" in text.lower() or _depth(found) > MOST_NESTED:
        raise Refusal("malformed")
    return found


def idempotency_key(request: HttpRequest) -> UUID:
    """Return the random UUID that stands for this change. Raises Refusal `key_missing`.

    Only random ones: a key that others can guess would let them have the first answer, a token in it.
    """
    try:
        found = UUID(request.headers.get("Idempotency-Key", "").strip().strip('"'))
    except ValueError as wrong:
        raise Refusal("key_missing") from wrong
    if found.version != _RANDOM_UUID:
        raise Refusal("key_missing")
    return found


def bearer(request: HttpRequest, reference: str, *, at: Any) -> Held:
    """Return the way into the case that the request's token gives.

    Raises Refusal `no_token`, `wrong_token`, `token_ended` or `other_case`.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not token.strip():
        raise Refusal("no_token")
    try:
        found = read(token.strip(), at=at)
    except WrongToken as wrong:
        raise Refusal("wrong_token") from wrong
    except TokenEnded as ended:
        raise Refusal("token_ended") from ended
    if found.reference != reference:
        raise Refusal("other_case")
    return found


def as_shape(found: Mapping[str, Any], shape: type[Shape], *, language: str) -> Shape:
    """Return an object as a shape, its names and types checked. Raises Refusal `unfit` with every problem."""
    problems: list[Problem] = []
    made = _made(found, shape, "", problems, language)
    if problems:
        raise Refusal("unfit", problems)
    assert isinstance(made, shape)
    return made


def unfit(language: str, key: str, name: str, **places: str | int) -> Refusal:
    """A refusal of one field of a request."""
    return Refusal("unfit", [Problem(name, "", say(f"problem.{key}", language, name=name, **places))])


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("Found a name twice in one object.")
    return found


def _constant(name: str) -> None:
    raise ValueError(f"Found {name}, which is not JSON.")


def _depth(found: Any) -> int:
    level, here = 0, [found]
    while here:
        level += 1
        here = [one for value in here for one in _inside(value)]
    return level


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _made(found: Any, shape: Any, path: str, problems: list[Problem], language: str) -> Any:
    """Return a dataclass made of an object, or None with what is wrong added to the problems."""
    before, given = len(problems), {}
    known = _fields(shape)
    problems += [_problem(f"{path}{name}", "unknown", language) for name in found if name not in known]
    for name, (one, kind) in known.items():
        if name in found:
            given[name] = _value(found[name], kind, f"{path}{name}", problems, language)
        elif one.default is MISSING and one.default_factory is MISSING:
            problems.append(_problem(f"{path}{name}", "missing", language))
    return None if len(problems) > before else shape(**given)


@lru_cache(maxsize=64)
def _fields(shape: type) -> Mapping[str, tuple[Field[Any], Any]]:
    hints = get_type_hints(shape)
    return {one.name: (one, hints[one.name]) for one in fields(shape)}


def _value(found: Any, kind: Any, path: str, problems: list[Problem], language: str) -> Any:
    """Return a value as its declared kind, with what is wrong added to the problems."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        wanted = next(one for one in inner if one is not types.NoneType)
        return None if found is None else _value(found, wanted, path, problems, language)
    if origin is Literal:
        if not isinstance(found, str) or found not in inner:
            problems.append(_problem(path, "one_of", language, options=", ".join(inner)))
        return found
    if origin is tuple:
        return _several(found, inner[0], path, problems, language)
    if kind is str or kind is bool:
        if not isinstance(found, kind):
            problems.append(_problem(path, "string" if kind is str else "boolean", language))
        return found
    if not isinstance(found, dict):
        problems.append(_problem(path, "object", language))
        return found
    return _object_value(found, kind, path, problems, language)


def _several(found: Any, kind: Any, path: str, problems: list[Problem], language: str) -> Any:
    """Return a list of named kinds as a tuple."""
    kinds = get_args(kind)
    if not isinstance(found, list) or not all(isinstance(one, str) and one in kinds for one in found):
        problems.append(_problem(path, "some_of", language, options=", ".join(kinds)))
        return ()
    return tuple(found)


def _object_value(found: dict[str, Any], kind: Any, path: str, problems: list[Problem], language: str) -> Any:
    if is_dataclass(kind):
        return _made(found, kind, f"{path}.", problems, language)
    if get_args(kind)[1] is str:
        wrong = [name for name, text in found.items() if not isinstance(text, str)]
        problems += [_problem(f"{path}.{name}", "string", language) for name in wrong]
    return found


def _problem(name: str, key: str, language: str, **places: str) -> Problem:
    return Problem(name, "", say(f"problem.{key}", language, name=name, **places))
