"""What was stored by every release so far reads, verifies and proves as it did."""

import json
from uuid import UUID

import pytest

from handrail import history
from handrail.bricks import BRICKS
from handrail.walk.upcast import event_types, upcast
from tests.history.conftest import PERSON
from tests.history.museum import FOLDER, hang, said

EXHIBITS = sorted(FOLDER.glob("*.json"), key=lambda file: file.name)


@pytest.fixture(params=EXHIBITS, ids=lambda file: file.stem)
def exhibit(request, database, tmp_path):
    """An old stream, put into today's tables."""
    found = json.loads(request.param.read_text())
    found["holder"] = hang(found, history.FileKeys(tmp_path / "keys"))
    return found


def stored(type_name):
    """The schemas in which the museum has an event of a type."""
    rows = [row for file in EXHIBITS for row in json.loads(file.read_text())["tables"]["history_event"]]
    return {row["schema"] for row in rows if row["type"] == type_name}


class TestTheMuseum:
    def test_has_finished_lists_from_before_and_after_lists_stood_in_lists(self):
        assert stored("ask.group_done") == {1, 2}

    def test_is_not_empty(self):
        assert len(EXHIBITS) >= 3

    def test_an_old_stream_says_what_it_said(self, exhibit):
        head = exhibit["tables"]["history_head"][0]
        with history.holding(exhibit["holder"]):
            read = history.read(UUID(head["stream"]), reader=PERSON)
        assert said(read) == exhibit["says"]

    def test_an_old_stream_is_understood_as_of_today(self, exhibit):
        types = event_types(BRICKS)
        head = exhibit["tables"]["history_head"][0]
        with history.holding(exhibit["holder"]):
            events = history.read(UUID(head["stream"]), reader=PERSON).events
        today = [upcast(event, types) for event in events]
        assert {event.type: event.schema for event in today if event.type in types} == {
            event.type: types[event.type].schema for event in today if event.type in types
        }
        assert all("item" in event.data for event in today if event.type == "ask.group_done")

    def test_an_old_stream_verifies(self, exhibit):
        verified = history.verify()
        assert (verified.streams, verified.findings) == (1, ())
        assert verified.events == len(exhibit["says"])

    def test_an_old_receipt_is_still_good(self, exhibit):
        assert history.check_receipt(**exhibit["receipt"]) is not None

    def test_an_old_stream_needs_no_rebuilding(self, exhibit):
        assert history.rebuild().heads_corrected == 0
