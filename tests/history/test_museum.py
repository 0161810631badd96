"""What was stored by every release so far reads, verifies and proves as it did."""

import json
from uuid import UUID

import pytest

from handrail import history
from tests.history.conftest import PERSON
from tests.history.museum import FOLDER, hang, said

EXHIBITS = sorted(FOLDER.glob("*.json"), key=lambda file: file.name)


@pytest.fixture(params=EXHIBITS, ids=lambda file: file.stem)
def exhibit(request, database, tmp_path):
    """An old stream, put into today's tables."""
    found = json.loads(request.param.read_text())
    found["holder"] = hang(found, history.FileKeys(tmp_path / "keys"))
    return found


class TestTheMuseum:
    def test_is_not_empty(self):
        assert len(EXHIBITS) >= 3

    def test_an_old_stream_says_what_it_said(self, exhibit):
        head = exhibit["tables"]["history_head"][0]
        with history.holding(exhibit["holder"]):
            read = history.read(UUID(head["stream"]), reader=PERSON)
        assert said(read) == exhibit["says"]

    def test_an_old_stream_verifies(self, exhibit):
        verified = history.verify()
        assert (verified.streams, verified.findings) == (1, ())
        assert verified.events == len(exhibit["says"])

    def test_an_old_receipt_is_still_good(self, exhibit):
        assert history.check_receipt(**exhibit["receipt"]) is not None

    def test_an_old_stream_needs_no_rebuilding(self, exhibit):
        assert history.rebuild().heads_corrected == 0
