"""Pages that tell, guide and send elsewhere, boxes to tick and money, on a blank form."""

from handrail.channels.paper.blank import blank_form
from tests.channels.paper.documents import printed, words_of
from tests.definition.garden import loaded, swapped

SERVICE = loaded(
    swapped(
        "      - question: had_before\n",
        """      - question: kinds
        type: choices
        label: What will you put in it?
        options: {leaves: Leaves, soil: Soil}
        none: Neither of these
        source: Local policy

      - exit: not_here
        title: We cannot take soil
        text: Take it to the tip.
        when: list contains(kinds, "soil")

      - question: had_before
        guidance:
          - {text: Leaves may wait until spring., when: 'list contains(kinds, "leaves")'}
""",
    )
).service


def form() -> list[dict]:
    return blank_form(SERVICE, organisation=None, language="en", large=False)["blocks"]


def after(blocks: list[dict], text: str, *, further: int = 1) -> dict:
    place = next(n for n, one in enumerate(blocks) if one.get("text") == text)
    return blocks[place + further]


def test_a_page_that_sends_elsewhere_says_whom_and_where():
    note = after(form(), "We cannot take soil")
    assert note["text"] == "If you ticked “Soil” in question 3:"
    assert "Take it to the tip." in words_of(printed({**document(), "blocks": form()}))


def document() -> dict:
    return blank_form(SERVICE, organisation=None, language="en", large=True)


def test_guidance_says_for_whom_it_is():
    said = after(form(), "If you ticked “Leaves” in question 3:")
    assert said["of"][0]["of"][0]["text"] == "Leaves may wait until spring."


def test_a_heading_in_guidance_is_no_deeper_than_the_question_it_stands_before():
    said = after(form(), "If you ticked “Leaves” in question 3:")
    question = after(form(), "If you ticked “Leaves” in question 3:", further=2)
    assert (question["is"], said["level"] + 1) == ("question", question["level"])


def test_boxes_to_tick_have_the_box_for_none_and_lead_nowhere():
    question = next(one for one in form() if one.get("number") == 3)
    assert question["notes"] == ["Tick every box that applies"]
    assert [one["label"] for one in question["field"]["options"]] == ["Leaves", "Soil", "Neither of these"]
    assert {one["goto"] for one in question["field"]["options"]} == {""}
