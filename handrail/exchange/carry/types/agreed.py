"""What is agreed to, paid or known without being asked."""

from collections.abc import Mapping

from handrail.exchange.carry.asked import Answer, Asked, Carrier, Place
from handrail.exchange.carry.wording import Wanted, helps, one_question, with_answers
from handrail.exchange.form import Component
from handrail.exchange.markup import marked, plain


def _declaration(component: Component, place: Place) -> Asked:
    """Carry a declaration: its words, and the box that agrees to them."""
    found = marked(
        component.content,
        content=component.content_is,
        where=f"{component.where}, content",
        report=place.report,
    )
    said = component.options.get("declarationConfirmationLabel")
    wanted = Wanted("declaration")
    if isinstance(said, str) and said.strip():
        language = next(iter(component.title), "en")
        wanted.words["label"] = plain({language: said}, where=component.where, report=place.report)
    asked, own = one_question(component, place, wanted)
    asked = Asked(
        text=found.text,
        heading=asked.heading and "label" not in wanted.words,
        questions=asked.questions,
        help=(*asked.help, *helps(found)),
        when=component.when,
    )
    return with_answers(asked, {component.name: Answer(own, "boolean")})


def _payment(component: Component, place: Place) -> Asked:
    """Carry what is said about a payment; what it comes to is among the form's fees."""
    found = marked(component.content, where=f"{component.where}, content", report=place.report)
    text = found.text or plain(component.title, where=f"{component.where}, title", report=place.report)
    return Asked(text=text, help=helps(found), when=component.when)


def _unasked(component: Component, place: Place) -> Asked:
    """Carry what was never asked: a value that came with an address or from another system."""
    found = marked(component.content, where=f"{component.where}, content", report=place.report)
    place.report.lose(
        component.where,
        what=f"{component.type} '{component.name}'",
        why="The old service filled it in by itself; nobody was asked, and nobody is asked here.",
        kind="setting",
    )
    return Asked(text=found.text, help=helps(found), when=component.when)


AGREED: Mapping[str, Carrier] = {
    "DeclarationField": _declaration,
    "PaymentField": _payment,
    "HiddenField": _unasked,
    "ContextComponent": _unasked,
}
"""The carriers of what is agreed to, paid or not asked."""
