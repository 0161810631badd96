"""Laws of the walk, held against whatever people and staff may do in whatever order."""

from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from handrail.bricks.work.refusals import WorkRefused
from handrail.definition.brick import PageRef
from handrail.history.event import NewEvent
from handrail.walk import lifecycle
from handrail.walk.fold import fold
from handrail.walk.screens import case_page, check_answers, confirmation, task_list
from handrail.walk.status import status
from handrail.walk.timeline import timeline
from handrail.walk.walk import walk
from tests.walk.garden import Case

CHOICES = {
    "resident": ("yes", "no", ""),
    "size": ("half", "full", "odd", "huge"),
    "helpers": ("yes", "no"),
    "helper_child": ("yes", "no"),
    "agreed": ("agreed", ""),
    "accepts": ("yes", "no"),
    "remove": ("yes", "no"),
}
QUESTIONS = ("full_name", "born_on", "size", "why_full", "helper_name", "helper_child/1", "resident")
RESULTS = ("offer", "refuse", "again")


def form(draw, ref: PageRef) -> dict[str, str]:
    """What somebody may send in from a page: mostly sense, sometimes not."""
    name = ref.page.rpartition(".")[2]
    if ref.page == "helpers" and ref.item:
        name = "remove"
    if name == "home":
        return {
            "resident": draw(st.sampled_from(CHOICES["resident"])),
            "nearest": draw(st.sampled_from(("", "Saltby"))),
        }
    if name == "born_on":
        return {
            "born_on": draw(st.sampled_from(("29 February 1988", "1/1/2001", "31 April 2000", "2 May 2090")))
        }
    if name in CHOICES:
        return {name: draw(st.sampled_from(CHOICES[name]))}
    return {name: draw(st.sampled_from(("Mair Made-Up", "", "Ż", "x" * 300, "a\0b")))}


class AnyCase(RuleBasedStateMachine):
    """Anything that may be done to a case, in any order."""

    @initialize(ready=st.booleans(), size=st.sampled_from(("half", "full", "odd")))
    def begin(self, ready, size):
        self.case = Case()
        if ready:
            self.case.fill(size=size)

    def is_open(self) -> bool:
        return self.case.state.withdrawn is None

    @precondition(is_open)
    @rule(data=st.data())
    def answer_a_page(self, data):
        pages = [page.ref for page in self.case.walk().pages]
        members = [PageRef("plot", "helpers", ref.item) for ref in pages if ref.item]
        ref = data.draw(st.sampled_from([*pages, *members]))
        self.case.answer(str(ref), **form(data.draw, ref))

    @precondition(is_open)
    @rule(data=st.data())
    def answer_what_is_next(self, data):
        ref = self.case.walk().next
        if ref is not None:
            self.case.answer(str(ref), **form(data.draw, ref))

    @precondition(lambda self: self.is_open() and self.case.walk().here == "ready_to_send")
    @rule()
    def send(self):
        self.case.send()

    @precondition(is_open)
    @rule(result=st.sampled_from(RESULTS))
    def decide(self, result):
        if self.case.walk(sent=True).here in ("with_staff", "asked_for_more"):
            self.act("decide", result=result, reasons="Because.")

    @precondition(is_open)
    @rule(questions=st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=3))
    def ask_for_more(self, questions):
        known = [question.partition("/")[0] for question in QUESTIONS]
        if self.case.walk(sent=True).here == "with_staff":
            self.act("ask_for_more", questions=questions, known=known, message="Please look again.")

    @precondition(is_open)
    @rule(days=st.none() | st.integers(1, 30))
    def pause(self, days):
        until = (self.case.now + timedelta(days=days)).date() if days else None
        if self.case.walk(sent=True).here == "with_staff":
            self.act("pause", until=until, reason="We wait.", at=self.case.now)

    @rule(why=st.sampled_from(("review", "correction", "error")))
    def reopen(self, why):
        self.act("reopen", why=why, reason="Something came up.")

    @rule()
    def confirm(self):
        self.act("confirm", reason="It stands.")

    def act(self, name, **given):
        try:
            self.case.staff(name, **given)
        except WorkRefused:
            return

    @precondition(lambda self: self.case.state.decisions)
    @rule()
    def ask_for_a_review(self):
        self.case.add(NewEvent(lifecycle.REVIEW_ASKED, personal={"applicant": {"reason": "No."}}))

    @precondition(lambda self: self.is_open() and self.case.walk().here != "ended")
    @rule()
    def withdraw(self):
        self.case.add(NewEvent(lifecycle.WITHDRAWN, personal={"applicant": {"reason": ""}}))

    @rule(hours=st.integers(1, 24 * 40))
    def time_passes(self, hours):
        self.case.later(hours=hours)

    @invariant()
    def folding_bit_by_bit_gives_the_same(self):
        case, state = self.case, None
        for event in case.events:
            state = fold(case.service, [event], onto=state)
        assert state == case.state

    @invariant()
    def walking_again_gives_the_same(self):
        assert self.case.walk() == self.case.walk()
        assert self.case.walk(sent=True) == self.case.walk(sent=True)

    @invariant()
    def what_is_sent_stands_the_same_on_any_later_day(self):
        now = self.case.walk(sent=True)
        later = self.case.walk(sent=True, at=self.case.now + timedelta(days=400))
        if now.waiting_for != "clock" and self.case.state.sent_at:
            assert later == now

    @invariant()
    def wherever_it_is_it_can_go_on_or_has_ended(self):
        position = self.case.walk()
        if position.here == "answering":
            assert position.next is not None
            assert position.has(position.next)
        elif position.here == "asked_for_more":
            assert position.next is not None
        elif position.here == "with_staff":
            assert position.step == "check"
        elif position.here == "ended":
            assert position.endpoint is not None
        if position.endpoint is not None and position.endpoint.kind == "refused":
            assert "refuse" in position.results.values()

    @invariant()
    def no_two_pages_of_a_route_are_the_same(self):
        refs = [page.ref for page in self.case.walk().pages]
        assert len(refs) == len(set(refs))

    @invariant()
    def every_answer_is_used_or_dropped_and_never_both(self):
        position = self.case.walk()
        assert len(position.dropped) == len(set(position.dropped))

    @invariant()
    def it_can_be_shown(self):
        case, state, position = self.case, self.case.state, self.case.walk()
        sent = case.walk(sent=True)
        for language in ("en", "cy"):
            check_answers(case.service, state, position, language)
            task_list(case.service, state, position, language)
            case_page(case.service, state, sent, language, reference="R", visible=case.events)
            timeline(case.events, service=case.service, language=language, audience="staff")
            if state.sendings:
                confirmation(case.service, state, sent, language, reference="R", receipt="C", received="D")
        assert status(state, sent)

    def teardown(self):
        """Every prefix of what happened can be folded and walked."""
        case = self.case
        for length in range(len(case.events)):
            state = fold(case.service, case.events[:length])
            walk(case.service, state, parameters=case.values, at=case.now)
            walk(case.service, state, parameters=case.values, at=case.now, sent=True)


AnyCase.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestAnyCase = AnyCase.TestCase


ANSWERS = {
    "about-you/full_name": {"full_name": "Mair Made-Up"},
    "about-you/born_on": {"born_on": "29 February 1988"},
    "about-you/home": {"resident": "yes"},
    "plot/size": {"size": "full"},
    "plot/why_full": {"why_full": "We are many"},
    "plot/helpers/1/helper_name": {"helper_name": "Bo Sample"},
    "plot/helpers/1/helper_child": {"helper_child": "no"},
}


@given(seed=st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_the_order_of_answers_does_not_change_what_is_found(seed):
    """Whichever page on the route is answered next, the case comes to stand in the same place."""
    random, case, left = Random(seed), Case(), dict(ANSWERS)
    added = False
    while left or not added:
        route = {str(page.ref) for page in case.walk().pages}
        ready = sorted(route & left.keys())
        if not added and "plot/helpers" in route:
            ready.append("plot/helpers")
        path = random.choice(ready)
        if path == "plot/helpers":
            added = True
        case.answer(path, **left.pop(path, {"helpers": "yes"}))
    assert finished(case).walk() == finished(straight()).walk()


def straight() -> Case:
    """The case answered in the order of its pages."""
    case = Case()
    for path, answers in ANSWERS.items():
        if path == "plot/helpers/1/helper_name":
            case.answer("plot/helpers", helpers="yes")
        case.answer(path, **answers)
    return case


def finished(case: Case) -> Case:
    """The case with its list finished and the declaration made."""
    case.answer("plot/helpers", helpers="no")
    case.answer("declare/agreed", agreed="agreed")
    assert case.walk().here == "ready_to_send"
    return case
