"""Lists of work are counted and paged by the database, and say what a plain reckoning over all cases says."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import uuid4

import pytest
from django.db import connection, connections

from handrail import history
from handrail.casework import keeping, queues
from handrail.history import stored_heads, work_lists
from handrail.history.bulk import Entry, NewStream
from handrail.history.event import NewEvent
from tests.growth import rows_read
from tests.history.conftest import ERASED, NOON, STARTING, answered, as_owner, circumstances

TODAY = date(2026, 5, 1)
DAYS = ["", *((TODAY + timedelta(days=days)).isoformat() for days in (-40, -1, 0, 1, 40))]
STATUSES = (
    *("draft", "received", "being_looked_at", "paused"),
    *("waiting_for_you", "decided", "decided", "withdrawn"),
)
GONE = NewEvent(type=ERASED, data={"parties": ["applicant"], "reason": "request"})


def listing(chance: Random) -> dict:
    """What a head may say of a case, in every combination that lists look at."""
    ahead = chance.choice(DAYS)
    sent = NOON - timedelta(hours=chance.randrange(5), microseconds=chance.choice((0, 0, 7)))
    return {
        "status": chance.choice(STATUSES),
        "step": "assess",
        "queue": chance.choice(("", "tax", "visits")),
        "due": chance.choice(DAYS),
        "sent": chance.choice(("", sent.isoformat())),
        "claimed_by": chance.choice(("", "", "7", "8")),
        "paused_until": chance.choice(DAYS),
        "another_look": chance.random() < 0.2,
        "ahead_from": ahead,
        "ahead_queue": "renewals" if ahead else "",
        "ahead_step": "renewal" if ahead else "",
        "ends": (TODAY + timedelta(days=chance.randrange(90))).isoformat() if ahead else "",
    }


def streams(holder, many: int, *, seed: int = 1, only: dict | None = None):
    """Cases of every sort. only: what the listing of all of them says."""
    chance = Random(seed)
    for _ in range(many):
        told = [answered()] if chance.random() < 0.8 else []
        entries = [Entry([STARTING, *told], circumstances())]
        if chance.random() < 0.1:
            entries.append(Entry([GONE], circumstances(NOON + timedelta(days=1))))
        yield NewStream(
            stream=uuid4(),
            service=chance.choice(("discount", "permit")),
            organisation=holder,
            kind=chance.choice(("live", "live", "live", "test")),
            version="v1",
            reference=f"HDR-{chance.choice('AaBb')}{uuid4().hex[:12]}",
            entries=entries,
            held=chance.random() < 0.1,
            keep_until=chance.choice((None, date.max, *(date.fromisoformat(day) for day in DAYS[1:]))),
            listing={} if chance.random() < 0.1 else listing(chance) | (only or {}),
        )


@pytest.fixture
def mixed(site):
    """Three hundred cases of every sort with North, and some with South."""
    history.load(lambda: [*streams(site.north, 300), *streams(site.south, 60, seed=2)])
    return site


def every_head(site) -> list[history.Head]:
    with history.holding(site.north):
        return history.heads(kind="live", limit=10_000)


def reckoned(head: history.Head, me: str) -> tuple[str, tuple, bool] | None:
    """The list of a case, its place there and whether it is late, reckoned plainly; None for none."""

    def day(name):
        return date.fromisoformat(says[name]) if says.get(name) else None

    says = head.listing
    status, ahead = says.get("status", "draft"), day("ahead_from")
    ends = status == "decided" and ahead is not None and ahead <= TODAY
    if status not in ("received", "being_looked_at", "paused") and not ends:
        return None
    until = day("paused_until")
    paused = status == "paused" and (until is None or until > TODAY)
    due = day("ends") if ends else day("due")
    sent = datetime.fromisoformat(says["sent"]) if says["sent"] else datetime.max.replace(tzinfo=UTC)
    name = (
        *(["mine"] if says["claimed_by"] == me else []),
        *(["again"] if says["another_look"] else []),
        *(["paused"] if paused else []),
        *(["theirs"] if says["claimed_by"] else []),
        *(["free"] if says["ahead_queue" if ends else "queue"] else []),
        "",
    )[0]
    return name, (due or date.max, sent, head.reference), due is not None and due < TODAY and not ends


def plainly(site, name: str, me: str = "7", queue: str = "") -> list[str]:
    """The references of a list in their order, by the plain reckoning."""
    found = [(reckoned(head, me), head) for head in every_head(site)]
    on_it = [
        (one[1], head.reference)
        for one, head in found
        if one and one[0] == name and queue in ("", _queue(head))
    ]
    return [reference for _, reference in sorted(on_it)]


def _queue(head: history.Head) -> str:
    return head.listing["ahead_queue" if head.listing["status"] == "decided" else "queue"]


class TestTheLists:
    @pytest.mark.parametrize("name", queues.LISTS)
    def test_have_the_cases_and_the_order_of_a_plain_reckoning(self, mixed, name):
        with history.holding(mixed.north):
            shown = queues.page(kind="live", on=TODAY, lists=queues.LISTS, me="7", limit=1000)[name]

        expected = plainly(mixed, name)
        assert expected
        assert [one.reference for one in shown] == expected

    def test_are_paged_without_a_gap_or_a_case_twice(self, mixed):
        with history.holding(mixed.north):
            pages = [
                queues.page(kind="live", on=TODAY, lists=["free"], me="7", start=start, limit=4)["free"]
                for start in range(0, 40, 4)
            ]

        assert [one.reference for page in pages for one in page] == plainly(mixed, "free")[:40]
        assert len(pages[0]) == 4

    def test_of_one_queue_have_that_queue_only(self, mixed):
        with history.holding(mixed.north):
            shown = queues.page(
                kind="live", on=TODAY, lists=queues.LISTS, me="7", queue="renewals", limit=1000
            )

        expected = plainly(mixed, "free", queue="renewals")
        assert expected
        assert [one.reference for one in shown["free"]] == expected
        assert [one.reference for one in shown["paused"]] == plainly(mixed, "paused")

    def test_are_counted_by_service_queue_and_lateness(self, mixed):
        with history.holding(mixed.north):
            counted = queues.numbers(kind="live", on=TODAY, me="7")

        expected = Counter(
            (found[0], head.service, _queue(head), found[2])
            for head in every_head(mixed)
            if (found := reckoned(head, "7"))
        )
        assert {(one.list, one.service, one.queue, one.late): one.count for one in counted} == expected
        assert sum(one.count for one in counted) < len(every_head(mixed))

    def test_lead_from_one_case_to_the_next_in_the_fair_order(self, mixed):
        with history.holding(mixed.north):
            first = queues.fair_order(kind="live", on=TODAY, limit=5)
            rest = queues.fair_order(kind="live", on=TODAY, after=first[-1])

        # Nobody's: what is somebody's own is on no list of free cases, whoever asks.
        assert [one.reference for one in (*first, *rest)] == plainly(mixed, "free", me="nobody")
        assert len(first) == 5


class TestHowManyStandWhere:
    def test_is_what_a_plain_count_says(self, mixed):
        with history.holding(mixed.north):
            counted = queues.counts(kind="live")

        drafts = [head for head in every_head(mixed) if not head.listing]
        assert any(head.activity == "case.erased" for head in drafts)
        assert counted == Counter(
            head.listing.get("status", "draft")
            for head in every_head(mixed)
            if head.listing or head.activity != "case.erased"
        )

    def test_is_read_from_the_index_alone(self, mixed):
        with connections["owner"].cursor() as run:
            # Without it the database takes every page for one it must look at, and any index for as good.
            run.execute("VACUUM (ANALYZE) history_head")
        with history.holding(mixed.north), connection.cursor() as run:
            run.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
            run.execute(f"EXPLAIN {stored_heads._COUNT}", ("live",))
            plan = "\n".join(line for (line,) in run.fetchall())

        assert "Index Only Scan using history_head_standing" in plan


class TestTheOpenCasesOfAService:
    def test_are_all_those_that_have_not_ended(self, mixed):
        with history.holding(mixed.north):
            found = queues.open_cases(service="permit", kind="live")

        expected = {
            (head.reference, head.listing.get("status", "draft"))
            for head in every_head(mixed)
            if head.service == "permit"
            and head.listing.get("status") not in ("decided", "withdrawn")
            and (head.listing or head.activity != "case.erased")
        }
        assert len(expected) > 20
        assert {(one.reference, one.status) for one in found} == expected


class TestWhatIsDue:
    def test_is_what_a_plain_reckoning_says_page_by_page(self, mixed):
        with history.holding(mixed.north):
            count = keeping.count_due_by(TODAY, kind="live")
            pages = [keeping.due_by(TODAY, kind="live", start=at, limit=7) for at in range(0, count, 7)]

        left = {stream for (stream,) in as_owner("SELECT stream FROM keys.data_key")}
        expected = sorted(
            (head.keep_until, head.reference)
            for head in every_head(mixed)
            if head.keep_until and head.keep_until <= TODAY and (head.stream in left or unanswered(head))
        )
        assert len(expected) == count > 20
        assert [(one.keep_until, one.reference) for page in pages for one in page] == expected
        assert any(one.held for page in pages for one in page)


def unanswered(head):
    """A draft that no erasure has ended: one with no key left is one in which nobody answered."""
    return not head.listing.get("status") and head.activity != "case.erased"


SHOWN = {"status": "received", "queue": "tax", "claimed_by": "", "another_look": False, "ahead_from": ""}
NOT_SHOWN = (
    {"status": "decided", "ahead_from": (TODAY + timedelta(days=9)).isoformat(), "ahead_queue": "renewals"},
    {"status": "decided", "ahead_from": ""},
    {"status": "withdrawn", "ahead_from": ""},
)
ASKED = {
    "kind": "live",
    "on": TODAY.isoformat(),
    "lists": list(queues.LISTS),
    "me": "7",
    "queue": "",
    "start": 0,
    "limit": 50,
    "turn_on": "",
    "sent": "",
    "reference": "",
}


class TestTheWork:
    """It grows with what waits or is due, and with nothing else."""

    def test_does_not_grow_with_cases_that_are_on_no_list(self, site):
        history.load(lambda: streams(site.north, 100, only=SHOWN))
        for seed, only in enumerate(NOT_SHOWN):
            history.load(lambda only=only, seed=seed: streams(site.north, 1500, seed=seed, only=only))
        as_owner("UPDATE history_head SET keep_until = '2040-01-01' WHERE status <> 'received'")
        as_owner("ANALYZE history_head, keys.data_key")
        read = {
            "numbers": rows_read(site.north, work_lists._GROUPS, ASKED),
            "lists": rows_read(site.north, work_lists._PAGE, ASKED),
            "due": rows_read(site.north, stored_heads._DUE, ("live", TODAY, 50, 0)),
            "count of due": rows_read(site.north, stored_heads._COUNT_DUE, ("live", TODAY)),
        }

        # Which index is read is for the database to choose; what is read may not be the 4,500 on no list.
        assert all(0 < rows < 500 for rows in read.values()), read
