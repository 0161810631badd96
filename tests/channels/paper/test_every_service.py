"""The forms of the services there are, and of one that asks every type of question, keep PDF/UA-1."""

import pytest

from handrail.bricks import BRICKS
from handrail.channels.paper.blank import blank_form
from handrail.definition.load import load
from handrail.questions.types import TYPES
from tests.channels.paper.documents import printed, words_of
from tests.definition.garden import loaded, swapped
from tests.fitness.source import ROOT


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_the_blue_badges_form_keeps_every_rule_of_pdf_ua_1(language, large):
    service = load(ROOT / "services" / "blue-badge", bricks=BRICKS).service
    read = printed(blank_form(service, organisation=None, language=language, large=large))
    assert read.trailer["/Root"]["/Lang"] == f"{language}-GB"
    assert service.hash[:12] in words_of(read)


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
