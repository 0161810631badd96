"""What a badge costs is read as money with a name: before it is sent, while it waits, and once decided."""

import re

from handrail.channels.desk.found import determinations
from tests.journeys.site import person

FEE = "The fee if we give a badge £10 There is a fee for the badge. You pay it only if we decide to give one."


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_fee_is_told_before_sending_and_until_the_end(site):
    applicant = site.answers("Una Madeup")
    assert "What follows from your answers" in applicant.page.text
    assert FEE in plain(applicant.page.text)

    applicant.send()
    assert FEE in plain(applicant.page.text)
    assert FEE in plain(applicant.go().text)
    for act in person("Una Madeup")["staff"]:
        site.staff("fenmarch-county").does(applicant.reference, act)

    assert FEE in plain(applicant.go().text)


def test_staff_read_it_as_money_with_its_name(site):
    applicant = site.applies("Una Madeup")

    cards = {card.title: card for card in determinations(site.file(applicant.reference))}

    assert ("The fee if we give a badge", "£10") in [(row.key, row.value) for row in cards["The fee"].rows]


def test_in_wales_a_person_reads_that_it_is_free(site):
    applicant = site.answers("Tegwen Dummy-Rees")

    assert "Y ffi os byddwn yn rhoi bathodyn £0 Nid oes ffi." in plain(applicant.page.text)


def test_nobody_reads_of_a_fee_after_a_refusal(site):
    applicant = site.applies("Verity Lowrate")
    for act in person("Verity Lowrate")["staff"]:
        site.staff("fenmarch-county").does(applicant.reference, act)

    assert "We cannot give a Blue Badge" in applicant.go().text
    assert "£10" not in applicant.page.text


def test_who_did_not_pay_reads_how_much_it_is(site):
    applicant = site.applies("Ottoline Slowpay")
    for act in person("Ottoline Slowpay")["staff"]:
        site.staff("fenmarch-county").does(applicant.reference, act)

    assert "because the fee was not paid" in applicant.go().text
    assert "£10" in applicant.page.text
