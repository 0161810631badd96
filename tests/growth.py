"""How work grows with what it is given: what a limit in seconds would say, on a machine of any speed."""

import gc
from collections.abc import Callable
from time import thread_time
from uuid import UUID

from django.db import connection

from handrail import history

TIMES = 3


def growth(work: Callable[[int], object], small: int, large: int) -> float:
    """How many times as long the larger size takes as the smaller.

    The least of three runs of each counts: CPU of this thread alone, with no rings of objects looked for, so
    that neither another process, another thread nor a heap full of other tests' objects has a part in it.
    """
    return _least(work, large) / _least(work, small)


def _least(work: Callable[[int], object], size: int) -> float:
    took = []
    for _ in range(TIMES):
        gc.disable()
        started = thread_time()
        try:
            work(size)
        finally:
            gc.enable()
        took.append(thread_time() - started)
    return min(took)


def rows_read(holder: UUID, sql: str, given: object) -> int:
    """How many rows a statement reads from tables and indexes, as its plan says."""
    with history.holding(holder), connection.cursor() as run:
        run.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", given)
        [[plan]] = run.fetchone()
    return _read(plan["Plan"])


def _read(plan: dict) -> int:
    inner = sum(_read(one) for one in plan.get("Plans", ()))
    if "Relation Name" not in plan:
        return inner
    passed_over = plan.get("Rows Removed by Filter", 0) + plan.get("Rows Removed by Index Recheck", 0)
    return inner + round((plan["Actual Rows"] + passed_over) * plan["Actual Loops"])
