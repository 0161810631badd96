"""Other adults in the home: added, changed, removed, and no more than there may be."""

import pytest

from tests.journeys.site import person

CARE_HOME = person("Odette Pretend")["answers"]["adults"][0]


def with_adults(*names: str) -> dict:
    """Answers of someone who lives with these people, all away for good."""
    adults = [{**CARE_HOME, "adult_name": name} for name in names]
    return {**person("Odette Pretend")["answers"], "adults": adults}


def at_the_list(site, *names: str):
    """Someone who has told about these people, and is asked whether there are more."""
    applicant = site.starts("Odette Pretend")
    answers = with_adults(*names)
    while f"Number added so far: {len(names)}" not in applicant.page.text:
        applicant.answer(answers)
    return applicant


@pytest.fixture
def pair(site):
    return at_the_list(site, "Ambrose Pretend", "Linnet Pretend")


def members(site, applicant) -> tuple[str, ...]:
    return site.file(applicant.reference).state.steps["your-household"].items("adults")


def test_each_is_asked_about_in_turn_and_shown_in_the_list(site, pair):
    assert "Number added so far: 2" in pair.page.text
    assert "Ambrose Pretend" in pair.page.text
    assert "Linnet Pretend" in pair.page.text
    assert members(site, pair) == ("1", "2")


def test_one_is_changed_and_the_other_is_as_it_was(site, pair):
    pair.open(pair.page.link("Change Linnet Pretend"))

    pair.send({"adult_name": "Linnet Pretend-Moss"})

    assert site.answer(pair.reference, "adult_name", "2") == "Linnet Pretend-Moss"
    assert site.answer(pair.reference, "adult_name", "1") == "Ambrose Pretend"
    assert pair.page.url.endswith("/your-household/adults")


def test_removing_one_asks_first_and_no_keeps_them(site, pair):
    pair.open(pair.page.link("Remove Ambrose Pretend"))
    assert pair.page.h1 == "Are you sure you want to remove “Ambrose Pretend”?"

    pair.send()
    assert pair.status == 422
    pair.send({"remove": "no"})

    assert members(site, pair) == ("1", "2")


def test_one_is_removed_and_the_number_is_not_used_again(site, pair):
    pair.open(pair.page.link("Remove Ambrose Pretend"))
    pair.send({"remove": "yes"})
    assert members(site, pair) == ("2",)
    assert "Ambrose" not in pair.page.text

    pair.go("page/your-household/adults")
    pair.send({"adults": "yes"})
    pair.send({"adult_name": "Wren Pretend"})

    assert members(site, pair) == ("2", "3")
    assert site.answer(pair.reference, "adult_name", "2") == "Linnet Pretend"
    assert site.answer(pair.reference, "adult_name", "1") is None


def test_removing_twice_removes_once(site, pair):
    pair.open(pair.page.link("Remove Ambrose Pretend"))
    form = pair.page.form
    pair.http.post(form.action, {**form.fields, "remove": "yes"})

    pair.http.post(form.action, {**form.fields, "remove": "yes"})

    assert site.types(pair.reference).count("ask.member_removed") == 1
    assert members(site, pair) == ("2",)


def test_when_the_only_one_is_removed_somebody_must_be_named_again(site):
    alone = at_the_list(site, "Ambrose Pretend")
    alone.open(alone.page.link("Remove Ambrose Pretend"))
    alone.send({"remove": "yes"})

    alone.go("next")

    assert alone.page.url.endswith("/your-household/adults/2/adult_name")


def test_the_number_of_someone_who_is_not_there_is_no_page(site, pair):
    before = site.counts()

    for item in ("0", "7", "99999999999999999999", "-1", "x"):
        pair.go(f"page/your-household/adults/{item}/adult_name")
        assert pair.page.url.endswith("/your-household/adults"), item

    assert site.counts() == before


def test_there_may_be_no_more_than_twenty(site):
    names = [f"Invented Number-{number}" for number in range(1, 21)]
    crowded = at_the_list(site, *names[:19])
    crowded.send({"adults": "yes"})
    twentieth = with_adults(*names)
    while "/adults/20/" in crowded.page.url:
        crowded.answer(twentieth)

    assert len(members(site, crowded)) == 20
    assert crowded.page.url.endswith("/your-household/own_group")
    crowded.go("page/your-household/adults")
    assert "You have added as many as you can" in crowded.page.text
    crowded.go("page/your-household/adults/21/adult_name")
    assert "/adults/21/" not in crowded.page.url
    crowded.go("page/your-household/adults/20")
    crowded.send({"remove": "yes"})
    assert len(members(site, crowded)) == 19


def test_two_tabs_that_add_at_the_same_time_add_two_people(site, pair):
    other = pair.tab()
    other.go("page/your-household/adults")
    pair.go("page/your-household/adults")

    pair.send({"adults": "yes"})
    other.send({"adults": "yes"})

    assert members(site, pair) == ("1", "2", "3", "4")


def test_no_more_to_add_is_remembered_until_somebody_is_added_or_removed(site, pair):
    pair.send({"adults": "no"})
    assert pair.page.url.endswith("/your-household/own_group")

    pair.go("page/your-household/adults/1")
    pair.send({"remove": "yes"})
    pair.go("next")

    assert pair.page.url.endswith("/your-household/adults")
