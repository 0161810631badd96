"""Built-in functions on contexts: DMN 1.5, section 10.3.4."""

from collections.abc import Mapping

from handrail.feel.builtins.signature import CONTEXT, LIST, Function, Param, Signature, function
from handrail.feel.types import ANY, STRING, ListType
from handrail.feel.values import Value

_M = Param("m", CONTEXT)


def _get_entries(m: Mapping[str, Value]) -> Value:
    return tuple({"key": key, "value": value} for key, value in m.items())


def _put(m: Mapping[str, Value], key: str, value: Value) -> Value:
    return {**m, key: value}


def _put_deep(m: Mapping[str, Value], keys: tuple[str, ...], value: Value) -> Value:
    if not keys:
        raise LookupError("no keys")
    if len(keys) == 1:
        return _put(m, keys[0], value)
    inner = m[keys[0]]
    if not isinstance(inner, Mapping):
        raise LookupError(keys[0])  # noqa: TRY004  whatever a function cannot do gives null alike
    return {**m, keys[0]: _put_deep(inner, keys[1:], value)}


def _context(entries: tuple[Value, ...]) -> Value:
    made: dict[str, Value] = {}
    for entry in entries:
        key = entry["key"]
        if not isinstance(key, str) or key in made or "value" not in entry:
            return None
        made[key] = entry["value"]
    return made


def _merge(contexts: tuple[Value, ...]) -> Value:
    merged: dict[str, Value] = {}
    for context in contexts:
        merged.update(context)
    return merged


CONTEXT_FUNCTIONS: tuple[Function, ...] = (
    function("get value", Signature((_M, Param("key", STRING)), ANY, lambda m, key: m.get(key))),
    function("get entries", Signature((_M,), LIST, _get_entries)),
    function(
        "context put",
        Signature((Param("context", CONTEXT), Param("key", STRING), Param("value", ANY)), CONTEXT, _put),
        Signature(
            (Param("context", CONTEXT), Param("keys", ListType(STRING)), Param("value", ANY)),
            CONTEXT,
            _put_deep,
        ),
    ),
    function("context merge", Signature((Param("contexts", ListType(CONTEXT)),), CONTEXT, _merge)),
    function("context", Signature((Param("entries", LIST),), CONTEXT, _context)),
)
