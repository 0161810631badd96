"""How work grows with what it is given: what a limit in seconds would say, on a machine of any speed."""

import gc
from collections.abc import Callable
from time import thread_time

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
