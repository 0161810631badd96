"""Checking a receipt: what is missing is asked for; what does not fit is told apart from a slip."""

from tests.journeys.site import Site


def test_left_empty_each_field_says_what_to_enter(site: Site):
    anybody = site.person()
    anybody.open("/verify")
    anybody.send()

    assert anybody.status == 422
    assert anybody.page.title.startswith("Error: Check a receipt")
    assert anybody.page.errors == [
        "Enter a reference in the correct format, like HDR-7K2M-9QXA",
        "Enter the receipt code, like 7K2M-9QXC-04TZ",
    ]


def test_a_slip_in_the_reference_is_a_slip_and_not_a_false_receipt(site: Site):
    applicant = site.applies()
    code = applicant.page.text.partition("Receipt code")[2].split()[0]
    anybody = site.person()
    anybody.checks(applicant.reference[:-1], code)

    assert anybody.page.errors == ["Enter a reference in the correct format, like HDR-7K2M-9QXA"]
    assert anybody.page.form.fields["code"] == code
    anybody.send({"reference": applicant.reference})
    assert anybody.page.title.startswith("This receipt is genuine")


def test_a_code_of_another_receipt_is_not_matched(site: Site):
    one, other = site.applies(), site.applies()
    code = one.page.text.partition("Receipt code")[2].split()[0]
    anybody = site.person()
    anybody.checks(other.reference, code)

    assert anybody.page.title.startswith("We cannot match this receipt")
    assert anybody.page.errors == []
