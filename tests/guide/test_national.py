"""What a national application says, and nothing else, becomes answers of the Blue Badge form."""

import json
from contextlib import suppress
from copy import deepcopy

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from handrail.bricks.ask.layout import layout_of
from handrail.channels.api.describe import answers_schema
from handrail.channels.api.fitting import misfits
from tests.guide.applications import COUNCIL, EVERYBODY, PARENT, WALKER, applied, organisation
from tests.guide.script import national
from tests.journeys.site import BADGE

told, NotTaken = national.told, national.NotTaken
SCHEMA = Draft202012Validator(answers_schema(BADGE, "en"), format_checker=FormatChecker())
TOO_LONG = {"too long and turned round": [f"'{'y' * 100}, {'z' * 100}' is too long"]}
GROUPS = {
    laid.group.id: laid.group.max
    for step in BADGE.steps
    if hasattr(step.spec, "pages")
    for laid in layout_of(step).groups.values()
}


def answers(application: dict) -> dict:
    return dict(told(application, COUNCIL).answers)


def places(value, place: str = "") -> set[str]:
    """Where something is said, without the number of a member of a list."""
    if isinstance(value, dict):
        return {one for name, inner in value.items() for one in places(inner, f"{place}.{name}".lstrip("."))}
    if isinstance(value, list):
        return {one for inner in value for one in places(inner, place)}
    return set() if value is None else {place}


def without(value, place: str):
    """The same without what is said at a place."""
    name, _, inner = place.partition(".")
    if isinstance(value, list):
        return [without(one, place) for one in value]
    if not inner:
        return {one: kept for one, kept in value.items() if one != name}
    return {**value, name: without(value[name], inner)}


def put(application: dict, place: str, value) -> dict:
    """The same with something else at a place."""
    found = deepcopy(application)
    *around, last = place.split(".")
    where = found
    for name in around:
        where = where[name]
    where[last] = value
    return found


def lesser(application: dict) -> dict:
    """By place, what the application says when nothing is said there; not where it is then no application."""
    found = {}
    for place in sorted(places(application)):
        with suppress(NotTaken):
            found[place] = told(without(application, place), COUNCIL)
    return found


class TestTheAnswers:
    @pytest.mark.parametrize("who", EVERYBODY)
    def test_fit_the_questions_of_the_form(self, who):
        found = answers(EVERYBODY[who])

        assert misfits(BADGE, found, "en") == []
        assert [one.message for one in SCHEMA.iter_errors(found)] == TOO_LONG.get(who, [])

    def test_are_what_somebody_says_who_finds_it_hard_to_walk(self):
        assert answers(WALKER) == {
            "applying_for": "self",
            "lives_where": "here",
            "holder_phone": "01632 960001",
            "holder_email": "made.up@example.org",
            "full_name": "Una Madeup",
            "born_on": "1951-02-03",
            "home_address": {
                "line_1": "1 Sedge Row",
                "line_2": "Reedham",
                "town": "Southlode",
                "postcode": "ZZ1 1AA",
            },
            "ni_number": "QQ123456C",
            "main_reason": "walking",
            "condition": "Made-up stiffness in both knees",
            "walking_time": "from_1_to_5",
            "difficulties": ["pain", "breathless"],
            "aids": [{"aid": "Walking frame", "aid_from": "professional"}, {"aid": "My made-up niece"}],
            "medicines": [{"medicine": "Madeupcetamol", "dose": "1 tablet, Twice a day"}],
            "treatments": [{"treatment": "Physiotherapy", "treatment_when": "Every week"}],
            "professionals": [
                {"professional_name": "Dr Pretend Person", "professional_role": "Southlode Hospital"}
            ],
        }

    @pytest.mark.parametrize(
        ("who", "says"),
        [
            (
                "PIP, for a fixed time",
                {"benefit": "pip", "award_end": "fixed", "award_ends_on": "2029-01-31"},
            ),
            ("DLA, without an end", {"benefit": "dla", "mobility_rate": "higher", "award_end": "ongoing"}),
            ("a lump sum from the forces", {"benefit": "forces"}),
            ("on a register", {"main_reason": "sight", "sight_council": "STRATH"}),
            ("arms", {"main_reason": "arms", "drives": True, "meters": True}),
            ("a child near a vehicle", {"main_reason": "child_vehicle", "own_name": "Pat Invented"}),
            ("terminally ill", {"main_reason": "terminal"}),
            ("a condition that is not seen", {"main_reason": "hidden"}),
            ("again", {"badge_number": "242G48"}),
            ("Welsh letters", {"full_name": "Siôn Ffug-Wŷn ap Dŵr"}),
            (
                "a child with equipment",
                {"equipment": "a ventilator, a suction machine, A made-up machine"},
            ),
        ],
    )
    def test_hold_what_each_reason_says(self, who, says):
        assert says.items() <= answers(EVERYBODY[who]).items()

    def test_are_of_an_organisation_when_one_applies(self):
        found = answers(organisation())

        assert found["applying_for"] == "organisation"
        assert found["organisation_name"] == "Fenmarch Made-up Day Centre"
        assert (found["carries"], found["vehicles"]) == (True, [{"registration": "FE26ABC"}])
        assert "full_name" not in found
        assert "lives_where" not in found

    def test_name_who_applies_when_somebody_else_is_to_be_contacted(self):
        assert answers(applied(contact=PARENT))["applying_for"] == "someone_else"
        assert answers(applied(contact={"fullName": "una  MADEUP"}))["applying_for"] == "self"

    def test_take_the_older_way_of_saying_one_piece_of_equipment(self):
        older = applied("CHILDBULK", childUnder3={"bulkyMedicalEquipmentTypeCode": "PUMP"})

        assert answers(older)["equipment"] == "a feed pump"


class TestNothingIsMadeUp:
    @pytest.mark.parametrize("who", EVERYBODY)
    def test_what_is_not_said_is_no_answer_and_leads_to_no_other(self, who):
        whole = places(answers(EVERYBODY[who]))
        # When nobody else is to be contacted, the phone and the email address are the badge holder's.
        theirs = {"party.contact.fullName": {"holder_phone", "holder_email"}}

        less = {place: places(one.answers) for place, one in lesser(EVERYBODY[who]).items()}

        assert len(less) > 10
        assert {at: more for at, one in less.items() if (more := one - whole - theirs.get(at, set()))} == {}

    def test_no_reason_says_neither_a_benefit_nor_a_reason(self):
        assert not {"benefit", "main_reason"} & set(answers(applied("NONE")))

    def test_nobody_is_said_to_be_unsure_or_to_have_none(self):
        said = json.dumps([answers(one) for one in EVERYBODY.values()])

        assert "not_sure" not in said
        assert '"none"' not in said

    def test_a_length_or_difficulty_that_the_form_does_not_know_is_left_out_and_named(self):
        walking = {"walkingLengthOfTimeCode": "FEWMIN", "typeCodes": ["STRUGGLE", "SOMELSE"]}
        found = told(applied("WALKD", walkingDifficulty=walking), COUNCIL)

        assert not {"walking_time", "difficulties"} & set(found.answers)
        assert {f"eligibility.walkingDifficulty.{name}" for name in walking} <= set(found.not_carried)


class TestNothingIsLostUnseen:
    @pytest.mark.parametrize("who", EVERYBODY)
    def test_every_field_is_an_answer_or_named_as_not_carried(self, who):
        whole = told(EVERYBODY[who], COUNCIL)

        no_answer = {at for at, one in lesser(EVERYBODY[who]).items() if one.answers == whole.answers}

        assert no_answer <= set(whole.not_carried)

    def test_a_field_that_a_later_version_adds_is_named(self):
        newer = applied() | {"madeUp": {"lately": True}}

        assert "madeUp.lately" in told(newer, COUNCIL).not_carried

    @pytest.mark.parametrize(("name", "most"), national.MOST.items())
    def test_a_list_is_as_long_as_the_form_takes(self, name, most):
        assert GROUPS[name] == most

    def test_what_a_list_has_too_many_of_is_named(self):
        aids = [{"description": f"Stick {number}", "howProvidedCode": "PRIVATE"} for number in range(12)]
        found = told(applied("WALKD", walkingDifficulty={"walkingAids": aids}), COUNCIL)

        assert len(found.answers["aids"]) == 10
        assert "eligibility.walkingDifficulty.walkingAids.description" in found.not_carried


class TestWhatIsNotTaken:
    @pytest.mark.parametrize("kind", ["CANCEL", "REPLACE", "REVOKE"])
    def test_what_is_no_application_for_a_badge_is_sent_elsewhere(self, kind):
        with pytest.raises(NotTaken, match="do it in the national register"):
            told(applied(kind=kind), COUNCIL)

    def test_an_application_to_another_council_is_not_brought_in(self):
        with pytest.raises(NotTaken, match="another council issues this badge"):
            told(applied(), "GLAN")

    @pytest.mark.parametrize(
        ("place", "value", "says"),
        [
            ("applicationTypeCode", "SECRET", "applicationTypeCode must be NEW or RENEW"),
            ("applicationTypeCode", ["SECRET"], "applicationTypeCode must be text"),
            ("applicationTypeCode", None, "applicationTypeCode must be NEW or RENEW"),
            ("applicationId", None, "applicationId must be there"),
            ("party", None, "party.typeCode must be PERSON or ORG"),
            ("party", ["SECRET"], "party must be an object"),
            ("party.typeCode", "SECRET", "party.typeCode must be PERSON or ORG"),
            ("party.person.dob", 19510203, "party.person.dob must be text"),
            ("party.contact.fullName", {"SECRET": 1}, "party.contact.fullName must be text"),
            ("eligibility.typeCode", 5, "eligibility.typeCode must be text"),
            ("eligibility.benefit", {"isIndefinite": "SECRET"}, "isIndefinite must be true or false"),
            ("eligibility.walkingDifficulty", {"typeCodes": "SECRET"}, "typeCodes must be a list"),
            ("eligibility.walkingDifficulty", {"medications": ["SECRET"]}, "must be a list of objects"),
        ],
    )
    def test_a_field_of_the_wrong_shape_is_named_without_what_it_holds(self, place, value, says):
        with pytest.raises(NotTaken, match=says) as refusal:
            told(put(applied(), place, value), COUNCIL)
        assert "SECRET" not in str(refusal.value)

    @pytest.mark.parametrize("value", [None, [], "text", 7])
    def test_what_is_no_object_is_no_application(self, value):
        with pytest.raises(NotTaken, match="must be an object"):
            told(value, COUNCIL)
