"""A service speaks to some people in other words, in each of its languages, and to the others as before."""

from datetime import UTC, datetime

from handrail.bricks import BRICKS
from handrail.bricks.decide.explain import explain
from handrail.definition.brick import Determination, MatchedRow
from handrail.definition.voices import spoken_to
from handrail.definition.wording import coverage
from tests.definition.garden import garden, judged, loaded

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
TODAY = "What is your full name?"
OWN = "Pray, what is your name in full?"
WELSH = {
    "words/cy.yaml": 'language: cy\nchecked: ""\nwords:\n  name: {text: Bin, of: Get a garden waste bin}\n'
}


def polite(**files: str) -> dict[str, str]:
    """The service with a voice for those who had a bin before."""
    texts = garden()
    texts["service.yaml"] += "voices:\n  old_hand: had_before = true\n"
    return {**texts, **files}


def in_english(text: str = OWN, of: str = TODAY) -> dict[str, str]:
    key = "about-you.full_name.label"
    return {"words/en-old_hand.yaml": f"language: en\nwords:\n  {key}: {{text: '{text}', of: '{of}'}}\n"}


def label(service, language: str = "en") -> str:
    return service.say("about-you.full_name.label", TODAY, language)


def problems(texts) -> list[str]:
    return [one.problem for one in judged(texts) if "advice" not in one.grade]


def test_the_words_are_those_of_the_voice_whose_rule_is_true():
    service = loaded(polite(**in_english())).service

    assert label(spoken_to(service, {"had_before": True}, at=AT)) == OWN
    assert label(spoken_to(service, {"had_before": False}, at=AT)) == TODAY
    assert label(spoken_to(service, {}, at=AT)) == TODAY
    assert label(service) == TODAY


def test_what_a_voice_does_not_say_otherwise_is_said_as_to_others():
    service = spoken_to(loaded(polite(**in_english())).service, {"had_before": True}, at=AT)

    assert service.say("name", service.name, "en") == "Get a garden waste bin"


def test_it_is_the_same_service_each_time_with_the_same_version():
    service = loaded(polite(**in_english())).service
    spoken = spoken_to(service, {"had_before": True}, at=AT)

    assert spoken is spoken_to(service, {"had_before": True}, at=AT)
    assert (spoken.hash, spoken.steps) == (service.hash, service.steps)


def test_a_voice_says_the_sentence_of_a_row_in_its_own_words_too():
    of = "You have not had it before."
    said = f"language: en\nwords:\n  suggestion.rows.first-time: {{text: Welcome., of: {of}}}\n"
    service = loaded(polite(**{"words/en-old_hand.yaml": said})).service
    found = Determination("suggestion", "give", {}, (MatchedRow("first-time", "Policy"),), {}, (), AT.date())

    spoken = spoken_to(service, {"had_before": True}, at=AT)

    assert [one.sentence for one in explain(spoken, found, "en")] == ["Welcome."]
    assert [one.sentence for one in explain(service, found, "en")] != ["Welcome."]


def test_a_voice_in_order_is_nothing_to_mend():
    assert problems(polite(**in_english())) == problems(garden())


def test_a_voice_without_words_and_a_rule_of_another_sort_are_told():
    texts = polite()
    texts["service.yaml"] = texts["service.yaml"].replace("old_hand: had_before = true", "old_hand: 1 + 1")
    found = " ".join(problems(texts))

    assert "The voice 'old_hand' has no words of its own." in found
    assert "old_hand" in found.replace("The voice 'old_hand'", "")


def test_words_of_a_text_that_changed_and_of_none_are_told():
    assert "'about-you.full_name.label' renders a text that has changed since." in problems(
        polite(**in_english(of="Who are you?"))
    )
    said = "language: en\nwords:\n  about-you.nobody.label: {text: A, of: B}\n"
    assert any(
        "'about-you.nobody.label' is not the key" in one
        for one in problems(polite(**{"words/en-old_hand.yaml": said}))
    )


def test_words_in_a_voice_that_is_not_declared_are_told():
    texts = {**garden(), **in_english()}

    assert any("the service has no voice 'old_hand'" in one for one in problems(texts))


def test_each_other_language_has_the_words_of_the_voice():
    texts = polite(**in_english(), **WELSH)
    texts["service.yaml"] = texts["service.yaml"].replace("languages: [en]", "languages: [en, cy]")
    lacking = "'about-you.full_name.label' has no words in 'cy' in the voice 'old_hand'."
    assert lacking in problems(texts)
    before = coverage(loaded(texts).service, bricks=BRICKS)["cy"]

    said = f"language: cy\nwords:\n  about-you.full_name.label: {{text: Enw?, of: '{OWN}'}}\n"
    texts["words/cy-old_hand.yaml"] = said

    assert lacking not in problems(texts)
    assert label(spoken_to(loaded(texts).service, {"had_before": True}, at=AT), "cy") == "Enw?"
    after = coverage(loaded(texts).service, bricks=BRICKS)["cy"]
    assert (before.texts, before.missing - after.missing) == (after.texts, 1)
