"""Bring an application of the national Blue Badge service into Handrail, through its JSON door.

Needs Python 3.11 and nothing else; `python bring_in.py --help` says what to give. Every change has an
idempotency key of its own; when the connection breaks it is sent again with that key, so that it counts once.
The token stays in memory. What is printed names questions and fields, never what anybody answered.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import uuid4

from national import NotTaken, told

TRIES, WAIT, TIMEOUT = 4, 2.0, 30.0  # how often a change is sent; seconds between, and for an answer
UNAVAILABLE = 503

Send = Callable[[str, str, bytes, Mapping[str, str]], tuple[int, bytes]]
"""Sends a method, an address below the door's, a body and headers; gives status and body. Raises OSError."""


class Refused(Exception):
    """The door refused. The sentence is the door's, with the questions it is about."""

    def __init__(self, error: Mapping[str, Any]) -> None:
        self.code, self.problems = error["code"], error.get("problems", [])
        found = [f"{one['question']}: {one['message']}" for one in self.problems]
        super().__init__("; ".join([f"{error['title']}. {error['detail']}", *found]))


@dataclass
class Door:
    """The JSON door, and the token of the one case that was started through it."""

    send: Send
    wait: Callable[[float], None] = time.sleep
    token: str = field(default="", repr=False)

    def change(self, method: str, address: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Make one change, sent again with its key if it may not have arrived. Raises Refused, OSError."""
        headers = {"Idempotency-Key": str(uuid4()), "Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        content = b"" if body is None else json.dumps(body).encode()
        for tries_left in reversed(range(TRIES)):
            try:
                status, raw = self.send(method, address, content, headers)
            except OSError:
                if not tries_left:
                    raise
            else:
                if status != UNAVAILABLE or not tries_left:
                    break
            self.wait(WAIT)
        try:
            answer: dict[str, Any] = json.loads(raw)
        except ValueError:
            raise OSError(f"What answered at {address} with {status} is not the JSON door.") from None
        if "error" in answer:
            raise Refused(answer["error"])
        return answer


@dataclass
class Report:
    """What came of an application, by the names of questions and fields. refused: (question, why)."""

    reference: str = ""
    sent: bool = False
    left_blank: Sequence[str] = ()
    refused: list[tuple[str, str]] = field(default_factory=list)
    not_asked: Sequence[str] = ()
    not_carried: Sequence[str] = ()

    def lines(self) -> list[str]:
        """Return it as lines to read."""
        head = f"{self.reference} was {'brought in and' if self.sent else 'started and not'} sent."
        lists = {
            "Left blank, for staff to ask": self.left_blank,
            "Given and refused by a check, so left blank": [f"{name} ({why})" for name, why in self.refused],
            "Given and not asked in this case": self.not_asked,
            "Not carried over, because no question asks for it": self.not_carried,
        }
        return [head, *(f"{title}: {', '.join(names)}" for title, names in lists.items() if names)]


def bring_in(application: Any, door: Door, organisation: str, council: str, report: Report) -> None:
    """Start a case, give what the application says, and send it. Raises NotTaken, Refused, OSError.

    report: filled as it goes, so that it also tells how far it came.
    """
    found = told(application, council)
    report.not_carried = found.not_carried
    made = {"service": "national", "number": found.number}
    started = door.change(
        "POST",
        f"/organisations/{quote(organisation, safe='')}/services/blue-badge/cases",
        {"capacity": found.capacity, "brought_in": made},
    )
    door.token, report.reference = started["token"], started["case"]["reference"]
    case = f"/cases/{report.reference}"
    given, before = deepcopy(dict(found.answers)), started["case"]["sequence"]
    while True:
        answer = _answer(door, case, given, report)
        if answer["case"]["next"] is None or answer["case"]["sequence"] == before:
            break
        before = answer["case"]["sequence"]
    report.not_asked, report.left_blank = answer["not_asked"], answer["left_blank"]
    door.change("POST", f"{case}/send")
    report.sent = True


def _answer(door: Door, case: str, given: dict[str, Any], report: Report) -> dict[str, Any]:
    """Give the answers, but for those that a check refuses: nobody here can ask the person."""
    while True:
        try:
            return door.change("PUT", f"{case}/answers", {"answers": given, "left_blank": True})
        except Refused as refusal:
            left_out = [one for one in refusal.problems if _leave_out(given, one["page"], one["question"])]
            if refusal.code != "answers_refused" or not left_out:
                raise
            report.refused += [(one["question"], one["message"]) for one in left_out]


def _leave_out(given: dict[str, Any], page: str, question: str) -> bool:
    """Take an answer out of those given, or out of the member of a list that its page is of."""
    parts = page.split("/")
    of_member = len(parts) == len(("step", "list", "member", "page"))
    where = given[parts[1]][int(parts[2]) - 1] if of_member else given
    return where.pop(question, None) is not None


def over_http(base: str) -> Send:
    """Return what sends to a door over HTTPS, or over HTTP on this machine alone. Raises NotTaken."""
    at = urlsplit(base)
    here = at.hostname in ("127.0.0.1", "::1", "localhost")
    if at.hostname is None or not (at.scheme == "https" or (at.scheme == "http" and here)):
        raise NotTaken("The door's address must begin with https://. Only on this machine may it be http://.")
    host, port, connect = at.hostname, at.port, HTTPSConnection if at.scheme == "https" else HTTPConnection

    def send(method: str, address: str, content: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        connection = connect(host, port, timeout=TIMEOUT)
        try:
            connection.request(method, at.path.rstrip("/") + address, content, dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.read()
        except HTTPException as broken:
            raise OSError("The connection to the door broke.") from broken
        finally:
            connection.close()

    return send


def read(path: Path) -> Any:
    """Return the application in a file, alone or in an ApplicationResponse. Raises NotTaken, OSError."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise NotTaken(f"{path} must be in UTF-8.") from None
    except (ValueError, RecursionError) as wrong:
        line = getattr(wrong, "lineno", 1)
        raise NotTaken(f"{path} must be JSON. It is not from line {line} on.") from None
    return found["data"] if isinstance(found, dict) and "data" in found else found


def main(arguments: Sequence[str] | None = None, connect: Callable[[str], Send] = over_http) -> int:
    """Bring in the application of one file; return 0 when it was sent."""
    options = argparse.ArgumentParser(description="Bring a national Blue Badge application into Handrail.")
    options.add_argument("file", type=Path, help="the application, as JSON")
    options.add_argument("--door", required=True, help="the address of the JSON door, which ends in /api")
    options.add_argument("--organisation", required=True, help="the council, as Handrail's addresses name it")
    options.add_argument("--council", required=True, help="the council's code in the national service")
    asked, report, trouble = options.parse_args(arguments), Report(), ""
    try:
        bring_in(read(asked.file), Door(connect(asked.door)), asked.organisation, asked.council, report)
    except (NotTaken, Refused) as refusal:
        trouble = str(refusal)
    except OSError as broken:
        trouble = broken.strerror or str(broken)
    if trouble:
        sys.stderr.write(f"{asked.file}: {trouble}\n")
    if report.reference:
        sys.stdout.write("\n".join(report.lines()) + "\n")
    return 0 if report.sent else 1


if __name__ == "__main__":
    sys.exit(main())
