"""Loading in bulk leaves exactly what opening and appending leave."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections

from handrail import history
from handrail.history.event import Actor, NewEvent
from tests.history.conftest import (
    ANSWERED,
    NOON,
    STARTING,
    answered,
    as_owner,
    circumstances,
    reference,
)

TABLES = {
    "history_head": "*",
    "history_event": "*",
    "keys.data_key": "stream, party, holder, since",
    "history_token": "*",
}


def streams(site) -> list[history.NewStream]:
    """Streams that differ in everything that a row can say."""
    staff = Actor(id="7\t8", role="caseworker", organisation=site.north, capacity="staff")
    day = timedelta(days=1)
    awkward = NewEvent(
        type=ANSWERED,
        data={"step": 'tab\t line\n back\\slash "quoted" ŵ 🏠', "page": None},
        personal={"applicant": {"q": ["\t\n\\", {"deep": [1, True, None]}]}, "adult-1": {}},
    )
    entries = [
        history.Entry([STARTING], circumstances(NOON - 9 * day)),
        history.Entry([answered("Ffion Dummy"), awkward], circumstances(NOON - 8 * day, version="v2")),
        history.Entry([answered("Adult Two", party="adult-2")], circumstances(NOON, actor=staff), 2),
    ]
    late = [*entries, history.Entry([replace(STARTING, at=NOON - 5 * day)], circumstances(NOON))]
    whole = {"service": "discount", "organisation": site.north, "kind": "live", "version": "v1"}
    return [
        history.NewStream(uuid4(), reference=reference(), entries=entries, **whole),
        history.NewStream(
            uuid4(),
            reference=reference(),
            entries=late,
            held=True,
            keep_until=date(2032, 1, 1),
            listing={"queue": "tax\t\\"},
            **{**whole, "organisation": site.south, "kind": "test"},
        ),
    ]


def one_by_one(new: history.NewStream) -> None:
    """What the streams would have been if they had happened here."""
    first, *rest = new.entries
    with history.holding(new.organisation):
        history.open_stream(
            service=new.service,
            organisation=new.organisation,
            kind=new.kind,
            version=new.version,
            reference=new.reference,
            circumstances=first.circumstances,
            events=first.events,
            stream=new.stream,
        )
        for number, entry in enumerate(rest):
            last = number == len(rest) - 1
            history.append(
                new.stream,
                entry.events,
                circumstances=entry.circumstances,
                cause=entry.cause,
                held=new.held if last else None,
                keep_until=new.keep_until if last else None,
                listing=new.listing if last else None,
            )


def everything() -> dict[str, list]:
    """Every row of every table."""
    return {
        table: as_owner(f"SELECT {columns} FROM {table} ORDER BY 1, 2") for table, columns in TABLES.items()
    }


@pytest.fixture
def no_chance(monkeypatch):
    """From when it is called, the same random bytes however many are drawn at once: sealed bytes compare."""
    return lambda: monkeypatch.setattr("os.urandom", lambda size: (b"of 12 bytes." * size)[:size])


class TestLoading:
    def test_leaves_the_same_rows_chains_heads_paths_and_tokens_as_appending(self, site, no_chance):
        made = streams(site)
        no_chance()
        for new in made:
            one_by_one(new)
        appended = everything()
        for table in TABLES:
            as_owner(f"DELETE FROM {table}")
        done = history.load(lambda: made)
        assert (done.streams, done.events) == (2, 9)
        assert everything() == appended

    def test_reads_back_verifies_and_goes_on(self, site):
        made = streams(site)
        history.load(lambda: made)
        read = site.read(made[0].stream)
        assert read.events[2].data["step"] == 'tab\t line\n back\\slash "quoted" ŵ 🏠'
        assert read.events[2].personal["applicant"] == {"q": ["\t\n\\", {"deep": [1, True, None]}]}
        assert history.verify().findings == ()
        assert site.append(made[0].stream, answered(), after=read.head).last == 5
        with history.holding(site.north):
            assert history.find([("name", "ffion")]) == [(made[0].stream, "applicant")]

    def test_in_several_processes_loads_every_part(self, site):
        parts = [streams(site) for _ in range(3)]
        done = history.load(*[lambda part=part: part for part in parts])
        assert (done.streams, done.events) == (6, 27)
        assert history.verify().findings == ()
        assert site.read(parts[2][0].stream).events[1].personal != {}

    def test_in_several_processes_raises_the_failure_of_one_and_keeps_the_others(self, site):
        good, bad = streams(site), streams(site)
        with pytest.raises(IntegrityError):
            history.load(lambda: good, lambda: [bad[0], bad[0]])
        assert as_owner("SELECT count(*) FROM history_head") == [(2,)]

    def test_of_what_is_there_already_changes_nothing(self, site):
        made = streams(site)
        history.load(lambda: made)
        before = everything()
        with pytest.raises(IntegrityError):
            history.load(lambda: [*streams(site), made[0]])
        assert everything() == before

    def test_refuses_what_an_append_refuses(self, site):
        bad = NewEvent(type=ANSWERED, data={"name": "not declared"})
        new = replace(streams(site)[0], entries=[history.Entry([bad], circumstances())])
        with pytest.raises(history.NotStorable):
            history.load(lambda: [new])
        with pytest.raises(history.NotStorable, match="no events"):
            history.load(lambda: [replace(new, entries=[])])
        assert as_owner("SELECT count(*) FROM history_head") == [(0,)]

    @pytest.mark.parametrize("fails", [True, False])
    def test_leaves_the_wall_forced_whether_or_not_it_fails(self, site, fails):
        def part():
            yield from streams(site)
            if fails:
                raise ZeroDivisionError

        with suppress(ZeroDivisionError):
            history.load(part)
        forced = as_owner("SELECT relname FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity")
        assert forced == []

    def test_a_connection_as_owner_that_does_not_say_so_sees_no_rows(self, site):
        history.load(lambda: streams(site))
        with connections["owner"].cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,)
