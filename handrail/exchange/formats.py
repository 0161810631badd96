"""The formats that can be brought over, by name: how each is read into a form."""

from collections.abc import Callable, Mapping
from pathlib import Path

from handrail.exchange import loading
from handrail.exchange.casework import Casework
from handrail.exchange.defra.cases import read_casework
from handrail.exchange.defra.gas import with_limits
from handrail.exchange.defra.read import read as read_defra
from handrail.exchange.form import Form
from handrail.exchange.report import Report
from handrail.exchange.second_language import merge
from handrail.exchange.xgov.reading import read as read_xgov

ReadFile = Callable[[Path, Report], Form]
"""Reads a form from a file; what is counted and lost goes to the report. Raises NotReadable."""


def _xgov(file: Path, report: Report) -> Form:
    loaded = loading.load_file(file)
    report.notes += loaded.notes
    return read_xgov(loaded.value, report=report, title=_title(file))


def _title(file: Path) -> str:
    """Return a file's name as the name of a form: `help-to-pay.json` is "Help to pay"."""
    words = " ".join(file.stem.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:]


def _defra(file: Path, report: Report) -> Form:
    loaded = loading.load_file(file)
    report.notes += loaded.notes
    return read_defra(loaded.value, report)


FORMATS: Mapping[str, ReadFile] = {"xgov": _xgov, "defra": _defra}
"""XGov JSON with what MHCLG and UKHSA added, and DEFRA's forms of either version as JSON or YAML."""


def read_form(name: str, file: Path, report: Report, *, welsh: Path | None = None) -> Form:
    """Read a form in a format by name; `welsh` is the same form in a second file, whose words are added.

    Raises NotReadable.
    """
    form = FORMATS[name](file, report)
    if welsh is None:
        return form
    return merge(form, FORMATS[name](welsh, Report()), "cy", report)


def with_casework(
    form: Form, report: Report, *, desk: Path | None, states: Path | None
) -> tuple[Form, Casework | None]:
    """Return a form with what a grant's other files say of it, and its casework where there is one.

    desk, states: a DEFRA grant's cw.json and gas.json. Raises NotReadable.
    """
    gas = loading.load_file(states).value if states else {}
    if gas:
        form = with_limits(form, gas, report)
    return form, read_casework(loading.load_file(desk).value, gas, report) if desk else None
