"""What changed between two versions, in an owner's words; and the drawing of one."""

from handrail.bricks import BRICKS
from handrail.definition.diff import Change, as_json, compare
from handrail.definition.draw import draw, draw_text
from tests.definition.garden import garden, loaded, swapped

OLD = loaded(garden()).service


def changes(texts):
    return compare(OLD, loaded(texts).service)


class TestComparing:
    def test_a_version_with_itself_finds_nothing(self):
        assert changes(garden()) == ()

    def test_says_what_a_question_said_and_says_now(self):
        (found,) = changes(swapped("Have you had this before?", "Have you ever had this?"))
        assert str(found) == (
            "Changed: step about-you, page had_before, question had_before, label: "
            "from “Have you had this before?” to “Have you ever had this?”"
        )

    def test_tells_a_new_question_as_one_change_and_the_new_order(self):
        extra = "      - {question: extra, type: text, label: Extra?, used_for: a test}\n"
        found = changes(swapped("      - question: had_before\n", f"{extra}      - question: had_before\n"))
        assert [str(one).split(":")[0] + ": " + ", ".join(one.path) for one in found] == [
            "Changed: step about-you, pages",
            "Added: step about-you, page extra",
        ]

    def test_tells_a_rule_row_by_row(self):
        texts = garden()
        texts["suggestion.csv"] = texts["suggestion.csv"].replace(">= 1", ">= 2")
        (found,) = changes(texts)
        assert found == Change(
            "changed",
            ("step suggestion", "table", "row within", "tests"),
            'true | "once" | >= 1',
            'true | "once" | >= 2',
        )

    def test_tells_what_is_gone(self):
        back = compare(
            loaded(
                swapped(
                    "endpoints:\n", "endpoints:\n  spare: {kind: withdrawn, title: Withdrawn, text: Gone}\n"
                )
            ).service,
            OLD,
        )
        assert [(one.kind, one.path) for one in back] == [("removed", ("endpoint spare",))]

    def test_does_not_care_where_things_stand_in_the_file(self):
        assert changes(swapped("phase: alpha", "# a remark\n\nphase: alpha")) == ()

    def test_gives_programs_the_same(self):
        (found,) = as_json(changes(swapped("phase: alpha", "phase: live")))
        assert found == {"kind": "changed", "path": ["phase"], "before": "alpha", "after": "live"}


class TestDrawing:
    def test_shows_every_step_end_and_way_as_mermaid(self):
        assert draw(OLD, bricks=BRICKS).splitlines() == [
            "flowchart TD",
            '  s0["About you"]',
            '  s1{"What the rules suggest"}',
            '  s2{{"Look and decide"}}',
            '  e0(["You can have it"])',
            '  e1(["You cannot have it this time"])',
            "  s0 --> s1",
            "  s1 --> s2",
            '  s2 -->|"give"| e0',
            '  s2 -->|"refuse"| e1',
        ]

    def test_says_the_same_in_words(self):
        text = draw_text(OLD, bricks=BRICKS)
        assert "3. Look and decide (work)\n   give: You can have it\n" in text
        assert text.endswith("End: You cannot have it this time (refused)\n")

    def test_is_not_broken_by_what_a_title_says(self):
        service = loaded(swapped("title: About you", 'title: About "you" <b>')).service
        assert '  s0["About #quot;you#quot; #lt;b>"]' in draw(service, bricks=BRICKS)
