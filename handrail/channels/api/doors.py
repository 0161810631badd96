"""The door: reads a request, opens its case behind the wall, does a change once, answers in JSON."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from handrail import history
from handrail.casefile import CaseFile, open_case
from handrail.channels.api import receive, tokens
from handrail.channels.api.circumstances import of_system, reader
from handrail.channels.api.encode import plain
from handrail.channels.api.refusals import Refusal, refused
from handrail.channels.api.shapes import Nothing
from handrail.channels.api.tokens import Held
from handrail.history.event import Circumstances
from handrail.walk.fold import fold

APPLICANT = "applicant"
_TRIES = 4
_MARK = 32

Places = Mapping[str, str]
Noted = Mapping[str, Any]
"""What a change's answer needs besides the case as it then was."""


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


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was made: the case afterwards, and what its answer needs besides.

    noted: kept, so identifiers only. unkept: for the first answer only, such as a code that is shown once.
    """

    file: CaseFile
    noted: Noted = field(default_factory=dict)
    unkept: Noted = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address: what it takes and gives, and how it is run.

    changes: needs an idempotency key. token: needs the case's token. every_party: not the applicant's alone.
    refuses: the codes of its own refusals.
    """

    name: str
    summary: str
    run: Callable[[HttpRequest, Places], Any]
    gives: Any
    takes: type | None = None
    status: int = 200
    changes: bool = False
    token: bool = False
    every_party: bool = False
    refuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """A view of Django that answers an address by its methods, and says which there are.

    csrf_exempt: no browser sends the token of a case by itself, so there is nothing to forge.
    """

    operations: Mapping[str, Operation]
    csrf_exempt: bool = field(default=True, init=False)

    def __call__(self, request: HttpRequest, **places: str) -> HttpResponse:
        """Answer a request, or refuse it."""
        operation = self.operations.get(request.method or "")
        if operation is None:
            response: HttpResponse = refused(request, Refusal("method"))
            response["Allow"] = ", ".join(self.operations)
            return response
        try:
            given = operation.run(request, places)
        except Refusal as refusal:
            return refused(request, refusal)
        return JsonResponse(
            plain(given), safe=False, status=operation.status, json_dumps_params={"ensure_ascii": False}
        )


def address(**operations: Operation) -> Address:
    """Answer an address by method: `address(GET=show, PUT=take)`."""
    return Address(operations)


def public(
    *,
    gives: Any,
    takes: type | None = None,
    status: int = 200,
    changes: bool = False,
    refuses: tuple[str, ...] = (),
) -> Callable[[Callable[..., Any]], Operation]:
    """Make an operation that belongs to no case: `view(call, **places)`."""

    def wrap(view: Callable[..., Any]) -> Operation:
        def run(request: HttpRequest, places: Places) -> Any:
            return view(_call(request, takes, changes=changes), **places)

        return Operation(
            name=view.__name__,
            summary=_summary(view),
            run=run,
            gives=gives,
            takes=takes,
            status=status,
            changes=changes,
            refuses=refuses,
        )

    return wrap


def reads(
    *, gives: Any, every_party: bool = False, refuses: tuple[str, ...] = ()
) -> Callable[[Callable[..., Any]], Operation]:
    """Make an operation that reads a case: `view(here, **places)`, inside the case's transaction."""

    def wrap(view: Callable[..., Any]) -> Operation:
        def run(request: HttpRequest, places: Places) -> Any:
            call = _call(request, None, changes=False)

            def look(here: InCase, rest: Places) -> Any:
                _still_helping(here)
                return view(here, **rest)

            return _in_case(request, call, places, look, every_party=every_party)

        return Operation(
            name=view.__name__,
            summary=_summary(view),
            run=run,
            gives=gives,
            token=True,
            every_party=every_party,
            refuses=refuses,
        )

    return wrap


def changes(
    *,
    gives: Any,
    then: Callable[[InCase, Noted], Any],
    takes: type = Nothing,
    status: int = 200,
    every_party: bool = False,
    refuses: tuple[str, ...] = (),
) -> Callable[[Callable[..., Done]], Operation]:
    """Make an operation that adds to a case: `view(here, **places)` makes the change.

    then: makes the answer from the case as it was just after the change, so that the same request sent again
    gets the same answer, and nothing but identifiers is kept for it.
    """

    def wrap(view: Callable[..., Done]) -> Operation:
        def run(request: HttpRequest, places: Places) -> Any:
            call = _call(request, takes, changes=True)

            def change(here: InCase, rest: Places) -> Any:
                return _change(here, view, rest, then)

            return _in_case(request, call, places, change, every_party=every_party)

        return Operation(
            name=view.__name__,
            summary=_summary(view),
            run=run,
            gives=gives,
            takes=takes,
            status=status,
            changes=True,
            token=True,
            every_party=every_party,
            refuses=refuses,
        )

    return wrap


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


def _change(
    here: InCase,
    view: Callable[..., Done],
    places: Places,
    then: Callable[[InCase, Noted], Any],
) -> Any:
    made: list[Done] = []

    def do() -> Noted:
        _still_helping(here)
        done = view(here, **places)
        made.append(done)
        return {**done.noted, "sequence": done.file.state.sequence, "at": here.call.at.isoformat()}

    scope = f"{here.file.stream}|{here.held.party}"
    noted = once(here.call, scope=scope, stream=here.file.stream, holder=here.file.holder, do=do)
    if made:
        return then(replace(here, file=made[0].file), {**noted, **made[0].unkept})
    at = datetime.fromisoformat(noted["at"])
    return then(replace(here, file=as_it_was(here.file, sequence=noted["sequence"], at=at)), noted)


def _in_case(
    request: HttpRequest,
    call: Call,
    places: Places,
    view: Callable[[InCase, Places], Any],
    *,
    every_party: bool,
) -> Any:
    """Run a view in its case's transaction; a lost race is run again on the case as it has become."""
    rest = {name: value for name, value in places.items() if name != "reference"}
    held = receive.bearer(request, places["reference"], at=call.at)
    if held.party != APPLICANT and not every_party:
        raise Refusal("not_for_this_party")
    found = history.locate(held.reference)
    if found is None or found[0] != held.stream:
        raise Refusal("wrong_token")
    stream, holder = found
    for _ in range(_TRIES):
        try:
            with history.holding(holder):
                who = reader(held=held, request=call.number, at=call.at)
                file = open_case(stream=stream, reader=who, at=call.at)
                return view(InCase(call, held, file), rest)
        except history.Conflict:
            continue
        except history.NoSuchStream as gone:
            raise Refusal("wrong_token") from gone
    raise Refusal("conflict")


def _still_helping(here: InCase) -> None:
    """As on the person's own pages, a helper's way in ends with sending."""
    if here.held.capacity == "helper" and here.file.state.sendings:
        raise Refusal("helper_ended")


def _call(request: HttpRequest, takes: type | None, *, changes: bool) -> Call:
    asked = request.GET.get("lang", "")
    call = Call(
        number=request.number,  # type: ignore[attr-defined]
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


def _summary(view: Callable[..., Any]) -> str:
    return (view.__doc__ or "").strip()
