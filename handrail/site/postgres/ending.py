"""Having this process stop its servers when it ends: normally, by SIGTERM, SIGINT or a closed terminal.

A killed process (SIGKILL) stops nothing: its server lives on and the next start takes it over.
"""

import atexit
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

# SIGINT already ends Python by KeyboardInterrupt, and so by way of atexit.
_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


def at_end(action: Callable[[], None]) -> None:
    """Run an action when this very process ends, never in a process forked from it."""
    here = os.getpid()

    def act() -> None:
        if os.getpid() == here:
            action()

    _end_on_signals()
    atexit.register(act)


def _end_on_signals() -> None:
    """Turn signals that would end Python without its exit handlers into an ordinary exit.

    A program that has its own handler, as a web server does, keeps it; so does one told to ignore the signal.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for number in _SIGNALS:
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _exit)


def _exit(number: int, _frame: FrameType | None) -> None:
    # 128 and the number is how a shell reports a program that a signal ended.
    raise SystemExit(128 + number)
