"""Real forms of other builders: nearly everything of each is carried, and nothing of what comes is broken."""

import pytest

from docs.generate import FOLDER as REFERENCE
from docs.generate.brought_over import PAGE, page
from handrail.bricks import BRICKS
from handrail.definition.check import check
from handrail.definition.load import load_text
from handrail.exchange.carry.decisions import read_decisions
from tests.exchange.forms import problems
from tests.exchange.samples import FOLDER, NEEDED, brought, samples
from tests.exchange.test_carrying import SETTLED

pytestmark = NEEDED

ALL_TOGETHER, EACH = 0.97, 0.85
NAMED = [pytest.param(name, file, id=file.stem) for name, file in samples()]


@pytest.mark.parametrize(("name", "file"), NAMED)
def test_a_form_comes_over_whole_and_nothing_of_it_is_broken(name, file):
    texts, report = brought(name, file)
    assert report.carried >= EACH, report.lost
    assert problems(texts) == []


def test_of_all_forms_together_nearly_everything_comes_over():
    reports = [brought(name, file)[1] for name, file in samples()]
    counted = sum(one.pages + one.components + one.conditions for one in reports)
    gone = sum((1 - one.carried) * (one.pages + one.components + one.conditions) for one in reports)
    assert 1 - gone / counted >= ALL_TOGETHER


def test_what_a_person_settles_once_is_enough_to_publish_each():

    left = {}
    for name, file in samples():
        texts, _ = brought(name, file, read_decisions(SETTLED, language="en"))
        found = check(load_text(texts, bricks=BRICKS), bricks=BRICKS)
        undecided = [one.problem for one in found if one.grade == "to decide"]
        if undecided:
            left[file.stem] = undecided
    assert left == {}


def test_the_page_of_what_came_over_is_what_comes_over():
    text = page([(file.relative_to(FOLDER).as_posix(), brought(name, file)[1]) for name, file in samples()])
    written = (REFERENCE / PAGE).read_text(encoding="utf-8")
    assert written == text, "Run `python -m docs.generate.brought_over` with the folder of the samples."


def test_copied_pages_become_repeated_groups_and_the_report_says_so():
    file = next((file for _, file in samples() if file.stem == "close-contact-form"), None)
    assert file is not None
    texts, report = brought("xgov", file)
    assert texts["service.yaml"].count("- group:") == 2
    assert "38 pages were copies of each other; they are now 2 repeated groups." in report.notes
