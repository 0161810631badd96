"""Files that others wrote as plain values: JSON and YAML within limits, so that no file can hang or break us.

Numbers with a point become Decimal, so that nothing is rounded. Characters that no text needs (control
characters, marks that turn the direction of text, halves of characters) are left out of every text.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 5 * 1024 * 1024
"""The largest definitions in use have 200 kB; 25 times that is read, and what is larger is no form."""

MAX_DEPTH = 60
"""A condition in groups in a form nests a dozen deep. The bound keeps readers inside Python's stack."""

MAX_VALUES = 400_000
"""How many values a file may have: the largest in use have 6,000. The bound keeps memory small."""

MAX_DIGITS = 40
"""How long a number may be; longer ones only cost time."""

# A text that is not closed runs to the end, so that each character is looked at once.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{},]', re.DOTALL)
_UNWELCOME = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NotReadable(Exception):
    """A file that cannot be read as a form: what was found, what was expected, how to mend it."""

    def __init__(self, found: str, *, expected: str, mend: str) -> None:
        super().__init__(f"{found} Expected {expected}. {mend}")
        self.found, self.expected, self.mend = found, expected, mend


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file says, and as sentences what of it was read otherwise than it is written."""

    value: dict[str, Any]
    notes: tuple[str, ...] = ()


def load_file(path: Path | str) -> Loaded:
    """Read a definition from a JSON or YAML file; which of the two is seen from its name, then its text.

    Raises NotReadable for a file that is missing, too large, nested too deep, broken or no mapping.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotReadable(
            f"The file {path.name!r} cannot be opened: {error.strerror}.",
            expected="the path of a JSON or YAML file",
            mend="Check the path and who may read it.",
        ) from error
    return load(data, yaml_file=path.suffix.lower() in (".yaml", ".yml"))


def load(data: bytes, *, yaml_file: bool = False) -> Loaded:
    """Read a definition from its bytes. Raises NotReadable, and nothing else, whatever they are."""
    if len(data) > MAX_BYTES:
        raise NotReadable(
            f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.",
            expected="one form's definition",
            mend="Take out what is no part of the form, such as pictures.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotReadable(
            f"Byte {error.start + 1} of the file is not UTF-8 text.",
            expected="a text file in UTF-8",
            mend="Save the file as UTF-8.",
        ) from error
    notes: list[str] = []
    as_yaml = yaml_file or not text.lstrip().startswith(("{", "["))
    value = _from_yaml(text) if as_yaml else _from_json(text, notes)
    if not isinstance(value, dict):
        raise NotReadable(
            f"The file holds {_sort_of(value)}.",
            expected='a form: names with values, such as "pages"',
            mend="Give the file that the form builder saved or exported.",
        )
    return Loaded(value, tuple(notes))


def _sort_of(value: Any) -> str:
    if value is None:
        return "nothing"
    return "a list" if isinstance(value, list) else "one value"


def _from_json(text: str, notes: list[str]) -> Any:
    _measure(text)

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        taken: dict[str, Any] = {}
        for key, value in found:
            name = clean(key)
            if name in taken and taken[name] != value:
                notes.append(f"“{name}” is written twice in one place; the last one counts.")
            taken[name] = _cleaned(value)
        return taken

    try:
        value = json.loads(
            text, object_pairs_hook=pairs, parse_float=_number, parse_int=_number, parse_constant=_no_number
        )
    except json.JSONDecodeError as error:
        raise NotReadable(
            f"Line {error.lineno}, column {error.colno} is not JSON: {error.msg}.",
            expected="JSON",
            mend="Mend that line, or export the form again.",
        ) from error
    except RecursionError as error:  # pragma: no cover - measured before
        raise _too_deep() from error
    return _cleaned(value)


def _measure(text: str) -> None:
    """Refuse text that nests too deep or has too many values, before any of it is built."""
    depth = values = 0
    for match in _TOKEN.finditer(text):
        sign = match[0]
        if sign in ("[", "{"):
            depth += 1
            if depth > MAX_DEPTH:
                raise _too_deep()
        elif sign in ("]", "}"):
            depth -= 1
        elif sign == ",":
            values += 1
            if values > MAX_VALUES:
                raise _too_many()


def _too_deep() -> NotReadable:
    return NotReadable(
        f"The file nests more than {MAX_DEPTH} levels, one inside another.",
        expected="a form, which nests a dozen levels at most",
        mend="Give the file as the form builder saved it.",
    )


def _too_many() -> NotReadable:
    return NotReadable(
        f"The file has more than {MAX_VALUES:,} values.",
        expected="one form's definition",
        mend="Give the form alone, without what was answered to it.",
    )


def _number(text: str) -> int | Decimal:
    if len(text) > MAX_DIGITS or not _DECIMAL.fullmatch(text):
        raise NotReadable(
            f"The file has the number {text[:MAX_DIGITS]}, which is too long.",
            expected=f"numbers of at most {MAX_DIGITS} characters",
            mend="Write it as text, in quotation marks.",
        )
    return int(text) if _INTEGER.fullmatch(text) else Decimal(text)


def _no_number(text: str) -> Any:
    raise NotReadable(
        f"The file has {text} where a number should be.",
        expected="numbers",
        mend="Write the number, or null.",
    )


def clean(text: str) -> str:
    """Return a text with one sort of line break and without characters that no text needs."""
    return _UNWELCOME.sub("", _BREAKS.sub("\n", text))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return value


def _from_yaml(text: str) -> Any:
    builder = _Builder()
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        said = str(getattr(error, "problem", None) or "it is not YAML")
        raise NotReadable(
            f"Line {line} is not YAML: {said}.",
            expected="JSON or YAML",
            mend="Compare the line with those around it: indentation, colons, quotation marks.",
        ) from error
    return builder.root


def _events(text: str) -> Iterator[Any]:
    return iter(yaml.parse(_UNWELCOME.sub("", text), Loader=_Loader))


class _Builder:
    """YAML's events as values, without recursion; an alias counts as all of what it repeats."""

    def __init__(self) -> None:
        self.root: Any = None
        self._open: list[Any] = []
        self._keys: list[str | None] = []
        self._names: list[str] = []
        self._anchors: dict[str, Any] = {}
        self._sizes: dict[str, tuple[int, int]] = {}
        self._begun: list[int] = []
        self._deepest: list[int] = []
        self._values = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise NotReadable(
                        "The file has a second document after “---”.",
                        expected="one form",
                        mend="Keep one document in a file.",
                    )
            case yaml.ScalarEvent():
                self._count(1)
                value = clean(event.value) if event.style else _plain(clean(event.value))
                self._remember(event.anchor, value, size=1, depth=0)
                self._put(value)
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._begin(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._end()

    def _count(self, values: int) -> None:
        self._values += values
        if self._values > MAX_VALUES:
            raise _too_many()

    def _begin(self, event: Any) -> None:
        self._count(1)
        self._open.append([] if isinstance(event, yaml.SequenceStartEvent) else {})
        self._keys.append(None)
        self._names.append(event.anchor or "")
        self._begun.append(self._values)
        self._deepest.append(0)
        if len(self._open) > MAX_DEPTH:
            raise _too_deep()

    def _end(self) -> None:
        value, name = self._open.pop(), self._names.pop()
        self._keys.pop()
        size, depth = self._values - self._begun.pop() + 1, self._deepest.pop() + 1
        self._remember(name, value, size=size, depth=depth)
        self._deepen(depth)
        self._put(value)

    def _deepen(self, depth: int) -> None:
        if self._deepest:
            self._deepest[-1] = max(self._deepest[-1], depth)

    def _remember(self, name: str | None, value: Any, *, size: int, depth: int) -> None:
        if name:
            self._anchors[name], self._sizes[name] = value, (size, depth)

    def _alias(self, event: Any) -> None:
        if event.anchor not in self._anchors:
            raise NotReadable(
                f"Line {event.start_mark.line + 1} repeats “{event.anchor}”, not complete before it.",
                expected="an alias of what stands above it",
                mend="Write the value out again.",
            )
        size, depth = self._sizes[event.anchor]
        self._count(size)
        if len(self._open) + depth > MAX_DEPTH:
            raise _too_deep()
        self._deepen(depth)
        self._put(self._anchors[event.anchor])

    def _put(self, value: Any) -> None:
        if not self._open:
            self.root = value
        elif isinstance(self._open[-1], list):
            self._open[-1].append(value)
        elif self._keys[-1] is None:
            if isinstance(value, dict | list):
                raise NotReadable(
                    "A list or mapping stands where a name should be.",
                    expected="a name before each colon",
                    mend="Quote a text that starts with a bracket.",
                )
            self._keys[-1] = "null" if value is None else str(value)
        else:
            self._add(self._keys[-1], value)
            self._keys[-1] = None

    def _add(self, key: str, value: Any) -> None:
        fields = self._open[-1]
        if key == "<<" and isinstance(value, dict):
            for name, inner in value.items():
                fields.setdefault(name, inner)
        elif key in fields:
            raise NotReadable(
                f"“{key}” is written twice in one place.",
                expected="each name once",
                mend="Keep one of the two.",
            )
        else:
            fields[key] = value


def _plain(text: str) -> Any:
    """Give a plain scalar its value by YAML 1.2's core schema; days and moments stay text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text) or _DECIMAL.fullmatch(text):
        return _number(text)
    return text
