"""JSON Schema from dataclasses: the shapes and screens of this door, as the document of it names them."""

import dataclasses
import types
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from handrail.channels.api.encode import BLOCKS

Schema = dict[str, Any]


class Schemas:
    """The schemas that have been asked for, by name; each may name others."""

    def __init__(self) -> None:
        self.named: dict[str, Schema] = {}

    def of(self, kind: Any, *, sent: bool = False) -> Schema:
        """Return the schema of a type. sent: others send it to us, so what has a default may be left out."""
        if dataclasses.is_dataclass(kind) and isinstance(kind, type):
            return self._named(kind, sent=sent)
        origin, inner = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            return self._either(inner, sent=sent)
        if origin is Literal:
            return {"enum": list(inner)}
        if origin is tuple:
            return {"type": "array", "items": self.of(inner[0], sent=sent)}
        if origin is frozenset:
            return {"type": "array", "items": self.of(inner[0], sent=sent), "uniqueItems": True}
        if origin is Mapping or (isinstance(origin, type) and issubclass(origin, Mapping)):
            return {"type": "object", "additionalProperties": self.of(inner[1], sent=sent)}
        return dict(_PLAIN[kind])

    def _either(self, kinds: tuple[Any, ...], *, sent: bool) -> Schema:
        found = [self.of(one, sent=sent) for one in kinds]
        blocks = [BLOCKS[one] for one in kinds if one in BLOCKS]
        if len(blocks) == len(kinds):
            refs = {name: one["$ref"] for name, one in zip(blocks, found, strict=True)}
            return {"oneOf": found, "discriminator": {"propertyName": "block", "mapping": refs}}
        return {"anyOf": found}

    def _named(self, kind: type, *, sent: bool) -> Schema:
        name = kind.__name__
        if name not in self.named:
            self.named[name] = {}  # so that a shape that holds itself ends here
            self.named[name] = self._object(kind, sent=sent)
        return {"$ref": f"#/components/schemas/{name}"}

    def _object(self, kind: type, *, sent: bool) -> Schema:
        hints = get_type_hints(kind)
        fields = dataclasses.fields(kind)
        properties: Schema = {"block": {"const": BLOCKS[kind]}} if kind in BLOCKS else {}
        properties.update({one.name: self.of(hints[one.name], sent=sent) for one in fields})
        required = list(properties)
        if sent:
            required = [
                one.name
                for one in fields
                if one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
            ]
        return {
            "description": " ".join((kind.__doc__ or "").split()),
            "type": "object",
            "properties": properties,
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }


_PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    types.NoneType: {"type": "null"},
    Any: {},
}
