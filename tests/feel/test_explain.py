"""Why a rule has its value."""

from datetime import UTC, datetime
from decimal import Decimal

from handrail.feel import Explanation, parse

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
SCOPE = {
    "adults": ({"age": Decimal(41), "counted": True}, {"age": Decimal(19), "counted": False}),
    "income": Decimal(12000),
    "happy": False,
}


def told(rule):
    return parse(rule).explain(SCOPE, at=AT)


class TestExplain:
    def test_follows_the_text_and_leaves_literals_out(self):
        assert told("income >= 10000 and happy") == Explanation(
            "income >= 10000 and happy",
            value=False,
            parts=(
                Explanation("income >= 10000", value=True, parts=(Explanation("income", Decimal(12000)),)),
                Explanation("happy", value=False),
            ),
        )

    def test_leaves_out_the_branch_not_taken(self):
        found = told("if happy then income else count(adults)")
        assert [part.text for part in found.parts] == ["happy", "count(adults)"]

    def test_tells_each_item_of_a_filter_and_of_some(self):
        found = told("count(adults[counted]) = 1").parts[0].parts[0]
        assert [(part.text, part.value) for part in found.parts[1:]] == [
            ("1: counted", True),
            ("2: counted", False),
        ]
        found = told("some a in adults satisfies a.age > 40")
        assert [(part.text, part.value) for part in found.parts[1:]] == [
            ("1: a.age > 40", True),
            ("2: a.age > 40", False),
        ]

    def test_has_the_same_value_as_evaluation(self):
        for rule in (
            "income + 1",
            "{a: income, b: a + 1}",
            "for a in adults return a.age",
            "income in (1, > 3)",
        ):
            assert told(rule).value == parse(rule).evaluate(SCOPE, at=AT)
