"""Markdown gives the Design System's classes and never anything that its author could not have meant."""

from html import unescape
from html.parser import HTMLParser

import pytest

from handrail.channels.govuk.markdown import PARSER, lines, to_html

from .hostile import TYPED

PLAIN = {
    "p",
    "div",
    "a",
    "code",
    "pre",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "h2",
    "h3",
    "h4",
    "br",
    "hr",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
"""The elements that Markdown may make."""


class Seen(HTMLParser):
    """Collects the elements of a page as a browser would see them, with their attributes."""

    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_a_plain_sentence_is_a_paragraph():
    assert to_html("We have your form.") == '<p class="govuk-body">We have your form.</p>'


def test_nothing_said_is_nothing_shown():
    assert to_html("  \n ") == ""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("- one\n- two", '<ul class="govuk-list govuk-list--bullet">'),
        ("1. one\n2. two", '<ol class="govuk-list govuk-list--number">'),
        ("## Next", '<h2 class="govuk-heading-m">Next</h2>'),
        ("### Then", '<h3 class="govuk-heading-s">Then</h3>'),
        ("| A | B |\n| --- | ---: |\n| 1 | 2 |", '<th class="govuk-table__header" scope="col">A</th>'),
        (
            "| A | B |\n| --- | ---: |\n| 1 | 2 |",
            '<td class="govuk-table__cell govuk-table__cell--numeric">2</td>',
        ),
        ("| A |\n| - |\n| 1 |", '<div class="handrail-table" tabindex="0">\n<table class="govuk-table">'),
        ("**now**", "<strong>now</strong>"),
        ("> said", '<blockquote class="govuk-inset-text">'),
        ("[us](/contact)", '<a href="/contact" class="govuk-link">us</a>'),
        ("[us](mailto:us@fenmarch.example)", 'href="mailto:us@fenmarch.example"'),
        ("[us](tel:01632960001)", 'href="tel:01632960001"'),
    ],
)
def test_each_construct_has_its_class(written, shown):
    assert shown in to_html(written)


def test_a_page_keeps_its_one_first_level_heading():
    assert to_html("# Mine").startswith("<h2")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//elsewhere.example"],
)
def test_a_link_to_anywhere_unsafe_is_only_its_words(address):
    assert "href" not in to_html(f"[words]({address})")


@pytest.mark.parametrize(
    "written",
    [
        "[a](javascript&colon;alert(1))",
        "[a](java\nscript:alert(1))",
        "[a](java&#x09;script:alert(1))",
        "[a](\u0001javascript:alert(1))",
        "[a](%6aavascript:alert(1))",
        "[a](<javascript:alert(1)>)",
        "[a][1]\n\n[1]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "![a](data:image/svg+xml,x)",
        "![a](javascript:alert(1))",
        "[a](blob:https://x.example)",
        "[a](/\\elsewhere.example)",
        "[a](//elsewhere.example)",
        "[a](file:///etc/passwd)",
        "<svg/onload=alert(1)>",
        '<a href="javascript:alert(1)" onclick="x">a</a>',
        "<iframe src=//elsewhere.example></iframe>",
        "<details open ontoggle=alert(1)>",
        "<!--><img src=x onerror=alert(1)>-->",
        "`<img src=x onerror=alert(1)>`",
        "```html\n<script>alert(1)</script>\n```",
        '```" onmouseover=alert(1) x="\nx\n```',
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "| a |\n| - |\n| <script> |",
        "<style>*{display:none}</style>",
        '[a](/safe "" onmouseover=alert(1) "")',
        "[<img src=x onerror=alert(1)>](/safe)",
        "<base href=https://elsewhere.example>",
        "<form action=//elsewhere.example><button>",
    ],
)
def test_nothing_hostile_becomes_markup_or_an_address(written):
    seen = Seen()
    seen.feed(str(to_html(written)))
    assert {name for name, _ in seen.tags} <= PLAIN
    for _, attributes in seen.tags:
        assert attributes.keys() <= {"class", "href", "title", "start", "scope", "tabindex"}
        address = attributes.get("href", "/").lower()
        assert address.startswith(("https://", "http://", "mailto:", "tel:", "/", "#"))
        assert not address.replace("\\", "/").startswith("//")


@pytest.mark.parametrize(
    "written", ["<b>bold</b>", "<script>x</script>", "a <img src=x onerror=y>", "<!-- x -->"]
)
def test_html_is_shown_as_it_was_typed(written):
    assert "<" not in to_html(written).replace('<p class="govuk-body">', "").replace("</p>", "")


def test_a_picture_is_not_loaded():
    assert "<img" not in to_html("![a](https://elsewhere.example/a.png)")


@pytest.mark.parametrize("typed", TYPED)
def test_remembering_changes_nothing(typed):
    assert unescape(to_html(typed, remember=True)) == unescape(to_html(typed))


def test_the_quick_way_for_plain_sentences_gives_what_the_parser_gives():
    sentence = "It's 25% of the bill: ask us (we're open 9am to 5pm), or don't!"
    assert unescape(to_html(sentence)) == unescape(to_html(f"{sentence}\n"))


def test_lines_keep_their_breaks_and_nothing_else():
    assert lines("3 Sluice Lane\n<b>Marram</b>\n") == "3 Sluice Lane<br>&lt;b&gt;Marram&lt;/b&gt;"


@pytest.mark.parametrize(
    "typed", [*TYPED, "Ask again", "Print a copy (PDF)", "Ll\u0177r, o'r t\u0177.", "-", " a"]
)
@pytest.mark.parametrize(
    "url", ["/desk/case/HDR-7K2M-9QXA/person", "//evil.example", "/", "/a b", "javascript:x"]
)
def test_a_link_alone_is_as_the_parser_makes_it(typed, url):
    written = f"[{typed}]({url})"
    assert to_html(written) == PARSER.render(written).strip()
