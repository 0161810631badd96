"""The forms of the services there are, and of one that asks every type of question, keep PDF/UA-1."""

from functools import cache

import pytest

from handrail.bricks import BRICKS
from handrail.channels.paper.blank import blank_form
from handrail.channels.paper.words import say
from handrail.definition.load import load
from handrail.questions.types import TYPES
from tests.channels.paper.documents import boxes, printed, words_of
from tests.definition.garden import loaded, swapped
from tests.fitness.source import ROOT

BADGE = load(ROOT / "services" / "blue-badge", bricks=BRICKS).service


@cache
def badge_form(language: str, *, large: bool):
    """The badge's form, made and opened once for all that is asked of it."""
    return printed(blank_form(BADGE, organisation=None, language=language, large=large))


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_the_blue_badges_form_keeps_every_rule_of_pdf_ua_1(language, large):
    read = badge_form(language, large=large)
    assert read.trailer["/Root"]["/Lang"] == f"{language}-GB"
    assert BADGE.hash[:12] in words_of(read)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_no_page_ends_between_a_question_and_the_first_box_to_tick(language, large):
    ends = [one.extract_text().splitlines() for one in badge_form(language, large=large).pages]
    foot = blank_form(BADGE, organisation=None, language=language, large=large)["foot"][0]
    last = {next(line for line in reversed(end[:-1]) if foot not in line) for end in ends}
    assert last.isdisjoint({say("tick.one", language), say("tick.any", language)})


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(("large", "line"), [(False, 27.0), (True, 44.0)], ids=["usual", "large"])
def test_a_box_to_write_in_is_whole_on_its_page(language, large, line):
    after_the_offices_own = badge_form(language, large=large).pages[1:]
    found = {height for height in boxes(after_the_offices_own, wider_than=380) if height > 23}
    assert found == {round(line * lines, 1) for lines in (1, 1.8, 9 * (0.8 if large else 0.75))}


@pytest.mark.parametrize(
    ("language", "doubt", "asked"),
    [
        ("en", "the rules do not seem to give a badge", "What else should we know?"),
        ("cy", "nid yw’n ymddangos bod y rheolau’n rhoi bathodyn", "Beth arall y dylem ei wybod?"),
    ],
)
def test_nobody_reads_on_paper_what_rules_would_find_of_their_answers(language, doubt, asked):
    service = load(ROOT / "services" / "blue-badge", bricks=BRICKS).service
    document = blank_form(service, organisation=None, language=language, large=False)

    assert any(doubt in text for text in service.text.values())
    assert doubt not in repr(document)
    assert asked in repr(document)


def test_every_type_of_question_has_room_for_its_answer():
    asked = "".join(
        f"      - {{question: q_{name.replace('-', '_')}, type: {name}, label: What about {name}?"
        + (", options: {one: One thing, other: Other thing}" if kind.options != "none" else "")
        + (", none: None of these" if kind.options == "several" else "")
        + "}\n\n"
        for name, kind in TYPES.items()
    )
    service = loaded(
        swapped("      - question: had_before\n", f"{asked}      - question: had_before\n")
    ).service
    document = blank_form(service, organisation=None, language="en", large=False)
    text = words_of(printed(document))
    for name in TYPES:
        assert f"What about {name}?" in text
    fields = {one["label"]: one["field"] for one in document["blocks"] if one["is"] == "question"}
    assert fields["What about money?"]["prefix"] == "£"
    assert [part for part, _ in fields["What about month-year?"]["parts"]] == ["month", "year"]
    assert len(fields["What about choices?"]["options"]) == 3
