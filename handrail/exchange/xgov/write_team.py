"""What becomes of a form once it is sent, as XGov says it: what there is to pay, and where the answers go.

A table whose rows come to amounts of money is fees; the step of the team is where the answers go.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from handrail.exchange.carry.decisions import DECISIONS_FILE, outputs_in
from handrail.exchange.carry.fees import costs
from handrail.exchange.carry.said import said
from handrail.exchange.form import Output, Rule, Words
from handrail.exchange.report import Report
from handrail.exchange.rules import ALWAYS, every, opposite
from handrail.exchange.taking import mappings, text
from handrail.exchange.xgov.feel_rules import NotHeld, rule_from

_PENCE = {"pounds": 100, "pence": 1}
_AMOUNT = re.compile(r"[0-9]+(\.[0-9]{1,2})?")
_TIMES = re.compile(r"if (\w+) = null then 0 else ([0-9]+(?:\.[0-9]{1,2})?) \* \1")
_PRICE = re.compile(r": £[0-9,.]+( each| yr un)?$")
_CONTACT = re.compile(r"(?:\A|\n\n)## (?:Get help|Cael help)\n\n([\w.+-]+@[\w-]+(?:\.[\w-]+)+)\Z")
_TO_WRITE_IN = "https://example.invalid/"
"""Stands for the address of an output: no name under `invalid` is ever found (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class Fees:
    """Fees as XGov has them, the step they are from, and what people are told of them before they start."""

    step: str = ""
    written: tuple[dict[str, Any], ...] = ()
    told: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    rule: Rule
    pence: int
    multiplier: str
    sentence: Words


def fees_of(
    table: str,
    *,
    step: str,
    hit: str,
    when: Rule,
    languages: Sequence[str],
    names: Mapping[str, str],
    condition: Callable[[Rule], str],
) -> Fees:
    """Return a table's rows as fees.

    when: who comes to the table. names: of questions by their ids. condition: gives the name of the condition
    that says a rule.

    Raises NotHeld for a table that comes to anything but amounts of money that are written in it.
    """
    rows = list(_rows(table, languages))
    if hit == "first":
        rows = list(_apart(rows))
    due = [row for row in rows if row.pence]
    written = []
    for row in due:
        rule = every(when, row.rule)
        description = {language: _PRICE.sub("", one) for language, one in row.sentence.items()}
        fee: dict[str, Any] = {"description": next(iter(description.values()), ""), "amount": row.pence}
        if len(description) > 1:
            fee["description"] = description
        if row.multiplier:
            fee["multiplier"] = names.get(row.multiplier, row.multiplier)
        if rule != ALWAYS:
            fee["condition"] = condition(rule)
        written.append(fee)
    return Fees(step, tuple(written), costs([row.sentence for row in due], languages))


def is_their_sum(table: str, of: str) -> bool:
    """Say whether a table does no more than to add up what another step came to, which XGov does itself."""
    name = of.replace("-", "_")
    cells = {cell for row in csv.reader(io.StringIO(table)) for cell in row}
    return f"in: count({name})" in cells and any(f"sum({name})" in cell for cell in cells)


def _rows(table: str, languages: Sequence[str]) -> Iterator[_Row]:
    head, *rows = list(csv.reader(io.StringIO(table))) or [[]]
    found = [one.removeprefix("out: ") for one in head if one.startswith("out: ")]
    if len(found) != 1 or found[0] not in _PENCE:
        raise NotHeld("The format has forms alone, and nothing is decided in them.")
    for row in rows:
        cells = dict(zip(head, row, strict=False))
        tests = (
            _test(one.removeprefix("in: "), cell) for one, cell in cells.items() if one.startswith("in: ")
        )
        pence, multiplier = _amount(cells[f"out: {found[0]}"], _PENCE[found[0]])
        sentence = {language: cells[language] for language in languages if cells.get(language)}
        yield _Row(every(*tests), pence, multiplier, sentence)


def _test(column: str, cell: str) -> Rule:
    if cell == "-":
        return ALWAYS
    if cell in ("true", "false"):
        return rule_from(column if cell == "true" else f"not({column})")
    if cell.startswith(("<", ">")):
        return rule_from(f"{column} {cell}")
    return rule_from(f"{column} in ({cell})")


def _amount(cell: str, pence: int) -> tuple[int, str]:
    """Return an amount in pence, and the question whose number it is taken times, "" for none."""
    times = _TIMES.fullmatch(cell)
    written = times[2] if times else cell
    if not _AMOUNT.fullmatch(written):
        raise NotHeld("The format has amounts that stand in the form, and none that are worked out.")
    return int(Decimal(written) * pence), times[1] if times else ""


def _apart(rows: Sequence[_Row]) -> Iterator[_Row]:
    """Yield rows of which the first that matches counts, each true where none before it is."""
    before: Rule = ALWAYS
    for row in rows:
        yield _Row(every(before, row.rule), row.pence, row.multiplier, row.sentence)
        before = every(before, opposite(row.rule))


def without_costs(start: str, told: Sequence[Words], language: str) -> str:
    """Return the text of a start page without what is told of fees, which the form says itself."""
    block = said(*told).in_language(language) if told else ""
    return start.replace(block, "").replace("\n\n\n\n", "\n\n").strip() if block else start


def without_contact(start: str) -> tuple[str, str]:
    """Return the text of a start page without how to get help at its end, and the address that it gives."""
    found = _CONTACT.search(start)
    return (start[: found.start()].strip(), found[1]) if found else (start, "")


def outputs_of(texts: Mapping[str, str], service: Mapping[str, Any], report: Report) -> list[dict[str, Any]]:
    """Return where the answers go: where the form that was brought here sent them, or to the team's steps.

    Addresses and keys are not in a service. What must be written in is told to the report.
    """
    found = outputs_in(texts.get(DECISIONS_FILE, ""))
    if DECISIONS_FILE not in texts:
        steps = [step for step in mappings(service.get("steps")) if "work" in step]
        found = tuple(Output(text(one["work"]), text(one.get("title")), "webhook") for one in steps[:1])
    for one in found:
        why = "A service has no address or key to send answers to. Write it in, in the other builder."
        report.lose(f"output {one.name}", what="where it sends the answers", why=why, kind="setting")
    return [
        {
            "name": one.name,
            "title": one.title or one.name,
            "type": one.kind,
            "outputConfiguration": {"url": _TO_WRITE_IN} if one.kind == "webhook" else {},
        }
        for one in found
    ]
