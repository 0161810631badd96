"""Law 10, lightly. After erasure the personal data is nowhere in the database; the record still verifies."""

from uuid import uuid4

import pytest
from django.utils import timezone

from handrail import history
from handrail.casework.erasing import erase
from handrail.casework.found import found_by
from handrail.history.event import Actor, Circumstances
from tests.journeys.site import person
from tests.laws.stories import everything


@pytest.fixture
def erased(site) -> str:
    """The reference of a case in which everything happened, erased as its person asked."""
    reference = everything(site)
    stream, holder = history.locate(reference)
    by = Circumstances(
        actor=Actor("dee.protect", "data_protection", holder, "staff"),
        channel="desk",
        mode="staff_entered",
        request=uuid4(),
        at=timezone.now(),
    )
    erase(stream, parties=None, holder=holder, reason="request", circumstances=by)
    return reference


def every_row(site) -> str:
    """Every row of every table of ours as text, but for the definitions, whose examples name these people."""
    with site.owner() as run:
        tables = run.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables "
            "WHERE schemaname NOT IN ('pg_catalog', 'information_schema') "
            "AND tablename NOT LIKE 'definition%'"
        ).fetchall()
        return "\n".join(
            str(row)
            for (table,) in tables
            for row in run.execute(f"SELECT t::text FROM {table} t").fetchall()
        )


def words_of(name: str) -> set[str]:
    answers = person(name)["answers"]
    told = {answers["full_name"], "Ambrose", answers["home_address"]["line_1"], answers["born_on"]}
    return told | {"He will not come home", "care home's letter", "01632 960999"}


def test_before_erasure_it_is_readable_only_with_the_keys(site):
    reference = everything(site)

    assert site.answer(reference, "full_name") == "Odette Pretend"
    rows = every_row(site)
    assert not [word for word in words_of("Odette Pretend") if word in rows]


def test_afterwards_nobody_can_read_it_with_the_keys_either(site, erased):
    file = site.file(erased)

    assert all(not event.personal for event in file.events)
    assert site.answer(erased, "full_name") is not None
    assert str(site.answer(erased, "full_name")) == "HIDDEN"
    with site.owner() as run:
        assert run.execute("SELECT count(*) FROM keys.data_key").fetchone() == (0,)


def test_nobody_finds_them_by_name_any_more(site, erased):
    with history.holding(site.staff().organisation):
        assert found_by(name="Odette Pretend") == ()
    assert site.counts()["history_token"] == 0


def test_what_is_left_still_says_what_happened_and_when_and_verifies(site, erased):
    types = site.types(erased)

    assert types[0] == "case.started"
    assert types[-1] == "case.erased"
    assert "work.decided" in types
    assert history.verify().findings == ()


def test_the_case_still_stands_where_it_stood(site, erased):
    file = site.file(erased)

    assert file.as_sent.endpoint.id == "discount-25"
    assert file.state.erased


def test_no_page_shows_any_of_it(site, erased):
    applicant = site.person()
    applicant.reference = erased
    applicant.go("")

    assert applicant.status == 403
    assert not [word for word in words_of("Odette Pretend") if word in applicant.page.html]
