"""The script that a council runs, and a way from it to the door of the site under test."""

import sys
from collections.abc import Mapping
from importlib import import_module

from django.test import Client

from tests.journeys.site import ROOT

FOLDER = ROOT / "docs" / "guide" / "national-application"
sys.path.append(str(FOLDER))
bring_in = import_module("bring_in")
national = import_module("national")


def to_the_site(base: str = ""):
    """Return what sends to the site's door as if over the network."""
    client = Client(enforce_csrf_checks=True)

    def send(method: str, address: str, content: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        kind = headers["Content-Type"]
        others = {name: value for name, value in headers.items() if name != "Content-Type"}
        response = client.generic(method, f"/api{address}", content, content_type=kind, headers=others)
        return response.status_code, response.content

    return send
