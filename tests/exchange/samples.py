"""The forms of others that lie beside a checkout of this project, where they do; none of them is in it."""

from functools import cache
from pathlib import Path

import pytest

from docs.generate.brought_over import forms
from handrail.exchange.carry.decisions import Decisions
from handrail.exchange.carry.service import carry, slug_of
from handrail.exchange.formats import FORMATS
from handrail.exchange.report import Report

FOLDER = Path(__file__).parents[3] / "shared" / "samples" / "forms"
NEEDED = pytest.mark.skipif(not FOLDER.is_dir(), reason="the samples of other builders' forms are not here")
"""Skips where there are no samples, and says so."""


@cache
def samples() -> tuple[tuple[str, Path], ...]:
    """Return each sample with the name of its format, in order."""
    return tuple(forms(FOLDER))


def brought(name: str, file: Path, decisions: Decisions | None = None) -> tuple[dict[str, str], Report]:
    """Return the texts of a sample's folder, and what was found and lost."""
    report = Report()
    form = FORMATS[name](file, report)
    return carry(form, report, slug=slug_of(file.stem), decisions=decisions), report
