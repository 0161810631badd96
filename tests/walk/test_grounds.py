"""What a person reads, with a decision, of what the rules found."""

from dataclasses import replace

from handrail.definition.screen import Heading, Summary
from handrail.history.event import NewEvent
from handrail.walk import lifecycle
from handrail.walk.decisions import standing_decision
from handrail.walk.fold import fold
from handrail.walk.grounds import grounds
from handrail.walk.screens import case_page
from tests.walk.garden import Case


def decided(**answers) -> Case:
    """An application for a full plot with one grown-up helper, offered."""
    case = Case().fill(size="full", helpers="yes", **answers)
    case.answer("plot/helpers/1/helper_name", helper_name="Bo Sample")
    case.answer("plot/helpers/1/helper_child", helper_child="no")
    case.answer("plot/helpers", helpers="no")
    case.answer("plot/why_full", why_full="Many beans")
    case.answer("declare/agreed", agreed="agreed")
    case.send()
    case.staff("decide", result="refuse", reasons="The plots are full.")
    return case


def found(case: Case, *, language: str = "en", visible=None):
    seen = case.state if visible is None else fold(case.service, visible)
    decision = standing_decision(case.service, seen.decisions)
    return grounds(case.service, seen, case.walk(sent=True), decision, language)


def sentences(case: Case, **more) -> list[tuple[str, str, str]]:
    return [(one.step, one.about, one.reasons[0].sentence) for one in found(case, **more)]


def without(case: Case, question: str):
    """The events as somebody sees them who may not see one answer."""
    return [
        replace(one, personal={}, sealed_from_us=frozenset(one.personal))
        if question in one.data.get("page", "") and one.type == "ask.answered"
        else one
        for one in case.events
    ]


def test_the_advice_comes_first_and_then_what_it_rests_on():
    assert sentences(decided()) == [
        ("rent", "", "You share the plot."),
        ("guardian", "Bo Sample", "They are an adult."),
    ]


def test_it_is_said_in_the_language_of_the_person():
    assert [one[2] for one in sentences(decided(), language="cy")] == [
        "Rydych yn rhannu’r plot.",
        "Maent yn oedolyn.",
    ]


def test_each_sentence_stands_with_its_rule_and_each_member_has_a_line():
    case = decided()
    screen = case_page(
        case.service, case.state, case.walk(sent=True), "en", reference="ALL-1", visible=case.events
    )
    lists = [block for block in screen.blocks if isinstance(block, Summary)]
    rows = [(one.title, row.key, row.value, row.note) for one in lists for row in one.rows if row.note]
    assert Heading("What the rules found") in screen.blocks
    assert rows == [
        ("", "The rent", "You share the plot.", "The rule: rule 5"),
        ("Who is old enough", "Bo Sample", "They are an adult.", "The rule: rule 2"),
    ]


def test_what_looked_at_an_answer_that_the_reader_may_not_see_is_left_out():
    case = decided()

    assert sentences(case, visible=without(case, "size")) == [("guardian", "Bo Sample", "They are an adult.")]


def test_what_rests_on_such_an_answer_through_another_table_is_left_out_too():
    case = decided()

    assert sentences(case, visible=without(case, "helper_child")) == []


def test_what_was_corrected_since_is_not_told_of_the_old_decision():
    case = decided()
    case.answer("plot/size", size="half")
    case.send()
    assert case.walk(sent=True).another_look
    assert found(case) == ()

    case.staff("confirm", reason="It stands.")

    assert sentences(case)[0] == ("rent", "", "You live here.")


def test_asking_for_a_review_changes_nothing_of_what_was_found():
    case = decided()
    case.add(NewEvent(lifecycle.REVIEW_ASKED, personal={"applicant": {"reason": "There is room."}}))

    assert case.walk(sent=True).review_waits
    assert [one[2] for one in sentences(case)] == ["You share the plot.", "They are an adult."]
