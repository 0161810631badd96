"""The page of question types: how each is asked, what rules see and which mistakes it knows."""

import inspect
import sys
from pathlib import Path

from docs.generate.markdown import code, codes, table, whole
from handrail.definition.service import NOWHERE
from handrail.questions.limits import LIMITS, Limit
from handrail.questions.question import Question
from handrail.questions.types import TYPES
from handrail.questions.types.shape import QuestionType

_INTRO = (
    "For people who write services. A question's `type` says how it is asked, which mistakes it knows and "
    "what rules see. An answer to a type that may tell who somebody is cannot be kept open with `counts`."
)
_NUMBER = "a whole number"
_RULE = "a rule that gives what the answer is: a number, a date such as `today()`, a time"
_TYPED = Path(__file__).with_name("typed.txt")
_MISTAKES = """## Mistakes

Every mistake has a sentence of ours in each language. Write your own under `errors`, by the mistake's
name. A sentence for the wider mistake serves where there is none for the narrower: one for `invalid` is also
said for a date that is `not_a_date`."""


def page() -> str:
    """Return the page."""
    head = ("Type", "What it is", "Asked with", "In rules", "Limits", "May count", "Mistakes")
    types = table(head, map(_row, TYPES.values()))
    limits = table(("Limit", "What it is", "Written as", "For"), map(_limit, LIMITS.values()))
    return whole(
        "Question types",
        _INTRO,
        [
            types,
            "## Limits\n\nA limit goes under `limits`.",
            limits,
            _TYPED.read_text(encoding="utf-8").strip(),
            _MISTAKES,
        ],
    )


def _row(kind: QuestionType) -> tuple[str, ...]:
    sample = Question(
        id="sample",
        type=kind.name,
        label="Sample",
        where=NOWHERE,
        options={"one": "One", "two": "Two"} if kind.options != "none" else {},
    )
    look = kind.look(sample)
    parts = f" ({', '.join(look.parts)})" if look.parts else ""
    module = sys.modules[kind.parse.__module__]
    return (
        code(kind.name),
        (inspect.getdoc(module) or "").split("\n\n")[0],
        f"{look.kind}{parts}",
        str(kind.feel(sample)),
        codes(sorted(kind.limits)) or "none",
        "no" if kind.identifying else "yes",
        codes(sorted(kind.errors)),
    )


def _limit(limit: Limit) -> tuple[str, ...]:
    ways = {
        "whole": f"{_NUMBER}, at most {limit.most:,}",
        "pattern": "such as `AA999999`",
        "expression": "such as `'[A-Z]{2}[0-9]{6}'`",
        "rule": _RULE,
    }
    return code(limit.name), limit.means, ways[limit.written], codes(limit.types)
