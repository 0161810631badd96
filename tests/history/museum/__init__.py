"""Old streams exactly as they were stored, with the keys they were stored under, to be replayed for ever.

Each file is one stream: its head, its rows and its wrapped keys, byte for byte, the keys (made for the museum
and used nowhere else), what it must say when it is read, and a receipt that must stay good. A file is added
with a release that stores something new and is never changed: stored rows never are.
"""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from handrail import history

FOLDER = Path(__file__).parent
_TABLES = {"history_head": "stream", "history_event": "sequence", "keys.data_key": "party"}


def keep(stream: UUID, *, keys: history.FileKeys, receipt: history.Receipt, read: history.History) -> str:
    """The text of a file for a stream that was just written."""
    with history.managing() as run:
        tables = {
            table: [
                json.loads(found)
                for (found,) in run.execute(
                    f"SELECT to_jsonb(t)::text FROM {table} t WHERE stream = %s ORDER BY {order}", (stream,)
                )
            ]
            for table, order in _TABLES.items()
        }
    exhibit = {
        "keys": {name: key.hex() for name, key in keys.files().items()},
        "receipt": {"reference": receipt.reference, "code": receipt.code},
        "says": said(read),
        "tables": tables,
    }
    return json.dumps(exhibit, indent=1, ensure_ascii=False) + "\n"


def hang(exhibit: dict[str, Any], keys: history.FileKeys) -> UUID:
    """Put an old stream and its keys in place; returns the stream's holder."""
    keys.take({name: bytes.fromhex(key) for name, key in exhibit["keys"].items()})
    history.wire(keys)
    with history.managing() as run:
        for table, rows in exhibit["tables"].items():
            for row in rows:
                columns = ", ".join(row)
                run.execute(
                    f"INSERT INTO {table} ({columns}) SELECT {columns} FROM "
                    f"jsonb_populate_record(NULL::{table}, %s::jsonb)",
                    (json.dumps(row),),
                )
    return UUID(exhibit["tables"]["history_head"][0]["holder"])


def said(read: history.History) -> list[dict[str, Any]]:
    """What a stream says when it is read, as JSON."""

    def plain(value: object) -> object:
        if isinstance(value, datetime | date):
            return value.isoformat()
        return sorted(value) if isinstance(value, frozenset) else str(value)

    fields = [name for name in history.Event.__slots__ if name != "actor"]
    told = [
        {
            **{name: getattr(event, name) for name in fields},
            "actor": {name: getattr(event.actor, name) for name in event.actor.__slots__},
        }
        for event in read.events
    ]
    found: list[dict[str, Any]] = json.loads(json.dumps(told, default=plain))
    return found
