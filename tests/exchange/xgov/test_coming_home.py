"""Services written as XGov forms and brought over again: the same service, each word and rule of it.

Nothing is left out of what is compared: every file of a folder that the import wrote, to the letter. Of a
service that people wrote, whatever its files say; how its YAML is laid out and its comments are not kept.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from handrail.bricks import BRICKS
from handrail.definition.load import load_text
from handrail.exchange.besides import bring
from handrail.exchange.carry.decisions import read_decisions
from handrail.exchange.loading import load
from handrail.exchange.report import Report
from handrail.exchange.taking import json_number
from handrail.exchange.xgov.reading import read
from handrail.exchange.xgov.write import write
from tests.exchange.defra.test_carried import carried as grant
from tests.exchange.forms import problems
from tests.exchange.samples import NEEDED, samples
from tests.exchange.samples import brought as of_samples
from tests.exchange.test_carrying import SETTLED
from tests.exchange.xgov.forms import OURS, allotments, question
from tests.exchange.xgov.mutations import spoilt

NAMED = [pytest.param(name, file, id=file.stem) for name, file in samples()]


def written(texts: Mapping[str, str]) -> str:
    """Return the file that a service is written as."""
    return json.dumps(write(texts, Report()), ensure_ascii=False, default=json_number)


@cache
def filed(name: str) -> str:
    """Return the file that a service of ours is written as."""
    return written(OURS[name])


def brought(file: str | Mapping[str, Any], report: Report, **more: Any) -> dict[str, str]:
    """Return the texts of the service that comes of a file, into a folder of any name."""
    value = load(file.encode()).value if isinstance(file, str) else file
    return bring(read(value, report=report, title="A form"), report, slug="some-folder", **more)


def says(texts: Mapping[str, str]) -> dict[str, Any]:
    """Return what a folder says, however it is laid out."""
    return {
        path: load(text.encode(), yaml_file=True).value if _is_laid_out(path) else text
        for path, text in texts.items()
    }


def _is_laid_out(path: str) -> bool:
    return path == "service.yaml" or path.startswith("words/")


def edited(file: str, change: Any) -> Mapping[str, Any]:
    """Return a file after somebody has changed the form in another builder."""
    value = json.loads(file)
    change(value)
    return load(json.dumps(value).encode()).value


class TestAServiceThatWasAForm:
    @NEEDED
    @pytest.mark.parametrize(("name", "path"), NAMED)
    def test_comes_home_to_the_letter_where_the_form_was_published(self, name, path):
        texts, _ = of_samples(name, path)
        report = Report()
        assert brought(written(texts), report) == texts
        assert [note for note in report.notes if "changed in the form" in note] == []

    def test_comes_home_with_its_casework_where_it_was_a_grant(self):
        texts, _ = grant()
        assert brought(written(texts), Report()) == texts

    def test_comes_home_to_the_letter(self):
        texts = brought(allotments(), Report())
        assert brought(written(texts), Report()) == texts

    def test_comes_home_with_what_was_settled(self):
        settled = read_decisions(SETTLED, language="en")
        texts = brought(allotments(), Report(), decisions=settled)
        again = brought(written(texts), Report())
        assert again == texts
        assert "north-fenmarch" in again["decisions.yaml"]

    def test_comes_home_in_both_languages(self):
        definition = allotments() | {"name": {"en": "Rent an allotment", "cy": "Rhentu rhandir"}}
        definition["pages"][3]["title"] = {"en": "You", "cy": "Chi"}
        texts = brought(definition, Report())
        assert "Rhentu rhandir" in texts["words/cy.yaml"]
        assert brought(written(texts), Report()) == texts


class TestAServiceThatPeopleWrote:
    @pytest.mark.parametrize("name", OURS)
    def test_comes_home_whole(self, name):
        report = Report()
        again = brought(filed(name), report)
        assert says(again) == says(OURS[name])
        assert problems(again) == []

    @pytest.mark.parametrize("name", OURS)
    def test_is_written_as_the_same_file_when_it_has_come_home(self, name):
        file = filed(name)
        assert written(brought(file, Report())) == file

    def test_is_the_same_service_in_a_folder_of_another_name(self):
        again = brought(filed("blue-badge"), Report())
        assert load_text(again, bricks=BRICKS).service.slug == "blue-badge"


class TestAFormChangedInAnotherBuilder:
    def test_keeps_the_change_and_all_that_it_did_not_touch(self):
        def change(value: Any) -> None:
            page = next(one for one in value["pages"] if one["path"] == "/had-before")
            page["title"] = page["components"][0]["title"] = "Did you have one before?"

        report = Report()
        again = says(brought(edited(filed("the starter"), change), report))["service.yaml"]
        asked = {page.get("question"): page for step in again["steps"] for page in step.get("pages", ())}
        assert asked["had_before"]["label"] == "Did you have one before?"
        assert asked["had_before"]["source"]
        assert again["steps"][1] == says(OURS["the starter"])["service.yaml"]["steps"][1]

    def test_asks_a_page_that_was_added_where_it_was_added(self):
        def change(value: Any) -> None:
            before = next(one for one in value["pages"] if one["path"] == "/full-name")
            added = question("YesNoField", "is_new", title="Is it new?")
            page = {"path": "/is-new", "title": "Is it new?", "components": [added], "next": before["next"]}
            before["next"] = [{"path": "/is-new"}]
            value["pages"].append(page)

        again = says(brought(edited(filed("the starter"), change), Report()))["service.yaml"]
        names = [page.get("question") for step in again["steps"] for page in step.get("pages", ())]
        assert names[:3] == ["full_name", "is_new", "postcode"]

    def test_no_longer_asks_what_was_taken_out_and_says_so(self):
        def change(value: Any) -> None:
            page = next(one for one in value["pages"] if one["path"] == "/postcode")
            value["pages"].remove(page)
            value["pages"][0]["next"] = page["next"]

        report = Report()
        again = brought(edited(filed("the starter"), change), report)
        assert "question: postcode" not in again["service.yaml"]
        assert any("question postcode" in note for note in report.notes)

    def test_that_dropped_what_it_did_not_know_is_a_service_still(self):
        def change(value: Any) -> None:
            del value["metadata"]

        for name in OURS:
            assert problems(brought(edited(filed(name), change), Report())) == []


class TestWhatAFileSaysBesidesTheForm:
    def test_is_left_out_where_it_would_break_the_service(self):
        def change(value: Any) -> None:
            value["metadata"]["handrail"]["changes"] = {
                "in": {"service.yaml": {"in": {"steps": {"in": {"ask x": {"is": {"ask": "x"}}}}}}}
            }
            value["metadata"]["handrail"]["changes"]["in"]["../../evil.yaml"] = {"is": "x: 1"}

        report = Report()
        again = brought(edited(filed("the starter"), change), report)
        assert "../../evil.yaml" not in again
        assert problems(again) == []
        assert [one["where"] for one in report.lost] == ["metadata"]

    def test_is_left_out_where_a_later_release_wrote_it(self):
        def change(value: Any) -> None:
            value["metadata"]["handrail"]["format"] = 99

        report = Report()
        assert "suggestion.csv" not in brought(edited(filed("the starter"), change), report)
        assert any("later release" in note for note in report.notes)

    def test_spoilt_by_chance_breaks_nothing(self):
        whole = json.loads(written(brought(allotments(), Report())))
        whole["metadata"]["handrail"]["changes"]["in"]["words/cy.yaml"] = {"is": {"words": {}}}
        for seed in range(40):
            own = spoilt(whole["metadata"], seed)
            file = json.dumps({**whole, "metadata": own}, default=str)
            assert problems(brought(load(file.encode()).value, Report())) == []
