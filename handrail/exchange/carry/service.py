"""A form as the texts of a service's folder: the one way in to this room's work."""

from typing import Any

from handrail.bricks import BRICKS
from handrail.definition.check import check, worst
from handrail.definition.files import EXAMPLES_FILE
from handrail.definition.load import load_text
from handrail.exchange.carry.component import carry_component
from handrail.exchange.carry.decisions import DECISIONS_FILE, Decisions, decisions_text
from handrail.exchange.carry.ending import applicant, declaration_step, promises
from handrail.exchange.carry.fees import charged
from handrail.exchange.carry.folder import UNREACHED_FILE, texts_of, unreached_text
from handrail.exchange.carry.journey import JourneyCarrier
from handrail.exchange.carry.mending import mend
from handrail.exchange.carry.names import Names, kebab, words_in
from handrail.exchange.carry.one_list import tell_lists
from handrail.exchange.carry.own_links import tell_own_links
from handrail.exchange.carry.pages import CarryComponent, Part
from handrail.exchange.carry.people import examples_of
from handrail.exchange.carry.placeholders import with_places_filled
from handrail.exchange.carry.repeats import tell_repeats, with_repeats
from handrail.exchange.carry.said import said
from handrail.exchange.carry.taken_in import Marks, with_places, without_places
from handrail.exchange.carry.team import Team
from handrail.exchange.casework import Casework
from handrail.exchange.form import Component, Form, Page, Words
from handrail.exchange.report import Report

UNSETTLED_ORGANISATION = "organisation-to-decide"
"""Stands for the organisation until somebody says which it is."""

_AS_IT_WAS = "What people read after sending is as the form had it; see that it is true of the service."
_HELP: Words = {"en": "## Get help", "cy": "## Cael help"}


def carry(
    form: Form,
    report: Report,
    *,
    slug: str,
    decisions: Decisions | None = None,
    casework: Casework | None = None,
    component: CarryComponent = carry_component,
) -> dict[str, str]:
    """Return the texts of a service's folder by path, `decisions.yaml` among them; losses go to the report.

    slug: the service's name in addresses. casework: what staff do with what is sent; one decision where there
    is none. Raises TooMuch for a form that nobody could go through.
    """
    form, repeats = with_repeats(form)
    marks = Marks()
    form = with_places_filled(form, report, marks)
    decided = decisions or Decisions()
    names = Names()
    carrier = JourneyCarrier(
        form, report, component=component, names=names, one_list=frozenset(decided.one_list)
    )
    journey = carrier.journey()
    tell_repeats(repeats, journey.lists.joined, report)
    tell_lists(journey.lists, decided.one_list, report)
    declared = _declared(form, carrier)
    paid = charged(form.fees, carrier.answers, names, report, form.languages)
    team = Team(form, report, decided, casework, carrier, slug, paid)
    for page, parts in journey.later:
        journey.aside += team.aside(page, parts)
    steps = [*journey.steps, *declared, *paid.steps, *team.steps()]
    tree = {
        **_head(form, slug, decided),
        "before_you_start": said(*journey.start, *paid.told, *_help(form, carrier)),
        "after_you_send": said(*journey.sent, *_sent(form, carrier)),
        "parties": applicant(),
        "steps": _with_uses(steps, decided),
        "endpoints": team.endpoints(),
    }
    if tree["after_you_send"].parts:
        report.note(_AS_IT_WAS)
    tell_own_links(form, report)
    tree = with_places(tree, marks, carrier.answers, report)
    mend(tree, paid.files, form.languages[0], report)
    texts = _with_people(texts_of(tree, form.languages, paid.files))
    if journey.aside:
        texts = {**texts, UNREACHED_FILE: unreached_text(without_places(journey.aside), form.languages[0])}
    alike = journey.lists.alike
    settled = decisions_text(decided, outputs=form.outputs, languages=form.languages, alike=alike)
    return {**texts, DECISIONS_FILE: settled}


def _declared(form: Form, carrier: JourneyCarrier) -> list[Part]:
    """Return the step with the form's declaration, none where it has none."""
    if not any(form.declaration.values()):
        return []
    text = carrier.pages.text_of(_html("declaration", form.declaration), _nowhere())
    name, step = carrier.names.once("declaration"), carrier.names.step("Declare", in_rules=False)
    return [declaration_step(text, name=name, step=step)]


def _help(form: Form, carrier: JourneyCarrier) -> list[Words]:
    """Return how to get help, as people read it before they start."""
    if not any(form.contact.values()):
        return []
    return [_HELP, carrier.pages.text_of(_html("contact", form.contact), _nowhere())]


def _with_people(texts: dict[str, str]) -> dict[str, str]:
    """Return a folder's texts with examples, where invented people can be found that come through it."""
    service = load_text(texts, bricks=BRICKS).service
    examples = examples_of(service) if service is not None else ""
    found = {**texts, EXAMPLES_FILE: examples}
    if not examples or worst(check(load_text(found, bricks=BRICKS), bricks=BRICKS)) == "broken":
        return texts
    return found


def slug_of(name: str) -> str:
    """Return a service's name in addresses, made of its folder's or its title's words."""
    return kebab(words_in(name), longest=50) or "service"


def _head(form: Form, slug: str, decided: Decisions) -> Part:
    channels = ["web", *(one for one in decided.channels if one != "web")]
    data: dict[str, Any] = {
        key: said(decided.words(key))
        for key in ("lawful_basis", "basis_source", "keep", "condition", "shared_with")
        if decided.word(key)
    }
    return {
        "format": 1,
        "service": slug,
        "name": said(decided.words("name") or form.name) if any(form.name.values()) else slug,
        "need": said(decided.words("need")),
        "owner": {
            "organisation": decided.word("organisation") or UNSETTLED_ORGANISATION,
            "role": decided.word("role"),
        },
        "phase": _phase(form.kept.get("phase")),
        "languages": list(form.languages),
        "promises": promises(decided),
        "data": data,
        "channels": channels,
    }


def _phase(said_phase: object) -> str:
    """Return the form's phase as ours; beta is public, since people use the form."""
    return {"alpha": "alpha", "beta": "public_beta", "live": "live"}.get(str(said_phase).lower(), "alpha")


def _sent(form: Form, carrier: JourneyCarrier) -> list[Words]:
    """Return what is read after sending, where the form says it apart from its pages."""
    if not any(form.sent.values()):
        return []
    return [carrier.pages.text_of(_html("sent", form.sent), _nowhere())]


def _with_uses(steps: list[Part], decided: Decisions) -> list[Part]:
    """Say of every question what its answer is used for, where that was settled."""
    used_for = decided.word("used_for")
    if used_for:
        for step in steps:
            for part in step.get("pages", ()):
                _use(part, used_for)
    return steps


def _use(part: Part, used_for: str) -> None:
    if "question" in part:
        part.setdefault("used_for", used_for)
    for inner in (*part.get("questions", ()), *part.get("pages", ())):
        _use(inner, used_for)


def _html(name: str, content: Words) -> Component:
    return Component(type="Html", name=name, where=name, content=content)


def _nowhere() -> Page:
    return Page(path="/", where="the form", title={})
