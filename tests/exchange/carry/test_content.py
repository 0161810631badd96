"""Content that asks nothing is read where it stood, for those it was for."""

from handrail.exchange.carry.asked import Guidance, Help
from handrail.exchange.form import Component, Item, Named
from tests.exchange.carry.kit import carried, field


def content(kind: str, html: str, **more: object) -> Component:
    return field(kind, more.pop("title", ""), content={"en": html}, **more)


def test_html_is_read_as_markdown():
    (asked,) = carried(content("Html", "<p>Bring your <b>card</b>.</p><ul><li>one</li><li>two</li></ul>"))

    assert asked.text == {"en": "Bring your **card**.\n\n- one\n- two"}


def test_text_set_apart_stays_apart():
    (asked,) = carried(content("InsetText", "It takes a week."))

    assert asked.text == {"en": "> It takes a week."}


def test_details_open_on_request():
    (asked,) = carried(content("Details", "<p>So that we can <i>write</i> to you.</p>", title="Why we ask"))

    assert asked.help == (Help({"en": "Why we ask"}, {"en": "So that we can write to you."}),)
    assert not asked.text


def test_content_with_a_condition_is_for_some():
    (asked,) = carried(content("Para", "Only boats.", when=Named("by-boat")))

    assert asked.guidance == (Guidance({"en": "Only boats."}, Named("by-boat")),)


def test_a_list_is_read_point_by_point_with_its_title():
    items = (Item("1", {"en": "A pen"}), Item("2", {"en": "A map"}, hint={"en": "of the fen"}))

    (asked,) = carried(field("List", "Bring these", items=items))

    assert asked.text == {"en": "**Bring these**\n\n- A pen\n- A map\\\n  of the fen"}


def test_content_is_read_in_each_language():
    (asked,) = carried(Component("Para", "", "here", content={"en": "<p>Hello</p>", "cy": "<p>Helo</p>"}))

    assert asked.text == {"en": "Hello", "cy": "Helo"}


def test_a_banner_shows_its_heading_between_its_title_and_its_words():
    said = {"content": {"en": "<p>Allow a week</p>"}, "options": {"heading": "We are slow"}}
    (asked,) = carried(field("NotificationBanner", "Important", **said))

    assert asked.text["en"] == "> **Important**\n>\n> **We are slow**\n>\n> Allow a week"
