"""The page of question types: how each is asked, what rules see and which mistakes it knows."""

import inspect
import sys

from docs.generate.markdown import code, codes, table, whole
from handrail.definition.service import NOWHERE
from handrail.questions.question import Question
from handrail.questions.types import TYPES
from handrail.questions.types.shape import LONGEST, QuestionType

_INTRO = (
    "For people who write services. A question's `type` says how it is asked, which mistakes it knows and "
    "what rules see."
)
_AFTER = f"""## Limits and mistakes

A limit goes under `limits`: `max_length` is a number of characters (never more than {LONGEST:,}),
`not_before` and `not_after` are rules that give a date, such as `today()`.

Every mistake has a sentence of ours in each language. Write your own under `errors`, by the mistake's
name."""


def page() -> str:
    """Return the page."""
    head = ("Type", "What it is", "Asked with", "In rules", "Limits", "Mistakes")
    return whole("Question types", _INTRO, [table(head, map(_row, TYPES.values())), _AFTER])


def _row(kind: QuestionType) -> tuple[str, ...]:
    sample = Question(
        id="sample",
        type=kind.name,
        label="Sample",
        where=NOWHERE,
        options={"one": "One", "two": "Two"} if kind.name == "choice" else {},
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
        codes(sorted(kind.errors)),
    )
