"""The register of dated values: what holds on a day, for whom, and what may be set."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal

import psycopg
import pytest
from django.db import connection

from handrail import estate
from handrail.definition import publish
from handrail.definition.parameters import WrongValue, history_of, register, set_value
from handrail.estate.fenmarch import fenmarch_id
from tests.definition.garden import garden, loaded, swapped

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
NORTH = fenmarch_id("north-fenmarch")
SOUTH = fenmarch_id("south-fenmarch")
MARCH = date(2026, 3, 31)
APRIL = date(2026, 4, 1)
SERVICE = loaded(garden()).service


@pytest.fixture(autouse=True)
def fenmarch(database):
    estate.load_fenmarch()


def put(value="2", *, effective_from=APRIL, organisation=None, service=SERVICE, **more):
    set_value(
        service,
        name="most_before",
        value=value,
        effective_from=effective_from,
        source="Order 1",
        organisation=organisation,
        by="A. Owner",
        at=AT,
        **more,
    )


def elsewhere():
    """The register as a connection of its own has it."""
    try:
        return register(SERVICE, NORTH)
    finally:
        connection.close()


def begun():
    """A value for 2 April that is set and not there yet: a connection to commit."""
    raw = psycopg.connect(os.environ["DATABASE_URL"])
    raw.execute(
        "INSERT INTO definition_value "
        "(service, name, value, effective_from, source, by, recorded_at) "
        "VALUES (%s, 'most_before', '9', '2026-04-02', 'Order 2', 'A. Owner', now())",
        [SERVICE.slug],
    )
    return raw


def in_force(day=APRIL, organisation=NORTH, service=SERVICE):
    found = register(service, organisation).in_force("most_before", day)
    return found and found.value


class TestTheRegister:
    def test_has_nothing_before_the_first_value(self):
        put()
        assert in_force(MARCH) is None

    def test_gives_the_value_of_the_day_with_its_source(self):
        put("2", effective_from=date(2025, 4, 1))
        put("3", effective_from=APRIL)
        assert in_force(MARCH) == Decimal(2)
        found = register(SERVICE, NORTH).in_force("most_before", APRIL)
        assert (found.value, found.effective_from, found.source) == (Decimal(3), APRIL, "Order 1")

    def test_sees_a_value_as_soon_as_it_is_set(self):
        assert in_force() is None
        put("2")
        assert in_force() == Decimal(2)
        put("4", effective_from=date(2026, 4, 2))
        assert in_force(date(2026, 4, 2)) == Decimal(4)

    def test_is_kept_while_nothing_is_set(self):
        put()
        assert register(SERVICE, NORTH) is register(SERVICE, NORTH)

    def test_is_one_for_every_connection_while_it_says_the_same(self):
        put()
        here = register(SERVICE, NORTH)
        with ThreadPoolExecutor(1) as other:
            assert other.submit(elsewhere).result() is here

    def test_sees_a_value_that_was_begun_before_the_last_and_came_after_it(self, monkeypatch):
        """Two people set values at once: the one that began first may be done last."""
        monkeypatch.setattr("handrail.definition.parameters._FRESH_SECONDS", 0)
        with ThreadPoolExecutor(1) as other, other.submit(begun).result() as first:
            put("2")
            assert in_force() == Decimal(2)
            other.submit(first.commit).result()
        assert in_force(date(2026, 4, 2)) == Decimal(9)

    def test_prefers_the_organisations_own_value_to_the_nations(self):
        put("2")
        put("5", organisation=NORTH)
        assert (in_force(), in_force(organisation=SOUTH)) == (Decimal(5), Decimal(2))

    def test_lets_a_value_end(self):
        put("2")
        put(None, effective_from=date(2026, 6, 1))
        assert in_force(date(2026, 5, 31)) == Decimal(2)
        assert in_force(date(2026, 6, 1)) is None

    def test_keeps_both_when_a_value_is_corrected_and_goes_by_the_later(self):
        put("2")
        put("3", reason="Keyed wrong")
        assert in_force() == Decimal(3)
        assert [(one.value, one.reason) for one in history_of(SERVICE, "most_before")] == [
            (Decimal(2), ""),
            (Decimal(3), "Keyed wrong"),
        ]


class TestSetting:
    def test_a_second_value_for_a_day_needs_a_reason(self):
        put()
        with pytest.raises(WrongValue, match="already"):
            put("3")

    def test_is_refused_for_a_name_the_service_has_not(self):
        with pytest.raises(WrongValue, match="Did you mean 'most_before'"):
            set_value(
                SERVICE,
                name="most_befor",
                value="1",
                effective_from=APRIL,
                source="x",
                organisation=None,
                by="A. Owner",
                at=AT,
            )

    def test_is_refused_for_a_value_of_another_type(self):
        with pytest.raises(WrongValue, match="expected a number"):
            put("many")

    def test_is_refused_without_a_source(self):
        with pytest.raises(WrongValue, match="no source"):
            set_value(
                SERVICE,
                name="most_before",
                value=Decimal(1),
                effective_from=APRIL,
                source=" ",
                organisation=None,
                by="A. Owner",
                at=AT,
            )

    def test_a_national_value_is_nobodys_own(self):
        national = loaded(
            swapped("set_by: organisation", "set_by: nation")
            | {"parameters.yaml": "most_before:\n  - {value: 1, from: 2026-04-01, source: Order 1}\n"}
        ).service
        assert national is not None
        with pytest.raises(WrongValue, match="set by the nation"):
            put(service=national, organisation=NORTH)
        put(service=national)
        assert in_force(service=national) == Decimal(2)


class TestFirstValues:
    def publish(self, texts=None):
        return publish.publish(
            loaded(texts or garden()), organisation=NORTH, by="A. Owner", why="First", at=AT
        )

    def test_come_into_the_register_once(self):
        self.publish()
        self.publish()
        assert len(history_of(SERVICE, "most_before")) == 1
        assert in_force() == Decimal(1)

    def test_never_overrule_the_register_and_say_so(self):
        put("7", organisation=NORTH)
        made = self.publish()
        assert in_force() == Decimal(7)
        assert any("the register holds" in one.problem for one in made.advice)
