"""Answering at the JSON door: a page at a time, or everything at once, with the checks of every channel."""

from uuid import uuid4

import pytest

from tests.channels.api.people import WITH_ADULTS, answers

NAME = "pages/about-you/full_name"


def said(reply) -> list[tuple[str, str]]:
    """Each problem's page and message."""
    return [(one["page"], one["message"]) for one in reply["error"]["problems"]]


def test_a_page_shows_its_questions_and_what_is_kept(site, system):
    system.start()
    system.put("pages/about-you/full_name", {"answers": {"full_name": "Ffion Dummy-Jones"}})
    system.put("pages/about-you/born_on", {"answers": {"born_on": "1984-03-27"}})

    page = system.get("pages/about-you/born_on")["page"]

    assert page["answers"] == {"born_on": "1984-03-27"}
    (block,) = page["screen"]["blocks"]
    assert (block["block"], block["kind"], block["name"]) == ("input", "date", "born_on")
    assert block["values"] == {"born_on.day": "27", "born_on.month": "3", "born_on.year": "1984"}
    assert page["screen"]["back"] == "page:about-you/full_name"


def test_a_page_is_shown_in_the_language_asked_for_without_changing_the_case(site, system):
    system.start()

    page = system.get("next?lang=cy")["page"]

    assert page["screen"]["language"] == "cy"
    assert site.types(system.reference) == ["case.started"]


def test_the_language_can_be_changed_and_answers_stay(site, system):
    system.start()
    system.put(NAME, {"answers": {"full_name": "Ffion Dummy-Jones"}})

    changed = system.put("language", {"language": "cy"})

    assert changed["case"]["language"] == changed["page"]["screen"]["language"] == "cy"
    assert system.put("language", {"language": "cy"})["case"]["sequence"] == changed["case"]["sequence"]
    assert system.put("language", {"language": "fr"}).code == "unfit"
    assert system.get("answers")["answers"] == {"full_name": "Ffion Dummy-Jones"}


def test_a_refused_answer_is_said_in_the_words_of_every_channel(site, system):
    system.start()
    blank = system.put(NAME, {"answers": {"full_name": ""}})
    system.put(NAME, {"answers": {"full_name": "Ffion Dummy-Jones"}})
    future = system.put("pages/about-you/born_on", {"answers": {"born_on": "2084-03-27"}})
    part = system.put("pages/about-you/born_on", {"fields": {"born_on.day": "27", "born_on.month": "3"}})

    assert (blank.status, blank.code) == (422, "answers_refused")
    assert said(blank) == [("about-you/full_name", "Enter your full name")]
    assert said(future) == [("about-you/born_on", "Your date of birth must be in the past")]
    assert part["error"]["problems"][0]["parts"] == ["year"]
    assert site.types(system.reference) == ["case.started", "ask.answered"]


def test_a_refusal_speaks_the_language_of_the_case(site, system):
    system.start(language="cy")

    refused = system.put(NAME, {"answers": {"full_name": ""}})

    assert said(refused)[0][1] == site.service.words["cy"]["about-you.full_name.errors.missing"].text


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"answers": {"full_name": 7}}, "full_name must be text"),
        ({"answers": {"full_name": ["Ffion"]}}, "full_name must be text"),
        ({"answers": {"full_name": {"": "Ffion"}}}, "full_name must be text"),
        ({"answers": {"born_on": "1984-03-27"}}, "This page does not ask born_on"),
        ({"fields": {"born_on.day": "1"}}, "This page does not ask born_on.day"),
        ({"fields": {"full_name": 7}}, "fields.full_name must be text"),
        ({"answers": {}, "fields": {}}, "Give answers or fields, and not both"),
        ({}, "Give answers or fields, and not both"),
        ({"answers": []}, "answers must be an object"),
        ({"answers": {}, "extra": 1}, "There is no field called extra"),
    ],
)
def test_what_does_not_fit_the_page_is_refused_by_name(site, system, body, message):
    system.start()
    before = site.counts()

    refused = system.put(NAME, body)

    assert (refused.status, refused.code) == (422, "unfit")
    assert message in [one["message"] for one in refused["error"]["problems"]]
    assert site.counts() == before


def test_a_page_that_is_not_asked_now_is_not_taken(site, system):
    system.start()

    later = system.put("pages/your-home/contact_address", {"answers": {}})
    absent = system.put("pages/about-you/no_such", {"answers": {}})
    odd = [
        system.get(f"pages/{path}").status for path in ("x", "a/b/c/d/e", "check/x", "about-you/full_name/1")
    ]

    assert (later.status, later.code) == (409, "not_on_route")
    assert (absent.status, absent.code) == (404, "no_such_page")
    assert odd == [404] * 4


def test_the_same_answer_sent_again_with_its_key_is_one_event_and_one_answer(site, system):
    system.start()
    key = str(uuid4())
    first = system.put(NAME, {"answers": {"full_name": "Ffion Dummy-Jones"}}, key=key)
    system.put("pages/about-you/born_on", {"answers": {"born_on": "1984-03-27"}})

    again = system.put(NAME, {"answers": {"full_name": "Ffion Dummy-Jones"}}, key=key)

    assert again.body == first.body
    assert again["page"]["path"] == "about-you/born_on"
    assert again["page"]["answers"] == {}
    assert site.types(system.reference) == ["case.started", "ask.answered", "ask.answered"]


def test_a_key_stands_for_one_change_only(site, system):
    system.start()
    key = str(uuid4())
    system.put(NAME, {"answers": {"full_name": "Ffion Dummy-Jones"}}, key=key)

    other_body = system.put(NAME, {"answers": {"full_name": "Mallory Madeup"}}, key=key)
    other_page = system.put("pages/about-you/born_on", {"answers": {"born_on": "1984-03-27"}}, key=key)

    assert [other_body.code, other_page.code] == ["key_reused"] * 2
    assert site.answer(system.reference, "full_name") == "Ffion Dummy-Jones"


def test_a_key_whose_request_was_refused_may_be_used_for_the_mended_one(site, system):
    system.start()
    key = str(uuid4())
    assert system.put(NAME, {"answers": {"full_name": ""}}, key=key).status == 422

    assert system.put(NAME, {"answers": {"full_name": "Ffion Dummy-Jones"}}, key=key).status == 200


def test_members_are_added_changed_and_removed_a_page_at_a_time(site, system):
    system.start()
    told = answers(WITH_ADULTS)
    whole = system.put("answers", {"answers": told})
    assert whole.status == 200
    group = "your-household/adults"
    many = len(told["adults"])

    added = system.put(f"pages/{group}", {"answers": {"adults": True}})
    item = added["case"]["next"].split("/")[2]
    removed = system.put(f"pages/{group}/{item}", {"answers": {"remove": True}})

    assert int(item) == many + 1
    assert removed.status == 200
    assert len(system.get("answers")["answers"]["adults"]) == many
    assert system.put(f"pages/{group}", {"answers": {"adults": "yes"}}).code == "unfit"
    finished = system.put(f"pages/{group}", {"answers": {"adults": False}})
    assert finished["case"]["here"] == "ready_to_send"


@pytest.mark.parametrize("item", ["abc", "99", "0", "-1", "1.5", "²", "%00", "1 ", "x" * 300])
def test_no_member_is_made_up_by_address(site, system, item):
    system.start()
    system.put("answers", {"answers": answers(WITH_ADULTS)})
    before = site.counts()

    refused = system.put(
        f"pages/your-household/adults/{item}/adult_name", {"answers": {"adult_name": "Mallory Madeup"}}
    )

    assert refused.status in {404, 409}
    assert site.counts() == before


def test_a_whole_application_comes_back_with_every_problem_and_its_page(site, system):
    system.start()
    before = site.counts()
    wrong = answers(full_name="", born_on="1984-02-30", moved_in_on="2084-01-01", on_the_bill=None)

    refused = system.put("answers", {"answers": wrong})

    assert (refused.status, refused.code) == (422, "answers_refused")
    assert [page for page, _ in said(refused)] == [
        "about-you/full_name",
        "about-you/born_on",
        "about-you/on_the_bill",
    ]
    mended = system.put("answers", {"answers": answers(moved_in_on="2084-01-01")})
    assert said(mended) == [("your-home/moved_in_on", "The day you moved in must be today or in the past")]
    assert site.counts() == before


def test_a_member_that_is_refused_is_named_by_its_page(site, system):
    system.start()
    told = answers(WITH_ADULTS)
    told["adults"][1]["adult_name"] = ""

    refused = system.put("answers", {"answers": told})

    assert [page for page, _ in said(refused)] == ["your-household/adults/2/adult_name"]


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"shoe_size": 9}, "shoe_size"),
        ({"lives_alone": "yes"}, "lives_alone"),
        ({"agreed": 1}, "agreed"),
        ({"born_on": {"day": "1"}}, "born_on"),
        ({"home_address": "1 Sedge Row"}, "home_address"),
        ({"home_address": {"line_1": 1}}, "home_address"),
        ({"home_address": {"planet": "Earth"}}, "home_address"),
        ({"adults": {}}, "adults"),
        ({"adults": [1]}, "adults/1"),
        ({"adults": [{"shoe_size": 9}]}, "adults/1/shoe_size"),
        ({"adults": [{"adult_name": 9}]}, "adults/1/adult_name"),
        ({"adults": [{}] * 21}, "adults"),
        ({"adult_name": "Pat Pretend"}, "adult_name"),
    ],
)
def test_a_whole_application_of_the_wrong_shape_is_refused_by_name(site, system, changed, named):
    system.start()
    before = site.counts()

    refused = system.put("answers", {"answers": answers(**changed)})

    assert (refused.status, refused.code) == (422, "unfit")
    assert [one["question"] for one in refused["error"]["problems"]] == [named]
    assert site.counts() == before


def test_answers_that_the_case_does_not_ask_are_said_and_not_kept(site, system):
    system.start()

    reply = system.put("answers", {"answers": answers(partner_name="Pat Pretend", adults=[{}])})

    assert reply.status == 200
    assert reply["not_asked"] == ["adults", "partner_name"]
    assert "partner_name" not in system.get("answers")["answers"]


def test_a_whole_application_given_again_appends_nothing(site, system):
    system.start()
    first = system.put("answers", {"answers": answers(WITH_ADULTS)})

    again = system.put("answers", {"answers": system.get("answers")["answers"]})

    assert again["case"] == first["case"]


def test_a_shorter_list_removes_members_and_a_longer_one_adds(site, system):
    system.start()
    told = answers(WITH_ADULTS)
    system.put("answers", {"answers": told})
    one, *rest = told["adults"]

    shorter = system.put("answers", {"answers": {"adults": [one]}})
    assert shorter.status == 200
    assert system.get("answers")["answers"]["adults"] == [one]
    longer = system.put("answers", {"answers": {"adults": [one, *rest, one]}})
    assert longer.status == 200
    assert len(system.get("answers")["answers"]["adults"]) == len(rest) + 2


def test_an_empty_list_where_somebody_is_needed_is_refused_with_the_page(site, system):
    system.start()

    refused = system.put("answers", {"answers": answers(WITH_ADULTS, adults=[])})

    assert refused.code == "answers_refused"
    assert said(refused)[0][0] == "your-household/adults/1/adult_name"


def test_answers_that_matter_no_more_are_named_and_come_back_with_the_page(site, system):
    system.start()
    told = answers(
        joint_bill=True,
        partner_name="Pat Pretend",
        partner_left=True,
        partner_left_on="2026-03-01",
        safe_to_tell_partner=True,
        what_happened="someone_left",
    )
    assert system.put("answers", {"answers": told}).status == 200

    system.put("pages/your-home/joint_bill", {"answers": {"joint_bill": False}})

    found = system.get("answers")
    assert "your-home/partner_name" in found["dropped"]
    assert "partner_name" not in found["answers"]
