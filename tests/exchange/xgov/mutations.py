"""Definitions spoilt by chance: parts missing, doubled, swapped, or of another sort than they should be."""

import copy
import random
from collections.abc import Iterator
from typing import Any

ODD = (
    None,
    True,
    False,
    0,
    -1,
    10**30,
    1.5,
    "",
    " ",
    "x",
    "/",
    "//",
    "/start",
    "a.b.c",
    "true",
    "<script>",
    "](x)",
    "{{ x }}",
    "\x00\ud800\u202e",
    "é" * 300,
    "((((",
    "a and",
    "not not not a",
    "x == y",
    "1 / 0",
    "length(",
    "[" * 50,
    [],
    {},
    [[]],
    [None],
    {"en": None},
    {"en": "x", "cy": 3},
    {"conditions": []},
    {"components": [{}]},
    ["x"] * 3,
    {"type": "static", "items": [{"label": "x", "value": {}}]},
    "^(a+)+$",
    "(" * 60,
    "[a-",
    "\\",
    "2" * 400,
)
TYPES = (
    "TextField",
    "MultilineTextField",
    "YesNoField",
    "DateField",
    "TimeField",
    "DateTimeField",
    "DatePartsField",
    "MonthYearField",
    "DateTimePartsField",
    "SelectField",
    "AutocompleteField",
    "RadiosField",
    "CheckboxesField",
    "NumberField",
    "UkAddressField",
    "TelephoneNumberField",
    "EmailAddressField",
    "FileUploadField",
    "WebsiteField",
    "Para",
    "Html",
    "InsetText",
    "Details",
    "FlashCard",
    "List",
    "FreeTextField",
    "MultiInputField",
    "ClientSideFileUploadField",
    "ContactDetailsCollection",
    "ContentWithState",
    "ContextComponent",
    "Unheard",
)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in a definition: what holds it, and the name or number it has there."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        inside = one.items() if isinstance(one, dict) else enumerate(one)
        for key, inner in list(inside):
            yield one, key
            if isinstance(inner, dict | list):
                waiting.append(inner)


def spoilt(definition: Any, seed: int) -> Any:
    """Return a copy with one to eight parts spoilt, the same for the same seed."""
    chance = random.Random(seed)
    found = copy.deepcopy(definition)
    for _ in range(chance.randint(1, 8)):
        everywhere = list(places(found))
        if not everywhere:
            break
        holder, key = chance.choice(everywhere)
        other, other_key = chance.choice(everywhere)
        match chance.randint(0, 5):
            case 0:
                del holder[key]
            case 1:
                holder[key] = copy.deepcopy(chance.choice(ODD))
            case 2:
                holder[key] = copy.deepcopy(other[other_key])
            case 3 if isinstance(holder, list):
                holder.insert(chance.randint(0, len(holder)), copy.deepcopy(holder[key]))
            case 4 if isinstance(holder, dict):
                holder[chance.choice(("type", "condition", "controller", "path", "list"))] = chance.choice(
                    (*TYPES, "./pages/start.js", "RepeatingFieldPageController", "needsSpade", *ODD[:12])
                )
            case _:
                if isinstance(holder, dict) and "type" in holder:
                    holder["type"] = chance.choice(TYPES)
                else:
                    holder[key] = copy.deepcopy(chance.choice(ODD))
    return found
