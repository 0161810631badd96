"""One application from both sides, told once: tests check it, and the guide’s pictures are taken from it.

Odette's husband is in a care home. She says that he will come home, is refused, says that he will not, and
has the decision reversed. Every address, word and button is the running site's; scripts are off.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from handrail.channels.web.words import say
from handrail.definition.service import Service
from handrail.walk.words import PHRASES
from tests.journeys.browser.visitor import Applicant, Staff, Visitor
from tests.journeys.filling import moved
from tests.journeys.site import FIRST, person

NAME = "Odette Pretend"
MEMBER = "your-household/adults/1"
WORDS = {
    "en": {
        "missing": "Enter your full name",
        "ask": "When did Ambrose go into the care home? Your bill says another day.",
        "pause": "We are waiting for the care home to write to us.",
        "refuse": "Ambrose will come home, so your home is still his main home and 2 adults count.",
        "review": "Ambrose will not come home. I misread the question.",
        "reopen": "You told us that Ambrose will stay in the care home.",
        "award": "Ambrose’s main home is now the care home, so only you count.",
    },
    "cy": {
        "missing": "Rhowch eich enw llawn",
        "ask": "Pryd aeth Ambrose i’r cartref gofal? Mae diwrnod arall ar eich bil.",
        "pause": "Rydym yn aros i’r cartref gofal ysgrifennu atom.",
        "refuse": "Bydd Ambrose yn dod adref, felly mae 2 oedolyn yn cyfrif.",
        "review": "Ni fydd Ambrose yn dod adref. Camddarllenais y cwestiwn.",
        "reopen": "Dywedoch wrthym y bydd Ambrose yn aros yn y cartref gofal.",
        "award": "Y cartref gofal yw prif gartref Ambrose erbyn hyn, felly dim ond chi sy’n cyfrif.",
    },
}
"""What the people of the story write, by language. The Welsh was not checked by a Welsh speaker."""


@dataclass(frozen=True)
class Stage:
    """Where the story is told.

    applicant: makes a person at a browser with no cookies. staff: the same for a member of staff.
    moment: told at each moment worth a picture: its name, and whose screen shows it.
    """

    applicant: Callable[[], Applicant]
    staff: Callable[[], Staff]
    moment: Callable[..., None]


def shifted(name: str) -> dict:
    """What an invented person answers, with every day as long before today as it was before theirs."""
    example = person(name)
    return moved(example["answers"], days=(date.today() - example["at"]).days)  # noqa: DTZ011 - the server's clock


def tell(stage: Stage, *, language: str = "en", service: Service = FIRST) -> None:
    """Tell the story, with its checks."""
    told = _Story(stage, language, service)
    told.applies()
    told.is_asked_for_more()
    told.waits()
    told.is_refused()
    told.corrects_and_asks_for_a_review()
    told.is_awarded()


class _Story:
    def __init__(self, stage: Stage, language: str, service: Service) -> None:
        self.stage, self.language, self.service = stage, language, service
        self.words = WORDS[language]
        self.answers = shifted(NAME)
        self.answers["adults"][0]["adult_away_for_good"] = False
        self.person = stage.applicant()
        self.casey = stage.staff()
        self.reference = ""

    def applies(self) -> None:
        """Start, a question, an error, leave, come back, check, send."""
        odette = self.person
        odette.open(f"/north-fenmarch/{self.service.slug}?lang={self.language}")
        self.stage.moment("start", person=odette)
        odette.press()
        self.reference = odette.reference
        self.stage.moment("question", person=odette)
        odette.press()
        assert odette.errors == [self.words["missing"]]
        self.stage.moment("error", person=odette)
        odette.answer(self.answers, until="/moved_in_on")
        code = odette.saves()
        self.stage.moment("saved", person=odette)
        self._returns(code)
        self.person.answer(self.answers)
        assert self.person.h1 == PHRASES.say("check.title", self.language)
        self.stage.moment("check", person=self.person)
        self.person.press()
        assert self._panel() == PHRASES.say("sent.title", self.language)
        casey = self.casey
        casey.sign_in("casey.worker")
        self.stage.moment("sent", person=self.person, staff=casey)

    def _returns(self, code: str) -> None:
        elsewhere = self.stage.applicant()
        elsewhere.open(f"/return?lang={self.language}")
        elsewhere.send({"reference": self.reference, "code": code})
        assert elsewhere.h1 == say("back.title", self.language)
        assert elsewhere.code_shown() != code
        self.stage.moment("back", person=elsewhere)
        elsewhere.follow("/next")
        assert elsewhere.path.endswith("/page/your-home/moved_in_on")
        elsewhere.route = self.person.route
        self.person = elsewhere

    def is_asked_for_more(self) -> None:
        """Staff open the case and ask; the person sees what is asked, answers and sends."""
        casey, odette = self.casey, self.person
        casey.open_from_queue(self.reference)
        assert NAME in casey.text
        odette.follow(self.reference)
        self.stage.moment("case", person=odette, staff=casey)
        casey.act(self.reference, "take")
        casey.follow("/ask")
        casey.send({"questions-your-household.adult_since/1": "yes", "message": self.words["ask"]})
        odette.open(f"/case/{self.reference}")
        self.stage.moment("ask", person=odette, staff=casey)
        casey.press()
        assert "done=ask" in casey.page.url
        odette.open(f"/case/{self.reference}")
        assert self.words["ask"] in odette.text
        self.stage.moment("asked", person=odette, staff=casey)
        odette.follow("/next")
        assert odette.path.endswith(f"{MEMBER}/adult_since")
        assert self.words["ask"] in odette.text
        self.stage.moment("answer", person=odette)
        odette.send()
        odette.press()
        assert self._panel() == PHRASES.say("sent.title.again", self.language)
        casey.open(f"/desk/case/{self.reference}")
        self.stage.moment("answered", person=odette, staff=casey)

    def waits(self) -> None:
        """Staff pause, and take it up again."""
        casey, odette = self.casey, self.person
        casey.act(self.reference, "pause", {"reason": self.words["pause"]})
        odette.open(f"/case/{self.reference}")
        assert self.words["pause"] in odette.text
        self.stage.moment("paused", person=odette, staff=casey)
        casey.act(self.reference, "resume")
        odette.open(f"/case/{self.reference}")
        assert PHRASES.say("case.paused.title", self.language) not in odette.text
        self.stage.moment("resumed", person=odette, staff=casey)

    def is_refused(self) -> None:
        """Staff see the advice, decide to refuse; the person reads why and how to have it reviewed."""
        casey, odette = self.casey, self.person
        casey.open(f"/desk/case/{self.reference}/decide")
        casey.type({"result": "refuse", "reasons": self.words["refuse"]})
        odette.open(f"/case/{self.reference}")
        self.stage.moment("decide", person=odette, staff=casey)
        casey.press()
        odette.open(f"/case/{self.reference}")
        self.stage.moment("preview", person=odette, staff=casey)
        casey.press()
        assert "done=decide" in casey.page.url
        odette.open(f"/case/{self.reference}")
        assert self.words["refuse"] in odette.text
        assert PHRASES.say("case.review.title", self.language) in odette.text
        self.stage.moment("refused", person=odette, staff=casey)

    def corrects_and_asks_for_a_review(self) -> None:
        """The person changes a fact, sends it, and asks for the decision to be looked at again."""
        odette, tal = self.person, self.stage.staff()
        odette.follow("/tasks")
        self.stage.moment("tasks", person=odette)
        odette.open(f"/case/{self.reference}/page/{MEMBER}/adult_away_for_good?changing=1")
        odette.send({"adult_away_for_good": "yes"})
        while "/page/" in odette.path:
            odette.answer_one({**self.answers, "other_papers": "post"})
        assert odette.h1 == PHRASES.say("check.title.again", self.language)
        odette.press()
        assert self._panel() == PHRASES.say("sent.title.again", self.language)
        tal.sign_in("tal.leader")
        self.stage.moment("corrected", person=odette, staff=tal)
        odette.follow(self.reference)
        odette.follow("/review")
        odette.type({"reason": self.words["review"]})
        self.stage.moment("review", person=odette)
        odette.press()
        assert say("review.title", self.language) not in odette.h1
        tal.open("/desk/")
        self.stage.moment("review-asked", person=odette, staff=tal)

    def is_awarded(self) -> None:
        """Someone else looks again, opens the decision and decides the other way."""
        odette, tal = self.person, self.stage.staff()
        tal.sign_in("tal.leader")
        tal.open_from_queue(self.reference)
        assert self.words["review"] in tal.text
        tal.act(self.reference, "reopen", {"why": "review", "reason": self.words["reopen"]})
        odette.open(f"/case/{self.reference}")
        assert PHRASES.say("case.reopened.text", self.language) in odette.text
        self.stage.moment("reopened", person=odette, staff=tal)
        tal.act(self.reference, "decide", {"result": "award-25", "reasons": self.words["award"]})
        odette.open(f"/case/{self.reference}")
        assert self.words["award"] in odette.text
        assert self._title("discount-25") in odette.text
        self.stage.moment("awarded", person=odette, staff=tal)

    def _title(self, endpoint: str) -> str:
        words = self.service.endpoints[endpoint].title
        return self.service.say(f"endpoint.{endpoint}.title", words, self.language)

    def _panel(self) -> str:
        return self.person.page.locator(".govuk-panel__title").inner_text().strip()


def screens(*, person: Visitor | None = None, staff: Visitor | None = None) -> tuple[Visitor, ...]:
    """Whose screens a moment shows."""
    return tuple(one for one in (person, staff) if one is not None)
