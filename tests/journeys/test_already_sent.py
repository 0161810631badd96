"""What has been sent already is said to be, and shown; nothing is sent again."""


def test_sending_again_from_another_tab_leads_to_what_was_sent(site):
    applicant = site.answers()
    other = applicant.tab()
    other.go("check")
    applicant.send()

    other.send()

    assert other.status == 200
    assert "You have already sent this" in other.page.text
    assert site.types(applicant.reference).count("case.sent") == 1


def test_check_your_answers_leads_to_the_case_when_there_is_nothing_to_send(site):
    applicant = site.applies()

    applicant.go("check")

    assert applicant.page.url == f"/case/{applicant.reference}"
    assert "We have it and have not started looking at it yet" in applicant.page.text


def test_the_receipt_can_be_read_again_and_is_the_same(site):
    applicant = site.applies()
    code = applicant.page.text.split("Receipt code ")[1].split()[0]

    applicant.go("sent")

    assert applicant.page.text.split("Receipt code ")[1].split()[0] == code


def test_before_sending_there_is_no_receipt(site):
    applicant = site.starts()

    applicant.go("sent")

    assert applicant.page.url.endswith("/page/about-you/full_name")


def test_anyone_can_check_a_receipt_and_sees_nothing_personal(site):
    applicant = site.applies()
    code = applicant.page.text.split("Receipt code ")[1].split()[0]
    stranger = site.person()

    stranger.checks(applicant.reference, code)

    assert stranger.page.h1 == "This receipt is genuine"
    assert "Ffion" not in stranger.page.html


def test_a_made_up_receipt_is_not_genuine(site):
    applicant = site.applies()
    stranger = site.person()

    for code in ("7K2M-9QXC-04TZ", "", "x" * 9000, "'; DROP TABLE history_event; --"):
        stranger.checks(applicant.reference, code)
        assert stranger.page.h1 != "This receipt is genuine", code


def test_where_it_stands_is_never_said_to_be_completed(site):
    applicant = site.applies()
    for page in ("sent", ""):
        applicant.go(page)
        assert "complete" not in applicant.page.text.casefold()
