"""Deleting test and training data whole; live data is never deleted, only erased."""

from typing import Literal

from handrail.history.wall import managing

_TABLES = ("history_event", "keys.data_key", "history_token", "history_access", "history_form_key")


def purge(*, kind: Literal["test", "training"], using: str = "owner") -> int:
    """Delete every stream of test or training data, of every organisation; return how many there were.

    Raises ValueError for any other kind.
    """
    if kind not in ("test", "training"):
        raise ValueError(f"Found kind {kind!r}; expected test or training. Live data is erased, not deleted.")
    with managing(using=using) as run:
        for table in _TABLES:
            run.execute(
                f"DELETE FROM {table} t USING history_head h WHERE h.stream = t.stream AND h.kind = %s",  # noqa: S608
                (kind,),
            )
        run.execute("DELETE FROM history_head WHERE kind = %s", (kind,))
        return run.rowcount
