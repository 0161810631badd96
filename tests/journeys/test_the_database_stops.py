"""The database stops in mid-journey: an honest page, and what was acknowledged is there when it returns."""

from contextlib import contextmanager

import psycopg
import pytest

from tests.journeys.site import person


@pytest.fixture
def stopped(database):
    """A switch that shuts everyone out of the database, and lets them in again."""

    @contextmanager
    def switch():
        maintenance = database.admin_url.replace(f"dbname={database.name}", "dbname=postgres")
        with psycopg.connect(maintenance, autocommit=True) as admin:
            admin.execute(f'ALTER DATABASE "{database.name}" ALLOW_CONNECTIONS false')
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database.name]
            )
            try:
                yield
            finally:
                admin.execute(f'ALTER DATABASE "{database.name}" ALLOW_CONNECTIONS true')

    return switch


def test_every_page_says_that_the_records_cannot_be_reached_and_the_answers_are_kept(site, stopped):
    applicant = site.starts()
    applicant.answer(person("Ffion Dummy-Jones")["answers"])
    with stopped():
        for url in ("/", "/north-fenmarch/single-person-discount", f"/case/{applicant.reference}"):
            applicant.open(url)
            assert applicant.status == 503, url
            assert applicant.page.h1 == "Sorry, the service is not available"
            assert applicant.headers["Retry-After"] == "60"
        applicant.go("page/about-you/born_on")
        assert applicant.status == 503

    applicant.go("next")

    assert applicant.status == 200
    assert applicant.page.url.endswith("/page/about-you/born_on")
    assert site.answer(applicant.reference, "full_name") == "Ffion Dummy-Jones"


def test_an_answer_sent_meanwhile_is_not_acknowledged_and_can_be_sent_again(site, stopped):
    applicant = site.starts()
    form = applicant.page.form
    typed = {**form.fields, "full_name": "Ffion Dummy-Jones"}
    with stopped():
        refused = applicant.http.post(form.action, typed)
        assert refused.status_code == 503
        assert "What you have just sent may not be saved" in refused.content.decode()

    again = applicant.http.post(form.action, typed)

    assert again.status_code == 302
    assert site.types(applicant.reference) == ["case.started", "ask.answered"]


def test_sending_meanwhile_sends_nothing_and_sending_again_sends_once(site, stopped):
    applicant = site.answers()
    form = applicant.page.form
    with stopped():
        assert applicant.http.post(form.action, form.fields).status_code == 503

    applicant._arrive(applicant.http.post(form.action, form.fields), form.action)

    assert applicant.page.h1 == "We have your application"
    assert site.types(applicant.reference).count("case.sent") == 1


def test_starting_and_coming_back_meanwhile_are_answered_honestly(site, stopped):
    applicant = site.starts()
    code = applicant.saves()
    visitor, returning = site.person(), site.person()
    visitor.open("/north-fenmarch/single-person-discount")
    returning.open("/return")
    with stopped():
        visitor.send()
        returning.send({"reference": applicant.reference, "code": code})
        assert (visitor.status, returning.status) == (503, 503)

    assert returning.returns(applicant.reference, code).h1 == "Welcome back"
    assert site.counts()["history_head"] == 1


def test_the_process_says_that_it_is_alive_and_not_ready(site, stopped):
    visitor = site.person()
    with stopped():
        assert visitor.http.get("/health").status_code == 200
        assert visitor.http.get("/ready").status_code == 503

    assert visitor.http.get("/ready").status_code == 200


def test_the_first_page_after_it_is_back_is_shown_and_the_first_answer_kept(site, stopped):
    applicant, other = site.starts(), site.starts("Marlowe Madeup")
    with stopped():
        pass
    applicant.send({"full_name": "Ffion Dummy-Jones"})
    assert applicant.page.url.endswith("/page/about-you/born_on")
    with stopped():
        pass

    other.go("page/about-you/full_name")

    assert other.status == 200
