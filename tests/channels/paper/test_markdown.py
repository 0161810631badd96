"""The Markdown of authors as a tree to typeset."""

from handrail.channels.paper.markdown import tree
from tests.channels.paper.documents import printed, small, words_of


def text(words: str) -> dict:
    return {"is": "text", "text": words}


def test_paragraphs_lists_headings_and_quotations_are_kept():
    made = tree("## Head\n\nOne *two* **three**\n\n- a\n- b\n\n> said")
    assert [block["is"] for block in made] == ["heading", "paragraph", "list", "quote"]
    assert made[1]["of"][1] == {"is": "em", "of": [text("two")]}
    assert made[2]["items"][0] == [{"is": "paragraph", "of": [text("a")]}]


def test_html_is_text_and_images_are_left_out():
    made = tree("<b>x</b> ![alt](https://example.org/x.png)")
    assert "<b>" in made[0]["of"][0]["text"]
    assert all(node["is"] == "text" for node in made[0]["of"])


def test_a_link_out_of_the_site_has_its_address_written_out():
    (paragraph,) = tree("See [the tribunal](https://tribunal.example/appeal).")
    said = "".join(node["text"] for node in paragraph["of"])
    assert said == "See the tribunal (https://tribunal.example/appeal)."


def test_a_link_within_the_site_is_its_words():
    (paragraph,) = tree("See [privacy](/x/privacy).")
    assert "".join(node["text"] for node in paragraph["of"]) == "See privacy."


def test_an_address_that_is_not_safe_is_not_written_out():
    (paragraph,) = tree("[x](javascript:alert(1))")
    assert "".join(node["text"] for node in paragraph["of"]) == "[x](javascript:alert(1))"


def test_headings_that_skip_levels_or_say_nothing_stop_nothing():
    prose = {"is": "prose", "level": 1, "of": tree("### A\n\n###### B\n\n##\n\n> #### C\n\n# D")}
    text = words_of(printed(small(blocks=[prose])))
    assert "A B C D" in text


def test_a_table_is_printed_with_its_head():
    (made,) = tree("| Size | Rate |\n| --- | ---: |\n| 50 **ha** | £30 |\n| | none |")
    assert made["is"] == "table"
    assert made["head"] == [[text("Size")], [text("Rate")]]
    assert made["rows"][1] == [[], [text("none")]]

    said = words_of(printed(small(blocks=[{"is": "prose", "of": [made], "level": 2}])))

    assert "Size" in said
    assert "£30" in said
