"""What a form charges: a table of its fees, what they come to, and what people are told of it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from handrail.exchange.carry.answers import Answers, NotARule
from handrail.exchange.carry.expression import FALSE, TRUE, Expression, shortened, written
from handrail.exchange.carry.names import Names
from handrail.exchange.carry.pages import Part
from handrail.exchange.carry.said import said
from handrail.exchange.carry.truth import ALWAYS
from handrail.exchange.form import Fee, Words
from handrail.exchange.report import Report

_SOURCE = "The fees of the form that this service was brought from"
_TITLE: Words = {"en": "The fees", "cy": "Y ffioedd"}
_SUM_TITLE: Words = {"en": "What there is to pay", "cy": "Yr hyn sydd i’w dalu"}
_COSTS: Words = {"en": "## What it costs", "cy": "## Beth mae’n ei gostio"}
_SUM: Words = {
    "en": "The amount to pay is the sum of the fees that apply.",
    "cy": "Y swm i’w dalu yw cyfanswm y ffioedd sy’n berthnasol.",
}
_HOW: Words = {
    "en": "You do not pay online. We will tell you how much it is and how to pay.",
    "cy": "Nid ydych yn talu ar-lein. Byddwn yn dweud wrthych faint yw’r swm a sut i dalu.",
}
_PAID: Words = {"en": "How much has been paid?", "cy": "Faint sydd wedi’i dalu?"}


@dataclass(frozen=True, slots=True)
class Charged:
    """The steps that work out what is to be paid, their tables by path, and what people are told before.

    advice: the step with the sum, "" where nothing is charged. form: what staff record.
    """

    steps: list[Part] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    told: tuple[Words, ...] = ()
    advice: str = ""
    form: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    fee: Fee
    rule: Expression
    pounds: str
    sentence: Words


def charged(
    fees: Sequence[Fee], answers: Answers, names: Names, report: Report, languages: tuple[str, ...]
) -> Charged:
    """Return what a form charges; a fee whose condition or number cannot be said is told as lost."""
    rows = [row for number, fee in enumerate(fees, start=1) if (row := _row(fee, number, answers, report))]
    if not rows:
        return Charged()
    report.note(
        "The form took payments online. The service works out the amount; the team takes the payment."
    )
    each, total = names.step("fees"), names.step("to pay")
    rule = each.replace("-", "_")
    lines = [
        [f"fee-{number}", *_cells(rows, number - 1), row.pounds] for number, row in enumerate(rows, start=1)
    ]
    tests = [written(row.rule) for row in rows if row.rule != TRUE] or ["true"]
    table = _csv(tests, "pounds", lines, [row.sentence for row in rows], languages)
    whole = _csv(
        [f"count({rule})"],
        "pounds",
        [["sum", "-", f"if {rule} = [] then 0 else sum({rule})"]],
        [_SUM],
        languages,
    )
    return Charged(
        steps=[
            {"decide": each, "title": said(_TITLE), "table": f"{each}.csv", "hit": "collect"},
            {
                "decide": total,
                "title": said(_SUM_TITLE),
                "table": f"{total}.csv",
                "hit": "first",
                "outputs": {"pounds": {"label": said(_SUM_TITLE), "as": "money", "told": True}},
            },
        ],
        files={f"{each}.csv": table, f"{total}.csv": whole},
        told=costs([row.sentence for row in rows], languages),
        advice=total,
        form=[
            {"question": names.once("amount_paid"), "type": "money", "label": said(_PAID), "optional": True}
        ],
    )


def costs(sentences: Sequence[Words], languages: Sequence[str]) -> tuple[Words, ...]:
    """Return what people are told of fees before they start. sentences: of each fee, in the languages."""
    listed = {
        language: "\n".join(f"- {_say(sentence, language)}" for sentence in sentences)
        for language in languages
    }
    return (_COSTS, listed, _HOW)


def _cells(rows: Sequence[_Row], own: int) -> list[str]:
    """Return the tests of one row: its own column must be true, the others do not matter."""
    columns = [number for number, row in enumerate(rows) if row.rule != TRUE]
    return ["true" if number == own else "-" for number in columns] or ["-"]


def _row(fee: Fee, number: int, answers: Answers, report: Report) -> _Row | None:
    where = f"fee {number}"
    what = next(iter(fee.description.values()), "a fee")
    try:
        rule = TRUE if fee.when is None else answers.expression(fee.when)
        each = Decimal(fee.pence) / 100
        amount = answers.times(each, fee.multiplier) if fee.multiplier else f"{each:f}"
    except NotARule as problem:
        report.lose(where, what=what, why=str(problem), kind="setting")
        return None
    rule = shortened(rule, answers.truths, where=ALWAYS)
    if rule == FALSE:
        report.lose(where, what=what, why="No answers make its condition true.", kind="setting")
        return None
    return _Row(fee, rule, amount, _sentence(fee))


def _sentence(fee: Fee) -> Words:
    shown = f"£{Decimal(fee.pence) / 100:.2f}".removesuffix(".00")
    each = {"en": " each", "cy": " yr un"} if fee.multiplier else {}
    description = fee.description or {"en": "Fee", "cy": "Ffi"}
    return {language: f"{text}: {shown}{each.get(language, '')}" for language, text in description.items()}


def _csv(
    tests: Sequence[str],
    output: str,
    rows: Sequence[Sequence[str]],
    sentences: Sequence[Words],
    languages: tuple[str, ...],
) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["id", *(f"in: {one}" for one in tests), f"out: {output}", "source", *languages])
    for row, sentence in zip(rows, sentences, strict=True):
        table.writerow([*row, _SOURCE, *(_say(sentence, language) for language in languages)])
    return text.getvalue()


def _say(words: Words, language: str) -> str:
    return words.get(language) or next(iter(words.values()), "")
