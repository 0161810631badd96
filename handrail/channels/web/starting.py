"""Starting a case from a form that may be sent twice: one case, and one pass for whoever sent it."""

import secrets
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from handrail import history
from handrail.casefile import CaseFile, open_case
from handrail.channels import typed
from handrail.channels.done_once import mark
from handrail.channels.web import passes
from handrail.channels.web.circumstances import reader
from handrail.journey.start import Started

_BYTES = 16


def started_once(
    request: HttpRequest,
    *,
    organisation: UUID,
    at: datetime,
    helper: bool,
    do: Callable[[], Started],
    key: bytes = b"",
) -> tuple[passes.Pass, CaseFile]:
    """Start a case the first time the form is sent; a second press finds the same one. Inside `holding`.

    Once anything was answered in it, the old form starts another case: whoever finds it on a shared screen
    must not be let into the first.

    key: what counts the form once, in place of the key that it brought.
    """
    found = _once(key or _key(request), organisation, at, do)
    held = passes.new(
        reference=found.reference, stream=found.stream, holder=found.holder, party="applicant", helper=helper
    )
    file = open_case(stream=held.stream, reader=reader(request, held), at=at)
    if any(event.type.startswith("ask.") for event in file.events):
        key = secrets.token_bytes(_BYTES)
        return started_once(request, organisation=organisation, at=at, helper=helper, do=do, key=key)
    return held, file


def _once(key: bytes, organisation: UUID, at: datetime, do: Callable[[], Started]) -> Started:
    def start() -> dict[str, str]:
        started = do()
        return {"stream": str(started.stream), "reference": started.reference}

    kept = history.once(key, None, start, holder=organisation, at=at)
    return Started(stream=UUID(kept["stream"]), holder=organisation, reference=kept["reference"])


def _key(request: HttpRequest) -> bytes:
    """What the case is started once for: the form's key, and what was typed in the form beside it."""
    try:
        key = bytes.fromhex(request.POST.get(passes.KEY, ""))
    except ValueError:
        key = b""
    if len(key) != _BYTES:
        return secrets.token_bytes(_BYTES)
    return mark(key, typed.sent_by(request).fields)
