"""What two trees differ in, made to the one, gives the other, and what changed meanwhile stays."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.exchange.difference import changed, difference, places

VALUES = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["a", "b", "c"])
PARTS = st.lists(
    st.fixed_dictionaries(
        {"question": st.sampled_from("abcdef")}, optional={"label": VALUES, "hint": VALUES}
    ),
    unique_by=lambda one: one["question"],
)
TREES = st.recursive(
    VALUES | PARTS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcdefgh"), inner, max_size=5)
    ),
    max_leaves=12,
)
PAGE = {"page": "you", "title": "You", "questions": [{"question": "a", "label": "A"}, {"question": "b"}]}


class TestADifference:
    @given(tree=TREES, base=TREES)
    @settings(max_examples=300, deadline=None)
    def test_made_to_the_base_gives_the_tree_in_its_order(self, tree, base):
        kept: list[str] = []
        found = json.loads(json.dumps(difference(tree, base)))
        assert json.dumps(changed(base, found, kept)) == json.dumps(tree)
        assert kept == []

    @given(tree=TREES)
    @settings(max_examples=50, deadline=None)
    def test_of_what_is_the_same_is_nothing(self, tree):
        assert difference(tree, tree) == {}

    @given(base=TREES, found=TREES)
    @settings(max_examples=200, deadline=None)
    def test_that_is_none_changes_nothing_or_something_and_never_fails(self, base, found):
        changed(base, {"in": found, "order": found}, [])
        changed(base, found, [])

    def test_leaves_what_was_changed_meanwhile_and_says_where(self):
        found = difference({**PAGE, "title": "About you"}, PAGE)
        kept: list[str] = []
        assert changed({**PAGE, "title": "Yourself"}, found, kept)["title"] == "Yourself"
        assert kept == ["title"]

    def test_leaves_what_is_new_behind_what_it_stood_behind(self):
        found = difference(PAGE | {"questions": PAGE["questions"][::-1]}, PAGE)
        now = PAGE | {"questions": [*PAGE["questions"], {"question": "new"}]}
        assert [one["question"] for one in changed(now, found, [])["questions"]] == ["b", "new", "a"]

    def test_says_where_it_changes_something(self):
        found = difference({**PAGE, "questions": [{"question": "a", "label": "Z"}]}, PAGE)
        assert list(places(found)) == [("questions", "question a", "label"), ("questions", "question b")]
