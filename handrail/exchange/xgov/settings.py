"""What an XGov form says beside its pages: fees, outputs, what is read after sending, and how it is run."""

from collections.abc import Container, Mapping
from decimal import Decimal
from html import escape
from typing import Any

from handrail.exchange.form import Fee, Named, Output, Words
from handrail.exchange.report import Report
from handrail.exchange.taking import fields, mappings, text, without_secrets, words
from handrail.exchange.xgov.components import Components, asks

_READ = frozenset(
    {"name", "version", "startPage", "pages", "sections", "conditions", "lists", "fees", "outputs"}
    | {"declaration", "specialPages"}
)


BESIDES = "handrail"
"""Where in `metadata`, which is anybody's, a service of ours keeps what the format has no place for."""


def read_fees(found: Any, language: str, conditions: Container[str], report: Report) -> tuple[Fee, ...]:
    """Read fees; one without an amount, or under a condition that is not there, was never due and is lost."""
    fees = []
    for at, one in enumerate(mappings(found)):
        amount, condition = one.get("amount"), text(one.get("condition"))
        where = f"fee {text(one.get('description')) or at + 1}"
        if isinstance(amount, str) and amount.strip().isdecimal():
            amount = int(amount)
        if not isinstance(amount, int | Decimal) or isinstance(amount, bool):
            report.lose(where, what="a fee", why="it has no amount", kind="setting")
            continue
        if condition and condition not in conditions:
            report.lose(where, what="a fee", why=f"the form has no condition “{condition}”", kind="setting")
            continue
        fees.append(
            Fee(
                description=words(one.get("description"), language),
                pence=int(amount),
                when=Named(condition) if condition else None,
                multiplier=text(one.get("multiplier")).split(".")[-1],
            )
        )
    return tuple(fees)


def read_outputs(found: Any, report: Report) -> tuple[Output, ...]:
    """Read where what was sent goes, without keys."""
    outputs: list[Output] = []
    for one in mappings(found):
        kind = text(one.get("type")) or "unknown"
        name, number = text(one.get("name")) or kind, 1
        while any(name == other.name for other in outputs):
            number += 1
            name = f"{text(one.get('name')) or kind}-{number}"
        outputs.append(
            Output(
                name=name,
                title=text(one.get("title")) or kind,
                kind=kind,
                settings=_kept(
                    fields(one.get("outputConfiguration")), f"output {text(one.get('title'))}", report
                ),
            )
        )
    return tuple(outputs)


def read_kept(value: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """Return all else that a form says of its running and its looks, without keys."""
    rest = {name: inner for name, inner in value.items() if name not in _READ and inner not in ("", None)}
    for name, inner in rest.items():
        if many := _pages_in(inner):
            number = "1 page" if many == 1 else f"{many} pages"
            why = "it is not asked of the person who fills in the form; make it a step of the team"
            report.lose("the form", what=f"what “{name}” asks, on {number}", why=why, kind="setting")
    if isinstance(rest.get("metadata"), dict):
        rest["metadata"] = {name: inner for name, inner in rest["metadata"].items() if name != BESIDES}
    special = {
        name: inner for name, inner in fields(value.get("specialPages")).items() if name != "confirmationPage"
    }
    return _kept({**rest, **({"specialPages": special} if special else {})}, "the form", report)


def _pages_in(value: Any) -> int:
    """Count the pages that stand in a setting, as a fork's stages for other people do."""
    waiting, found = [value], 0
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            found += isinstance(one.get("components"), list) and "path" in one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found


def _kept(settings: Mapping[str, Any], where: str, report: Report) -> Mapping[str, Any]:
    left_out: list[str] = []
    kept = without_secrets(dict(settings), left_out)
    for name in left_out:
        report.note(f"{where}: “{name}” holds a key or other secret and was left out.")
    return dict(kept)


def read_sent(found: Any, components: Components, report: Report) -> Words:
    """Return as HTML what is read after sending, of the page that confirms it."""
    page = fields(fields(found).get("confirmationPage"))
    custom = fields(page.get("customText"))
    said: dict[str, list[str]] = {}
    for name, tag in (("title", "h2"), ("referenceContent", "p"), ("nextSteps", "p")):
        value = custom.get(name)
        if isinstance(value, str | dict) and value:
            for language, one in words(value, components.language).items():
                marked = "<" in one and ">" in one
                said.setdefault(language, []).append(one if marked else f"<{tag}>{escape(one)}</{tag}>")
    for part in components.read(page.get("components"), path="confirmation page"):
        if asks(part):
            why = "what is read after sending asks nothing"
            report.lose(part.where, what=f"a {part.type}", why=why, kind="component")
        for language, one in part.content.items():
            titled = escape(part.title.get(language, ""))
            block = one if "<" in one else f"<p>{one}</p>"
            said.setdefault(language, []).append(f"<h3>{titled}</h3>{block}" if titled else block)
    return {language: "\n".join(parts) for language, parts in said.items()}
