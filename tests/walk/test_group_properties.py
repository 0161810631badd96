"""Laws of groups in groups, held against whatever may be answered, added and removed in whatever order."""

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from handrail.bricks import BRICKS
from handrail.bricks.ask.layout import LaidGroup, around, layout_of
from handrail.definition.brick import PageRef
from handrail.walk.fold import fold
from handrail.walk.journeys import form_for
from handrail.walk.screens import check_answers, task_list, told
from tests.walk.family import PEOPLE, Family

MOST_PAGES = 300
TEXTS = ("Idris Fictitious", "", "x" * 300, "Nia Unreal")
CHOICES = {"school": ("near", "far", "none"), "nights": ("most", "few", ""), "escort": ("yes", "no")}


def sensible(ref: PageRef) -> dict[str, str]:
    """What answers a page, and ends a list."""
    name = ref.page.rpartition(".")[2]
    if name == "home_address":
        parts = {"line_1": "1 Sedge Row", "town": "Saltby", "postcode": "FM9 2DU"}
        return {f"home_address.{part}": text for part, text in parts.items()}
    known = {"school": "near", "nights": "most", "escort": "no", "agreed": "agreed"}
    known |= {"children": "no", "homes": "no", "sharers": "no"}
    return {name: known.get(name, "Idris Fictitious")}


def anything(draw, case: Family, ref: PageRef) -> dict[str, str]:
    """What somebody may send in: mostly sense, sometimes not."""
    laid = layout_of(case.service.step(ref.step)).find(ref)
    if isinstance(laid, LaidGroup):
        answer = draw(st.sampled_from(("yes", "no", "")))
        return {laid.group.id: answer, "remove": answer}
    name = ref.page.rpartition(".")[2]
    if name in CHOICES:
        return {name: draw(st.sampled_from(CHOICES[name]))}
    return draw(st.sampled_from((sensible(ref), {name: draw(st.sampled_from(TEXTS))})))


class AnyFamily(RuleBasedStateMachine):
    """Anything that may be told of members of members, in any order."""

    @initialize()
    def begin(self):
        self.case = Family()

    def send(self, ref: PageRef, form: dict[str, str]) -> None:
        self.case.answer(str(ref), **{name.replace(".", "__"): text for name, text in form.items()})

    @rule(data=st.data())
    def answer_a_page(self, data):
        refs = [page.ref for page in self.case.walk().pages] + self.case.lists_and_removals()
        ref = data.draw(st.sampled_from(refs))
        self.send(ref, anything(data.draw, self.case, ref))

    @rule(data=st.data())
    def answer_what_is_next(self, data):
        ref = self.case.walk().next
        if ref is not None:
            self.send(ref, anything(data.draw, self.case, ref))

    @rule(data=st.data())
    def add_a_member(self, data):
        lists = [ref for ref in self.case.lists_and_removals() if self.is_list(ref)]
        if lists:
            ref = data.draw(st.sampled_from(lists))
            self.send(ref, {ref.page.rpartition(".")[2]: "yes"})

    @rule(data=st.data())
    def remove_a_member(self, data):
        removals = [ref for ref in self.case.lists_and_removals() if not self.is_list(ref)]
        if removals:
            ref = data.draw(st.sampled_from(removals))
            self.send(ref, {"remove": "yes"})
            pages = [page.ref for page in self.case.walk().pages]
            assert not any(ref.is_around(one) or one == ref for one in pages)

    def is_list(self, ref: PageRef) -> bool:
        laid = layout_of(self.case.service.step(ref.step)).groups[ref.page]
        return laid.has_list(ref.item)

    @invariant()
    def folding_bit_by_bit_gives_the_same(self):
        state = None
        for event in self.case.events:
            state = fold(self.case.service, [event], onto=state)
        assert state == self.case.state

    @invariant()
    def no_two_pages_of_a_route_are_the_same(self):
        refs = [page.ref for page in self.case.walk().pages]
        assert len(refs) == len(set(refs))
        assert [PageRef.parse(str(ref)) for ref in refs] == refs

    @invariant()
    def a_number_is_given_once(self):
        added = Counter(
            (event.data["group"], event.data["item"])
            for event in self.case.events
            if event.type == "ask.member_added"
        )
        assert set(added.values()) <= {1}

    @invariant()
    def whatever_is_kept_is_of_a_member_that_is_there(self):
        if "family" not in self.case.state.steps:
            return
        family = self.case.family
        there = {item for items in family.members.values() for item in items} | {""}
        assert {item for _, item in family.answers} <= there
        assert {item for _, item in family.members} <= there
        assert {item for _, item in family.done} <= there
        assert all(around(item) in there for item in there)

    @invariant()
    def a_list_has_no_more_members_than_it_may(self):
        groups = layout_of(self.case.service.step("family")).groups
        if "family" in self.case.state.steps:
            for (key, _), items in self.case.family.members.items():
                assert len(items) <= groups[key].group.max

    @invariant()
    def every_answer_is_used_or_dropped_and_never_both(self):
        position = self.case.walk()
        dropped = set(position.dropped)
        assert len(dropped) == len(position.dropped)
        used = {path for reached in position.reached.values() for path in reached.status.used}
        assert not used & dropped

    @invariant()
    def it_can_be_shown(self):
        case, position = self.case, self.case.walk()
        for language in ("en", "cy"):
            check_answers(case.service, case.state, position, language)
            task_list(case.service, case.state, position, language)
        for ref in [page.ref for page in position.pages] + case.lists_and_removals():
            step = case.service.step(ref.step)
            state = case.state.steps.get(step.id, BRICKS["ask"].start)
            assert BRICKS["ask"].screen(step, state, ref, position.scopes[step.id], "en", None).title
        assert told(case.service, case.state, position, "en")

    def teardown(self):
        """Wherever it has come to, it can be finished."""
        for _ in range(MOST_PAGES):
            ref = self.case.walk().next
            if ref is None:
                break
            self.send(ref, sensible(ref))
        assert self.case.walk().here == "ready_to_send"


AnyFamily.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestAnyFamily = AnyFamily.TestCase


@given(seed=st.integers(0, 10_000))
@settings(max_examples=12, deadline=None)
def test_the_order_of_answers_does_not_change_what_is_found(seed):
    """Whichever page on the route is answered next, members of members come to stand in the same place."""
    answers, random = PEOPLE[0]["answers"], Random(seed)
    case = Family()
    answered = {PageRef("about-you", "full_name")}
    while True:
        position = case.walk()
        ready = [page.ref for page in position.pages if page.ref not in answered and not page.complete]
        if not ready:
            break
        ref = random.choice(ready)
        form = form_for(case.service, case.state, ref, answers)
        assert case.answer(str(ref), **{name.replace(".", "__"): text for name, text in form.items()}) is None
    found = [(one.item, one.result) for one in case.walk().determinations]
    assert found == [("1", "two homes"), ("2", "near"), ("", "taxi")]
    assert case.walk().here == "ready_to_send"
