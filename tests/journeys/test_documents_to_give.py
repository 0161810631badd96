"""Whoever will post or bring a document reads, when they have sent, which, how, and what to write on it."""

import pytest

PEOPLE = {
    "Una Madeup": ("The documents you will give us", "I will post it", "Put a note of your reference"),
    "Tegwen Dummy-Rees": ("Y dogfennau y byddwch yn eu rhoi i ni", "postio", "Rhowch nodyn o’ch cyfeirnod"),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_they_read_which_how_and_where_in_their_language(site, name):
    applicant = site.applies(name)
    title, how, write = PEOPLE[name]
    text = applicant.page.text
    after = text[text.index(title) :]
    assert how in after
    assert write in after
    assert applicant.reference in after[after.index(write) :]


def test_there_is_an_address_at_the_end_of_the_page(site):
    applicant = site.applies("Una Madeup")
    address = site.file(applicant.reference).organisation.address
    assert address
    assert address in applicant.page.text


def test_who_has_none_to_give_reads_nothing_of_it(site):
    assert "The documents you will give us" not in site.applies("Ffion Dummy-Jones").page.text
