"""The estate by date, on the sample county and what might become of it."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connection

from handrail import estate
from handrail.estate import Area, Organisation, Succession
from handrail.estate.fenmarch import fenmarch_id

TODAY = date(2026, 5, 1)
VESTING = date(2027, 4, 1)
AFTER = date(2027, 6, 1)
DISTRICTS = ("isle-of-sedge", "marram-coast", "north-fenmarch", "south-fenmarch")


@pytest.fixture(autouse=True)
def fenmarch(database):
    estate.load_fenmarch()


def unitary(slug: str) -> Organisation:
    made = Organisation(
        id=uuid4(),
        slug=slug,
        names={"en": slug.replace("-", " ").title()},
        kind="unitary",
        nation="england",
        from_on=VESTING,
    )
    estate.record_organisation(made)
    return made


def passes(old: str, new: UUID, *, how="merged into", area="") -> None:
    estate.record_succession(
        Succession(
            predecessor=fenmarch_id(old), successor=new, on=VESTING, how=how, area=area, source="Sample order"
        )
    )


class TestFenmarch:
    def test_has_a_county_and_four_districts(self):
        assert [one.slug for one in estate.organisations(on=TODAY)] == ["fenmarch-county", *DISTRICTS]

    def test_can_be_loaded_twice_and_stays_the_same(self):
        before = estate.organisations(on=TODAY)
        estate.load_fenmarch()
        assert estate.organisations(on=TODAY) == before

    def test_uses_only_phone_numbers_kept_for_drama(self):
        assert all(one.phone.startswith("01632 960") for one in estate.organisations(on=TODAY))

    def test_names_a_district_in_both_languages_and_says_when_it_answers(self):
        found = estate.organisation("north-fenmarch", on=TODAY)
        assert found.called("en") == "North Fenmarch District Council"
        assert found.called("cy") == "Cyngor Dosbarth Gogledd Fenmarch"
        assert found.called("pl") == found.called("en")
        assert "9am" in found.opening_hours("cy")

    def test_serves_a_postcode_in_two_tiers(self):
        found = estate.serving("FE1 2AB", on=TODAY)
        assert [one.slug for one in found] == ["fenmarch-county", "north-fenmarch"]

    def test_does_not_take_one_outward_code_for_the_beginning_of_another(self):
        assert estate.serving("FE12 2AB", on=TODAY) == ()


class TestTime:
    def test_before_its_first_day_there_is_no_organisation(self):
        assert estate.organisation("north-fenmarch", on=date(1974, 3, 31)) is None
        assert estate.organisation("north-fenmarch", on=date(1974, 4, 1)) is not None

    def test_a_name_changes_on_its_day_and_the_id_stays(self):
        estate.rename(fenmarch_id("marram-coast"), names={"en": "Marram Council"}, on=VESTING)
        before = estate.organisation("marram-coast", on=date(2027, 3, 31))
        after = estate.organisation("marram-coast", on=VESTING)
        assert (before.called("en"), after.called("en")) == (
            "Marram Coast District Council",
            "Marram Council",
        )
        assert before.id == after.id

    def test_an_unknown_id_is_nobody(self):
        assert estate.organisation_by_id(uuid4(), on=TODAY) is None


class TestSuccession:
    def test_until_the_day_an_organisation_has_its_own_duties(self):
        assert estate.successor(fenmarch_id("north-fenmarch"), on=TODAY) == fenmarch_id("north-fenmarch")

    def test_two_districts_that_merge_have_one_successor_and_are_no_more(self):
        joined = unitary("fen-and-sedge")
        passes("north-fenmarch", joined.id)
        passes("isle-of-sedge", joined.id)
        assert estate.successor(fenmarch_id("isle-of-sedge"), on=AFTER) == joined.id
        assert estate.organisation("isle-of-sedge", on=AFTER) is None
        assert estate.organisation("isle-of-sedge", on=date(2027, 3, 31)) is not None
        assert joined.id in {one.id for one in estate.serving("FE7 1AA", on=AFTER)}

    def test_a_body_that_merged_can_still_be_named(self):
        passes("isle-of-sedge", unitary("fen-and-sedge").id)
        found = estate.organisation_by_id(fenmarch_id("isle-of-sedge"), on=AFTER)
        assert (found.called("en"), found.until) == ("Isle of Sedge District Council", VESTING)

    def test_a_split_body_needs_the_place_to_say_who_has_its_duties(self):
        east, west = self.split_south_fenmarch()
        south = fenmarch_id("south-fenmarch")
        assert estate.successors(south, on=AFTER) == {east, west}
        assert estate.successor(south, on=AFTER, postcode="FE3 9ZZ") == east
        assert estate.successor(south, on=AFTER, postcode="FE4 9ZZ") == west
        with pytest.raises(estate.SplitNeedsPlace, match="2 others"):
            estate.successor(south, on=AFTER)

    def test_a_split_body_is_there_until_its_last_area_has_passed(self):
        self.split_south_fenmarch()
        assert estate.organisation("south-fenmarch", on=date(2027, 3, 31)) is not None
        assert estate.organisation("south-fenmarch", on=VESTING) is None

    def test_a_body_that_gave_up_one_area_keeps_its_other_duties(self):
        county = fenmarch_id("fenmarch-county")
        estate.record_area(Area(county, "harbour", "The harbour", ("FE5 6",), date(1974, 4, 1)))
        harbour = unitary("harbour-authority")
        passes("fenmarch-county", harbour.id, how="split into", area="harbour")
        assert estate.successors(county, on=AFTER) == {county, harbour.id}
        assert estate.successor(county, on=AFTER, postcode="FE1 2AB") == county

    def test_successors_of_successors_are_followed(self):
        first = unitary("first")
        passes("marram-coast", first.id)
        last = replace(unitary("last"), from_on=date(2027, 5, 1))
        estate.record_succession(
            Succession(
                predecessor=first.id,
                successor=last.id,
                on=date(2027, 5, 1),
                how="continued by",
                area="",
                source="Sample order",
            )
        )
        assert estate.successor(fenmarch_id("marram-coast"), on=VESTING) == first.id
        assert estate.successor(fenmarch_id("marram-coast"), on=AFTER) == last.id

    def test_duties_cannot_pass_to_a_body_that_is_not_there_yet(self):
        with pytest.raises(estate.NotInForce, match="Record it first"):
            estate.record_succession(
                Succession(
                    predecessor=fenmarch_id("marram-coast"),
                    successor=unitary("too-late").id,
                    on=date(2027, 3, 31),
                    how="merged into",
                    area="",
                    source="Sample order",
                )
            )

    def split_south_fenmarch(self) -> tuple[UUID, UUID]:
        south = fenmarch_id("south-fenmarch")
        for code, postcode in (("south-east", "FE3"), ("south-west", "FE4")):
            estate.record_area(Area(south, code, code, (postcode,), date(2020, 1, 1)))
        estate.record_area(Area(south, "south-fenmarch", "South Fenmarch", (), date(1974, 4, 1), VESTING))
        east, west = unitary("east"), unitary("west")
        passes("south-fenmarch", east.id, how="split into", area="south-east")
        passes("south-fenmarch", west.id, how="split into", area="south-west")
        return east.id, west.id


class TestWho:
    def test_the_application_cannot_change_the_estate(self):
        with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
            cursor.execute("UPDATE estate_organisation SET slug = 'mine'")
