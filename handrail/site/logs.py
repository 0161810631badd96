"""One JSON line a log record: a fixed message, its fields, the request's number. Never personal data."""

import json
import logging
from datetime import UTC, datetime

from handrail.site.middleware.requests import current

# A line names a fixed message and a request, so nothing need be found out about the calling code and process.
logging._srcfile = None  # noqa: SLF001 - as the logging how-to says
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False

FIELDS = ("method", "route", "status", "milliseconds", "kind", "trace", "count", "service", "day", "command")


class RequestNumber(logging.Filter):
    """Puts the request's number on every record made while answering it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add `request` to the record and let it through."""
        record.request = current.get()
        return True


class JsonLine(logging.Formatter):
    """Formats a record with the fields that are known to hold no personal data, and no others."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.msg if record.name.startswith("handrail") else record.getMessage(),
        }
        number = getattr(record, "request", None)
        if number:
            line["request"] = str(number)
        for field in FIELDS:
            value = getattr(record, field, None)
            if value is not None and value != "":
                line[field] = value
        if record.exc_info and record.exc_info[0]:
            line["kind"] = record.exc_info[0].__name__
        return json.dumps(line)
