"""Bulk load of history: sealed, chained, with heads, keys and tokens, beside PostgreSQL's plain COPY.

The plain COPY takes the finished rows of events, with the same columns and the same primary key, from one
process: everything that a load does beyond it is making those rows. Bar: 100,000 events a second.

The clock starts when every process has invented its streams, which takes a quarter as long as loading them:
reading a load's source is not the load's own work. It stops when all is committed. Starting the processes and
their connections, some hundredths of a second, is not counted either.
"""

import multiprocessing
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Barrier
from uuid import UUID, uuid4

from bench.history_site import history_site, invented_answer, new_holder

STREAMS, EVENTS, PROCESSES, BAR = 10_000, 20, (1, 2), 100_000


def main() -> None:
    """Print events a second from one process and from two, and the plain COPY's rows a second."""
    with history_site() as place:
        import psycopg

        from handrail import history

        for many in PROCESSES:
            start = multiprocessing.get_context("fork").Barrier(many)
            begun = multiprocessing.get_context("fork").Value("d")
            done = history.load(*[partial(_part, STREAMS // many, start, begun)] * many)
            rate = done.events / (time.perf_counter() - begun.value)
            sys.stdout.write(
                f"bulk load, {many} processes: {rate:8.0f} events a second (bar {BAR:,}), "
                f"{done.events:,} events in {done.streams:,} streams\n"
            )
            sys.stdout.flush()
        with psycopg.connect(place.owner_url) as owner:
            owner.execute("SET handrail.everything = 'on'")
            with owner.cursor().copy(
                f"COPY (SELECT * FROM history_event LIMIT {STREAMS * EVENTS}) TO STDOUT"
            ) as out:
                rows = b"".join(out)
            owner.execute("CREATE TABLE bench_copy (LIKE history_event INCLUDING ALL)")
            begun = time.perf_counter()
            with owner.cursor().copy("COPY bench_copy FROM STDIN") as into:
                into.write(rows)
            owner.commit()
            plain = STREAMS * EVENTS / (time.perf_counter() - begun)
        sys.stdout.write(f"plain COPY of the same rows, 1 process: {plain:8.0f} a second\n")


def _part(many: int, start: Barrier, begun: "Synchronized[float]") -> "list[object]":
    made = list(_streams(new_holder(), many))
    start.wait()
    begun.value = time.perf_counter()
    return made


def _streams(holder: UUID, many: int) -> "Iterator[object]":
    from handrail.bricks.ask.events import ANSWERED
    from handrail.history import Entry, NewStream
    from handrail.history.event import Actor, Circumstances, NewEvent, Token

    actor, start = Actor("applicant", "applicant"), datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(many):
        entries = []
        for place in range(EVENTS):
            data, personal = invented_answer(place)
            tokens = (Token("applicant", "name", f"invented{number}"),) if place == 0 else ()
            at = start + timedelta(minutes=number, seconds=30 * place)
            circumstances = Circumstances(actor, "web", "self", uuid4(), at)
            entries.append(Entry([NewEvent(ANSWERED, data, personal, tokens=tokens)], circumstances))
        yield NewStream(uuid4(), "bench", holder, "live", "v1", f"HDR-{uuid4().hex}", entries)


if __name__ == "__main__":
    main()
