"""HTML of other builders becomes Markdown that reads the same, and is safe whatever it was."""

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handrail.channels.govuk.markdown import to_html
from handrail.exchange.markup import is_plain, marked, plain
from handrail.exchange.report import Report
from tests.growth import growth


def read(html: str, **more: str) -> tuple[str, Report]:
    report = Report()
    return marked({"en": html}, where="here", report=report, **more).text.get("en", ""), report


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain\n\nwords", "plain words"),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("one<br><br>two<br>three", "one\n\ntwo\\\nthree"),
        ("a<b>b</b>c <strong> d </strong>e", "a**b**c **d** e"),
        ("<h1>A</h1><h2>B</h2><h3>C</h3>", "## A\n\n## B\n\n### C"),
        ("<p class='govuk-heading-m'>Next</p>", "## Next"),
        ("<p>x<ul><li>a<li>b<ul><li>c</ul></ul>", "x\n\n- a\n- b\n  - c"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
        ("<div class='govuk-inset-text'>Mind <p>this</p></div>", "> Mind\n>\n> this"),
        ("<dl><dt>Colour<dd>Red</dl>", "**Colour**\n\nRed"),
        ("<table><tr><th>A<th>B<tr><td>1|2<td>x<br>y</table>", "| A | B |\n| --- | --- |\n| 1\\|2 | x y |"),
        ("<span class='govuk-visually-hidden'>Warning</span> Stop", "Warning Stop"),
        ("5m<sup>2</sup>", "5m²"),
        ("1. no list<br># nor this", "1\\. no list\\\n\\# nor this"),
        ("<p>&lt;script&gt; a*b*</p>", "\\<script\\> a\\*b\\*"),
        ("<noscript>Still read</noscript><style>p{}</style>", "Still read"),
    ],
)
def test_html_reads_as_it_did(html, text):
    written, report = read(html)

    assert written == text
    assert not report.lost


def test_a_warning_is_set_apart_in_bold():
    written, _ = read(
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span>'
        " You can be fined.</strong></div>"
    )

    assert written == "> **Warning You can be fined.**"


def test_details_are_apart_from_the_text():
    found = marked(
        {"en": "<p>Text</p><details><summary>Why</summary><p>Because.</p></details>", "cy": "Testun"},
        where="here",
        report=Report(),
    )

    assert found.text == {"en": "Text", "cy": "Testun"}
    assert found.help == (({"en": "Why"}, {"en": "Because."}),)


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://fen.example/a?b=c#d", "https://fen.example/a?b=c#d"),
        (" HTTPS://fen.example/a(b) c ", "https://fen.example/a%28b%29%20c"),
        ("//fen.example", "https://fen.example"),
        ("www.fen.example/boats", "https://www.fen.example/boats"),
        ("mailto:help@fen.example?subject=A boat", "mailto:help@fen.example?subject=A%20boat"),
        ("tel:01632 960 001", "tel:01632%20960%20001"),
    ],
)
def test_links_keep_where_they_lead(href, address):
    written, report = read(f'<a href="{href}">this</a>')

    assert written == f"[this]({address})"
    assert not report.lost


@pytest.mark.parametrize(
    ("href", "kind"),
    [
        ("javascript:alert(1)", "link"),
        ("java\nscript:alert(1)", "link"),
        ("\x01javascript:alert(1)", "link"),
        ("JaVaScRiPt&#58;alert(1)", "link"),
        ("data:text/html,x", "link"),
        ("https://name:secret@fen.example/", "link"),
        ("https://", "link"),
        ("https://fen.example/{{ answer }}", "link"),
        ("/cookies", "target"),
        ("page-2", "target"),
        ("#top", "target"),
    ],
)
def test_links_that_lead_nowhere_or_run_something_are_told_and_their_words_stay(href, kind):
    written, report = read(f'<a href="{href}">this</a>')

    assert written == "this"
    assert kind in {one["kind"] for one in report.lost}


@pytest.mark.parametrize(
    ("html", "text", "kind"),
    [
        ("<img src=x alt='A map'>", "A map", "text"),
        ("<script>alert(1)</script>after", "after", "setting"),
        ("<input name=x>", "", "text"),
        (
            "<iframe src='https://fen.example/film' title='A film'></iframe>",
            "[A film](https://fen.example/film)",
            "text",
        ),
        ("Dear {{ you.name }}", "Dear …", "text"),
        ("{% if a %}One{% else %}Two{% endif %}", "One Two", "text"),
        ("<li'tis lost words>x</li>", "x", "text"),
        ("<p class='govuk-!-display-none'>Give <b>one</b></p>", "", "text"),
        ("x" * 100_001, "x" * 100_000, "text"),
    ],
)
def test_what_cannot_be_shown_is_told(html, text, kind):
    written, report = read(html)

    assert written == text
    assert [one["kind"] for one in report.lost] == [kind]


def test_markdown_of_theirs_is_held_to_the_same():
    written, report = read("# Hi\n\n[a](javascript:x) <b onclick=x>b</b>\n\n* one", content="markdown")

    assert written == "## Hi\n\n[a](javascript:x) **b**\n\n- one".replace(
        "[a](javascript:x)", "\\[a\\](javascript:x)"
    )
    assert not report.lost


def test_a_title_has_no_marks():
    report = Report()

    said = plain(
        {"en": "<h2>Your <b>name</b></h2> <a href='https://fen.example'>why</a>"}, where="here", report=report
    )

    assert said == {"en": "Your name why"}
    assert [one["kind"] for one in report.lost] == ["link"]


@pytest.mark.parametrize(
    ("html", "yes"),
    [("<p>One</p>", True), ("a<br>b", False), ("<p>a</p><p>b</p>", False), ("<ul><li>a</ul>", False)],
)
def test_a_line_without_marks_is_plain(html, yes):
    assert is_plain({"en": html}) is yes


PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<ul><li>",
            "</li>",
            "</ul>",
            "<br>",
            "</a>",
            "<table><tr><td>",
            "</table>",
        ),
        *("<script>", "</script>", "<!--", "-->", "<![", "<a href='javascript:alert(1)'>", "<svg/onload=x>"),
        *(
            "<a href='https://fen.example/(x'>",
            "<img src=x onerror=alert(1)>",
            "<http://x>",
            "[x](javascript:y)",
        ),
        *("*", "_", "`", "1. ", "# ", "- ", "|", "\\", "!", "&lt;b&gt;", "&#0;", "&amp;amp;", "{{", "%}"),
        *("\u202e", "word", " ", "\n", "    "),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
@example("--><b><br><a href='https://fen.example/(x'>")
@example("<b>--><br><a href='https://fen.example/(x'>")
def test_whatever_the_html_was_only_plain_elements_and_good_addresses_are_shown(html):
    written, _ = read(html)

    shown = to_html(written)
    elements = set(re.findall(r"<([a-z0-9]+)", shown))
    assert elements <= {
        "p", "a", "strong", "ul", "ol", "li", "h2", "h3", "h4", "br", "hr", "blockquote",
        "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert all(to.startswith("https://fen.example/") for to in re.findall(r'href="([^"]*)"', shown))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab *_`[]()<>&#|~=+-!\\1.\n£\"'é", max_size=40))
def test_words_read_as_they_were_whatever_marks_they_hold(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    written, _ = read(f"<p>{escaped}</p>")

    shown = unescape(re.sub(r"<[^>]*>", "", to_html(written)))
    assert shown.split() == text.split()


@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "<a href='", "<div>", "<br>", "<b>x</b> ", "{{", "&"])
def test_a_long_text_takes_no_longer_a_character_than_a_short_one(piece):
    # Eight times as long: were each piece read against all before it, it would take 64 times as long.
    assert growth(lambda size: read(piece * (size // len(piece))), 12_500, 100_000) < 25
