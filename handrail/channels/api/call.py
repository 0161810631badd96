"""A request that has been read and checked, and the case that it is about."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from handrail.casefile import CaseFile
from handrail.channels.api import receive, tokens
from handrail.channels.api.circumstances import of_system
from handrail.channels.api.requests import Nothing
from handrail.channels.api.tokens import Held
from handrail.channels.beside import beside
from handrail.history.event import Circumstances

APPLICANT = "applicant"
_MARK = 32

Places = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Call:
    """A request that has been read. body: of the shape the operation takes. at: the instant of all it does.

    key: the random UUID of a change. mark: a keyed hash of what is asked for, the same for the same request.
    language: the one asked for in the address, "" for the case's own.
    """

    number: UUID
    at: datetime
    body: Any
    language: str
    key: UUID | None = None
    mark: str = ""

    @property
    def errors_in(self) -> str:
        """The language to refuse in where there is no case yet."""
        return self.language or "en"


@dataclass(frozen=True, slots=True)
class InCase:
    """A request about one case, which its holder of a token may see and add to."""

    call: Call
    held: Held
    file: CaseFile

    @property
    def language(self) -> str:
        """The language to show the case in: the one asked for if the service has it, else the case's."""
        asked = self.call.language
        return asked if asked in self.file.service.languages else self.file.state.language

    @property
    def circumstances(self) -> Circumstances:
        """Who acts, how and when."""
        held = self.held
        return of_system(capacity=held.capacity, at=self.call.at, request=self.call.number, party=held.party)


def read_call(request: HttpRequest, takes: type | None, *, changes: bool) -> Call:
    """Read a request. takes: the shape of a change's body. Raises Refusal when it is not as it should be."""
    asked = request.GET.get("lang", "")
    call = Call(
        number=beside(request).number,
        at=timezone.now(),
        body=None,
        language=asked if asked in ("en", "cy") else "",
    )
    if not changes:
        return call
    key = receive.idempotency_key(request)
    found = receive.body(request)
    text = json.dumps(found, sort_keys=True)
    return replace(
        call,
        key=key,
        mark=tokens.keyed("mark", f"{key}|{request.method} {request.path}|{text}").hex()[:_MARK],
        body=receive.as_shape(found, takes or Nothing, language=call.errors_in),
    )
