"""Oversized, malformed and hostile requests get a plain refusal and change nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.journeys.site import person

PAGE = "page/about-you/full_name"
HOSTILE = {
    "nothing at all": b"",
    "not a form": b"{]",
    "broken escapes": b"full_name=%zz%f0%28%8c%28&form_key=%ff",
    "only separators": b"&&&&====&&&",
    "a NUL": b"full_name=a%00b",
    "bytes that are no text": b"full_name=\xff\xfe\xfd",
    "a thousand fields": "&".join(f"field{n}=x" for n in range(1000)).encode(),
    "one field a thousand times": "&".join("full_name=x" for _ in range(1000)).encode(),
}
REFUSED = {400, 403, 413}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("where", [PAGE, "check", "save", "withdraw", "review"])
def test_a_hostile_body_is_refused_on_every_form_of_a_case(site, where, body):
    applicant = site.starts()
    before = site.counts()

    response = applicant.http.request(
        "POST",
        f"/case/{applicant.reference}/{where}",
        data=body,
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code in REFUSED
    assert b"<h1" in response.content
    assert site.counts() == before


@pytest.mark.parametrize(
    ("where", "field"), [(PAGE, "full_name"), ("adjustments/help", "words"), ("withdraw", "reason")]
)
def test_a_nul_in_a_form_of_ours_does_not_make_us_fail(site, where, field):
    applicant = site.starts()
    applicant.go(where)

    applicant.send({field: "a\0b"})

    assert applicant.status in {200, 422}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("where", ["/return", "/north-fenmarch/single-person-discount/start"])
def test_and_before_there_is_a_case(site, where, body):
    stranger = site.person()
    before = site.counts()

    response = stranger.http.request(
        "POST", where, data=body, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code in REFUSED
    assert b"<h1" in response.content
    assert site.counts() == before


@pytest.mark.parametrize(
    "content_type",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=" + "x" * 300,
        "application/json",
        "text/plain",
        "application/x-www-form-urlencoded; charset=utf-99",
        "application/x-www-form-urlencoded; charset=utf-16",
    ],
)
def test_a_form_in_another_wrapping_is_refused(site, content_type):
    applicant = site.starts()
    before = site.counts()

    response = applicant.http.request(
        "POST", f"/case/{applicant.reference}/{PAGE}", data=b"full_name=x", content_type=content_type
    )

    assert response.status_code in REFUSED
    assert site.counts() == before


def test_a_file_that_nobody_asked_for_is_not_kept(site):
    applicant = site.starts()
    form = applicant.page.form
    before = site.counts()
    upload = SimpleUploadedFile("name.txt", b"x" * 1_000_000)

    response = applicant.http.post(form.action, {**form.fields, "full_name": upload})

    assert response.status_code in {413, 422}
    assert site.counts() == before


NAMES = {
    "a script": "<script>alert(1)</script>",
    "an attribute": '"><img src=x onerror=alert(1)>',
    "a template": "{{ 7 * 7 }}{% debug %}${7*7}",
    "a quote": 'O\'Fictus "Red" Dummy',
    "an ampersand": "Dummy & Daughters &amp; Co",
    "right to left": "\u202eNoiff Dummy\u202c",
    "combining marks": "Ffi̲ó̲n Dummy",
    "emoji": "Ffion 🎈 Dummy",
    "SQL": "Robert'); DROP TABLE history_event; --",
    "a very long name": "Ffion " * 20,
}


DIRECTION = dict.fromkeys(map(ord, "\u202e\u202c"))
"""Marks that turn the direction of text can make it read as something else, and are no part of a name."""


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_strange_name_is_kept_as_it_was_typed_and_shown_as_text(site, name):
    applicant = site.starts()
    applicant.send({"full_name": name})
    if applicant.status == 422:
        assert applicant.page.errors
        assert applicant.page.form.fields["full_name"] == name
        return
    applicant.go(PAGE)

    assert applicant.page.form.fields["full_name"].split() == name.translate(DIRECTION).split()
    assert "<script>alert" not in applicant.page.html
    assert "<img src=x" not in applicant.page.html


def test_fields_that_the_page_does_not_have_are_not_kept(site):
    applicant = site.starts()
    form = applicant.page.form
    extra = {
        "agreed": "agreed",
        "born_on.day": "1",
        "percentage": "100",
        "step": "check",
        "result": "award-50",
    }

    applicant.http.post(form.action, {**form.fields, "full_name": "Ffion Dummy-Jones", **extra})

    told = site.file(applicant.reference).events[-1]
    assert told.personal == {"applicant": {"full_name": "Ffion Dummy-Jones"}}


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("on_the_bill", {"on_the_bill": "emperor"}),
        ("born_on", {"born_on.day": "-1", "born_on.month": "1", "born_on.year": "1990"}),
        ("born_on", {"born_on.day": "3²", "born_on.month": "1", "born_on.year": "1990"}),
        ("born_on", {"born_on.day": "1", "born_on.month": "1", "born_on.year": "99999999999999"}),
        ("born_on", {"born_on.day": "1e1", "born_on.month": "1", "born_on.year": "1990"}),
        ("born_on", {"born_on.day": "29", "born_on.month": "2", "born_on.year": "2023"}),
        ("born_on", {"born_on.day": "2", "born_on.month": "5", "born_on.year": "2026"}),
        ("account_number", {"account_number": "7" * 21}),
        ("full_name", {"full_name": "1234"}),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_nothing_is_added(site, question, typed):
    applicant = site.answers()
    applicant.go(f"page/about-you/{question}")
    before = site.types(applicant.reference)

    applicant.send(typed)

    assert applicant.status == 422
    assert len(applicant.page.errors) == 1
    assert site.types(applicant.reference) == before
    for name, text in typed.items():
        if name in applicant.page.form.fields:
            assert applicant.page.form.fields[name] == text


PATHS = (
    *("about-you", "about-you/", "about-you/nothing", "nothing/full_name", "a/b/c/d/e/f", "check/check"),
    *("../../etc/passwd", "%2e%2e/x", "%00/%00", "about-you/full_name/extra", "your-household/adults/1/2/3"),
    *("disregard/x", "x" * 4000 + "/y"),
)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_that_there_is_not_leads_on_or_is_not_found(site, path):
    applicant = site.starts()
    before = site.counts()

    response = applicant.http.get(f"/case/{applicant.reference}/page/{path}")
    if path.endswith("/"):
        assert response.status_code == 301
        response = applicant.http.get(response["Location"])

    assert response.status_code in {302, 400, 404}
    assert site.counts() == before


def test_answers_out_of_order_are_led_back_to_what_is_asked_now(site):
    applicant = site.starts()
    later = site.answers("Marlowe Madeup")
    before = site.types(applicant.reference)

    applicant.go("page/your-home/partner_name")
    assert applicant.page.url.endswith("/page/about-you/full_name")
    applicant.go("check")
    assert applicant.page.url.endswith("/page/about-you/full_name")
    later.go("page/your-household/adults/1/adult_name")
    assert later.page.h1 == "Check your answers"

    assert site.types(applicant.reference) == before


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "x",
        "|" * 8,
        "é" * 40,
        "HDR-0000-0000|00|00|applicant|00|0||" + "0" * 32,
        "9" * 4000,
    ],
)
def test_a_forged_pass_is_no_pass(site, cookie):
    applicant = site.applies()
    stranger = site.person()

    response = stranger.http.client.get(
        f"/case/{applicant.reference}", headers={"cookie": f"handrail_case={cookie}"}
    )

    assert response.status_code in {400, 403}
    assert b"Ffion" not in response.content


def test_a_pass_for_one_case_opens_no_other(site):
    one, other = site.applies(), site.applies("Marlowe Madeup")
    held = one.http.cookie("handrail_case")

    response = one.http.client.get(
        f"/case/{other.reference}", headers={"cookie": f"handrail_case={held.value}"}
    )

    assert response.status_code == 403
    assert b"Marlowe" not in response.content


def test_a_pass_whose_party_or_reference_was_changed_is_no_pass(site):
    one, other = site.applies(), site.applies("Marlowe Madeup")
    value = one.http.cookie("handrail_case").value
    swapped = value.replace(one.reference, other.reference)

    response = one.http.client.get(f"/case/{other.reference}", headers={"cookie": f"handrail_case={swapped}"})

    assert response.status_code == 403
    assert person("Marlowe Madeup")["answers"]["full_name"].encode() not in response.content
