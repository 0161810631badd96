"""A history with keys of its own, two organisations, and a few events of an invented service."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from handrail import history
from handrail.history.event import Actor, Circumstances, EventType, NewEvent, Token

NOON = datetime(2026, 5, 1, 11, 0, tzinfo=UTC)

STARTED = EventType(name="case.started", sentence="It was started", fields={"language": "the language"})
ANSWERED = EventType(
    name="ask.answered",
    sentence="Answers were given",
    fields={"step": "the step", "page": "the page"},
    personal={"*": "each answer, by question"},
)
NOTED = EventType(name="work.noted", sentence="A note was made", personal={"note": "the note"})
ERASED = EventType(
    name="case.erased", sentence="Data was erased", fields={"parties": "whose", "reason": "why"}
)
HANDED_OVER = EventType(
    name="case.handed_over",
    sentence="It was handed over",
    fields={"from": "the old holder", "to": "the new holder"},
)


def circumstances(at: datetime = NOON, **changed: Any) -> Circumstances:
    """The person's own circumstances at noon, or others."""
    given = {
        "actor": Actor(id="applicant", role="applicant"),
        "channel": "web",
        "mode": "self",
        "request": uuid4(),
        "at": at,
    }
    return Circumstances(**{**given, **changed})


def answered(name: str = "Ffion Dummy-Jones", *, party: str = "applicant", page: str = "full_name", **more):
    """An answer about one party, which the case can be found by."""
    return NewEvent(
        type=ANSWERED,
        data={"step": "about-you", "page": page},
        personal={party: {page: name}},
        tokens=tuple(Token(party=party, kind="name", text=word.lower()) for word in name.split()),
        **more,
    )


STARTING = NewEvent(type=STARTED, data={"language": "en"})
PERSON = history.Reader(actor=Actor(id="applicant", role="applicant"), purpose="", request=uuid4())


@dataclass
class Site:
    """Two organisations' history in one database, and where its keys are."""

    keys: history.FileKeys
    north: UUID = field(default_factory=uuid4)
    south: UUID = field(default_factory=uuid4)

    def open(self, *events: NewEvent, holder: UUID | None = None, at: datetime = NOON, **more: Any) -> UUID:
        """Open a stream; North's, live and one event long unless said."""
        holder = holder or self.north
        given = {"service": "discount", "kind": "live", "version": "v1", "reference": reference()}
        with history.holding(holder):
            return history.open_stream(
                organisation=holder,
                circumstances=circumstances(at),
                events=events or (STARTING,),
                **{**given, **more},
            )

    def append(self, stream: UUID, *events: NewEvent, holder: UUID | None = None, **more: Any):
        """Append in a transaction of its own."""
        with history.holding(holder or self.north):
            return history.append(stream, events, **{"circumstances": circumstances(), **more})

    def read(self, stream: UUID, *, holder: UUID | None = None, reader=PERSON, **more: Any):
        """Read in a transaction of its own."""
        with history.holding(holder or self.north):
            return history.read(stream, reader=reader, **more)

    def staff(self, *, purpose: str = "casework", at: datetime = NOON, id: str = "7") -> history.Reader:  # noqa: A002
        """A caseworker of North."""
        actor = Actor(id=id, role="caseworker", organisation=self.north, capacity="staff")
        return history.Reader(actor=actor, purpose=purpose, request=uuid4(), at=at)


def reference() -> str:
    """A reference that nothing else has."""
    return f"HDR-{uuid4().hex[:12]}"


def as_owner(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    """Run SQL as someone with the whole database, in a transaction of its own."""
    with history.managing() as run:
        run.execute(sql, params)
        return run.fetchall() if run.description else []


def at_once(many: int, do: Callable[[int], object]) -> list[str]:
    """Do something in many threads at the same time; how each ended: `won`, or the refusal's name."""
    start = threading.Barrier(many)
    ended = []

    def run(number: int) -> None:
        start.wait()
        try:
            do(number)
            ended.append("won")
        except Exception as refusal:  # noqa: BLE001 - whatever it is, it is what the test asks about
            ended.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


@pytest.fixture
def keys(tmp_path: Path) -> history.FileKeys:
    """Keys in a folder of the test's own."""
    return history.FileKeys(tmp_path / "keys").create()


@pytest.fixture
def site(database, keys) -> Iterator[Site]:
    """An empty history, with its keys wired."""
    history.wire(keys)
    return Site(keys=keys)
