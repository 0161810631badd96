"""What readers of nodes share: a value of one sort, or a problem with its remedy; no service here."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Literal

from handrail import feel
from handrail.definition.files import safe_path
from handrail.definition.rules import FEEL_PLACE, Cell, Rule
from handrail.definition.source import Problem, Where
from handrail.definition.text import Fields, Items, Node, Value
from handrail.terms.legal_day import LONDON
from handrail.terms.period import NotAPeriod, parse_period

STEP_KEYS = frozenset({"title", "section", "when", "goto", "each", "when told", "before end"})
"""What every step may say, whichever brick it uses."""

IdentifierStyle = Literal["snake", "kebab"]

_STYLES: Mapping[IdentifierStyle, tuple[re.Pattern[str], str]] = {
    "snake": (re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*"), "lower case letters, digits and underscores"),
    "kebab": (re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*"), "lower case letters, digits and hyphens"),
}
_LONGEST_IDENTIFIER = 60
_FEEL_PLACE = re.compile(r"^Line \d+, column \d+: ")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return "Did you mean 'x'? " for the known name that looks most like this one, "" when none does."""
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f"Did you mean '{close[0]}'? " if close else ""


def listing(names: Iterable[str]) -> str:
    """Return names in order as people list them, at most twelve: "a, b or c"."""
    shown = sorted(names)
    if len(shown) > 12:  # noqa: PLR2004 - a longer list is not read
        shown = [*shown[:12], "…"]
    return " or ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else "nothing"


def day_from(text: str) -> date | None:
    """Return the calendar day that a text writes as 2026-04-01; None for any other text."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-04-01") else None
    except ValueError:
        return None


def describe(node: Node | None) -> str:
    """Return what a node is, in words for "Found …"."""
    match node:
        case None | Value(value=None, style="plain"):
            return "nothing"
        case Items():
            return "a list"
        case Fields():
            return "a set of names and values"
        case Value(value=bool()) if node.style == "plain":
            return f"{node.text} (yes or no)"
        case Value(value=str()):
            return f"the text '{_short(node.text)}'"
        case _:
            return f"the number {node.text}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"  # noqa: PLR2004 - enough to know it by


class Reader:
    """Reads values out of nodes, keeps every problem, and goes on with a stand-in where it can.

    files: the texts of the folder by path. unreadable: paths that are there and could not be read, which is
    told already. used: the paths that were asked for.
    """

    def __init__(self, files: Mapping[str, str] | None = None, *, unreadable: Collection[str] = ()) -> None:
        self.files: Mapping[str, str] = files or {}
        self.unreadable = unreadable
        self.used: set[str] = set()
        self.problems: list[Problem] = []

    def broken(self, where: Where, problem: str, remedy: str) -> None:
        """Keep a problem that stops the service from running."""
        self.problems.append(Problem(where, "broken", problem, remedy))

    def mapping(
        self,
        node: Node | None,
        *,
        what: str,
        known: Collection[str] | None,
        required: Collection[str] = (),
        instead: Mapping[str, str] | None = None,
    ) -> Fields:
        """Return a node as a mapping; an empty one after a problem.

        what: "a question", as sentences name it. known: the names it may hold, None for any.
        instead: by a name that it may not hold, what to write where that is wanted.
        """
        if not isinstance(node, Fields):
            where = node.where if node else Where("service.yaml", 1)
            wanted = (
                f"such as {listing(required or known or ())}"
                if required or known
                else "like 'one: First choice'"
            )
            self.broken(
                where,
                f"Found {describe(node)} where {what} should be.",
                f"Write names and values, one a line, {wanted}, each with a colon.",
            )
            return Fields({}, where)
        for key in node.entries:
            if known is not None and key not in known:
                self.broken(
                    node.at(key),
                    f"'{key}' is not something {what} can say.",
                    (instead or {}).get(key) or f"{nearest(key, known)}It may say {listing(known)}.",
                )
        for key in required:
            if key not in node.entries:
                self.broken(node.where, f"'{key}' is missing from {what}.", f"Add a line '{key}: …'.")
        return node

    def sequence(self, fields: Fields, key: str, *, what: str) -> tuple[Node, ...]:
        """Return a list's items; () when it is not there, or after a problem."""
        node = fields.entries.get(key)
        if node is None:
            return ()
        if isinstance(node, Items):
            return node.items
        self._wrong(node, key, f"a list of {what}", "Start each item with a hyphen, or use [ ] with commas.")
        return ()

    def text(self, fields: Fields, key: str, *, default: str = "") -> str:
        """Return a text without space around it; a number is taken as it is written."""
        node = fields.entries.get(key)
        return default if node is None else self.text_of(node, key) or default

    def text_of(self, node: Node, what: str) -> str:
        """Return a node as text; "" after a problem."""
        if isinstance(node, Value) and node.value is not None and not isinstance(node.value, bool):
            if node.text.strip():
                return node.text.strip()
            self._wrong(node, what, "a text", "Write the text, or delete the line.", found="an empty text")
            return ""
        remedy = "Write the text after the colon"
        remedy += ", in double quotes so that it is read as text." if isinstance(node, Value) else "."
        self._wrong(node, what, "a text", remedy)
        return ""

    def integer(self, fields: Fields, key: str, *, default: int, least: int, most: int) -> int:
        """Return a whole number between two bounds, both included."""
        node = fields.entries.get(key)
        if node is None:
            return default
        if isinstance(node, Value) and type(node.value) is int and least <= node.value <= most:
            return node.value
        self._wrong(node, key, f"a whole number from {least} to {most}", "Write it in digits without quotes.")
        return default

    def boolean(self, fields: Fields, key: str, *, default: bool = False) -> bool:
        """Return true or false; other words for them are refused."""
        node = fields.entries.get(key)
        if node is None:
            return default
        if isinstance(node, Value) and isinstance(node.value, bool):
            return node.value
        self._wrong(node, key, "true or false", "Write true or false, without quotes.")
        return default

    def choice(
        self,
        fields: Fields,
        key: str,
        *,
        options: Collection[str],
        default: str = "",
        other_words: Mapping[str, str] | None = None,
    ) -> str:
        """Return one of some texts. other_words: words that people use for one of them, with which it is."""
        node = fields.entries.get(key)
        if node is None:
            return default
        text = node.text.strip() if isinstance(node, Value) else ""
        if text in options:
            return text
        meant = (other_words or {}).get(text.lower())
        near = f"Did you mean '{meant}'? " if meant else nearest(text, options)
        self._wrong(node, key, f"one of {listing(options)}", f"{near}Choose one of them.")
        return default

    def texts(self, fields: Fields, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        items = self.sequence(fields, key, what="texts")
        return tuple(text for item in items if (text := self.text_of(item, f"an item of {key}")))

    def words(self, fields: Fields, key: str, *, known: Collection[str] | None = None) -> Mapping[str, str]:
        """Return a mapping of texts by name, such as the options of a question."""
        node = fields.entries.get(key)
        if node is None:
            return {}
        inner = self.mapping(node, what=f"'{key}'", known=known)
        return {name: text for name, item in inner.entries.items() if (text := self.text_of(item, name))}

    def period(self, fields: Fields, key: str) -> str:
        """Return a length of time as written, such as `10 working days`, once it can be read."""
        text = self.text(fields, key)
        if text:
            try:
                parse_period(text)
            except NotAPeriod as error:
                found, _, remedy = str(error).partition(". ")
                self.broken(fields.at(key), f"'{key}': {found[0].lower()}{found[1:]}.", remedy)
                return ""
        return text

    def day(self, fields: Fields, key: str) -> date | None:
        """Return a calendar day, written 2026-04-01."""
        text = self.text(fields, key)
        day = day_from(text)
        if text and day is None:
            self.broken(
                fields.at(key),
                f"'{key}' is '{_short(text)}', which is no day.",
                "Write year, month and day in figures, like 2026-04-01.",
            )
        return day

    def instant(self, fields: Fields, key: str, *, end_of_day: bool = False) -> datetime | None:
        """Return an instant in UTC. A day means its first moment in Europe/London, or its end when said."""
        text = self.text(fields, key)
        if not text:
            return None
        try:
            found = datetime.fromisoformat(text)
            if len(text) == len("2026-04-01"):
                day = found.date() + timedelta(days=1 if end_of_day else 0)
                return datetime.combine(day, time(), LONDON).astimezone(UTC)
            if found.tzinfo is None:
                found = found.replace(tzinfo=LONDON)
            return found.astimezone(UTC)
        except (ValueError, OverflowError):
            self.broken(
                fields.at(key),
                f"'{key}' is '{_short(text)}', which is no day or moment.",
                "Write a day like 2026-04-01 or a moment like 2026-04-01T09:00.",
            )
            return None

    def identifier(self, fields: Fields, key: str, *, style: IdentifierStyle) -> str:
        """Return a name that rules can use: snake_case or kebab-case; "" after a problem."""
        text = self.text(fields, key)
        return self.check_identifier(text, fields.at(key), style=style) if text else ""

    def check_identifier(self, text: str, where: Where, *, style: IdentifierStyle) -> str:
        """Return a name as it is after checking how it is written and that no rule would misread it."""
        pattern, words = _STYLES[style]
        if not pattern.fullmatch(text) or len(text) > _LONGEST_IDENTIFIER:
            self.broken(
                where,
                f"The name '{_short(text)}' is not written as names of its sort are.",
                f"Use {words}, starting with a letter, at most {_LONGEST_IDENTIFIER}.",
            )
        elif not _is_feel_name(text.replace("-", "_")):
            self.broken(where, f"The name '{text}' is a word of the rule language.", "Choose another name.")
        return text

    def expression(self, fields: Fields, key: str) -> Rule | None:
        """Return a rule; None when there is none or it cannot be read."""
        node = fields.entries.get(key)
        if node is None:
            return None
        if not isinstance(node, Value) or not node.text.strip():
            self._wrong(node, key, "a rule", "Write it as text, such as: lives_alone = false and age >= 18")
            return None
        return self.expression_of(node, key)

    def expression_of(self, node: Value, what: str) -> Rule | None:
        """Return a scalar as a rule; None after a problem that names line and column."""
        try:
            rule = feel.parse(node.text)
        except feel.FeelSyntaxError as error:
            self._feel(node, what, error)
            return None
        return Rule(rule.text, rule.tree, _start(node), node.column)

    def tests_of(self, node: Value, what: str) -> Cell | None:
        """Return a table cell as unary tests; None after a problem."""
        try:
            tests = feel.parse_tests(node.text)
        except feel.FeelSyntaxError as error:
            self._feel(node, what, error)
            return None
        return Cell(tests.text, tests.tree, node.where)

    def file(self, fields: Fields, key: str, *, suffix: str) -> tuple[str, str] | None:
        """Return the path and text of a file of the folder that a value names; None after a problem."""
        name = self.text(fields, key)
        if not name:
            return None
        if not safe_path(name) or not name.endswith(suffix):
            self.broken(
                fields.at(key),
                f"'{key}' is '{_short(name)}', which is not the name of a {suffix} file in the folder.",
                f"Write a path inside the service's folder, such as route{suffix}.",
            )
            return None
        if name in self.unreadable:
            return None
        if name not in self.files:
            others = [path for path in self.files if path.endswith(suffix)]
            self.broken(
                fields.at(key),
                f"There is no file {name} in the folder.",
                f"{nearest(name, others)}Add the file, or name one of {listing(others)}.",
            )
            return None
        self.used.add(name)
        return name, self.files[name]

    def _feel(self, node: Value, what: str, error: feel.FeelSyntaxError) -> None:
        start = _start(node)
        column = error.column + (node.column - 1 if error.line == 1 and node.style != "block" else 0)
        said = _FEEL_PLACE.sub("", str(error))
        self.broken(
            Where(start.file, start.line + error.line - 1),
            f"The rule in '{what}' cannot be read at column {column}: {said}",
            FEEL_PLACE,
        )

    def _wrong(self, node: Node, what: str, expected: str, remedy: str, found: str = "") -> None:
        self.broken(node.where, f"'{what}': found {found or describe(node)}, expected {expected}.", remedy)


def _start(node: Value) -> Where:
    """Return where a scalar's own first line is: under a bar, the line below."""
    return Where(node.where.file, node.where.line + (node.style == "block"))


def _is_feel_name(text: str) -> bool:
    try:
        return feel.parse(text).names == frozenset({text})
    except feel.FeelSyntaxError:
        return False
