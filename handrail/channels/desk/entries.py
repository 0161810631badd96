"""An entry on someone's behalf while it lasts: by which channel they told us, and the day on their letter.

It is kept in the session of whoever types, so that each page they type says how it came to us.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Literal, cast, get_args

from django.http import HttpRequest

from handrail.casefile import CaseFile
from handrail.channels.desk.staff import Staff, circumstances
from handrail.history.event import Circumstances
from handrail.terms.legal_day import LONDON

By = Literal["phone", "counter", "post"]
CHANNELS: tuple[By, ...] = get_args(By)
_SESSION = "entries"
_MOST = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """How somebody tells us what staff type. stamped: the legal day on their letter, None without one."""

    channel: By
    stamped: date | None
    language: str

    @property
    def happened_at(self) -> datetime | None:
        """When they told us: the beginning of the day on the letter; None for now."""
        return datetime.combine(self.stamped, time.min, tzinfo=LONDON) if self.stamped else None


def entry_of(request: HttpRequest, reference: str) -> Entry | None:
    """The entry that this session has begun for a case, None for none."""
    kept = request.session.get(_SESSION, {}).get(reference)
    if kept is None:
        return None
    stamped = date.fromisoformat(kept["stamped"]) if kept["stamped"] else None
    return Entry(channel=cast("By", kept["channel"]), stamped=stamped, language=kept["language"])


def begin(request: HttpRequest, reference: str, entry: Entry) -> None:
    """Begin an entry for a case, or change how it goes on."""
    kept = {
        "channel": entry.channel,
        "stamped": entry.stamped.isoformat() if entry.stamped else "",
        "language": entry.language,
    }
    others = [one for one in request.session.get(_SESSION, {}).items() if one[0] != reference][-_MOST:]
    request.session[_SESSION] = {**dict(others), reference: kept}


def end(request: HttpRequest, reference: str) -> None:
    """End an entry."""
    kept = request.session.get(_SESSION, {})
    request.session[_SESSION] = {one: entry for one, entry in kept.items() if one != reference}


def by_entry(request: HttpRequest, staff: Staff, entry: Entry, *, at: datetime) -> Circumstances:
    """The circumstances of what staff type for someone."""
    now = circumstances(request, staff, at=at, channel=entry.channel, mode="staff_entered")
    return replace(now, happened_at=entry.happened_at)


def as_told(file: CaseFile, entry: Entry) -> CaseFile:
    """The case as rules see it for an entry: on the day on the letter, where there is one."""
    return replace(file, at=entry.happened_at) if entry.happened_at else file
