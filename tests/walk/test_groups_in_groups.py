"""Members of members: their pages, numbers, names, parties and facts, and what their removal takes away."""

from dataclasses import replace

import pytest

from handrail.bricks import BRICKS
from handrail.bricks.ask.layout import layout_of
from handrail.bricks.ask.names import full_name
from handrail.bricks.ask.rules import NoSuchPage
from handrail.definition.brick import PageRef
from handrail.definition.screen import Summary
from handrail.feel import from_feel
from handrail.walk.fold import fold
from handrail.walk.screens import check_answers, told
from handrail.walk.upcast import event_types, upcast
from tests.walk.family import Family, school_travel
from tests.walk.garden import erased


def full() -> Family:
    """A case of two children, each with two homes, each with somebody who shares the first."""
    case = Family()
    for number, name in (("1", "Idris Fictitious"), ("2", "Mabli Fictitious")):
        case.child(number, name)
        case.home(number, "1")
        case.home(number, "2", nights="few")
        case.tell(f"children/{number}/homes/1/sharers", sharers="yes")
        case.tell(f"children/{number}/homes/1/sharers/1/sharer_name", sharer_name="Nia Unreal")
    return case


class TestPaths:
    @pytest.mark.parametrize(
        ("ref", "path"),
        [
            (PageRef("a", "b"), "a/b"),
            (PageRef("a", "b.c", "2"), "a/b/2/c"),
            (PageRef("a", "b", "2"), "a/b/2"),
            (PageRef("a", "b.c.d", "2.1"), "a/b/2/c/1/d"),
            (PageRef("a", "b.c", "2.1"), "a/b/2/c/1"),
        ],
    )
    def test_a_page_is_read_as_it_is_written(self, ref, path):
        assert str(ref) == path
        assert PageRef.parse(path) == ref

    @pytest.mark.parametrize("path", ["", "a", "a/", "/b", "a//b", "a/b.c", "a/b/1.2", "a/b/1.2/c"])
    def test_a_path_that_is_never_written_is_no_page(self, path):
        with pytest.raises(ValueError, match="expected a page such as"):
            PageRef.parse(path)

    def test_a_list_is_around_the_pages_of_its_own_members_only(self):
        homes = PageRef("family", "children.homes", "1")
        assert homes.is_around(PageRef("family", "children.homes.nights", "1.2"))
        assert not homes.is_around(PageRef("family", "children.homes.nights", "10.2"))
        assert not homes.is_around(PageRef("family", "children.school", "1"))


class TestAsking:
    def test_a_members_own_list_comes_among_its_pages(self):
        case = Family()
        case.child("1", "Idris Fictitious")
        assert case.route() == [
            "children/1/child_name",
            "children/1/school",
            "children/1/homes",
            "children",
            "agreed",
        ]

    def test_each_member_has_a_list_of_its_own(self):
        case = Family()
        case.child("1", "Idris Fictitious", school="near")
        case.home("1", "1")
        case.tell("children/1/homes", homes="no")
        case.child("2", "Mabli Fictitious")
        assert case.walk().next == PageRef("family", "children.homes", "2")
        assert case.family.items("children.homes", "1") == ("1.1",)
        assert case.family.items("children.homes", "2") == ()

    def test_what_is_asked_about_a_member_may_depend_on_the_member_around_it(self):
        case = Family()
        case.child("1", "Idris Fictitious", school="near")
        case.home("1", "1")
        assert "children/1/homes/1/sharers" not in case.route()
        case.tell("children/1/school", school="far")
        assert "children/1/homes/1/sharers" in case.route()

    def test_what_comes_after_a_list_may_depend_on_it(self):
        case = Family()
        case.child("1", "Idris Fictitious", school="near")
        case.home("1", "1")
        assert "children/1/escort" not in case.route()
        case.home("1", "2", nights="few")
        assert "children/1/escort" in case.route()

    def test_an_answer_about_a_member_that_must_be_adds_it_and_those_it_belongs_to(self):
        case = Family()
        case.tell("children/1/homes", homes="yes")
        added = [event.data["item"] for event in case.events if event.type == "ask.member_added"]
        assert added == ["1", "1.1"]

    @pytest.mark.parametrize("page", ["children/1/nights", "homes", "children/1/homes/1/child_name"])
    def test_a_page_that_the_step_does_not_have_is_no_page(self, page):
        with pytest.raises(NoSuchPage):
            Family().answer(f"family/{page}", nights="most")

    def test_removing_a_member_that_is_not_there_changes_nothing(self):
        case = Family()
        before = len(case.events)
        case.tell("children/1/homes/1", remove="yes")
        assert len(case.events) == before

    def test_a_list_that_is_finished_is_finished_for_its_own_member(self):
        case = Family()
        case.child("1", "Idris Fictitious")
        case.tell("children/1/homes", homes="no")
        done = case.events[-1]
        assert (done.type, dict(done.data), done.schema) == (
            "ask.group_done",
            {"step": "family", "group": "children.homes", "item": "1"},
            2,
        )
        assert case.family.done == {("children.homes", "1")}

    def test_a_list_finished_before_lists_had_members_reads_as_that_of_no_member(self):
        case = Family()
        case.tell("children", children="no")
        done = case.events[-1]
        old = {name: value for name, value in done.data.items() if name != "item"}
        earlier = replace(done, data=old, schema=1)
        assert upcast(earlier, event_types(BRICKS)) == done


class TestRemoving:
    def test_removing_a_member_removes_all_that_belongs_to_it_and_nothing_else(self):
        case = full()
        before = case.family
        case.tell("children/1", remove="yes")
        after = case.family
        assert after.items("children") == ("2",)
        assert {item for _, item in after.answers} == {"2", "2.1", "2.2", "2.1.1"}
        kept = {key: value for key, value in before.answers.items() if key[1].startswith("2")}
        assert {key: value for key, value in after.answers.items() if key[1]} == kept
        assert not [page for page in case.route() if page.startswith("children/1/")]
        assert not [path for path in case.walk().dropped if "children/1/" in path]

    def test_removing_an_inner_member_leaves_the_others_of_its_list(self):
        case = full()
        case.tell("children/1/homes/1", remove="yes")
        assert case.family.items("children.homes", "1") == ("1.2",)
        assert ("sharer_name", "1.1.1") not in case.family.answers
        assert ("sharer_name", "2.1.1") in case.family.answers

    def test_a_number_is_never_given_again(self):
        case = full()
        case.tell("children/1/homes/2", remove="yes")
        case.tell("children/1/homes", homes="yes")
        assert case.family.items("children.homes", "1") == ("1.1", "1.3")
        case.tell("children/2", remove="yes")
        case.tell("children", children="yes")
        assert case.family.items("children") == ("1", "3")
        assert case.family.items("children.homes", "3") == ()

    def test_a_list_with_a_member_gone_is_to_be_finished_again(self):
        case = full()
        case.tell("children/1/homes", homes="no")
        case.tell("children/2/homes", homes="no")
        case.tell("children/1/homes/2", remove="yes")
        assert case.family.done == {("children.homes", "2")}


class TestWhoseDataItIs:
    def test_what_belongs_to_a_member_is_the_members_data_unless_said(self):
        case = Family()
        case.child("1", "Idris Fictitious")
        case.home("1", "1")
        case.tell("children/1/homes/1/sharers", sharers="yes")
        case.tell("children/1/homes/1/sharers/1/sharer_name", sharer_name="Nia Unreal")
        parties = [party for event in case.events for party in event.personal]
        assert parties == ["applicant", "child-1", "child-1", "child-1", "child-1", "sharer-1.1.1"]

    def test_erasing_a_member_hides_what_belongs_to_it(self):
        case = full()
        events = [erased(event, frozenset({"child-1"})) for event in case.events]
        answers = fold(case.service, events).steps["family"].answers
        hidden = {item for (_, item), value in answers.items() if str(value) == "HIDDEN"}
        assert hidden == {"1", "1.1", "1.2"}
        assert answers["sharer_name", "1.1.1"] == "Nia Unreal"


class TestRules:
    def test_members_are_lists_of_contexts_in_contexts(self):
        case = Family()
        case.child("1", "Idris Fictitious")
        case.home("1", "1")
        facts = from_feel(case.walk().facts)
        assert facts["children"] == [
            {
                "child_name": "Idris Fictitious",
                "school": "far",
                "escort": None,
                "homes": [
                    {
                        "home_address": {
                            "line_1": "1 Sedge Row",
                            "line_2": "",
                            "town": "Saltby",
                            "county": "",
                            "postcode": "FM9 2DU",
                        },
                        "nights": "most",
                        "why_few": None,
                        "sharers": [],
                    }
                ],
            }
        ]


class TestReadingBack:
    def test_members_of_members_are_told_under_the_member_they_belong_to(self):
        case = full()
        case.tell("children/2/homes/2", remove="yes")
        cards = [card.title for card in told(case.service, case.state, case.walk(), "en")]
        home = "1 Sedge Row, Saltby, FM9 2DU"
        assert cards == [
            "About you",
            "Your children",
            "Idris Fictitious",
            f"Idris Fictitious, {home}",
            f"Idris Fictitious, {home}, Nia Unreal",
            f"Idris Fictitious, {home}",
            "Mabli Fictitious",
            f"Mabli Fictitious, {home}",
            f"Mabli Fictitious, {home}, Nia Unreal",
        ]

    def test_a_card_has_a_line_for_each_list_with_a_link_to_change_it(self):
        case = full()
        shown = check_answers(case.service, case.state, case.walk(), "en")
        card = next(
            one for one in shown.blocks if isinstance(one, Summary) and one.title == "Idris Fictitious"
        )
        assert [(row.key, row.value, row.links[0].to) for row in card.rows][2] == (
            "Where the child lives",
            "Number added so far: 2",
            "change:family/children/1/homes",
        )

    def test_a_member_without_a_name_is_told_by_its_place(self):
        case = Family()
        case.child("1", "Idris Fictitious")
        case.tell("children/1/homes", homes="yes")
        laid = layout_of(school_travel().step("family"))
        group = laid.groups["children.homes"]
        assert full_name(laid, group, case.family, "1.1", "en") == "Idris Fictitious, Number 1"
        assert full_name(laid, group, case.family, "1.1", "cy") == "Idris Fictitious, Rhif 1"


def test_the_parts_that_the_layout_has_are_those_of_the_service():
    laid = layout_of(school_travel().step("family"))
    assert list(laid.groups) == ["children", "children.homes", "children.homes.sharers"]
    assert laid.groups["children.homes"].level == 2
    assert "children.homes.why_few" in laid.pages
    assert (
        laid.questions["sharer_name"].path_for("2.1.3") == "family/children/2/homes/1/sharers/3/sharer_name"
    )
