"""Bringing a server back when it dies unasked; what is a server, and how it starts, is not known here."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from handrail.site.postgres.problems import PostgresProblem

LONGEST_PAUSE = 30.0


@dataclass(frozen=True)
class Watch:
    """A thread that looks after one server until it is told to leave it alone."""

    alive: Callable[[], bool]
    again: Callable[[], object]
    say: Callable[[str], None]
    every: float
    ended: threading.Event = field(default_factory=threading.Event)
    thread: list[threading.Thread] = field(default_factory=list)

    def look(self) -> None:
        """Look at the server until told to stop; after a failure, less and less often."""
        pause, gone = self.every, False
        while not self.ended.wait(pause):
            if self.alive():
                if gone:
                    self.say("The database is back.")
                pause, gone = self.every, False
                continue
            self.say("The database has stopped. Starting it again.")
            gone = True
            try:
                self.again()
                pause = 0.0
            except (PostgresProblem, OSError) as problem:
                if not self.ended.is_set():
                    self.say(str(problem))
                pause = min(max(pause, 1.0) * 2, LONGEST_PAUSE)


# By cluster.
_watches: dict[Path, Watch] = {}


def watch(
    cluster: Path,
    *,
    alive: Callable[[], bool],
    again: Callable[[], object],
    say: Callable[[str], None],
    every: float,
) -> None:
    """Look after a server, in place of an earlier watch of the same one."""
    leave_alone(cluster, meanwhile=lambda: None)
    made = Watch(alive=alive, again=again, say=say, every=every)
    made.thread.append(threading.Thread(target=made.look, daemon=True, name="handrail database watch"))
    _watches[cluster] = made
    made.thread[0].start()


def leave_alone(cluster: Path, *, meanwhile: Callable[[], None]) -> None:
    """End the watch of a server, if there is one.

    It may be starting the server at this moment, through a long recovery: `meanwhile` is called again and
    again to stop what it starts, so that nothing is left behind.
    """
    made = _watches.pop(cluster, None)
    if made is None:
        return
    made.ended.set()
    for thread in made.thread:
        while thread.is_alive() and thread is not threading.current_thread():
            meanwhile()
            thread.join(0.05)


def watched() -> list[Path]:
    """Return the clusters that are looked after."""
    return list(_watches)
