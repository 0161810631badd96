"""Reads a `decide` step and its table from nodes; what it means for the service is judged in `check`."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from handrail.bricks.decide.spec import Decide, DecisionTable, HitPolicy, Output, TableInput, TableRow
from handrail.definition.reader import STEP_KEYS, Reader, nearest
from handrail.definition.source import Where
from handrail.definition.text import Fields, Value
from handrail.terms.language import Language

DECIDE_KEYS = STEP_KEYS | {"decide", "table", "hit", "on", "outputs"}
OUTPUT_KEYS = ("label", "as", "told")
MONEY = "money"
HITS = ("unique", "first", "collect")
LANGUAGE_COLUMNS = tuple(language.value for language in Language)
MOST_ROWS = 5_000
MOST_COLUMNS = 100

_HEADER = "Write the header as: id, in: a rule, out: a name, source, en, cy."
_SEPARATORS = {";": "semicolons", "\t": "tabs"}
_SPREADSHEET = {"TRUE": "true", "FALSE": "false"}
"""How spreadsheets write what is true and what is false, whatever was typed."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One record of the file with the line it starts on."""

    cells: tuple[str, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column holds what, by its place in a row."""

    id: int
    source: int
    inputs: dict[int, str]
    outputs: dict[int, str]
    words: dict[int, str]


def read(node: Fields, reader: Reader) -> Decide:
    """Return the step with its table; problems go to the reader."""
    fields = reader.mapping(node, what="a decide step", known=DECIDE_KEYS, required=("table",))
    hit = cast("HitPolicy", reader.choice(fields, "hit", options=HITS, default="unique"))
    named = reader.file(fields, "table", suffix=".csv")
    table = DecisionTable((), (), (), hit, fields.at("table"))
    if named:
        table = read_table(named[0], named[1], hit=hit, reader=reader)
    return Decide(
        table=table,
        each=reader.text(fields, "each"),
        on=reader.expression(fields, "on"),
        outputs=_read_outputs(fields, reader),
    )


def _read_outputs(fields: Fields, reader: Reader) -> dict[str, Output]:
    given = fields.entries.get("outputs")
    named = reader.mapping(given, what="'outputs'", known=None) if given else Fields({}, fields.where)
    found = {}
    for name, item in named.entries.items():
        inner = reader.mapping(item, what="an output", known=OUTPUT_KEYS, required=("label",))
        found[name] = Output(
            label=reader.text(inner, "label"),
            money=reader.choice(inner, "as", options=(MONEY,)) == MONEY,
            told=reader.boolean(inner, "told"),
            where=named.at(name),
        )
    return found


def read_table(path: str, text: str, *, hit: HitPolicy, reader: Reader) -> DecisionTable:
    """Return a decision table from the text of a CSV file: header, then one row a rule."""
    here = Where(path, 1)
    lines = list(_lines(path, text, reader))
    columns = None
    if not lines:
        reader.broken(here, "The table is empty.", _HEADER)
    elif separated := _separated_by(lines[0]):
        reader.broken(
            here, f"The columns are kept apart by {separated}.", "Save it as CSV with commas between."
        )
    else:
        columns = _columns(lines[0], reader)
    if columns is None:
        return DecisionTable((), (), (), hit, here)
    inputs = []
    for name in columns.inputs.values():
        rule = reader.expression_of(Value(name, name, lines[0].where), "in:")
        if rule is not None:
            inputs.append(TableInput(rule, lines[0].where))
    rows = tuple(row for line in lines[1:] if (row := _row(line, columns, reader)))
    if len(lines) == 1:
        reader.broken(here, "The table has a header and no rows.", "Add at least one row.")
    _no_twins(rows, reader)
    return DecisionTable(tuple(inputs), tuple(columns.outputs.values()), rows, hit, here)


def _lines(path: str, text: str, reader: Reader) -> Iterator[_Line]:
    source = csv.reader(text.splitlines(keepends=True), strict=True)
    start = 1
    try:
        for count, cells in enumerate(source):
            if count > MOST_ROWS:
                reader.broken(
                    Where(path, start),
                    f"The table has more than {MOST_ROWS} rows.",
                    "Divide it in two steps.",
                )
                return
            if any(cell.strip() for cell in cells):
                yield _Line(tuple(cell.strip() for cell in cells), Where(path, start))
            start = source.line_num + 1
    except csv.Error as error:
        reader.broken(
            Where(path, start),
            f"This row cannot be read as CSV: {error}.",
            'Put a cell with commas or quotes in double quotes, and double the quotes inside: "a ""b"", c".',
        )


def _separated_by(header: _Line) -> str:
    """Return what stands between the columns instead of commas, in words; "" when commas do."""
    if len(header.cells) > 1:
        return ""
    return next((word for sign, word in _SEPARATORS.items() if sign in header.cells[0]), "")


def _columns(header: _Line, reader: Reader) -> _Columns | None:
    inputs: dict[int, str] = {}
    outputs: dict[int, str] = {}
    words: dict[int, str] = {}
    places: dict[str, int] = {}
    strange = False
    for place, cell in enumerate(header.cells[:MOST_COLUMNS]):
        sort, colon, rest = (part.strip() for part in cell.partition(":"))
        if colon and sort == "in":
            inputs[place] = rest
        elif colon and sort == "out":
            outputs[place] = _output(rest, outputs, header, reader)
        elif cell in places or cell in words.values():
            reader.broken(header.where, f"There are two columns '{cell}'.", "Keep one of them.")
        elif cell in ("id", "source"):
            places[cell] = place
        elif cell in LANGUAGE_COLUMNS:
            words[place] = cell
        else:
            known = ("id", "source", *LANGUAGE_COLUMNS)
            sorts = f"Write 'in: {cell}' for what is tested, 'out: {cell}' for what is found. "
            remedy = nearest(cell, known) or sorts
            reader.broken(header.where, f"'{cell}' is not a column of a table.", f"{remedy}{_HEADER}")
            strange = True
    missing = [name for name in ("id", "source") if name not in places]
    if not outputs:
        missing.append("out: a name")
    for name in missing:
        reader.broken(header.where, f"The table has no column '{name}'.", _HEADER)
    if missing or strange:
        return None
    return _Columns(places["id"], places["source"], inputs, outputs, words)


def _output(name: str, others: dict[int, str], header: _Line, reader: Reader) -> str:
    if name in others.values():
        reader.broken(header.where, f"There are two columns 'out: {name}'.", "Give one another name.")
    return reader.check_identifier(name, header.where, style="snake")


def _row(line: _Line, columns: _Columns, reader: Reader) -> TableRow | None:
    width = 1 + max(
        columns.id, columns.source, *columns.inputs, *columns.outputs, *(columns.words or {0: ""})
    )
    cells = line.cells
    if len(cells) < width:
        reader.broken(
            line.where,
            f"The row has {len(cells)} cells and the header {width}.",
            "Write a cell for each column: '-' stands for any answer, nothing between commas for no words.",
        )
        return None
    if any(cells[width:]):
        reader.broken(
            line.where,
            f"The row has {len(cells)} cells and the header {width}.",
            "Put a cell that has a comma in it in double quotes.",
        )
        return None
    row_id = cells[columns.id]
    if not row_id:
        reader.broken(line.where, "The row has no id.", "Give it a short name; reasons refer to it.")
    tests = [
        reader.tests_of(_value(cells[place] or "-", line.where), f"in: {name}")
        for place, name in columns.inputs.items()
    ]
    outputs = []
    for place, name in columns.outputs.items():
        if not cells[place]:
            reader.broken(
                line.where,
                f"The row '{row_id}' has nothing under 'out: {name}'.",
                'Write the output; a text stands in double quotes, and null says "nothing".',
            )
        else:
            rule = reader.expression_of(_value(cells[place], line.where), f"out: {name}")
            outputs.append(rule)
    good = [test for test in tests if test is not None], [rule for rule in outputs if rule is not None]
    if len(good[0]) != len(columns.inputs) or len(good[1]) != len(columns.outputs) or not row_id:
        return None
    words = {language: cells[place] for place, language in columns.words.items() if cells[place]}
    return TableRow(row_id, tuple(good[0]), tuple(good[1]), cells[columns.source], words, line.where)


def _value(cell: str, where: Where) -> Value:
    text = _SPREADSHEET.get(cell, cell)
    return Value(text, text, where)


def _no_twins(rows: tuple[TableRow, ...], reader: Reader) -> None:
    seen: dict[str, Where] = {}
    for row in rows:
        if row.id in seen:
            reader.broken(
                row.where,
                f"There are two rows '{row.id}': the first is on line {seen[row.id].line}.",
                "Give this one another id; reasons refer to it.",
            )
        seen.setdefault(row.id, row.where)
