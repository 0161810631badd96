"""What becomes of a sample case: how it comes in, what staff do with it and when, what comes of that."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

from handrail import estate
from handrail.casework import documents
from handrail.casework.assessing import save_form
from handrail.casework.deciding import confirm, decide, reopen
from handrail.casework.noting import note
from handrail.casework.taking import claim, release
from handrail.casework.waiting import ask_for_more, pause
from handrail.definition.example import Example
from handrail.history.event import Actor
from handrail.journey.review import ask_for_review
from handrail.journey.tell_adjustments import tell_adjustments
from handrail.journey.withdraw import withdraw
from handrail.site.sample.living import Case, Clock, NotYet
from handrail.site.sample.people import as_answers, invent, moved
from handrail.site.sample.stories import DISCOUNT, Story
from handrail.terms.legal_day import LONDON
from handrail.walk.adjustments import Adjustments
from handrail.walk.journeys import Act, staff_form

_ELSEWHERE = "Tobias Wrongpatch"
"""The example of somebody whose address is the point of it."""

_NATIONAL = {"past_dla": "no"}
"""Answers that one nation's form wants and the examples of another do not have."""

_TAKES = {"assessment": (4, 20), "evidence": (3, 11), "check": (3, 14), "urgent": (0, 2), "issue": (1, 3)}
"""By step, the working days after which staff take a case: from the first number on, below the second."""

_USUALLY = (2, 8)

_SLOW = 0.06
"""Of all cases, the part that lie longer than is usual; invented."""

_UNSENT_IS_KEPT = timedelta(days=80)
"""For so long at least: what was never sent is erased after three months."""

_LAST_ACTS = {
    "fee": Act("fee", "paid", "Paid by card by phone, receipt 000000."),
    "issue": Act("issue", "posted", "Ordered in the register, number FE0000."),
    "renewal": Act("renewal", "told", "We wrote, and said how to apply and which proof we have already."),
}
_REASONS = {
    "award-25": "You are the only adult who counts in your home, so you get 25% off (LGFA 1992 s.11(1)).",
    "award-50": "No adult counts in your home and no exemption fits, so you get 50% off (LGFA 1992 s.11(2)).",
    "exempt-instead": "Nobody in your home is counted, and an exemption fits (SI 1992/558 art. 3).",
    "refuse": "Two adults count in your home, or the bill is not in your name. One adult gets the discount.",
}
"""Why the discount is given or not, in words that fit everyone: those of the examples name their homes."""

_NOTES = (
    "Rang at 10. They would rather be written to.",
    "Papers are in the blue folder until Friday.",
    "Asked the other team whether they know this address.",
    "Said thank you for ringing back.",
)
_ASKS = (
    "Please tell us again how you will show us this. What came could not be read.",
    "We still need this. Tell us how you will send it, or say if you need help to get it.",
)
_REVIEWS = (
    "You did not read the letter from my doctor. It says that I stop every few steps.",
    "I think that you looked at a good day. Most days are not like that.",
    "There is a new letter from the clinic, and I have told you what it says.",
)
_WITHDRAWN = ("I have changed my mind.", "We have moved away.", "")
_HELPERS = ("Hal Helper (invented)", "Lib Rarian (invented)", "Nia Cynorthwy (invented)")
_WANTS = (
    Adjustments(written=("large_print",), agreed=True),
    Adjustments(avoid=("phone",), agreed=True),
    Adjustments(spoken=("more_time",), words="Please ring twice: it takes me a while.", agreed=True),
    Adjustments(spoken=("home_visit",), care=("bereavement",), agreed=True),
)


def live(
    story: Story,
    example: Example,
    *,
    organisation: estate.Organisation,
    staff: tuple[Actor, ...],
    now: datetime,
) -> Case:
    """Live a case from its first page to now. Inside `history.holding` its organisation."""
    draw = story.draw
    person = invent(story.name, story.organisation, draw)
    answers = as_answers(
        person,
        example.answers,
        days=(story.came_on - example.at).days,
        elsewhere=story.example == _ELSEWHERE,
        draw=draw,
    )
    answers = {**_NATIONAL, **answers}
    begins = datetime.combine(story.came_on, time(9), LONDON)
    clock = Clock(begins, until=now, nation=organisation.nation, draw=draw)
    case = Case(answers=answers, clock=clock, organisation=organisation)
    told = _Telling(case, story, example, staff, draw)
    try:
        told.comes_in()
        told.goes_on()
    except NotYet:
        pass
    return case


class _Telling:
    """A case on its way; its parts are methods because they share who is in it and what chance gives."""

    def __init__(
        self, case: Case, story: Story, example: Example, staff: tuple[Actor, ...], draw: Random
    ) -> None:
        self.case, self.story, self.draw = case, story, draw
        self.clock = case.clock
        first = draw.randrange(len(staff))
        self.staff = (*staff[first:], *staff[:first])
        self.acts = [
            Act(one.step, one.result, self._reasons(one.result, one.reasons), one.form, one.criteria)
            for one in example.staff
        ]
        self.language = example.language
        self.slow = draw.random() < _SLOW

    def chance(self, in_a_hundred: int) -> bool:
        """Say whether something happens that happens so often in a hundred cases."""
        return self.draw.randrange(100) < in_a_hundred

    def _reasons(self, result: str, reasons: str) -> str:
        return _REASONS[result] if self.story.service == DISCOUNT else reasons

    # How it comes in

    def comes_in(self) -> None:
        """Start, answer and send; some stop part of the way, and never come back."""
        channel = self.story.channel
        if channel in {"web", "helper"}:
            self.clock.evening(days=0)
            by = self.case.of_person(channel)
        else:
            self.clock.office(working_days=0)
            stamped = None
            if channel == "post":
                stamped = datetime.combine(self.clock.day - timedelta(days=2), time.min, LONDON)
            by = self.case.of_staff(self.staff[0], channel=channel, happened_at=stamped)
        helper = self.draw.choice(_HELPERS) if channel == "helper" else ""
        self.case.begin(
            slug=self.story.service,
            language=self.language,
            reference=self.story.reference,
            by=by,
            helper=helper,
        )
        if self.chance(9):
            self.case.do(tell_adjustments, adjustments=self.draw.choice(_WANTS))
        until = self.clock.until
        lately = until - self.clock.at < _UNSENT_IS_KEPT
        if (
            channel == "web" and lately and self.chance(14)
        ):  # they stop part of the way, unless they are quick
            self.clock.until = min(until, self.clock.at + timedelta(minutes=self.draw.randrange(2, 9)))
        self.case.answer_and_send()
        self.clock.until = until

    # What staff do

    def goes_on(self) -> None:
        """Have documents come and staff work on it until it ends; then what its person does about that."""
        self._wait_for_documents()
        if self.chance(3):
            self.clock.evening(days=self.draw.randrange(2, 12))
            self.case.as_person()
            self.case.do(withdraw, reason=self.draw.choice(_WITHDRAWN))
            return
        if self.story.left:
            return
        if self.slow:
            self.clock.office(working_days=self.draw.randrange(58, 75))
        self._before_it_is_decided()
        self._work()
        if self._refused and self.chance(25):
            self._review()
        self._before_the_end()

    def _wait_for_documents(self) -> None:
        """Mark what comes, some of it unfit and sent again; a paper in four is never marked."""
        wanted = documents.wanted(self.case.file, language="en") if self.case.file.state.sendings else ()
        for one in wanted:
            if one.none or self.chance(25):
                continue
            self.clock.office(working_days=self.draw.randrange(1, 5))
            self._document_comes(one.key)
            if self.chance(10):
                sequence = documents.wanted(self.case.file, language="en")
                came = next(other for other in sequence if other.key == one.key).came[-1].sequence
                self.case.do(documents.mark_unfit, received=came, why="unreadable", note="Too dark to read.")
                self.clock.office(working_days=self.draw.randrange(4, 9))
                self._document_comes(one.key)

    def _document_comes(self, question: str) -> None:
        self.case.as_staff(self.staff[-1])
        way = self.draw.choices(("post", "counter", "email"), weights=(6, 3, 1))[0]
        self.case.do(documents.receive, question=question, on=self.clock.day, way=way, copy="copy")

    def _before_it_is_decided(self) -> None:
        """Take it and give it back, pause it, ask for more: now and then."""
        wanted = documents.wanted(self.case.file, language="en")
        if self.chance(8):
            self._take(self.staff[0])
            self.clock.on(seconds=self.draw.randrange(300, 3000))
            self.case.do(note, text="Off from tomorrow: a colleague should go on.")
            self.case.do(release)
        if self.chance(14):
            self._take(self.staff[-1])
            until = self.clock.day + timedelta(days=self.draw.randrange(14, 42))
            self.case.do(pause, until=until, reason="We wait for an answer from the hospital.")
            self.clock.on(days=(until - self.clock.day).days)
            self.case.as_staff(self.staff[-1])
            self.case.do(release)
        missing = [one.key for one in wanted if not one.here and not one.none]
        if missing and self.chance(60):
            self._take(self.staff[-1])
            self.clock.some_seconds(400)
            asked = [self.draw.choice(missing)]
            self.case.do(ask_for_more, questions=asked, message=self.draw.choice(_ASKS))
            self.case.do(release)
            self.clock.evening(days=self.draw.randrange(3, 28))
            channel = "web" if self.story.channel in {"web", "helper"} else "phone"
            if channel == "web":
                self.case.as_person()
            else:
                self.clock.office(working_days=0)
                self.case.as_staff(self.staff[0], channel="phone")
            self.case.answer_and_send()
            self.clock.office(working_days=self.draw.randrange(2, 5))
            self._document_comes(asked[0])

    def _take(self, who: Actor) -> None:
        self.clock.office(working_days=self.draw.randrange(*_TAKES.get(self.case.step, _USUALLY)))
        self.case.as_staff(who)
        self.case.do(claim)

    def _work(self, *, first: int = 0) -> None:
        """Have staff conclude each step that the case comes to, as the example says."""
        turn = first
        while (step := self.case.step) and step != "renewal":
            act = self._act(step)
            if act is None:
                return
            who = self.staff[turn % len(self.staff)]
            self._take(who)
            if self.chance(14):
                self.clock.some_seconds(600)
                self.case.do(note, text=self.draw.choice(_NOTES))
            if self.chance(45):  # looked at, and gone on with on another day
                self.clock.office(working_days=self.draw.randrange(1, 8))
                self.case.as_staff(who)
            self.clock.on(seconds=self.draw.randrange(240, 1800))
            self._conclude(act)
            turn += 1

    def _act(self, step: str) -> Act | None:
        found = next((one for one in self.acts if one.step == step), None)
        if found is not None:
            self.acts.remove(found)
            return found
        return _LAST_ACTS.get(step)

    def _conclude(self, act: Act) -> None:
        if act.form or act.criteria:
            form = staff_form(self.case.file.service.step(act.step), self._today(act))
            self.case.do(save_form, form=form, language="en", finished=True)
            self.clock.some_seconds()
        self.case.do(decide, result=act.result, reasons=act.reasons)

    def _today(self, act: Act) -> Act:
        """Return an act whose form says today wherever the example's says a day."""
        days = {name for name, value in act.form.items() if moved(value, days=1) != value}
        return replace(act, form={**act.form, **dict.fromkeys(days, self.clock.day.isoformat())})

    # What comes of it

    @property
    def _refused(self) -> bool:
        endpoint = self.case.file.as_sent.endpoint
        return self.case.step == "" and endpoint is not None and endpoint.kind == "refused"

    def _review(self) -> None:
        """Have the person ask for a review; a colleague of whoever decided looks at it."""
        self.clock.evening(days=self.draw.randrange(3, 26))
        self.case.as_person()
        self.case.do(ask_for_review, reason=self.draw.choice(_REVIEWS))
        last = self.case.file.state.decisions[-1]
        other = next((one for one in self.staff if one.id != last.by.id), self.staff[0])
        self.clock.office(working_days=self.draw.randrange(4, 16))
        self.case.as_staff(other)
        if last.step not in {"assessment", "check"} or self.chance(45):
            self.case.do(confirm, reason="A second person read everything, and it is as it was decided.")
            return
        self.case.do(reopen, why="review", reason="What they wrote may change the answer.")
        self.case.do(claim)
        self.clock.on(seconds=self.draw.randrange(600, 2400))
        self._conclude(self._changed(last.step))
        self._work()

    def _changed(self, step: str) -> Act:
        """Return the decision the other way, for facts that nobody had seen."""
        if self.story.service == DISCOUNT:
            return Act(step, "award-25", _REASONS["award-25"])
        kept = self.case.file.state.steps[step].form
        found: dict[str, Mapping[str, str]] = {
            name: {"found": one.found, "reasons": one.reasons} for name, one in kept.findings.items()
        }
        for name, one in found.items():
            if one["found"] == "not_met":
                found[name] = {"found": "met", "reasons": "The new letter shows what we had not seen."}
        words = "With the new letter, the condition is met."
        return Act(step, "award", words, form=kept.answers, criteria=found)

    def _before_the_end(self) -> None:
        """Tell the person that a badge ends, some days after that has fallen due."""
        ahead = self.case.file.as_sent.to_come
        if ahead is None:
            return
        self.clock.on(days=max(0, (ahead.from_on - self.clock.day).days))
        self.clock.office(working_days=self.draw.randrange(5, 50))
        self._take(self.staff[0])
        self._conclude(_LAST_ACTS["renewal"])
