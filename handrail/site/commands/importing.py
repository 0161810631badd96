"""`handrail service import`: a form of another builder becomes a folder of a service, with what was lost."""

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from handrail.definition.reader import listing
from handrail.exchange.besides import bring
from handrail.exchange.carry.decisions import DECISIONS_FILE, Decisions, NotDecided, read_decisions
from handrail.exchange.carry.folder import write
from handrail.exchange.carry.marks import edited, with_marks
from handrail.exchange.carry.refusal import TooMuch
from handrail.exchange.carry.service import slug_of
from handrail.exchange.form import Form
from handrail.exchange.formats import FORMATS, read_form, with_casework
from handrail.exchange.loading import NotReadable
from handrail.exchange.report import Report
from handrail.site.console import CommandProblem, tell, tell_json


def add_import(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    verb = verbs.add_parser("import", help="bring over a form of another builder, as a folder")
    verb.add_argument("format", choices=tuple(FORMATS), help="whose format the form is in")
    verb.add_argument("file", type=Path, metavar="FILE")
    verb.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder to write")
    verb.add_argument("--welsh", type=Path, metavar="FILE", help="the same form in Welsh, where it is apart")
    verb.add_argument("--decisions", type=Path, help=f"what was settled; {DECISIONS_FILE} in DIR unless said")
    verb.add_argument("--casework", type=Path, help="a DEFRA grant's file of its desk (cw.json)")
    verb.add_argument("--gas", type=Path, help="a DEFRA grant's file of its states (gas.json)")
    verb.add_argument("--overwrite", action="store_true", help="write over files that were edited since")
    verb.add_argument("--json", action="store_true", help="print what was found and lost, for programs")
    verb.set_defaults(do=_import)


def _import(given: argparse.Namespace) -> int:
    report = Report()
    try:
        form = read_form(given.format, given.file, report, welsh=given.welsh)
        form, casework = with_casework(form, report, desk=given.casework, states=given.gas)
        decisions = _decisions(given, form)
        slug = slug_of(given.to.resolve().name)
        texts = bring(form, report, slug=slug, decisions=decisions, casework=casework)
    except (NotReadable, TooMuch) as problem:
        raise CommandProblem(f"{given.file}: {problem}") from problem
    try:
        if not given.overwrite:
            _keep_edits(given.to, texts)
        write(given.to, with_marks(texts))
    except OSError as problem:
        raise CommandProblem(f"{given.to} cannot be written: {problem.strerror}") from problem
    if given.json:
        tell_json(report.as_json())
    else:
        _say(given.to, report)
    return 0


def _keep_edits(folder: Path, texts: Mapping[str, str]) -> None:
    """Refuse to write over what somebody edited. Raises CommandProblem, OSError."""
    found = edited(folder, texts)
    if found:
        raise CommandProblem(
            f"found {listing(found)} in {folder} edited since the form was last brought there, or written by "
            "no import; nothing was changed. Go on from that folder as it is, or name another with --to and "
            "compare the two, or add --overwrite to lose what was edited"
        )


def _decisions(given: argparse.Namespace, form: Form) -> Decisions | None:
    """Return what was settled: in the file named, or in the folder where the form was brought to before."""
    file: Path = given.decisions or given.to / DECISIONS_FILE
    if not given.decisions and not file.exists():
        return None
    try:
        return read_decisions(file.read_text(encoding="utf-8"), language=form.languages[0])
    except NotDecided as problem:
        raise CommandProblem(str(problem)) from problem
    except (OSError, ValueError) as problem:
        raise CommandProblem(f"{file} cannot be read: {problem}") from problem


def _say(folder: Path, report: Report) -> None:
    """Tell a person what was brought over and what was not."""
    tell(
        f"Wrote {folder} from {report.pages} pages, {report.components} components and "
        f"{report.conditions} conditions."
    )
    tell(f"Carried: {report.carried:.1%} of them.")
    for note in report.notes:
        tell(f"- {note}")
    if report.lost:
        kinds = Counter(one["kind"] for one in report.lost)
        tell("Not carried: " + ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items())))
    for one in report.lost:
        tell(f"- {one['where']}: {one['what']}. {one['why']}")
    tell(f"Next: fill in {folder / DECISIONS_FILE}, import again, and run: handrail service check {folder}")
