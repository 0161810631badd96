"""Somebody with the database's highest password, without the keys, changes the record: each way is named."""

import hmac
import json

import psycopg
import pytest
from django.utils import timezone

from handrail import history
from handrail.history.rows import SELECTED, genesis, head_mac, link, stored_row
from handrail.site.commands import main
from handrail.terms.reference import new_code
from tests.attacks import planted
from tests.attacks.conftest import NORTH
from tests.journeys.page import Page

WRONG_KEY = b"a guess at the key, 32 bytes...."


@pytest.fixture
def cases(site, settings, tmp_path) -> tuple[planted.Case, ...]:
    """Three sent cases, a day's checkpoint, and then staff at work on each of them."""
    settings.CHECKPOINT_FOLDER = tmp_path / "checkpoints"
    made = tuple(planted.case_of(site, site.applies("Ffion Dummy-Jones")) for _ in range(3))
    history.checkpoint(at=timezone.now(), folder=settings.CHECKPOINT_FOLDER)
    site.clock.forward(minutes=10)
    for case in made:
        site.staff().claim(case.reference)
        site.staff().note(case.reference, "A note")
        site.staff().decide(case.reference, "award-25", "One adult counts.")
    return made


@pytest.fixture(params=["owner", "superuser"])
def thief(request, database):
    """A connection that may do anything to any row."""
    url = database.owner_url if request.param == "owner" else database.admin_url
    with psycopg.connect(url, autocommit=True) as run:
        run.execute("SET handrail.everything = 'on'")
        if request.param == "superuser":
            run.execute("SET session_replication_role = replica")
        yield run


@pytest.fixture
def receipts(cases) -> dict[str, str]:
    """The code of each case's last event, as its person keeps it."""
    with history.holding(NORTH):
        return {case.reference: history.receipt(case.stream).code for case in cases}


def named(capsys, settings) -> list[tuple[str, str, int]]:
    """What verification names, asked as a function and as a command, which must agree."""
    found = history.verify(checkpoints=settings.CHECKPOINT_FOLDER).findings
    capsys.readouterr()
    status = main(["history", "verify", "--json"])
    told = json.loads(capsys.readouterr().out)["findings"]
    assert status == int(bool(found))
    assert [(one["kind"], one["stream"], one["sequence"]) for one in told] == [
        (one.kind, str(one.stream), one.sequence) for one in found
    ]
    assert main(["history", "verify"]) == status
    spoken = capsys.readouterr().out
    assert all(one.kind in spoken for one in found)
    assert spoken.rstrip().endswith(f"{len(found)} findings")
    return [(one.kind, str(one.stream), one.sequence) for one in found]


def checks(site, reference: str, code: str) -> bool:
    """Whether a receipt checks, by the function and by the page that anybody may use."""
    anybody = site.person()
    anybody.open("/verify")
    page: Page = anybody.send({"reference": reference, "code": code})
    good = history.check_receipt(reference, code) is not None
    assert ("govuk-panel" in page.html) == good
    return good


def length(thief, case) -> int:
    return thief.execute("SELECT sequence FROM history_head WHERE stream = %s", [case.stream]).fetchone()[0]


def rebuild(thief, case, *, start: int, mac_key: bytes | None) -> None:
    """Work the chain out again from an event on with a wrong key; the head with it where a key is given."""
    found = thief.execute(
        f"SELECT {SELECTED} FROM history_event WHERE stream = %s ORDER BY sequence", [case.stream]
    ).fetchall()
    head = thief.execute(
        "SELECT service, kind, reference, held, keep_until FROM history_head WHERE stream = %s", [case.stream]
    ).fetchone()
    first = genesis(WRONG_KEY, stream=case.stream, service=head[0], kind=head[1], reference=head[2])
    chain = bytes(found[start - 2][-1]) if start > 1 else first
    for row, _ in map(stored_row, found[start - 1 :]):
        chain = link(WRONG_KEY, chain, row)
        thief.execute(
            "UPDATE history_event SET chain = %s WHERE stream = %s AND sequence = %s",
            [chain, case.stream, row.sequence],
        )
    if mac_key is not None:
        mac = head_mac(
            mac_key,
            stream=case.stream,
            sequence=len(found),
            chain=chain,
            held=head[3],
            keep_until=head[4],
        )
        changed = [chain, mac, case.stream]
        thief.execute("UPDATE history_head SET chain = %s, mac = %s WHERE stream = %s", changed)


def test_an_honest_record_has_no_findings(site, cases, receipts, capsys, settings):
    assert named(capsys, settings) == []
    assert all(checks(site, reference, code) for reference, code in receipts.items())


def only_the_tampered_one_fails(site, cases, receipts, tampered) -> None:
    for case in cases:
        assert checks(site, case.reference, receipts[case.reference]) == (case is not tampered)


@pytest.mark.parametrize(
    "change",
    [
        "data = jsonb_set(data, '{result}', '\"refuse\"')",
        "actor = 'somebody.else'",
        "at = at - interval '40 days'",
        "sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)",
        "sealed = NULL",
    ],
)
def test_a_changed_row(site, cases, receipts, thief, capsys, settings, change):
    case = cases[1]
    last = length(thief, case)
    thief.execute(
        f"UPDATE history_event SET {change} WHERE stream = %s AND type = 'work.decided'",
        [case.stream],
    )
    assert named(capsys, settings) == [("changed row", str(case.stream), last)]
    only_the_tampered_one_fails(site, cases, receipts, case)


def test_a_deleted_last_row_with_the_head_rewritten(site, cases, receipts, thief, capsys, settings):
    case = cases[0]
    last = length(thief, case)
    thief.execute("DELETE FROM history_event WHERE stream = %s AND sequence = %s", [case.stream, last])
    thief.execute(
        "UPDATE history_head h SET sequence = e.sequence, chain = e.chain, last_at = e.at, "
        "activity = e.activity FROM history_event e "
        "WHERE h.stream = %s AND e.stream = h.stream AND e.sequence = h.sequence - 1",
        [case.stream],
    )
    assert named(capsys, settings) == [("deleted last row", str(case.stream), last)]
    only_the_tampered_one_fails(site, cases, receipts, case)


def test_a_deleted_last_row_with_the_head_and_a_forged_mac(site, cases, receipts, thief, capsys, settings):
    case = cases[0]
    last = length(thief, case)
    thief.execute("DELETE FROM history_event WHERE stream = %s AND sequence = %s", [case.stream, last])
    chain, held, keep_until = thief.execute(
        "SELECT e.chain, h.held, h.keep_until FROM history_head h JOIN history_event e USING (stream) "
        "WHERE h.stream = %s AND e.sequence = %s",
        [case.stream, last - 1],
    ).fetchone()
    mac = head_mac(
        WRONG_KEY,
        stream=case.stream,
        sequence=last - 1,
        chain=bytes(chain),
        held=held,
        keep_until=keep_until,
    )
    thief.execute(
        "UPDATE history_head SET sequence = %s, chain = %s, mac = %s WHERE stream = %s",
        [last - 1, chain, mac, case.stream],
    )
    assert named(capsys, settings) == [("deleted last row", str(case.stream), last)]
    only_the_tampered_one_fails(site, cases, receipts, case)


def test_a_deleted_stream_with_every_trace_of_it(site, cases, receipts, thief, capsys, settings):
    case = cases[2]
    for table in (
        *("history_event", "history_head", "keys.data_key", "history_token", "history_access"),
        *("history_form_key", "history_checkpoint_entry"),
    ):
        thief.execute(f"DELETE FROM {table} WHERE stream = %s", [case.stream])
    assert named(capsys, settings) == [("deleted stream", str(case.stream), 0)]
    only_the_tampered_one_fails(site, cases, receipts, case)


@pytest.mark.parametrize("apart", [1, 3])
def test_two_rows_swapped(site, cases, receipts, thief, capsys, settings, apart):
    case = cases[1]
    one = length(thief, case) - 1 - apart
    for old, new in ((one, 9999), (one + apart, one), (9999, one + apart)):
        thief.execute(
            "UPDATE history_event SET sequence = %s WHERE stream = %s AND sequence = %s",
            [new, case.stream, old],
        )
    assert named(capsys, settings) == [("swapped rows", str(case.stream), one)]
    only_the_tampered_one_fails(site, cases, receipts, case)


@pytest.mark.parametrize(
    "mac_key", [None, WRONG_KEY, b"\0" * 32], ids=["head left", "wrong key", "key of zeros"]
)
def test_a_chain_rebuilt_without_the_key(site, cases, receipts, thief, capsys, settings, mac_key):
    case = cases[0]
    start = length(thief, case) - 1
    thief.execute(
        "UPDATE history_event SET actor = 'somebody.else' WHERE stream = %s AND sequence = %s",
        [case.stream, start],
    )
    rebuild(thief, case, start=start, mac_key=mac_key)
    assert named(capsys, settings) == [("chain rebuilt without the key", str(case.stream), start)]
    only_the_tampered_one_fails(site, cases, receipts, case)


def test_a_head_whose_mac_was_forged_and_nothing_else(site, cases, receipts, thief, capsys, settings):
    """The rows are as they were; only who could have written the head is not."""
    case = cases[1]
    head = thief.execute(
        "SELECT sequence, chain FROM history_head WHERE stream = %s", [case.stream]
    ).fetchone()
    mac = head_mac(
        WRONG_KEY, stream=case.stream, sequence=head[0], chain=bytes(head[1]), held=False, keep_until=None
    )
    thief.execute("UPDATE history_head SET mac = %s WHERE stream = %s", [mac, case.stream])
    kinds = {(kind, stream) for kind, stream, _ in named(capsys, settings)}
    assert len(kinds) == 1
    assert {stream for _, stream in kinds} == {str(case.stream)}


def test_two_cases_tampered_with_in_two_ways_are_both_named(site, cases, receipts, thief, capsys, settings):
    one, other, _ = cases
    last = length(thief, one)
    thief.execute(
        "UPDATE history_event SET actor = 'x' WHERE stream = %s AND sequence = %s", [one.stream, last]
    )
    thief.execute("DELETE FROM history_event WHERE stream = %s AND sequence = 5", [other.stream])
    assert sorted(named(capsys, settings)) == sorted(
        [("changed row", str(one.stream), last), ("deleted row", str(other.stream), 5)]
    )


def test_a_receipt_that_somebody_made_up_does_not_check(site, cases):
    forged = hmac.digest(WRONG_KEY, cases[0].stream.bytes, "sha256")
    assert not checks(site, cases[0].reference, new_code(forged))
