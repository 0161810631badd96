"""One case and everyone who touches it, as a machine whose next move hypothesis chooses.

The person answers rightly, wrongly and with hostile text, goes back, changes, switches language, saves and
returns in another browser, presses twice, sends stale and forged forms, sends, corrects, withdraws, asks for
a review, is away too long; staff take on, note, ask, pause, take up, decide, open again, confirm, give back.
After every move the history must hold exactly what was acknowledged.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from handrail import history
from handrail.bricks.ask.layout import layout_of
from handrail.bricks.work.refusals import WorkRefused
from handrail.casefile.listing import kept, listing_of
from handrail.casework.step import NotWithStaff
from handrail.definition.brick import PageRef
from handrail.walk.fold import fold
from handrail.walk.walk import walk
from tests.journeys.filling import fields, typed_for
from tests.journeys.site import PEOPLE, Site
from tests.laws.any_answers import value_of
from tests.laws.canonical import digest
from tests.walk.family import PEOPLE as FAMILIES
from tests.walk.family import published

TODAY = "2026-05-01"
HOSTILE = st.sampled_from(
    [
        "",
        " ",
        "\0",
        "<script>alert(1)</script>",
        "'; DROP TABLE history_event; --",
        "9" * 30_000,
        "{{7*7}}",
        "\u202ex",
    ]
) | st.text(max_size=30)
CORRECTIONS = {
    "about-you/full_name": ("full_name", ("Ffion Dummy", "Madeup Person", "Zoë Unreal")),
    "about-you/on_the_bill": ("on_the_bill", ("named", "not_yet", "not_named")),
    "your-home/safe_to_write": ("safe_to_write", ("yes",)),
    "your-household/lives_alone": ("lives_alone", ("yes", "no")),
    "your-household/own_group": ("own_group", ("none", "student", "carer")),
    "finish/contact": ("phone_number", ("01632 960999", "01632 960011", "")),
}
RESULTS = ("award-25", "award-50", "exempt-instead", "refuse")


@dataclass
class Acknowledged:
    """What the pages said was done: an answer by the page after it, the rest by its own page."""

    answers: list[str] = field(default_factory=list)
    sendings: int = 0
    withdrawals: int = 0
    reviews: int = 0
    decisions: int = 0


class OneCase(RuleBasedStateMachine):
    """The machine; `site` is set by the test that runs it.

    people: whose answers are told. corrections: by page, what is changed there. asked_again: what staff ask
    for.
    """

    site: Site
    people = PEOPLE
    corrections = CORRECTIONS
    results = RESULTS
    asked_again = ("account_number", "full_name", "moved_in_on", "phone_number")

    def browser(self):
        """Somebody at a browser of their own, at this service."""
        return self.site.person()

    @initialize(data=st.data())
    def begin(self, data) -> None:
        """Somebody starts, in their language, at their council."""
        today = [one for one in self.people if str(one["at"]) == TODAY]
        self.example = data.draw(st.sampled_from(today))
        self.site.clock.set(self.example["at"])
        self.person = self.browser()
        self.person.start(self.example["organisation"], language=self.example.get("language", "en"))
        self.reference = self.person.reference
        self.slug = self.example["organisation"]
        self.acknowledged = Acknowledged()
        self.stale: list[tuple[str, dict[str, str]]] = []
        self.code = ""

    # What the person does.

    @rule(data=st.data())
    def answers(self, data) -> None:
        """The next page is answered with what this person would say, or with anything that fits."""
        self.go("next")
        if "/page/" not in self.person.page.url:
            return
        ref = self.ref()
        self.keep_form()
        typed, expected = self.fitting(ref, data)
        self.post(self.person.page.form.action, typed, answering=ref, expected=expected)

    @rule(text=HOSTILE, name=st.sampled_from(["full_name", "remove", "agreed", "home_address.postcode", "x"]))
    def answers_with_hostile_text(self, text: str, name: str) -> None:
        """Every field of the page is filled with the same hostile text, and perhaps one that it lacks."""
        self.go("next")
        if "/page/" not in self.person.page.url:
            return
        form = self.person.page.form
        filled = {one: text for one in form.names if one != "form_key"}
        self.post(
            form.action, {**filled, name: text, "form_key": form.fields["form_key"]}, answering=self.ref()
        )

    @rule(data=st.data())
    def goes_back_and_answers_again(self, data) -> None:
        """An earlier page is opened again and answered, with something else perhaps."""
        pages = [page.ref for page in self.file().position.pages if page.complete]
        if not pages:
            return
        ref = data.draw(st.sampled_from(pages))
        self.go(f"page/{ref}")
        if "/page/" in self.person.page.url:
            self.keep_form()
            typed, expected = self.fitting(self.ref(), data)
            self.post(self.person.page.form.action, typed, answering=self.ref(), expected=expected)

    @rule(data=st.data())
    def changes(self, data) -> None:
        """A change link of check your answers, or a correction after sending."""
        page = data.draw(st.sampled_from(sorted(self.corrections)))
        self.go(f"page/{page}?changing=1")
        if f"/page/{page}" not in self.person.page.url:
            return
        name, choices = self.corrections[page]
        form = self.person.page.form
        typed = {**form.fields, name: data.draw(st.sampled_from(choices))}
        self.post(form.action, typed, answering=self.ref())

    @rule(index=st.integers(min_value=0, max_value=50))
    def sends_a_kept_form_again(self, index: int) -> None:
        """A form behind the back button, or of another tab, is sent: the first time it counts, then never."""
        if self.stale:
            action, typed = self.stale[index % len(self.stale)]
            self.post(action, typed, answering=PageRef.parse(action.split("/page/")[1].split("?")[0]))

    @rule()
    def presses_twice(self) -> None:
        """The last form that was kept is sent twice in a row: both lead to the same place."""
        if self.stale:
            action, typed = self.stale[-1]
            first = self.post(action, typed, answering=PageRef.parse(action.split("/page/")[1].split("?")[0]))
            before = self.file().head.sequence
            second = self.post(action, typed, answering=None)
            assert (first.status_code, first.headers.get("Location")) == (
                second.status_code,
                second.headers.get("Location"),
            )
            if first.status_code == 302:
                assert self.file().head.sequence == before

    @rule(key=st.sampled_from(["", "0" * 64, "x"]))
    def sends_a_forged_form(self, key: str) -> None:
        """A key that we did not make changes nothing."""
        before = self.file().head.sequence
        for where in ("page/about-you/full_name", "check", "withdraw", "review", "save"):
            typed = {"form_key": key, "full_name": "Forged", "reason": "Forged"}
            response = self.person.http.post(f"/case/{self.reference}/{where}", typed)
            assert response.status_code == 403
        assert self.file().head.sequence == before

    @rule(language=st.sampled_from(["en", "cy"]))
    def switches_language(self, language: str) -> None:
        """The words change and nothing else does."""
        answers = self.file().state.steps
        self.go(f"tasks?lang={language}")
        assert self.file().state.steps == answers

    @rule()
    def saves(self) -> None:
        """Makes a return code."""
        self.code = self.person.saves()

    @precondition(lambda self: self.code)
    @rule()
    def returns_in_another_browser(self) -> None:
        """The code lets them in once, and is not good a second time."""
        elsewhere = self.browser()
        elsewhere.returns(self.reference, self.code)
        assert elsewhere.status == 200, elsewhere.page.text[:300]
        stranger = self.site.person()
        stranger.returns(self.reference, self.code)
        assert stranger.status == 422
        self.person, self.code, self.stale = elsewhere, "", []

    @rule()
    def sends(self) -> None:
        """Sends when there is something to send."""
        self.go("check")
        if self.person.page.url.split("?")[0].endswith("/check"):
            form = self.person.page.form
            for _ in range(2):
                response = self.person.http.post(form.action, form.fields)
                assert response.headers["Location"].endswith("/sent")
            self.acknowledged.sendings += 1
            self.go("sent")
            code = self.person.page.text.split()
            assert self.reference in code

    @precondition(lambda self: self.acknowledged.sendings)
    @rule(chance=st.integers(min_value=0, max_value=9))
    def withdraws(self, chance: int) -> None:
        """Seldom, for nothing follows it."""
        if chance == 0:
            self.go("withdraw")
            self.person.send({"reason": "Moved away."})
            if "Withdrawn" in self.person.page.html or self.file().state.withdrawn:
                self.acknowledged.withdrawals = 1

    @rule()
    def asks_for_a_review(self) -> None:
        """Counts where there is a decision of which no review waits."""
        before = self.types().count("case.review_asked")
        self.go("review")
        if self.person.page.url.endswith("/review"):  # else there is nothing to ask about, and it leads on
            self.person.send({"reason": "Look at it again."})
        assert self.types().count("case.review_asked") - before in {0, 1}
        self.acknowledged.reviews += self.types().count("case.review_asked") - before

    @rule(minutes=st.sampled_from([1, 10, 40, 60 * 24 * 3]))
    def time_passes(self, minutes: int) -> None:
        """After too long nothing is shown, and staff let them in again."""
        self.site.clock.forward(minutes=minutes)
        if minutes > 30:
            self.person.go("tasks")
            assert self.person.status == 403
            self.person = self.browser()
            self.person.returns(self.reference, self.staff().gives_code(self.reference))
            assert self.person.status == 200
            self.code, self.stale = "", []

    # What staff do: each either happens or is refused by name.

    @rule(who=st.sampled_from(["casey.worker", "tal.leader"]))
    def staff_take_it_on(self, who: str) -> None:
        """Whoever comes second is told."""
        self.tries(lambda: self.staff(who).claim(self.reference))

    @rule(who=st.sampled_from(["casey.worker", "tal.leader"]))
    def staff_give_it_back(self, who: str) -> None:
        """Only who has it can."""
        self.tries(lambda: self.staff(who).release(self.reference))

    @rule(data=st.data())
    def staff_ask_for_more(self, data) -> None:
        """The person is asked again."""
        question = data.draw(st.sampled_from(self.asked_again))
        self.tries(lambda: self.staff().ask(self.reference, question, message="Please look at this again."))

    @rule(days=st.none() | st.integers(min_value=1, max_value=9))
    def staff_pause(self, days: int | None) -> None:
        """Until a day, or until someone takes it up."""
        until = None if days is None else (self.site.clock.now() + timedelta(days=days)).date()
        self.tries(lambda: self.staff().pause(self.reference, until=until, reason="Waiting for a letter."))

    @rule()
    def staff_take_it_up_again(self) -> None:
        """When it is paused."""
        self.tries(lambda: self.staff().resume(self.reference))

    @rule(data=st.data())
    def staff_decide(self, data) -> None:
        """With reasons."""
        result = data.draw(st.sampled_from(self.results))
        if self.tries(lambda: self.staff().decide(self.reference, result)):
            self.acknowledged.decisions += 1

    @rule(why=st.sampled_from(["review", "correction", "error"]))
    def staff_open_it_again(self, why: str) -> None:
        """The latest decision counts no more."""
        self.tries(lambda: self.staff(id="tal.leader").reopen(self.reference, why=why))

    @rule()
    def staff_say_that_it_stands(self) -> None:
        """After another look."""
        self.tries(lambda: self.staff(id="tal.leader").confirm(self.reference))

    # What must hold after every move.

    @invariant()
    def what_was_acknowledged_is_there_once_and_nothing_else_is(self) -> None:
        if not hasattr(self, "person"):
            return
        file, told = self.file(), self.acknowledged
        assert [told_by(event) for event in file.events if event.type.startswith("ask.")] == told.answers
        types = self.types()
        assert types.count("case.started") == 1
        assert types.count("case.sent") == told.sendings == len(file.state.sendings)
        assert types.count("case.withdrawn") == told.withdrawals
        assert types.count("case.review_asked") == told.reviews
        assert types.count("work.decided") == told.decisions
        assert [event.sequence for event in file.events] == list(range(1, len(file.events) + 1))

    @invariant()
    def folding_again_or_in_parts_gives_the_same_state(self) -> None:
        if not hasattr(self, "person"):
            return
        file = self.file()
        middle = len(file.events) // 2
        parts = fold(file.service, file.events[middle:], onto=fold(file.service, file.events[:middle]))
        assert digest(parts) == digest(file.state) == digest(fold(file.service, file.events))

    @invariant()
    def where_it_stands_follows_from_the_history_alone(self) -> None:
        if not hasattr(self, "person"):
            return
        file = self.file()
        again = fold(file.service, file.events)
        for sent in (False, True):
            found = walk(file.service, again, parameters=file.parameters, at=file.at, sent=sent)
            assert digest(found) == digest(file.as_sent if sent else file.position)
        later = walk(
            file.service, again, parameters=file.parameters, at=file.at + timedelta(days=4000), sent=True
        )
        if file.as_sent.waiting_for != "clock" and file.state.sendings:
            assert digest(later) == digest(file.as_sent)

    @invariant()
    def the_list_of_work_says_what_the_case_says(self) -> None:
        if not hasattr(self, "person"):
            return
        file = self.file()
        if file.state.sendings or file.state.withdrawn:
            assert file.head.listing == {
                **listing_of(file),
                "status": file.head.listing["status"],
            }
            assert file.head.keep_until is not None
            assert (file.head.keep_until.year == 9999) == (kept(file).until.year == 9999)

    def teardown(self) -> None:
        """The whole record still verifies."""
        if hasattr(self, "person"):
            assert history.verify().findings == ()

    # How it is done.

    def file(self):
        """The case as it is."""
        return self.site.file(self.reference)

    def types(self) -> list[str]:
        """What has happened, by type."""
        return self.site.types(self.reference)

    def staff(self, name: str = "casey.worker", **more):
        """Somebody of the case's council."""
        return self.site.staff(self.slug, id=more.get("id", name))

    def tries(self, act) -> bool:
        """Whether staff could; what is refused is refused by name and changes nothing."""
        before = self.file().head.sequence
        try:
            act()
        except (WorkRefused, NotWithStaff):
            assert self.file().head.sequence == before
            return False
        return True

    def go(self, where: str) -> None:
        """Open a page of the case."""
        self.person.go(where)
        assert self.person.status == 200, f"{where}: {self.person.status} {self.person.page.h1}"

    def ref(self) -> PageRef:
        """The page that is open."""
        return PageRef.parse(self.person.page.url.split("/page/")[1].split("?")[0])

    def keep_form(self) -> None:
        """Keep the form of this page as it is now, filled in as this person would."""
        form = self.person.page.form
        typed = {**form.fields, **self.as_in_the_example(self.ref())}
        self.stale.append((form.action, typed))

    def as_in_the_example(self, ref: PageRef) -> dict[str, str]:
        """What the person of the example would type, "" where they were never asked."""
        try:
            return fields(self.person.service, ref, self.example["answers"])
        except (KeyError, IndexError, StopIteration):
            return {}

    def fitting(self, ref: PageRef, data) -> tuple[dict[str, str], dict[str, Any]]:
        """The page's form with an answer that fits every question of it; and what must be stored of it."""
        form = self.person.page.form
        laid = layout_of(self.file().service.step(ref.step)).pages.get(ref.page)
        if laid is None:
            wanted = data.draw(st.sampled_from(["yes", "no", "no", "no"]))
            return {**form.fields, **{name: wanted for name in form.names if name != "form_key"}}, {}
        typed, expected = dict(form.fields), {}
        for one in laid[0].asked:
            value = data.draw(value_of(one.question, today=self.site.clock.now().date()))
            if value is not None:
                typed.update(typed_for(one.question, value))
                expected[one.question.id] = value
        return {name: text for name, text in typed.items() if name in form.names}, expected

    def post(
        self,
        action: str,
        typed: dict[str, str],
        *,
        answering: PageRef | None,
        expected: dict[str, Any] | None = None,
    ):
        """Send a form; note what it acknowledged. A refusal must have changed nothing."""
        before = self.file().head.sequence
        response = self.person.http.post(action, typed)
        assert response.status_code in {302, 403, 413, 422}, response.status_code
        added = self.file().events[before:]
        if response.status_code != 302:
            assert not added
        elif answering is not None:
            assert all(event.type.startswith("ask.") for event in added)
            assert len(added) <= 1 + len(answering.page.split("."))
            for name, value in (expected or {}).items():
                (stored,) = added[-1].personal.values()
                assert stored[name] == value
            self.acknowledged.answers += [told_by(event) for event in added]
        else:
            assert not added
        return response


class OneFamily(OneCase):
    """The same of a service that asks of children, of their homes, and of who else lives there."""

    people = FAMILIES
    corrections: ClassVar[dict[str, tuple[str, tuple[str, ...]]]] = {
        "about-you/full_name": ("full_name", ("Ffion Dummy", "Zoë Unreal")),
        "family/children/1/child_name": ("child_name", ("Idris Fictitious", "Nia Unreal")),
        "family/children/1/homes": ("homes", ("yes", "no")),
        "family/children/1/homes/1/nights": ("nights", ("most", "some")),
    }
    results = ("award", "refuse")
    asked_again = ("full_name", "child_name/1", "nights/1.1")

    def browser(self):
        """Somebody at a browser of their own, at this service."""
        service = self.person.service if hasattr(self, "person") else published()
        return self.site.person(service=service)

    @initialize(data=st.data(), told=st.sampled_from([True, True, False]))
    def begin(self, data, *, told: bool) -> None:
        """Mostly with everything told already: what is deep is seldom come to a page at a time."""
        super().begin(data)
        if told:
            self.person.answer_everything(self.example["answers"])
            events = self.file().events
            self.acknowledged.answers += [told_by(one) for one in events if one.type.startswith("ask.")]


def told_by(event) -> str:
    """An answer as text that tells it from any other."""
    return digest([event.type, dict(event.data), event.personal, event.sequence])
