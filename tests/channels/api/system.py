"""A system of somebody else's that acts for people at the JSON door; every answer is held to the document."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.test import Client

from tests.channels.api.document import checked

SLUG = "single-person-discount"


@dataclass
class Reply:
    """An answer of the door."""

    status: int
    body: Any
    headers: Any

    @property
    def code(self) -> str:
        """The code of a refusal."""
        return self.body["error"]["code"]

    def __getitem__(self, name: str) -> Any:
        return self.body[name]


@dataclass
class System:
    """Somebody else's system. `case` and `token` are of the case it started last."""

    http: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    token: str = ""
    reference: str = ""

    def call(
        self,
        method: str,
        url: str,
        body: Any = None,
        *,
        key: str | None = None,
        token: str | None = None,
        raw: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        """Send a request. key: the idempotency key, a new one unless given; "" sends none."""
        send = {"Authorization": f"Bearer {self.token if token is None else token}"}
        if not (self.token if token is None else token):
            send = {}
        if method != "GET" and key != "":
            send["Idempotency-Key"] = key or str(uuid4())
        send.update(headers or {})
        content = raw if raw is not None else (b"" if body is None else json.dumps(body).encode())
        kind = send.pop("Content-Type", "application/json")
        response = self.http.generic(method, url, content, content_type=kind, headers=send)
        return Reply(response.status_code, checked(method, url, response), response.headers)

    def start(
        self, organisation: str = "north-fenmarch", *, service: str = SLUG, key: str | None = None, **how: Any
    ) -> Reply:
        """Start a service for a person, the discount unless said."""
        url = f"/api/organisations/{organisation}/services/{service}/cases"
        reply = self.call("POST", url, how, key=key, token="")
        if reply.status == 201:
            self.token, self.reference = reply["token"], reply["case"]["reference"]
        return reply

    def get(self, what: str = "", **how: Any) -> Reply:
        """Read something of the case."""
        return self.call("GET", self.address(what), **how)

    def put(self, what: str, body: Any, **how: Any) -> Reply:
        """Change something of the case."""
        return self.call("PUT", self.address(what), body, **how)

    def post(self, what: str, body: Any = None, **how: Any) -> Reply:
        """Do something with the case."""
        return self.call("POST", self.address(what), body, **how)

    def address(self, what: str) -> str:
        """The address of something of the case."""
        return f"/api/cases/{self.reference}" + (f"/{what}" if what else "")
