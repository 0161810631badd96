"""Words that take in an answer at the JSON door: a case's pages have the name, the description has not."""

from tests.channels.api.people import answers

ODETTE = answers("Odette Pretend")
WHERE = "pages/your-household/adults/1/adult_away"


def test_a_page_of_a_case_calls_the_adult_by_name_in_either_language(site, system):
    system.start(service="single-person-discount")
    system.put("answers", {"answers": ODETTE})

    english, welsh = (system.get(f"{WHERE}?lang={language}")["page"]["screen"] for language in ("en", "cy"))

    assert english["title"] == "Where is Ambrose Pretend?"
    assert welsh["title"] == "Ble mae Ambrose Pretend?"


def test_the_description_of_the_service_has_the_words_for_nobody_in_particular(site, system):
    described = system.call("GET", "/api/organisations/north-fenmarch/services/single-person-discount")

    assert "Where is this adult?" in str(described.body)
    assert "((" not in str(described.body)
