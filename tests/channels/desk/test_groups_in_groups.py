"""Members of members at the desk: typed for somebody, read as facts, corrected and asked for again."""

import pytest

from tests.channels.desk.entering import starts, types_all
from tests.walk.family import PEOPLE, published

HOME = "Idris Fictitious, 1 Sedge Row, Wickenholm, FM4 7QX"


@pytest.fixture
def case(fen):
    """A caseworker has typed Bronwen's application by phone; the desk and the reference."""
    published()
    desk = fen.staff("caseworker", name="Madeup Typist")
    url = starts(desk, "phone", service="school-travel")
    check = types_all(fen, desk, url, PEOPLE[0]["answers"])
    assert check.endswith("/check")
    page = desk.post(desk.get(check), check)
    return desk, page.h1


def test_what_is_typed_has_the_same_result(fen, case):
    _, reference = case
    file = fen.file(reference)
    assert [str(page.ref) for page in file.as_sent.pages] == PEOPLE[0]["expect"]["route"]
    assert {event.mode for event in file.events} == {"staff_entered"}
    found = {(one.step, one.item): one.result for one in file.as_sent.determinations}
    assert found == {("distance", "1"): "two homes", ("distance", "2"): "near", ("passes", ""): "taxi"}


def test_each_fact_stands_under_whom_it_is_about_with_a_way_to_correct_it(fen, case):
    desk, reference = case
    page = desk.get(f"/desk/case/{reference}")
    for title in ("Idris Fictitious", HOME, f"{HOME}, Nia Unreal", "Mabli Fictitious"):
        assert title in page.text
    assert "entry?page=family/children/1/homes/2/nights" in page.html


def test_one_home_is_asked_for_again_by_its_name(fen, case):
    desk, reference = case
    url = f"/desk/case/{reference}/ask"
    page = desk.get(url)
    assert "How many nights a week is the child there? (Idris Fictitious, Lode House, Saltby, FM9 2DU)" in (
        page.text
    )
    desk.act(reference, "ask", **{"questions-family.nights/1.2": "yes", "message": "Which nights?"})
    assert [str(ref) for ref in fen.file(reference).position.wanted] == ["family/children/1/homes/2/nights"]


def test_a_letter_typed_in_has_the_same_result(fen):
    published()
    desk = fen.staff("caseworker", name="Madeup Typist")
    stamped = {"stamped.day": "28", "stamped.month": "4", "stamped.year": "2026"}
    url = starts(desk, "post", service="school-travel", **stamped)
    check = types_all(fen, desk, url, PEOPLE[0]["answers"])
    reference = desk.post(desk.get(check), check).h1

    file = fen.file(reference)
    assert [str(page.ref) for page in file.as_sent.pages] == PEOPLE[0]["expect"]["route"]
    found = {(one.step, one.item): one.result for one in file.as_sent.determinations}
    assert found == {("distance", "1"): "two homes", ("distance", "2"): "near", ("passes", ""): "taxi"}
    assert {event.channel for event in file.events if event.type == "ask.answered"} == {"post"}
