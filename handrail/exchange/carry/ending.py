"""What comes after the questions: the declaration, the step of the team, what is paid, where a case ends."""

from collections.abc import Mapping
from typing import Any

from handrail.exchange.carry.decisions import Decisions
from handrail.exchange.carry.fees import Charged
from handrail.exchange.carry.pages import Part
from handrail.exchange.carry.said import said
from handrail.exchange.form import Output, Words

DEALT_WITH = "dealt with"

_LOOK: Words = {"en": "Look at what was sent", "cy": "Edrych ar yr hyn a anfonwyd"}
_DECLARE: Words = {"en": "Declaration", "cy": "Datganiad"}
AGREED: Words = {
    "en": "I have read this and I agree to it",
    "cy": "Rwyf wedi darllen hyn ac rwy’n cytuno ag ef",
}
"""What the box of a form's declaration says, since no form does."""

_APPLICANT: Words = {"en": "The person who fills it in", "cy": "Y person sy’n ei llenwi"}

_RESULTS: Mapping[str, Mapping[str, tuple[Words, Words]]] = {
    "decision": {
        "accept": (
            {"en": "Accept it", "cy": "Ei dderbyn"},
            {"en": "We have accepted what you sent us.", "cy": "Rydym wedi derbyn yr hyn a anfonoch atom."},
        ),
        "refuse": (
            {"en": "Refuse it", "cy": "Ei wrthod"},
            {"en": "We cannot accept what you sent us.", "cy": "Ni allwn dderbyn yr hyn a anfonoch atom."},
        ),
    },
    DEALT_WITH: {
        "deal-with": (
            {"en": "It is dealt with", "cy": "Mae wedi’i drin"},
            {
                "en": "We have dealt with what you sent us.",
                "cy": "Rydym wedi delio â’r hyn a anfonoch atom.",
            },
        ),
    },
}
_ENDS: Mapping[str, tuple[str, str, Words, Words]] = {
    "accept": (
        "accepted",
        "granted",
        {"en": "We have accepted it", "cy": "Rydym wedi ei dderbyn"},
        {
            "en": "A person looked at what you sent us and accepted it.",
            "cy": "Edrychodd person ar yr hyn a anfonoch atom a’i dderbyn.",
        },
    ),
    "refuse": (
        "not-accepted",
        "refused",
        {"en": "We have not accepted it", "cy": "Nid ydym wedi ei dderbyn"},
        {
            "en": "A person looked at what you sent us and decided this. The reasons are below.",
            "cy": "Edrychodd person ar yr hyn a anfonoch atom a phenderfynu hyn. Mae’r rhesymau isod.",
        },
    ),
    "deal-with": (
        "dealt-with",
        "granted",
        {"en": "We have dealt with it", "cy": "Rydym wedi delio ag ef"},
        {
            "en": "A person looked at what you sent us and dealt with it.",
            "cy": "Edrychodd person ar yr hyn a anfonoch atom a delio ag ef.",
        },
    ),
}
_PROMISE: Words = {"en": "We will answer within {within}", "cy": "Byddwn yn ateb o fewn {within}"}


def applicant() -> Part:
    """Return the parties: the one who fills the form in."""
    return {"applicant": {"label": said(_APPLICANT)}}


def declaration_step(text: Words, *, name: str, step: str) -> Part:
    """Return the step in which the person agrees to a declaration. text: Markdown."""
    return {
        "ask": step,
        "title": said(_DECLARE),
        "pages": [
            {
                "question": name,
                "type": "declaration",
                "title": said(_DECLARE),
                "text": said(text),
                "label": said(AGREED),
            }
        ],
    }


def work_step(
    decisions: Decisions,
    outputs: tuple[Output, ...],
    charged: Charged,
    *,
    step: str,
    queue: str,
) -> Part:
    """Return the step of the team that gets what was sent. Every output of the form is told there."""
    results = _RESULTS[_ending(decisions)]
    lines = output_lines(outputs, decisions)
    return {
        "work": step,
        "title": said(_LOOK),
        "queue": queue,
        "promise": "answer" if decisions.word("within") else "",
        "advice": charged.advice,
        "check": said({"en": lines}) if lines else "",
        "form": charged.form,
        "results": {
            name: {"label": said(label), "text": said(text)} for name, (label, text) in results.items()
        },
        "goto": {name: _ENDS[name][0] for name in results},
    }


def _ending(decisions: Decisions) -> str:
    return DEALT_WITH if decisions.word("ending") == DEALT_WITH else "decision"


def output_lines(outputs: tuple[Output, ...], decisions: Decisions) -> str:
    """Return what staff are told of where the form sent its answers, as a list in Markdown."""
    return "\n".join(_line(one, decisions) for one in outputs)


def _line(output: Output, decisions: Decisions) -> str:
    """Return what staff are told of one output of the form, as an item of a list."""
    told = decisions.outputs.get(output.name, "")
    title = output.title or output.name
    return f"- {title}: {told}" if told else f"- {title}: the form sent its answers on here ({output.kind})."


def endpoints(decisions: Decisions) -> Part:
    """Return where a case can end, with the review that was decided."""
    found: dict[str, Any] = {}
    for result in _RESULTS[_ending(decisions)]:
        name, kind, title, text = _ENDS[result]
        found[name] = {"kind": kind, "title": said(title), "text": said(text)}
        if kind == "refused" and review(decisions):
            found[name]["review"] = review(decisions)
    return found


def review(decisions: Decisions) -> Part:
    """Return how a refusal is looked at again; nothing where that was not settled."""
    if not decisions.word("review_within") or not decisions.words("review"):
        return {}
    return {"within": decisions.word("review_within"), "text": said(decisions.words("review"))}


def promises(decisions: Decisions) -> list[Part]:
    """Return the time that people are told; none where nothing was settled."""
    within = decisions.word("within")
    if not within:
        return []
    texts = {language: text.format(within=within) for language, text in _PROMISE.items()}
    return [{"id": "answer", "text": said(texts), "within": within}]
