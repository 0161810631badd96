"""Pages that a form has several times become one list, where nothing is changed by it."""

from dataclasses import replace

from handrail.exchange.carry.repeats import tell_repeats, with_repeats
from handrail.exchange.form import Form, Page
from handrail.exchange.report import Report
from tests.exchange.forms import carried, form_of, page, problems, text, when, yes_no


def people(count: int, **more: object) -> Form:
    """Return a form that asks about so many people on pages of their own, each but the last with a gate."""
    pages: list[Page] = [page("/any", yes_no("any"), to=(when("/person-1", "any", "true"), "/summary"))]
    for number in range(1, count + 1):
        last = number == count
        title = {"en": "Who is it?"}
        person = page(
            f"/person-{number}", text(f"name{number}"), to=("/summary" if last else f"/more-{number}",)
        )
        pages.append(replace(person, title=title))
        if not last:
            to = (when(f"/person-{number + 1}", f"another{number}", "true"), "/summary")
            gate = page(f"/more-{number}", yes_no(f"another{number}", "Is there another?"), to=to)
            pages.append(replace(gate, title={"en": "Person"}))
    return form_of(*pages, page("/summary", kind="check"), **more)


class TestCopies:
    def test_copied_pages_become_one_list_with_as_many_members(self):
        report = Report()
        texts = carried(people(4), report)
        service = texts["service.yaml"]
        assert service.count("question: name") == 1
        assert "group: person" in service
        assert "max: 4" in service
        assert "add: Is there another?" in service
        assert "when: any = true" in service
        assert problems(texts) == []

    def test_the_report_says_so_in_a_sentence(self):
        report = Report()
        _, found = with_repeats(people(4))
        tell_repeats(found, {}, report)
        assert report.notes == [
            "7 pages were copies of each other; they are now one repeated group.",
            "The 7 pages from /person-1 to /person-4 became one repeated group, for up to 4.",
        ]
        assert report.lost == []

    def test_pages_that_ask_something_else_are_no_copies(self):
        form = people(3)
        other = tuple(
            replace(one, components=(*one.components, text("age2"))) if one.path == "/person-2" else one
            for one in form.pages
        )
        unlike = replace(form, pages=other)
        assert with_repeats(unlike) == (unlike, ())

    def test_pages_whose_answers_lead_elsewhere_stay_as_they_are(self):
        form = people(3)
        extra = page("/extra", text("extra"), to=("/summary",))
        first = page("/any", yes_no("any"), to=(when("/extra", "name2", "Una"), "/person-1"))
        tested = replace(form, pages=(first, *form.pages[1:], extra))
        assert with_repeats(tested) == (tested, ())


class TestLeadingBack:
    def test_pages_that_lead_back_for_another_become_a_list(self):
        report = Report()
        form = form_of(
            page("/who", text("full_name"), to=("/more",)),
            page("/more", yes_no("another"), to=(when("/who", "another", "true"), "/end")),
            page("/end", text("thing"), to=("/summary",)),
            page("/summary", kind="check"),
        )
        texts = carried(form, report)
        assert "group: who" in texts["service.yaml"]
        assert report.lost == []
        assert problems(texts) == []
