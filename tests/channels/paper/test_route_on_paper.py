"""Whoever follows the notes on paper answers what the web would ask them, for every invented person."""

import pytest
import yaml

from handrail.bricks import BRICKS
from handrail.channels.paper.outline import Numbered, Outline, outline
from handrail.definition.load import load
from handrail.definition.plain_rules import Compared, never
from tests.fitness.source import ROOT

SERVICES = {
    slug: load(ROOT / "services" / slug, bricks=BRICKS).service
    for slug in ("single-person-discount", "blue-badge")
}
PEOPLE = [
    (slug, one)
    for slug in SERVICES
    for one in yaml.safe_load((ROOT / "services" / slug / "examples.yaml").read_text(encoding="utf-8"))
]


def asked_on_the_web(service, example: dict) -> set[tuple[str, str]]:
    """The questions of the person's route, each with the member of its group."""
    found = set()
    for path in example["expect"]["route"]:
        step, *rest = path.split("/")
        spec = getattr(service.step(step).spec, "pages", None)
        if spec is None or len(rest) == 2:
            continue
        item, page = (rest[1], rest[2]) if len(rest) == 3 else ("", rest[0])
        for part in spec:
            for inner in getattr(part, "pages", (part,)):
                if inner.id == page:
                    found |= {(question.id, item) for question in inner.questions}
    return found


def left_out(form: Outline, one: Numbered, answers: dict) -> bool:
    """Whether the notes tell somebody with these answers to leave a question out."""

    def known(test: Compared) -> bool | None:
        return test.holds(answers.get(test.name)) if test.name in form.by_id else None

    return never(one.when, known=known)


@pytest.mark.parametrize(("slug", "example"), PEOPLE, ids=[one["name"] for _, one in PEOPLE])
def test_no_note_says_to_leave_out_what_the_web_asks(slug, example):
    service = SERVICES[slug]
    form, answers = outline(service), example["answers"]
    asked = asked_on_the_web(service, example)
    assert asked
    for name, item in asked:
        assert name in form.by_id, f"{name} is not on the form"
        one = form.by_id[name]
        member = answers[one.inside[0]][int(item) - 1] if item else {}
        assert not left_out(form, one, {**answers, **member}), f"{one.number}: {name}"
