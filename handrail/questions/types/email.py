"""An email address, as it is typed; whether it works only a message to it can tell."""

import re
from collections.abc import Mapping

from handrail.feel import STRING
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong, autofill
from handrail.questions.types.writing import as_code, line_typed

_LONGEST, _LONGEST_LOCAL = 254, 64
"""RFC 5321, sections 4.5.3.1.1 and 4.5.3.1.3 (256 with the angle brackets)."""
_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]+)>")
_LOCAL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+")
_LABEL = re.compile(r"[^\W_]([\w-]{0,61}[^\W_])?")
_TOP = re.compile(r"[^\W\d_]{2,63}|xn--[a-z0-9-]{2,59}", re.IGNORECASE)
_AFTER = ".,;:"
"""What copying out of a sentence brings along."""


def _parse(_question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    typed = line_typed(fields)
    if isinstance(typed, Wrong):
        return typed
    plain = as_code(typed).removeprefix("mailto:").removeprefix("MAILTO:")
    bracketed = _IN_BRACKETS.fullmatch(plain)
    address = (bracketed[1] if bracketed else plain).strip().rstrip(_AFTER)
    if " " in address:
        return Wrong("has_space")
    local, at, domain = address.rpartition("@")
    if not at:
        return Wrong("no_at")
    if len(address) > _LONGEST or not _is_local(local) or not _is_domain(domain):
        return Wrong("invalid")
    return Given(f"{local}@{domain.lower()}")


def _is_local(local: str) -> bool:
    dots = local.startswith(".") or local.endswith(".") or ".." in local
    return bool(_LOCAL.fullmatch(local)) and len(local) <= _LONGEST_LOCAL and not dots


def _is_domain(domain: str) -> bool:
    *labels, top = domain.split(".")
    return bool(labels) and all(_LABEL.fullmatch(one) for one in labels) and bool(_TOP.fullmatch(top))


def _look(question: Question) -> Look:
    return Look(kind="text", autocomplete=autofill(question, "email"), input_type="email", code=True)


TYPE = QuestionType(
    name="email",
    feel=lambda _: STRING,
    parse=_parse,
    look=_look,
    errors=frozenset({"missing", "invalid", "no_at", "has_space", "too_long", "unreadable"}),
    identifying=True,
)
