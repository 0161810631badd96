"""Who is shown which page of a form that was brought over, in rules as short as a person would write."""

import pytest

from handrail.exchange.carry.refusal import TooMuch
from handrail.exchange.form import All, Comparison, Condition, Link, Named, Some
from handrail.exchange.report import Report
from tests.exchange.forms import (
    boxes,
    carried,
    form_of,
    page,
    para,
    problems,
    radios,
    rules,
    text,
    when,
    yes_no,
)


class TestRulesByLinks:
    def test_a_page_that_every_way_passes_has_no_rule(self):
        form = form_of(
            page("/way", radios("way", "car", "bike"), to=(when("/car", "way", "car"), "/bike")),
            page("/car", text("plate"), to=("/end",)),
            page("/bike", text("frame"), to=("/end",)),
            page("/end", text("name"), to=("/summary",)),
            page("/summary", kind="check"),
        )
        assert rules(carried(form)) == {
            "way": "",
            "plate": 'way = "car"',
            "frame": 'way = "bike"',
            "name": "",
        }

    def test_only_the_last_of_several_gates_is_named(self):
        form = form_of(
            page("/one", yes_no("one"), to=(when("/two", "one", "true"), "/end")),
            page("/two", yes_no("two"), to=(when("/three", "two", "true"), "/end")),
            page("/three", text("three"), to=("/end",)),
            page("/end", text("last"), to=("/summary",)),
            page("/summary", kind="check"),
        )
        assert rules(carried(form)) == {"one": "", "two": "one = true", "three": "two = true", "last": ""}

    def test_pages_after_an_exit_need_not_rule_it_out(self):
        form = form_of(
            page("/lives", yes_no("lives_here"), to=(when("/no", "lives_here", "false"), "/age")),
            page("/age", yes_no("grown_up"), to=(when("/no", "grown_up", "false"), "/name")),
            page("/no", para("You cannot apply."), kind="exit"),
            page("/name", text("full_name"), to=("/summary",)),
            page("/summary", kind="check"),
        )
        assert rules(carried(form)) == {
            "lives_here": "",
            "grown_up": "lives_here = true",
            "no": "lives_here = false or grown_up = false",
            "full_name": "",
        }

    def test_a_question_that_may_be_left_empty_does_not_stand_for_its_page(self):
        form = form_of(
            page("/start", yes_no("begun"), to=(when("/maybe", "begun", "true"), "/summary")),
            page(
                "/maybe",
                radios("maybe", "a", "b", required=False),
                to=(when("/summary", "maybe", "a"), "/on"),
            ),
            page("/on", text("more"), to=("/summary",)),
            page("/summary", kind="check"),
        )
        assert rules(carried(form))["more"] == 'begun = true and maybe != "a"'

    def test_several_ways_in_are_said_once(self):
        form = form_of(
            page(
                "/pick",
                radios("pick", "a", "b", "c", "d"),
                to=(when("/ab", "pick", "a"), when("/ab", "pick", "b"), "/summary"),
            ),
            page("/ab", text("more"), to=("/summary",)),
            page("/summary", kind="check"),
        )
        assert rules(carried(form))["more"] == 'pick in ("a", "b")'

    def test_what_several_rules_have_in_common_is_said_once(self):
        both = Some(
            (
                All((Comparison("who", "contains", "staff"), Comparison("sick", "is", "true"))),
                All((Comparison("who", "contains", "guests"), Comparison("sick", "is", "true"))),
            )
        )
        form = form_of(
            page("/who", boxes("who", "staff", "guests", "others"), to=("/sick",)),
            page("/sick", yes_no("sick"), to=(Link("/more", Named("either")), "/summary")),
            page("/more", text("more"), to=("/summary",)),
            page("/summary", kind="check"),
            conditions=(Condition("either", "Either", both),),
        )
        expected = 'sick = true and (list contains(who, "staff") or list contains(who, "guests"))'
        assert rules(carried(form))["more"] == expected

    def test_many_choices_of_one_question_are_said_together(self):
        some = Some(tuple(Comparison("who", "contains", one) for one in ("a", "b", "c")))
        form = form_of(
            page("/who", boxes("who", "a", "b", "c", "d"), to=(Link("/more", some), "/summary")),
            page("/more", text("more"), to=("/summary",)),
            page("/summary", kind="check"),
        )
        assert rules(carried(form))["more"] == '(some one in who satisfies one in ("a", "b", "c"))'


class TestWhatFormsDoOddly:
    def test_a_page_that_no_link_leads_to_is_kept_apart_and_told(self):
        report = Report()
        form = form_of(
            page("/name", text("full_name"), to=("/summary",)),
            page("/lost", text("forgotten"), to=("/summary",)),
            page("/summary", kind="check"),
        )
        texts = carried(form, report)
        assert "forgotten" not in texts["service.yaml"]
        assert "forgotten" in texts["unreached.yaml"]
        assert [(one["where"], one["kind"]) for one in report.lost] == [("/lost", "link")]
        assert problems(texts) == []

    def test_a_page_that_no_answers_lead_to_is_kept_apart_too(self):
        never = All((Comparison("pick", "is", "a"), Comparison("pick", "is", "b")))
        form = form_of(
            page("/pick", radios("pick", "a", "b"), to=(Link("/lost", never), "/summary")),
            page("/lost", text("forgotten"), to=("/summary",)),
            page("/summary", kind="check"),
        )
        texts = carried(form)
        assert "forgotten" in texts["unreached.yaml"]
        assert problems(texts) == []

    def test_a_link_back_is_told_and_the_page_asked_once(self):
        report = Report()
        form = form_of(
            page("/name", text("full_name"), to=("/sure",)),
            page("/sure", text("nick"), yes_no("sure"), to=(when("/name", "sure", "false"), "/summary")),
            page("/summary", kind="check"),
        )
        texts = carried(form, report)
        assert [one["what"] for one in report.lost] == ["the link back to /name"]
        assert problems(texts) == []

    def test_a_condition_on_a_question_that_comes_later_is_false_as_it_was(self):
        form = form_of(
            page("/one", yes_no("one"), to=(when("/extra", "later", "a"), "/later")),
            page("/extra", text("extra"), to=("/later",)),
            page("/later", radios("later", "a", "b"), to=("/summary",)),
            page("/summary", kind="check"),
        )
        texts = carried(form)
        assert "extra" not in rules(texts)
        assert problems(texts) == []

    def test_a_condition_that_rests_on_itself_is_told_and_never_true(self):
        report = Report()
        form = form_of(
            page("/one", yes_no("one"), to=(Link("/extra", Named("round")), "/summary")),
            page("/extra", text("extra"), to=("/summary",)),
            page("/summary", kind="check"),
            conditions=(Condition("round", "Round", Named("round")),),
        )
        texts = carried(form, report)
        assert any("rests on itself" in one["why"] for one in report.lost)
        assert problems(texts) == []

    def test_more_pages_than_anyone_could_answer_are_refused(self):
        pages = [page(f"/p{n}", text(f"ask{n}"), to=(f"/p{n + 1}",)) for n in range(1001)]
        with pytest.raises(TooMuch, match="expected at most 1000"):
            carried(form_of(*pages))


class TestSteps:
    def test_sections_of_a_piece_become_steps(self):
        form = form_of(
            page("/you", text("full_name"), to=("/home",), section="you"),
            page("/home", text("home"), to=("/summary",), section="home"),
            page("/summary", kind="check"),
            sections={"you": {"en": "About you"}, "home": {"en": "Your home"}},
        )
        steps = [one for one in carried(form)["service.yaml"].splitlines() if "- ask:" in one]
        assert steps == ["  - ask: about-you", "  - ask: your-home"]

    def test_the_first_pages_that_only_tell_are_what_is_read_before(self):
        form = form_of(
            page("/start", para("Have your keys ready."), kind="start", to=("/name",)),
            page("/name", text("full_name"), to=("/summary",)),
            page("/summary", kind="check"),
        )
        texts = carried(form)
        assert "Have your keys ready." in texts["service.yaml"].split("parties:")[0]
        assert list(rules(texts)) == ["full_name"]
