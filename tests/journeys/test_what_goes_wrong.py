"""Every failure is a written page: what happened, what is safe, what to do next, and in both languages."""

import pytest

from handrail import history
from handrail.channels.web import pages
from handrail.channels.web import service as service_pages

ATLANTIS = "/atlantis/single-person-discount"
PAGES = {
    "a page that is not there": ("GET", "/no/such/page/at/all", {}, 404, "Page not found"),
    "an organisation that is not there": (
        "GET",
        ATLANTIS,
        {},
        404,
        "Page not found",
    ),
    "a page of a case without a pass": (
        "GET",
        "/case/HDR-0000-0000",
        {},
        403,
        "You need your reference and return code",
    ),
    "a form from a browser that keeps no cookies": (
        "POST",
        "/return",
        {"data": "reference=x", "content_type": "application/x-www-form-urlencoded"},
        403,
        "We need a cookie from your browser",
    ),
    "a method that is not used": ("OPTIONS", "/", {}, 405, "This page cannot be opened like that"),
}


@pytest.mark.parametrize(("method", "url", "more", "status", "title"), PAGES.values(), ids=PAGES)
def test_it_is_a_written_page(site, method, url, more, status, title):
    visitor = site.person()
    visitor._arrive(visitor.http.request(method, url, **more), url)

    assert visitor.status == status
    assert visitor.page.h1 == title
    assert "Help" not in visitor.page.title
    assert visitor.headers["Cache-Control"] == "no-store"
    assert "X-Request-Id" in visitor.headers


def test_too_much_is_refused_with_a_page_and_changes_nothing(site):
    applicant = site.starts()
    before = site.counts()

    applicant.send({"full_name": "Ffion " * 60_000})

    assert applicant.status == 413
    assert applicant.page.h1 == "That was too long"
    assert site.counts() == before


def test_too_much_is_refused_before_there_is_a_case(site):
    visitor = site.person()
    visitor.open("/return")

    visitor.send({"reference": "x" * 300_000})

    assert visitor.status == 413
    assert visitor.page.h1 == "That was too long"


def test_a_mistake_of_ours_is_a_page_with_a_number_and_no_detail(site, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("the applicant's name is Ffion")

    monkeypatch.setattr(service_pages.publish, "published", broken)
    visitor = site.person()

    visitor.open("/")

    assert visitor.status == 500
    assert visitor.page.h1 == "Sorry, there is a problem with the service"
    assert visitor.headers["X-Request-Id"] in visitor.page.text
    assert "Ffion" not in visitor.page.html
    assert "ZeroDivisionError" not in visitor.page.html


def test_a_form_that_we_did_not_give_out_leads_to_the_page_it_should_come_from(site):
    visitor = site.person()
    visitor.open("/return?lang=cy")

    visitor.send({"csrfmiddlewaretoken": "x" * 64})

    assert visitor.status == 403
    assert visitor.page.h1 == "Ni allem dderbyn hynny"
    visitor.open(visitor.page.link("Agor y dudalen eto"))
    assert visitor.page.h1 == "Mynd yn ôl at eich cais"


@pytest.mark.parametrize(
    ("name", "language", "contact"),
    [("Ffion Dummy-Jones", "en", "Phone: 01632"), ("Tomos Invented-Price", "cy", "Ffôn: 01632")],
)
class TestInACase:
    """What goes wrong in a case is told in the case's language, with whom to contact about it."""

    def test_too_much(self, site, name, language, contact):
        applicant = site.starts(name)

        applicant.send({"full_name": "Ffion " * 60_000})

        assert (applicant.status, applicant.page.language) == (413, language)
        assert contact in applicant.page.text

    def test_a_form_that_we_did_not_give_out(self, site, name, language, contact):
        applicant = site.starts(name)
        sent_from = applicant.page.form.action

        applicant.send({"full_name": "Ffion", "form_key": "0" * 64})

        assert (applicant.status, applicant.page.language) == (403, language)
        assert contact in applicant.page.text
        assert sent_from in dict(applicant.page.links).values()

    def test_a_mistake_of_ours(self, site, monkeypatch, name, language, contact):
        applicant = site.starts(name)

        def broken(*_, **__):
            raise ZeroDivisionError

        monkeypatch.setattr(pages, "answer_page", broken)
        applicant.send({"full_name": "Ffion Dummy-Jones"})

        assert (applicant.status, applicant.page.language) == (500, language)
        assert contact in applicant.page.text

    def test_a_case_that_moved_on(self, site, monkeypatch, name, language, contact):
        applicant = site.starts(name)

        def always_late(*_, **__):
            raise history.Conflict(stream=site.file(applicant.reference).stream, expected=1, found=2)

        monkeypatch.setattr(pages, "answer_page", always_late)
        applicant.send({"full_name": "Ffion Dummy-Jones"})

        assert (applicant.status, applicant.page.language) == (409, language)
        assert contact in applicant.page.text


@pytest.mark.parametrize(
    ("method", "part"), [("GET", "nowhere"), ("POST", "tasks"), ("GET", "adjustments/nowhere")]
)
def test_a_page_of_a_case_that_is_not_there_leads_to_the_case(site, method, part):
    applicant = site.applies()
    url = f"/case/{applicant.reference}/{part}"

    applicant._arrive(applicant.http.request(method, url), url)

    assert applicant.status in {404, 405}
    applicant.open(applicant.page.link("Go to your application"))
    assert applicant.page.h1 == "Your application"


@pytest.mark.parametrize("url", ["/no/such/page", "/case/HDR-0000-0000", "/atlantis/x"])
def test_it_is_written_in_welsh_when_welsh_is_asked_for(site, url):
    visitor = site.person()

    visitor.open(f"{url}?lang=cy")

    assert visitor.page.language == "cy"
    assert visitor.page.h1 not in {"Page not found", "You need your reference and return code"}


def test_a_case_that_moved_on_again_and_again_is_said_to_have(site, monkeypatch):
    applicant = site.starts()

    def always_late(*_, **__):
        raise history.Conflict(stream=site.file(applicant.reference).stream, expected=1, found=2)

    monkeypatch.setattr(pages, "answer_page", always_late)
    applicant.send({"full_name": "Ffion Dummy-Jones"})

    assert applicant.status == 409
    assert applicant.page.h1 == "Your application changed while this page was open"
    assert applicant.page.link("Continue") == f"/case/{applicant.reference}"
    assert site.types(applicant.reference) == ["case.started"]
