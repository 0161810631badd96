"""The address of a website; only the web's own addresses are taken, and nothing of them is opened."""

import re
from collections.abc import Mapping

from handrail.feel import STRING
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong, autofill
from handrail.questions.types.writing import as_code, line_typed

_LONGEST = 2_000
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_ADDRESS = re.compile(
    rf"(?:(?P<scheme>https?)://)?(?P<host>(?:{_LABEL}\.)+(?:[^\W\d_]{{2,63}}|xn--[a-z0-9-]{{2,59}}))"
    r"(?P<port>:\d{1,5})?(?P<rest>[/?#][^\s<>\"\\^`{|}]*)?",
    re.IGNORECASE,
)
_AFTER = ".,;:"
"""What copying out of a sentence brings along."""


def _parse(_question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    typed = line_typed(fields)
    if isinstance(typed, Wrong):
        return typed
    address = as_code(typed).rstrip(_AFTER)
    if len(address) > _LONGEST:
        return Wrong("too_long", places={"max_length": _LONGEST})
    if " " in address:
        return Wrong("has_space")
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return Wrong("invalid")
    scheme = (found["scheme"] or "https").lower()
    return Given(f"{scheme}://{found['host'].lower()}{found['port'] or ''}{found['rest'] or ''}")


def _look(question: Question) -> Look:
    return Look(kind="text", autocomplete=autofill(question, "url"), input_type="url", code=True)


TYPE = QuestionType(
    name="website",
    feel=lambda _: STRING,
    parse=_parse,
    look=_look,
    errors=frozenset({"missing", "invalid", "has_space", "too_long", "unreadable"}),
    identifying=True,
)
