"""Law 1. Replaying a stream gives the same state, in any process, on any day."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from handrail.walk.fold import fold
from handrail.walk.walk import walk
from tests.laws.canonical import digest
from tests.laws.replay import replay
from tests.laws.stories import STORIES, everything

ROOT = Path(__file__).parents[2]


def elsewhere(references: list[str], *, at: datetime, seed: str) -> dict:
    """The same cases in a process of their own, with other hash seeds and another clock."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.laws.replay", at.isoformat(), *references],
        env={
            **os.environ,
            "PYTHONHASHSEED": seed,
            "HANDRAIL_KEYS": str(settings.KEY_FOLDER),
            "TZ": "Asia/Tokyo",
        },
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def test_another_process_with_another_hash_seed_on_another_day_finds_the_same(site):
    references = [story(site) for story in STORIES]
    now = site.clock.now()
    here = replay(references, at=now)

    assert elsewhere(references, at=now, seed="1") == here
    assert elsewhere(references, at=now + timedelta(days=400), seed="424242") == here


@pytest.mark.parametrize("days", [0, 1, 365, 3650])
def test_a_decided_case_stands_where_it_stood_on_any_later_day(site, days):
    reference = everything(site)
    file = site.file(reference)

    later = walk(
        file.service, file.state, parameters=file.parameters, at=file.at + timedelta(days=days), sent=True
    )

    assert digest(later) == digest(file.as_sent)


def test_folding_in_two_parts_gives_what_folding_at_once_gives(site):
    file = site.file(everything(site))
    whole = digest(fold(file.service, file.events, kind=file.kind))

    for cut in range(len(file.events) + 1):
        begun = fold(file.service, file.events[:cut], kind=file.kind)
        assert digest(fold(file.service, file.events[cut:], onto=begun)) == whole, cut


def test_what_is_recorded_adds_up_to_what_is_read_back(site):
    applicant = site.answers("Odette Pretend")
    before = site.file(applicant.reference)
    applicant.send()

    read = site.file(applicant.reference)
    added = read.events[len(before.events) :]

    assert digest(fold(before.service, added, onto=before.state)) == digest(read.state)


def test_a_draft_is_judged_today_and_its_state_is_the_same_on_any_day(site):
    applicant = site.answers("Odette Pretend")
    state = digest(site.file(applicant.reference).state)

    site.clock.moment = datetime(2031, 2, 28, 12, tzinfo=UTC)

    assert digest(site.file(applicant.reference).state) == state
