"""Law 9, lightly. One organisation cannot see another's people; the whole attack is tested elsewhere."""

import psycopg
import pytest
from django.db import connection

from handrail import history
from handrail.casework.found import found_by
from handrail.casework.queues import counts, waiting

WALLED = (
    *("history_head", "history_event", "history_token", "history_access", "history_form_key"),
    "keys.data_key",
)


@pytest.fixture
def northern(site):
    """A case of North Fenmarch, sent."""
    applicant = site.applies("Odette Pretend")
    applicant.saves()
    site.staff().claim(applicant.reference)
    return applicant


def test_staff_of_another_organisation_find_no_such_case(site, northern):
    stranger = site.staff("south-fenmarch")

    for act in (
        lambda: stranger.sees(northern.reference),
        lambda: stranger.claim(northern.reference),
        lambda: stranger.decide(northern.reference, "award-25"),
        lambda: stranger.note(northern.reference, "Hello"),
    ):
        with pytest.raises(history.NoSuchStream):
            act()

    assert "work.noted" not in site.types(northern.reference)


def test_their_queues_counts_and_searches_hold_none_of_it(site, northern):
    with history.holding(site.staff("south-fenmarch").organisation):
        assert waiting(kind="live", on=site.clock.now().date()) == ()
        assert counts(kind="live") == {}
        assert found_by(name="Odette Pretend") == ()
    with history.holding(site.staff().organisation):
        assert len(found_by(name="Odette Pretend")) == 1


@pytest.mark.parametrize("table", WALLED)
def test_without_a_holder_the_application_sees_no_row(site, northern, table):
    assert site.counts()[table] > 0

    with connection.cursor() as run:
        run.execute(f"SELECT count(*) FROM {table}")  # the tables are named above
        assert run.fetchone() == (0,)


@pytest.mark.parametrize("table", WALLED)
def test_the_other_holder_sees_no_row_and_cannot_make_one_theirs(site, northern, table):
    south = str(site.staff("south-fenmarch").organisation)
    with psycopg.connect(site.app_url) as run:
        run.execute("SELECT set_config('handrail.holder', %s, true)", [south])
        assert run.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run.execute(f"UPDATE {table} SET holder = %s", [south])


def test_the_application_is_no_superuser_and_no_law_is_set_aside_for_it(site):
    with connection.cursor() as run:
        run.execute("SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user")
        assert run.fetchone() == (False, False, False)
        with pytest.raises(Exception, match=r"permission denied|must be owner"):
            run.execute("ALTER TABLE history_event DISABLE ROW LEVEL SECURITY")


def test_a_pass_for_one_organisations_case_is_none_behind_anothers_wall(site, northern):
    south = site.starts("Tomos Invented-Price")
    pass_of_south = south.http.cookie("handrail_case").value

    response = south.http.client.get(
        f"/case/{northern.reference}", headers={"cookie": f"handrail_case={pass_of_south}"}
    )

    assert response.status_code == 403
