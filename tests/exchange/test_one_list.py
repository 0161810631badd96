"""Lists that ask the same of each entry are offered as one list, and are one where a person settled it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from handrail.bricks import BRICKS
from handrail.definition.dated import register_of
from handrail.definition.load import load_text
from handrail.exchange.carry.decisions import Decisions, read_decisions
from handrail.exchange.form import Component, Form, Page
from handrail.exchange.report import Report
from handrail.walk.journeys import Journey, drive
from tests.exchange.forms import carried, en, form_of, page, para, problems, radios, text, when, yes_no
from tests.exchange.samples import FOLDER, NEEDED, brought

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
NONE = register_of((), declarations={}, organisation="nowhere")
ONE = Decisions(one_list=("child", "other_adult"))


def asked(name: str, number: int, *more: Component) -> tuple[Component, ...]:
    """Return what one copy asks: a name, under a heading that all share, after words of its own list."""
    return (
        para(f"Tell us about each {name}."),
        para("Names"),
        text(f"name_{name}_{number}", f"{name.replace('-', ' ').capitalize()} full name"),
        *more,
        radios(f"lives_{name}_{number}", "here", "elsewhere"),
    )


def copies(name: str, title: str, to: str, *, count: int = 3, more: tuple[Component, ...] = ()) -> list[Page]:
    """Return pages that were copied so many times, each but the last asking whether there is another."""
    found: list[Page] = []
    for number in range(1, count + 1):
        last, own = number == count, asked(name, number, *more)
        following = to if last else f"/{name}-more-{number}"
        found.append(
            _titled(page(f"/{name}-{number}", *own, to=(following,)), f"Details of the {title.lower()}")
        )
        if not last:
            gate = yes_no(f"another_{name}_{number}", "Is there another?")
            ways = (when(f"/{name}-{number + 1}", gate.name, "true"), to)
            found.append(_titled(page(f"/{name}-more-{number}", gate, to=ways), title))
    return found


def _titled(one: Page, title: str) -> Page:
    return Page(one.path, one.where, en(title), components=one.components, links=one.links)


def household(**more: Any) -> Form:
    """Return a form with two lists at two places, a question between them."""
    return form_of(
        page("/children", yes_no("children"), to=(when("/child-1", "children", "true"), "/adults")),
        *copies("child", "Child", "/adults"),
        page("/adults", yes_no("adults"), to=(when("/other-adult-1", "adults", "true"), "/summary")),
        *copies("other-adult", "Other adult", "/summary", **more),
        page("/summary", kind="check"),
    )


def walked(texts: dict[str, str], answers: Mapping[str, Any]) -> Journey:
    """Return where somebody gets who answers so."""
    service = load_text(texts, bricks=BRICKS).service
    assert service is not None
    return drive(service, answers, parameters=NONE, at=AT)


class TestTheOffer:
    def test_lists_that_ask_the_same_stay_apart_until_somebody_settles_it(self):
        report = Report()
        texts = carried(household(), report)
        assert texts["service.yaml"].count("- group:") == 2
        assert "one_list: []" in texts["decisions.yaml"]
        assert "child (Child), other_adult (Other adult)" in texts["decisions.yaml"]
        assert any("child and other_adult ask the same of each entry" in note for note in report.notes)
        assert "10 pages were copies of each other; they are now 2 repeated groups." in report.notes

    def test_what_is_settled_is_read_and_kept(self):
        decisions = read_decisions("one_list: [child, other_adult]", language="en")
        assert decisions == ONE
        assert "one_list: [child, other_adult]" in carried(household(), decisions=ONE)["decisions.yaml"]

    def test_lists_that_ask_something_else_are_not_offered(self):
        report = Report()
        texts = carried(household(more=(yes_no("works"),)), report)
        assert "one_list" not in texts["decisions.yaml"]
        assert not any("ask the same" in note for note in report.notes)

    def test_a_name_of_no_such_list_is_told(self):
        report = Report()
        carried(household(), report, Decisions(one_list=("child", "pets")))
        assert any("'pets'" in note and "changes nothing" in note for note in report.notes)


class TestOneList:
    def test_the_report_says_so_with_what_it_changes(self):
        report = Report()
        texts = carried(household(), report, ONE)
        assert texts["service.yaml"].count("- group:") == 1
        assert "10 pages were copies of each other; they are now one repeated group." in report.notes
        (told,) = [note for note in report.notes if "as was settled" in note]
        assert "takes 6 in all, where they took 3 and 3" in told
        assert report.lost == []
        assert problems(texts) == []

    def test_each_entry_says_which_it_is_where_both_lists_are_open(self):
        one = {"child_or_other_adult_is": "child", "name_child_1": "Una", "lives_child_1": "here"}
        other = {"child_or_other_adult_is": "other_adult", "name_child_1": "Al", "lives_child_1": "here"}
        journey = walked(
            carried(household(), decisions=ONE),
            {"children": True, "adults": True, "child_or_other_adult": [one, dict(one), other]},
        )
        which = [one for one in journey.route if one.endswith("/child_or_other_adult_is")]
        assert which == [
            f"your-answers/child_or_other_adult/{number}/child_or_other_adult_is" for number in (1, 2, 3)
        ]
        assert journey.position.here == "with_staff"

    @pytest.mark.parametrize(("children", "adults"), [(True, False), (False, True)])
    def test_nobody_is_asked_which_where_one_is_open(self, *, children: bool, adults: bool):
        entry = {"name_child_1": "Una", "lives_child_1": "here"}
        journey = walked(
            carried(household(), decisions=ONE),
            {"children": children, "adults": adults, "child_or_other_adult": [entry]},
        )
        assert not any(one.endswith("_is") for one in journey.route)

    def test_nobody_is_asked_for_an_entry_where_none_is_open(self):
        journey = walked(carried(household(), decisions=ONE), {"children": False, "adults": False})
        assert journey.route == ("your-answers/children", "your-answers/adults")

    def test_words_of_one_list_are_read_by_those_they_are_for(self):
        service = carried(household(), decisions=ONE)["service.yaml"]
        assert "label: Full name" in service
        assert "title: Details of the child or other adult" in service
        assert "text: Names" in service
        rule = 'child_or_other_adult_is = "child" or child_or_other_adult_is = null and children = true'
        assert f"text: Tell us about each child.\n                when: {rule}" in service


@NEEDED
class TestTheRealCopies:
    """A published form has 38 pages for people lived with and close contacts."""

    def test_all_of_them_become_one_repeated_group(self):
        file = FOLDER / "ukhsa" / "close-contact-form.json"
        settled = Decisions(one_list=("person_live_with", "close_contact"))
        texts, report = brought("xgov", file, settled)
        assert "38 pages were copies of each other; they are now one repeated group." in report.notes
        assert problems(texts) == []

        def person(sort: str, name: str) -> dict[str, object]:
            return {
                "person_or_close_contact_is": sort,
                "first_name_3": name,
                "last_name_3": "Madeup",
                "contact_directly_2": "Yes",
            }

        people = [person("person_live_with", "Una"), person("person_live_with", "Osian")]
        myself = {"first_name": "Zoë", "last_name": "Invented", "date_of_birth": "1990-05-01"}
        answers = {
            **myself,
            "for_answer": "you",
            "people_you_live_with_live_with_others": True,
            "been_in_contact": True,
            "person_or_close_contact": [*people, person("close_contact", "Ffion")],
            "declaration": True,
        }
        journey = walked(texts, answers)
        assert "person-or-close-contact/person_or_close_contact/3/person_live_with_1" in journey.route
        assert journey.position.here == "with_staff"
