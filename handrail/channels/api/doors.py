"""The door: reads a request, opens its case behind the wall, does a change once, answers in JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from handrail import history
from handrail.casefile import open_case
from handrail.channels.api import receive
from handrail.channels.api.call import APPLICANT, Call, InCase, Places, read_call
from handrail.channels.api.circumstances import reader
from handrail.channels.api.encode import plain
from handrail.channels.api.once import Done, Noted, as_it_was, once
from handrail.channels.api.refusals import Refusal, refused
from handrail.channels.api.requests import Nothing

_TRIES = 4


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
            return view(read_call(request, takes, changes=changes), **places)

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
            call = read_call(request, None, changes=False)

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
            call = read_call(request, takes, changes=True)

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


def _summary(view: Callable[..., Any]) -> str:
    return (view.__doc__ or "").strip()
