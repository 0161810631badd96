"""What an author sees of a folder while they write it: read again when saved, and never half."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handrail.definition import publish
from handrail.estate.fenmarch import fenmarch_id
from handrail.site.console import CommandProblem
from handrail.site.preview import offer, offer_if_saved, saved
from tests.definition.garden import SLUG, garden

NORTH = fenmarch_id("north-fenmarch")


@pytest.fixture
def folder(tmp_path, database):
    publish.version.cache_clear()
    for path, text in garden().items():
        (tmp_path / path).write_text(text)
    return tmp_path


@pytest.fixture
def told():
    return []


@pytest.fixture
def offered(folder, told):
    """The folder on offer; a call looks whether it was saved since, and offers it again."""
    since = [saved(folder)]
    offer(folder, organisation="north-fenmarch", say_problems=said_to(told))

    def look():
        since[0] = offer_if_saved(
            folder, since[0], organisation="north-fenmarch", say=told.append, say_problems=said_to(told)
        )

    return look


def said_to(told):
    return lambda _folder, problems: told.extend(one.problem for one in problems)


def change(folder, old, new):
    text = (folder / "service.yaml").read_text()
    assert old in text
    (folder / "service.yaml").write_text(text.replace(old, new))


def shown():
    at = timezone.now() + timedelta(seconds=1)
    return publish.version(publish.current(SLUG, NORTH, at=at)).name


def test_what_is_saved_is_shown_from_then_on(folder, offered, told):
    change(folder, "Get a garden waste bin", "Get a bin for leaves")
    offered()
    assert shown() == "Get a bin for leaves"
    assert told == [f"Read again. Start anew to see it: /north-fenmarch/{SLUG}"]


def test_what_is_not_saved_is_not_read_again(offered, told):
    offered()
    assert told == []


def test_what_cannot_be_read_is_told_and_what_was_there_stays(folder, offered, told):
    change(folder, "steps:\n", "stesp:\n")
    offered()
    assert shown() == "Get a garden waste bin"
    assert "'steps' is missing from a service." in told
    assert told[-1].endswith("What was there before is still shown.")


def test_what_is_wrong_with_what_can_be_shown_is_told_and_advice_is_not(folder, offered, told):
    change(folder, "when: had_before = true", "when: had_befor = true")
    offered()
    assert [one for one in told if "had_befor" in one]
    assert not [one for one in told if "reads at about" in one or "find a case" in one]


def test_a_folder_that_cannot_be_read_is_not_offered_at_all(folder, told):
    change(folder, "steps:\n", "stesp:\n")
    with pytest.raises(CommandProblem, match="until what is broken is mended"):
        offer(folder, organisation="north-fenmarch", say_problems=said_to(told))
    assert "'steps' is missing from a service." in told
