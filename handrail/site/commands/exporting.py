"""`handrail service export`: a service's folder as a form of another builder, with what that cannot hold."""

import argparse
import json
from pathlib import Path

from handrail.bricks import BRICKS
from handrail.definition.load import load
from handrail.exchange.loading import NotReadable
from handrail.exchange.report import Report
from handrail.exchange.taking import json_number
from handrail.exchange.xgov.write import write, write_form
from handrail.site.console import CommandProblem, tell, tell_json


def add_export(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb."""
    verb = verbs.add_parser("export", help="write a service as a form of another builder")
    verb.add_argument("format", choices=("xgov",), help="whose format to write")
    verb.add_argument("folder", type=Path, metavar="DIR")
    verb.add_argument("--to", type=Path, required=True, metavar="FILE", help="the file to write")
    verb.add_argument(
        "--form-alone", action="store_true", help="leave out what only Handrail would read in the file"
    )
    verb.add_argument("--json", action="store_true", help="print what was written and lost, for programs")
    verb.set_defaults(do=_export)


def _export(given: argparse.Namespace) -> int:
    loaded = load(given.folder, bricks=BRICKS)
    if loaded.service is None:
        raise CommandProblem(
            f"{given.folder} is no service that can be read. Run: handrail service check {given.folder}"
        )
    report = Report()
    try:
        definition = (write_form if given.form_alone else write)(loaded.texts, report)
        text = json.dumps(definition, ensure_ascii=False, indent=2, default=json_number)
        given.to.write_text(f"{text}\n", encoding="utf-8")
    except NotReadable as problem:
        raise CommandProblem(f"{given.folder}: {problem}") from problem
    except OSError as problem:
        raise CommandProblem(f"{given.to} cannot be written: {problem.strerror}") from problem
    if given.json:
        tell_json(report.as_json())
        return 0
    tell(
        f"Wrote {given.to} with {report.pages} pages, {report.components} components and "
        f"{report.conditions} conditions."
    )
    if report.lost:
        kept = "" if given.form_alone else " Handrail finds it again in the file; other builders do not look."
        tell(f"The format cannot hold what follows.{kept}")
    for one in report.lost:
        tell(f"- {one['where']}: {one['what']}. {one['why']}")
    return 0
