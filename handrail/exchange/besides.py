"""What a service says besides what a form can: put into the form's file, and put back when it comes home.

A form is written first, as far as its format goes. That form brought over again is a service that lacks what
the format has no place for. The difference between the two goes along with the form, and what somebody has
changed in the form meanwhile goes before it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handrail.bricks import BRICKS
from handrail.definition.check import check
from handrail.definition.files import SERVICE_FILE, WORDS_FOLDER
from handrail.definition.load import load_text
from handrail.exchange.carry.decisions import DECISIONS_FILE, Decisions, NotDecided, read_decisions
from handrail.exchange.carry.folder import as_yaml, in_order, service_text
from handrail.exchange.carry.service import carry
from handrail.exchange.casework import Casework
from handrail.exchange.difference import changed, difference, name_of
from handrail.exchange.form import Form
from handrail.exchange.loading import load
from handrail.exchange.report import Report
from handrail.exchange.taking import fields, listed, mappings, text
from handrail.walk.examples import check_examples

FORMAT = 1
"""Of what is put into a file; one with another number is not read."""

_SLUG = re.compile(r"(?=.{2,60}$)[a-z][a-z0-9]*(-[a-z0-9]+)*")


def bring(
    form: Form,
    report: Report,
    *,
    slug: str,
    decisions: Decisions | None = None,
    casework: Casework | None = None,
) -> dict[str, str]:
    """Return the texts of a service's folder by path, with what the form's file says besides the form.

    slug: the service's name in addresses, where the file does not say it. What cannot be put back, or would
    break the service, goes to the report. Raises TooMuch for a form that nobody could go through.
    """
    found = form.besides if form.besides.get("format") == FORMAT else {}
    if form.besides and not found:
        report.note("What the file says of a service of ours is of a later release, and was left out.")
    own = text(found.get("service"))
    if decisions is None:
        decisions = _decisions(found, form.languages[0], report)
    slug = own if _SLUG.fullmatch(own) else slug
    texts = carry(form, report, slug=slug, decisions=decisions, casework=casework)
    return _put_back(texts, found, report) if found else texts


def besides(texts: Mapping[str, str], form: Form) -> dict[str, Any]:
    """Return what a service's texts say besides a form that was written of it.

    Raises TooMuch for a form that nobody could go through, NotReadable for texts that are no YAML.
    """
    service = load(texts[SERVICE_FILE].encode(), yaml_file=True).value
    found: dict[str, Any] = {"format": FORMAT, "service": text(service.get("service"))}
    if DECISIONS_FILE in texts:
        found["decisions"] = texts[DECISIONS_FILE]
    decisions = _decisions(found, form.languages[0], Report())
    base = carry(replace(form, besides=found), Report(), slug=found["service"], decisions=decisions)
    apart = difference(_trees(texts), _trees(base))
    return {**found, **({"changes": apart} if apart else {})}


def _decisions(found: Mapping[str, Any], language: str, report: Report) -> Decisions | None:
    settled = text(found.get("decisions"))
    if not settled:
        return None
    try:
        return read_decisions(settled, language=language)
    except NotDecided as problem:
        report.note(f"What the file says was settled cannot be read and was left out: {problem}")
        return None


def _put_back(texts: dict[str, str], found: Mapping[str, Any], report: Report) -> dict[str, str]:
    """Make the changes that the file tells, as far as nothing is broken by them."""
    kept: list[str] = []
    after = changed(_trees(texts), found.get("changes"), kept)
    if not isinstance(after, dict):
        return texts
    touched = fields(fields(found.get("changes")).get("in"))
    again = {path: _text(path, one) if path in touched else texts[path] for path, one in after.items()}
    before = _broken(texts)
    while broken := _broken(again) - before:
        files = sorted({file for file, _ in broken if file in again and file != SERVICE_FILE})
        for file in files or ["metadata"]:
            why = next((problem for path, problem in sorted(broken) if path == file), min(broken)[1])
            what = "what the file says besides the form"
            report.lose(file, what=what, why=f"With it the service would be broken: {why}", kind="setting")
        if not files:
            return texts
        again = _without(files, again, texts)
    for place in kept:
        report.note(f"{place}: it was changed in the form, and is as the form has it now.")
    return again


def _without(files: list[str], again: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, str]:
    """Return a folder with files as the form alone has them, or without them where those are broken too."""
    found = {path: one for path, one in again.items() if path not in files}
    alone = {path: texts[path] for path in files if path in texts and again[path] != texts[path]}
    return {**found, **alone}


def _broken(texts: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return what is broken in a folder: the file it is in, and what it is."""
    found = check(load_text(texts, bricks=BRICKS), bricks=BRICKS, run_examples=check_examples)
    return {(one.where.file, one.problem) for one in found if one.grade == "broken"}


def _trees(texts: Mapping[str, str]) -> dict[str, Any]:
    """Return a folder as one tree by path: the service and words as values, other files as their text."""
    found: dict[str, Any] = {}
    for path, written in texts.items():
        if path == SERVICE_FILE or path.startswith(WORDS_FOLDER):
            found[path] = in_order(load(written.encode(), yaml_file=True).value)
        else:
            found[path] = written
    if isinstance(found.get(SERVICE_FILE), dict):
        found[SERVICE_FILE] = _apart(found[SERVICE_FILE])
    return found


def _text(path: str, tree: Any) -> str:
    if path == SERVICE_FILE:
        return service_text(_together(fields(tree)))
    return tree if isinstance(tree, str) else as_yaml(tree)


def _apart(service: Mapping[str, Any]) -> dict[str, Any]:
    """Return a service with its pages beside its steps: a page is the same one in whatever step it stands."""
    pages = {
        name_of(page): {"step": name_of(step), "page": page}
        for step in mappings(service.get("steps"))
        for page in listed(step.get("pages"))
    }
    steps = [
        {key: one for key, one in step.items() if key != "pages"} for step in mappings(service.get("steps"))
    ]
    return {**service, "steps": steps, "pages": pages}


def _together(service: Mapping[str, Any]) -> dict[str, Any]:
    """Return a service with its pages in its steps; one without a step stands where the one before does."""
    found = {key: one for key, one in service.items() if key != "pages"}
    steps = {name_of(step): dict(step) for step in mappings(service.get("steps"))}
    asking = [name for name in steps if name.startswith("ask ")]
    step = asking[0] if asking else ""
    for one in fields(service.get("pages")).values():
        step = text(fields(one).get("step")) if text(fields(one).get("step")) in asking else step
        if step:
            steps[step].setdefault("pages", []).append(fields(one).get("page"))
    found["steps"] = [one for one in steps.values() if "ask" not in one or one.get("pages")]
    return found
