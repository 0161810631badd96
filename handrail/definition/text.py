"""YAML 1.2 (core schema only) to nodes that know their file and line; nothing of what they mean."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

import yaml

from handrail.definition.source import Problem, Where

MAX_DEPTH = 50
"""How deep lists and mappings may nest."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})

# What a text file of ours never needs: control characters, line breaks that only some programs see, marks
# that turn the direction of text so that it reads otherwise than it is, and code points that are no text.
_UNWELCOME = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)

# A comment as nobody writes one, but many a text goes on: `Flat #1`.
_CUT_OFF = re.compile(r" +#[^#\s]")

# What the YAML parser says, in words an author can use: (part of its message, what is wrong, remedy).
_SAYINGS = (
    (
        "mapping values are not allowed",
        "a colon stands where YAML does not expect one",
        "Put the whole text in double quotes when it holds a colon and a space, or mend the indentation.",
    ),
    (
        "did not find expected key",
        "this line does not line up with the lines above it",
        "Indent it by the same number of spaces as its neighbours; quote a text that has quotes inside it.",
    ),
    (
        "did not find expected '-' indicator",
        "this line is in a list but does not start with a hyphen",
        "Start it with '- ', indented as the items above, or mend the indentation.",
    ),
    (
        "could not find expected ':'",
        "a name is not followed by a colon",
        "Write 'name: value' with a colon and a space, or put a long text in quotes.",
    ),
    (
        "cannot start any token",
        "a text starts with a sign that YAML keeps for itself",
        "Put the text in double quotes.",
    ),
    (
        "unexpected end of stream",
        "a quotation mark is opened and never closed",
        "Close it, or use the other kind of quotation mark around the text.",
    ),
    (
        "block sequence entries are not allowed",
        "a list starts where YAML does not expect one",
        "Put the list on the lines below its name, each item starting with '- '.",
    ),
    (
        "did not find expected ',' or",
        "a bracket is opened and not closed, or two items have no comma between them",
        "Close the bracket and put a comma between items; quote a text with a bracket or comma in it.",
    ),
    (
        "undefined alias",
        "an asterisk at the start of a value means something else in YAML",
        "Put the text in double quotes, or write the value out again.",
    ),
    (
        "unknown escape character",
        "a backslash in double quotes is followed by a letter that YAML does not know",
        "Use single quotes around a text with a backslash.",
    ),
)


@dataclass(frozen=True, slots=True)
class Value:
    """One scalar.

    text: as written, once YAML's quoting is undone. value: by the core schema.
    column: from 1, where the text itself starts on its first line.
    style: `block` for a text under `|` or `>`, which starts on the line below `where`.
    """

    text: str
    value: str | int | Decimal | bool | None
    where: Where
    column: int = 1
    style: Literal["plain", "quoted", "block"] = "plain"


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: "tuple[Node, ...]"
    where: Where


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping: its values by name, and where each name is written."""

    entries: "Mapping[str, Node]"
    where: Where
    keys: Mapping[str, Where] = field(default_factory=dict)

    def at(self, key: str) -> Where:
        """Where a name is written; the mapping's own place when it is not."""
        return self.keys.get(key, self.where)


Node = Value | Items | Fields


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file as nodes; node is None when there was nothing to read."""

    node: Node | None
    problems: tuple[Problem, ...]


def canonical(text: str) -> str:
    """Return a file's text as it is stored and hashed: no byte order mark, lines end in a line feed."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def unwelcome(text: str, *, file: str, tabs: bool) -> tuple[Problem, ...]:
    """Return a problem for the first line of each sort that holds a character no service needs.

    tabs: whether tabs are refused too, as they are in YAML.
    """
    problems = []
    found = _UNWELCOME.search(text)
    if found:
        problems.append(
            _broken(
                Where(file, text.count("\n", 0, found.start()) + 1),
                f"There is a hidden character here (U+{ord(found[0]):04X}).",
                "Delete it, or type the line again; copied text often carries such characters.",
            )
        )
    if tabs and "\t" in text:
        problems.append(
            _broken(
                Where(file, text.count("\n", 0, text.index("\t")) + 1),
                "There is a tab here; YAML is indented with spaces.",
                "Replace each tab with two spaces.",
            )
        )
    return tuple(problems)


def parse(text: str, *, file: str) -> Parsed:
    """Read one YAML document.

    Anchors, aliases, tags, directives, merge keys, duplicate keys, tabs and depth over 50 are problems.
    Never raises on any text.
    """
    text = canonical(text)
    problems = unwelcome(text, file=file, tabs=True)
    if problems:
        return Parsed(None, problems)
    builder = _Builder(file, text.split("\n"))
    try:
        for event in _events(text):
            if not builder.take(event):
                return Parsed(None, tuple(builder.problems))
    except yaml.YAMLError as error:
        return Parsed(None, (*builder.problems, _syntax(error, file)))
    return Parsed(builder.root, tuple(builder.problems))


def _events(text: str) -> Iterator[Any]:
    return iter(yaml.parse(text, Loader=_Loader))


def _broken(where: Where, problem: str, remedy: str) -> Problem:
    return Problem(where, "broken", problem, remedy)


def _syntax(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    where = Where(file, mark.line + 1 if mark else 1)
    said = str(getattr(error, "problem", None) or "it is not YAML")
    if "while scanning a quoted scalar" in str(getattr(error, "context", "")):
        start = getattr(error, "context_mark", None)
        where = Where(file, start.line + 1 if start else where.line)
    for part, problem, remedy in _SAYINGS:
        if part in said:
            return _broken(where, f"This cannot be read: {problem}.", remedy)
    return _broken(
        where,
        f"This cannot be read as YAML: {said}.",
        "Compare the line with those around it: indentation, colons, hyphens and quotation marks.",
    )


def _resolve(text: str) -> str | int | Decimal | bool | None:
    """Give a plain scalar its value: leading zeros, dates, hexadecimal and exponents stay text."""
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet; key waits for its value."""

    where: Where
    entries: dict[str, Node] | None
    items: list[Node] = field(default_factory=list)
    keys: dict[str, Where] = field(default_factory=dict)
    key: str | None = None
    odd_key: bool = False


class _Builder:
    """Turns the parser's events into nodes, without recursion."""

    def __init__(self, file: str, lines: Sequence[str]) -> None:
        self.file = file
        self._lines = lines
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._stack: list[_Open] = []
        self._documents = 0

    def take(self, event: Any) -> bool:
        """Take one event; False when reading must stop."""
        where = Where(self.file, event.start_mark.line + 1)
        match event:
            case yaml.DocumentStartEvent():
                return self._document(event, where)
            case yaml.AliasEvent():
                self._refuse(where, f"an alias, *{event.anchor}", "Write the value out again.")
                self._put(Value(f"*{event.anchor}", f"*{event.anchor}", where))
            case yaml.ScalarEvent():
                self._check_node(event, where)
                self._put(self._scalar(event, where))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._check_node(event, where)
                mapping = isinstance(event, yaml.MappingStartEvent)
                self._stack.append(_Open(where, {} if mapping else None))
                if len(self._stack) > MAX_DEPTH:
                    self._refuse(
                        where, f"more than {MAX_DEPTH} levels, one inside another", "Make it flatter."
                    )
                    return False
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                done = self._stack.pop()
                if done.entries is None:
                    self._put(Items(tuple(done.items), done.where))
                else:
                    self._put(Fields(done.entries, done.where, done.keys))
        return True

    def _document(self, event: Any, where: Where) -> bool:
        self._documents += 1
        if self._documents > 1:
            self._refuse(where, "a second document after '---'", "Keep one document in a file.")
            return False
        if event.version or event.tags:
            self._refuse(where, "a line that starts with '%'", "Delete it; every file is YAML 1.2.")
        return True

    def _check_node(self, event: Any, where: Where) -> None:
        if event.anchor:
            self._refuse(where, f"an anchor, &{event.anchor}", "Delete it, or put the text in quotes.")
        if event.tag:
            self._refuse(where, f"a tag, {event.tag}", "Delete it, or put the text in quotes.")

    def _refuse(self, where: Where, found: str, remedy: str) -> None:
        self.problems.append(_broken(where, f"Found {found}, which a service file may not hold.", remedy))

    def _scalar(self, event: Any, where: Where) -> Value:
        column = event.start_mark.column + 1
        if event.style in ("|", ">"):
            return Value(event.value, event.value, where, column, "block")
        if event.style:
            return Value(event.value, event.value, where, column + 1, "quoted")
        self._cut_off(event)
        return Value(event.value, _resolve(event.value), where, column)

    def _cut_off(self, event: Any) -> None:
        """Advise on a text that goes on after a space and #, such as `street #1`: YAML drops what follows."""
        end = event.end_mark
        rest = self._lines[end.line][end.column :] if end.line < len(self._lines) else ""
        if _CUT_OFF.match(rest) and isinstance(_resolve(event.value), str):
            self.problems.append(
                Problem(
                    Where(self.file, end.line + 1),
                    "advice",
                    f"This text ends before '{rest.strip()}', which YAML takes for a comment.",
                    "Put the whole text in double quotes; before a comment, write # and a space.",
                )
            )

    def _put(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if top.entries is None:
            top.items.append(node)
        elif top.key is None:
            self._put_key(top, node)
        else:
            if not top.odd_key:
                top.entries[top.key] = node
            top.key, top.odd_key = None, False

    def _put_key(self, top: _Open, node: Node) -> None:
        assert top.entries is not None
        top.key, top.odd_key = "", True
        if not isinstance(node, Value) or not node.text:
            remedy = "Write a name before the colon, and quote a text that starts with a bracket."
            self._refuse(node.where, "a value where a name should be", remedy)
        elif node.text == "<<" and node.style == "plain":
            self._refuse(node.where, "a merge key, <<", "Write the lines out again.")
        elif node.text in top.entries:
            first = top.keys[node.text].line
            self.problems.append(
                _broken(
                    node.where,
                    f"'{node.text}' is here twice: it is on line {first} already.",
                    "Keep one of the two, or give this one another name.",
                )
            )
        else:
            top.key, top.odd_key = node.text, False
            top.keys[node.text] = node.where
