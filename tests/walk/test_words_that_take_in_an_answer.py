"""Words that take in an answer: what is read where, what stands there without one, and where none may be."""

from functools import cache

import pytest

from handrail.bricks import BRICKS
from handrail.channels.govuk import Frame, page
from handrail.definition.brick import PageRef
from handrail.definition.check import check
from handrail.definition.load import load_text
from handrail.definition.places import as_text, filled
from handrail.questions.asking import asking_of
from handrail.walk.screens import told
from tests.walk.garden import Case, erased

SERVICE = """
format: 1
service: moving
name: Tell us who has moved in
owner: {organisation: north-fenmarch, role: Head of Revenues}
phase: live
languages: [en, cy]
outcomes: [{id: known, level: overall, text: We know who lives where, measure: homes_known}]
promises: [{id: answer, text: We answer within 5 working days, within: 5 working days}]
data: {lawful_basis: public task, keep: 1 year after the case ends}
channels: [web, post]
steps:
  - ask: about-you
    title: About you
    pages:
      - {question: full_name, type: name, label: "What is your full name?", find_by: true}
      - {question: moved, type: yes-no, label: "Have you moved, ((full_name|you who asks us))?"}
      - {question: moved_on, type: date, label: "When did you move?", when: moved = true}
      - {question: rent, type: money, label: "What is your rent?"}
      - question: home
        type: choice
        label: What is your home?
        options: {boat: A houseboat, flat: A flat}
  - ask: household
    title: Your home
    goto: done
    pages:
      - page: before
        title: "Since ((moved_on|you came))"
        text: |
          You pay ((rent|rent)) for **((home|your home))**.

          ((full_name|You)) told us so.
        help: [{summary: "Why we ask ((full_name|you))", body: "Because ((full_name|somebody)) asked."}]
      - group: adults
        title: "Who lives with ((full_name|you))"
        item: adult
        name_by: adult_name
        max: 3
        pages:
          - {question: adult_name, type: name, label: "What is their name?"}
          - question: adult_in
            type: date
            label: "When did ((adult_name|this adult)) move in with ((full_name|you))?"
            errors: {missing: "Enter the day ((adult_name|this adult)) moved in"}
          - group: jobs
            title: "The jobs of ((adult_name|this adult))"
            item: job
            max: 2
            pages:
              - {question: job, type: text, label: "What does ((adult_name|this adult)) do?"}
endpoints:
  done: {kind: signposted, title: Thank you, text: We have it.}
"""

WELSH = """
language: cy
words:
  about-you.moved.label: {text: "Ydych chi wedi symud, ((full_name|chi sy’n gofyn))?", of: x}
  household.before.title: {text: "Ers ((moved_on|ichi ddod))", of: x}
  household.before.text: {text: "Rydych yn talu ((rent|rhent)).", of: x}
  about-you.home.options.boat: {text: Cwch preswyl, of: x}
"""


@cache
def moving(old="", new=""):
    texts = {"service.yaml": SERVICE.replace(old, new) if old else SERVICE, "words/cy.yaml": WELSH}
    loaded = load_text(texts, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    return loaded.service


class Moving(Case):
    """A case of it, told as far as the household."""

    def __init__(self, *, name="Ffion Dummy-Jones", home="boat", told=True):
        super().__init__(service=moving())
        if not told:
            return
        self.answer("about-you/full_name", full_name=name)
        self.answer("about-you/moved", moved="yes")
        self.answer("about-you/moved_on", moved_on="1 March 2026")
        self.answer("about-you/rent", rent="640.50")
        self.answer("about-you/home", home=home)

    def adult(self, name="Ana Unreal"):
        self.answer("household/before")
        self.answer("household/adults", adults="yes")
        self.answer("household/adults/1/adult_name", adult_name=name)

    def forget(self):
        """Destroy the keys of everybody."""
        self.events = [erased(one, frozenset(one.personal)) for one in self.events]

    def screen(self, path, language="en"):
        ref = PageRef.parse(path)
        step = self.service.step(ref.step)
        state = self.state.steps.get(ref.step, BRICKS["ask"].start)
        scope = self.walk().scopes[ref.step]
        return BRICKS["ask"].screen(step, state, ref, scope, language, None)

    def html(self, path):
        frame = Frame(service="Moving", organisation="North Fenmarch", href=lambda to: f"/{to}")
        return page(self.screen(path), frame)


class TestWhatIsRead:
    def test_a_question_takes_in_an_answer_of_the_same_step(self):
        assert Moving().screen("about-you/moved").title == "Have you moved, Ffion Dummy-Jones?"

    def test_a_page_takes_in_answers_of_earlier_steps_as_they_are_read_back(self):
        screen = Moving().screen("household/before")

        assert screen.title == "Since 1 March 2026"
        assert screen.blocks[0].text.startswith("You pay £640.50 for **A houseboat**.")
        assert screen.blocks[-1].summary == "Why we ask Ffion Dummy-Jones"

    def test_in_welsh_answers_are_written_in_welsh(self):
        case = Moving()

        assert case.screen("about-you/moved", "cy").title == "Ydych chi wedi symud, Ffion Dummy-Jones?"
        assert case.screen("household/before", "cy").title == "Ers 1 Mawrth 2026"
        assert "£640.50" in case.screen("household/before", "cy").blocks[0].text

    def test_a_member_s_page_names_the_member_and_who_is_outside(self):
        case = Moving()
        case.adult()

        assert case.screen("household/adults/1/adult_in").title == (
            "When did Ana Unreal move in with Ffion Dummy-Jones?"
        )
        assert case.screen("household/adults").title == "Who lives with Ffion Dummy-Jones"
        assert case.screen("household/adults/1/jobs/1/job").title == "What does Ana Unreal do?"

    def test_a_mistake_is_told_with_the_name(self):
        case = Moving()
        case.adult()

        refused = case.answer("household/adults/1/adult_in", adult_in="")

        assert refused.errors == {"adult_in": "Enter the day Ana Unreal moved in"}

    def test_answers_are_read_back_under_what_was_asked(self):
        case = Moving()
        case.adult()
        case.answer("household/adults/1/adult_in", adult_in="2 March 2026")

        rows = [row.key for card in told(case.service, case.state, case.walk(), "en") for row in card.rows]

        assert "Have you moved, Ffion Dummy-Jones?" in rows
        assert "When did Ana Unreal move in with Ffion Dummy-Jones?" in rows
        assert "Who lives with Ffion Dummy-Jones" in rows


class TestWhatStandsThereWithoutAnAnswer:
    def test_an_answer_not_yet_given_leaves_the_author_s_other_words(self):
        assert Moving(told=False).screen("about-you/moved").title == "Have you moved, you who asks us?"

    def test_an_answer_that_no_longer_matters_is_not_taken_in(self):
        case = Moving()
        case.answer("about-you/moved", moved="no")

        assert case.screen("household/before").title == "Since you came"

    def test_an_erased_answer_is_not_taken_in(self):
        case = Moving()
        case.forget()

        assert case.screen("about-you/moved").title == "Have you moved, you who asks us?"

    def test_a_reader_who_may_not_see_an_answer_does_not_read_it_in_a_label(self):
        case = Moving()
        position = case.walk()
        case.forget()

        rows = [row.key for card in told(case.service, case.state, position, "en") for row in card.rows]

        assert "Have you moved, you who asks us?" in rows
        assert not [row for row in rows if "Ffion" in row]

    def test_whatever_knows_no_case_reads_the_other_words(self):
        service = moving()
        question = next(one for one, _ in service.step("about-you").spec.questions() if one.id == "moved")

        assert asking_of(service, "about-you", question, "en").label == "Have you moved, you who asks us?"
        assert service.say("k", "When did ((adult_name|they)) come?", "en") == "When did they come?"


class TestThatAnAnswerIsText:
    @pytest.mark.parametrize(
        "name",
        [
            "<script>alert(1)</script>",
            "[here](https://evil.example)",
            "](https://evil.example)",
            "**bold** _x_ `y`",
            "# Heading",
            "1986. Began",
            "- item",
            "((rent|x)) {{rent}}",
            "&lt;b&gt;",
            "![x](https://evil.example/a.png)",
            "| a | b |",
            "--- Bo",
        ],
    )
    def test_and_never_markup(self, name):
        case = Moving(name=name)

        html = case.html("household/before")

        shown = html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        assert f"{name} told us so." in shown
        assert f"Why we ask {name}" in shown
        assert "<script>alert" not in html
        assert 'href="https://evil' not in html
        assert "<img" not in html.split("<main")[1].split("</main>")[0]

    def test_a_link_cannot_be_made_out_of_the_author_s_brackets(self):
        assert filled("[see]((a|b))", lambda _: "(https://evil.example)", markdown=True) == (
            "[see]\\(https://evil.example\\)"
        )

    def test_plain_words_stay_as_they_are(self):
        assert as_text("Siân O’Brien Dummy-Jones") == "Siân O’Brien Dummy-Jones"


class TestWhereBrowsersKeepIt:
    def test_the_title_of_a_tab_and_of_the_history_holds_no_answer(self):
        case = Moving()
        case.adult()

        for path in (
            "about-you/moved",
            "household/before",
            "household/adults/1/adult_in",
            "household/adults",
        ):
            head, body = case.html(path).split("</head>")
            assert "Ffion" not in head
            assert "Ana" not in head
            assert "Ffion" in body or "1 March 2026" in body

    def test_nor_does_the_page_that_removes_a_member(self):
        case = Moving()
        case.adult()

        head, body = case.html("household/adults/1").split("</head>")

        assert "Ana" in body
        assert "Ana" not in head

    def test_nothing_of_such_a_page_is_kept_for_the_next_person(self):
        case = Moving()

        assert not case.screen("about-you/moved").same_for_all
        assert case.screen("about-you/rent").same_for_all

        case.html("about-you/moved")
        other = Moving(name="Bo Sample")
        assert "Ffion" not in other.html("about-you/moved")
        assert "Bo Sample" in other.html("about-you/moved")


class TestChecking:
    @pytest.mark.parametrize(
        ("written", "found", "remedy"),
        [
            ("((ful_name|you))", "'ful_name' is not a question that the person is asked", "full_name"),
            ("((rent|rent))", "'rent' is asked later", "Move this after 'rent'"),
            ("((moved|you))", "'moved' is asked on this page", "before this one"),
            ("((adult_name|they))", "'adult_name' is asked of each member of 'adults'", "the same group"),
            ("((religion|x))", "'religion' is an equality question", "Say it without"),
            ("((agreed|x))", "of type declaration, is no words", "Say it without"),
            ("((full_name))", "is not written as words take in an answer", "((full_name|you))"),
            ("((Full name|you))", "is not written as words take in an answer", "single brackets"),
            ("((household|x))", "'household' is not a question", "by its id"),
        ],
    )
    def test_names_a_place_that_cannot_be_filled(self, written, found, remedy):
        problems = broken(SERVICE.replace("((full_name|you who asks us))", written))

        assert len(problems) == 1, problems
        assert found in problems[0].problem
        assert remedy in problems[0].remedy

    def test_advises_of_brackets_that_may_be_meant_as_such(self):
        text = SERVICE.replace("((full_name|you who asks us))", "((whoever you are))")

        found = check(load_text({"service.yaml": text}, bricks=BRICKS), bricks=BRICKS)

        assert broken(text) == []
        assert [one.grade for one in found if "((whoever you are))" in one.problem] == ["advice"]

    def test_refuses_an_answer_in_the_address_of_a_link(self):
        text = SERVICE.replace("((full_name|You)) told", "[See](/a/((full_name|you))) told")

        assert ["never goes into the address of a link" in one.problem for one in broken(text)] == [True]

    @pytest.mark.parametrize(
        "apart",
        [
            ("title: Your home\n", 'title: "The home of ((full_name|you))"\n'),
            ("item: adult\n", 'item: "adult with ((full_name|you))"\n'),
            ("text: We have it.", 'text: "Thank you, ((full_name|you))."'),
            ("title: About you\n", 'title: About you\n    why: "To know ((full_name|you))"\n'),
            ("name: Tell us who", "name: Tell ((full_name|us)) who"),
        ],
    )
    def test_refuses_an_answer_in_words_that_are_read_apart_from_the_questions(self, apart):
        assert ["in a text that takes in no answer" in one.problem for one in broken(SERVICE.replace(*apart))]

    def test_judges_the_translation_too(self):
        welsh = WELSH.replace("((full_name|chi sy’n gofyn))", "((fullname|chi))")

        problems = broken(SERVICE, welsh)

        assert [one.where.file for one in problems] == ["words/cy.yaml"]
        assert "'fullname' is not a question" in problems[0].problem

    def test_advises_where_a_translation_takes_in_something_else(self):
        loaded = load_text({"service.yaml": SERVICE, "words/cy.yaml": WELSH}, bricks=BRICKS)

        said = [one.problem for one in check(loaded, bricks=BRICKS) if "takes in" in one.problem]

        assert said == [
            "'household.before.text' takes in 'full_name', 'home' in one wording and not in the other."
        ]

    def test_an_answer_that_is_only_taken_into_words_is_used(self):
        loaded = load_text({"service.yaml": SERVICE}, bricks=BRICKS)

        unused = [one.problem for one in check(loaded, bricks=BRICKS) if "Nothing uses" in one.problem]

        assert not [one for one in unused if "'full_name'" in one or "'adult_name'" in one]


MORE = """
      - {question: religion, type: text, label: "What is your religion?", equality: true, optional: true}
      - {question: agreed, type: declaration, label: I agree}
"""


def broken(text, welsh=""):
    """What is broken in the service, with an equality question and a declaration asked first."""
    head = "    pages:\n      - {question: full_name"
    text = text.replace(head, f"    pages:{MORE.rstrip()}\n      - {{question: full_name", 1)
    texts = {"service.yaml": text} | ({"words/cy.yaml": welsh} if welsh else {})
    return [one for one in check(load_text(texts, bricks=BRICKS), bricks=BRICKS) if one.grade == "broken"]
