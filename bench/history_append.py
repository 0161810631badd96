"""`history.append` in its own transaction, from 1, 4 and 16 processes, beside a bare insert and commit.

Sealed, chained, behind the wall and durable, against psycopg alone inserting a row as long by primary
key. The two take turns, several times, so that a busy machine slows both. Bar: at least 40 % of the bare.
"""

import multiprocessing
import sys
import time
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from statistics import median
from uuid import uuid4

from bench.history_site import Place, history_site, invented_answer, set_up

SECONDS, ROUNDS, PROCESSES, BAR = 2.0, 3, (1, 4, 16), 40
BODY = "x" * 450  # bytes of an event's row, sealed and chained


def main() -> None:
    """Print appends a second, bare inserts a second, and the one in hundredths of the other."""
    with history_site() as place:
        import psycopg

        with psycopg.connect(place.owner_url) as owner:
            owner.execute("CREATE TABLE bench_bare (id uuid, n integer, body text, PRIMARY KEY (id, n))")
            owner.execute("GRANT INSERT ON bench_bare TO handrail_app")
        for many in PROCESSES:
            rates = [(_rate(_bare, many, place), _rate(_append, many, place)) for _ in range(ROUNDS)]
            share = median(ours / bare for bare, ours in rates) * 100
            bare, ours = median(bare for bare, _ in rates), median(ours for _, ours in rates)
            sys.stdout.write(
                f"append, {many:2} processes: {ours:7.0f} a second, bare insert and commit {bare:7.0f}: "
                f"{share:3.0f} % (bar {BAR} %)\n"
            )
            sys.stdout.flush()


def _rate(work, many: int, place: Place) -> float:
    context = multiprocessing.get_context("spawn")
    start, counts = context.Barrier(many), context.SimpleQueue()
    running = [context.Process(target=work, args=(place, start, counts)) for _ in range(many)]
    for one in running:
        one.start()
    total = sum(counts.get() for _ in running)
    for one in running:
        one.join()
    return total / SECONDS


def _repeat(once, start: Barrier) -> int:
    for _ in range(20):
        once()
    start.wait()
    done, end = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        once()
        done += 1
    return done


def _bare(place: Place, start: Barrier, counts) -> None:
    import psycopg

    stream, number = uuid4(), 0
    with psycopg.connect(place.app_url) as connection:

        def once() -> None:
            nonlocal number
            number += 1
            connection.execute("INSERT INTO bench_bare VALUES (%s, %s, %s)", (stream, number, BODY))
            connection.commit()

        counts.put(_repeat(once, start))


def _append(place: Place, start: Barrier, counts) -> None:
    set_up(place)
    from handrail import history
    from handrail.bricks.ask.events import ANSWERED
    from handrail.history.event import Actor, Circumstances, NewEvent

    holder, number = uuid4(), 0
    actor = Actor("applicant", "applicant")

    def now() -> Circumstances:
        return Circumstances(actor, "web", "self", uuid4(), datetime.now(UTC))

    def event() -> NewEvent:
        data, personal = invented_answer(number)
        return NewEvent(ANSWERED, data=data, personal=personal)

    with history.holding(holder):
        stream = history.open_stream(
            service="bench",
            organisation=holder,
            kind="live",
            version="v1",
            reference=f"HDR-{uuid4().hex}",
            circumstances=now(),
            events=[event()],
        )
        head = history.read(stream, reader=history.Reader(actor, "", uuid4())).head

    def once() -> None:
        nonlocal head, number
        number += 1
        with history.holding(holder):
            head = history.append(stream, [event()], circumstances=now(), after=head).head

    counts.put(_repeat(once, start))


if __name__ == "__main__":
    main()
