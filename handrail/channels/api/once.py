"""A change done once: the same request sent again gets the first answer, made anew from the history.

What is kept for that is identifiers only. The answer itself is never kept: it is worked out from the case as
it stood just after the change, so nothing that was told lies about in a second place, and erasure ends it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from handrail import history
from handrail.casefile import CaseFile
from handrail.channels.api import tokens
from handrail.channels.api.call import Call
from handrail.channels.api.refusals import Refusal
from handrail.walk.fold import fold

Noted = Mapping[str, Any]
"""What a change's answer needs besides the case as it then was."""


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was made: the case afterwards, and what its answer needs besides.

    noted: kept, so identifiers only. unkept: for the first answer only, such as a code that is shown once.
    """

    file: CaseFile
    noted: Noted = field(default_factory=dict)
    unkept: Noted = field(default_factory=dict, repr=False)


def once(call: Call, *, scope: str, stream: UUID | None, holder: UUID, do: Callable[[], Noted]) -> Noted:
    """Do a change the first time its key is seen; return what it noted, now or then.

    Raises Refusal `key_reused` when the key came with something else, `erased` when what it noted is gone.
    """
    key = tokens.keyed("once", f"{scope}|{call.key}")
    found = history.once(key, stream, lambda: {"mark": call.mark, **do()}, holder=holder, at=call.at)
    if found is None:
        raise Refusal("erased")
    if found["mark"] != call.mark:
        raise Refusal("key_reused")
    kept: Noted = found
    return kept


def as_it_was(file: CaseFile, *, sequence: int, at: datetime) -> CaseFile:
    """The case as it stood after one of its events, folded from the same history."""
    events = tuple(event for event in file.events if event.sequence <= sequence)
    return replace(file, events=events, state=fold(file.service, events, kind=file.kind), at=at)
