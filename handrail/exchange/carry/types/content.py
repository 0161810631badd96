"""Content, which asks nothing: paragraphs and HTML, text set apart, help that opens, lists to read."""

from collections.abc import Callable, Mapping

from handrail.exchange.carry.asked import Asked, Carrier, Guidance, Help, Place
from handrail.exchange.carry.wording import helps
from handrail.exchange.form import Component, Words
from handrail.exchange.markup import Marked, marked, plain


def _content(component: Component, place: Place) -> Marked:
    where = f"{component.where}, content"
    return marked(component.content, content=component.content_is, where=where, report=place.report)


def _said(component: Component, text: Words, help: tuple[Help, ...] = ()) -> Asked:  # noqa: A002  its name on a page
    """Return words to be read by everyone, or by those for whom the component's condition is true."""
    if component.when is None or not text:
        return Asked(text=text, help=help, when=component.when)
    return Asked(guidance=(Guidance(text, component.when),), help=help)


def _text(component: Component, place: Place) -> Asked:
    found = _content(component, place)
    return _said(component, found.text, helps(found))


def _titled(component: Component, place: Place) -> Asked:
    """Carry content whose title is shown above it."""
    found = _content(component, place)
    title = plain(component.title, where=f"{component.where}, title", report=place.report)
    return _said(component, _above(title, found.text, "## {}"), helps(found))


def _inset(component: Component, place: Place) -> Asked:
    found = _content(component, place)
    return _said(component, _each(found.text, _quoted), helps(found))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _warning(component: Component, place: Place) -> Asked:
    found = _content(component, place)
    title = plain(component.title, where=f"{component.where}, title", report=place.report)
    heading = component.options.get("heading")
    text = found.text
    if isinstance(heading, str) and heading.strip():
        language = next(iter(component.title or text), "en")
        text = _above({language: " ".join(heading.split())}, text, "**{}**")
    return _said(component, _each(_above(title, text, "**{}**"), _quoted), helps(found))


def _answers(component: Component, place: Place) -> Asked:
    """Carry a table of answers: the check of the answers shows them, whatever a form picked out."""
    place.report.note(f"{component.where}: the answers that it shows are in the check of the answers.")
    return Asked()


def _details(component: Component, place: Place) -> Asked:
    summary = plain(component.title, where=f"{component.where}, title", report=place.report)
    found = _content(component, place)
    # Help inside help opens nowhere: it is read with the rest.
    body = found.text
    for inner, more in found.help:
        body = _above(body, _above(inner, more, "**{}**"), "{}") if body else _above(inner, more, "**{}**")
    if not summary or not body:
        return _said(component, summary or body)
    if component.when is not None:
        return _said(component, _above(summary, body, "**{}**"))
    return Asked(help=(Help(summary, body),))


def _list(component: Component, place: Place) -> Asked:
    """Carry a list to read; its points are the items of the form's list."""
    title = plain(component.title, where=f"{component.where}, title", report=place.report)
    numbered = component.options.get("type") == "numbered"
    html: dict[str, str] = {}
    for language in _languages(component):
        points = "".join(_point(item.text, item.hint, language) for item in component.items)
        html[language] = f"<ol>{points}</ol>" if numbered else f"<ul>{points}</ul>"
    found = marked(html, where=f"{component.where}, list", report=place.report)
    hidden = component.options.get("hideTitle") is True
    return _said(component, found.text if hidden else _above(title, found.text, "**{}**"), helps(found))


def _cards(component: Component, place: Place) -> Asked:
    """Carry a list whose items are each a heading with words below."""
    html = {
        language: "".join(
            f"<h3>{_in(item.text, language)}</h3><p>{_in(item.hint, language)}</p>"
            for item in component.items
        )
        for language in _languages(component)
    }
    title = plain(component.title, where=f"{component.where}, title", report=place.report)
    found = marked(html, where=f"{component.where}, list", report=place.report)
    return _said(component, _above(title, found.text, "## {}"), helps(found))


def _languages(component: Component) -> list[str]:
    return list(dict.fromkeys(language for item in component.items for language in item.text))


def _point(text: Words, hint: Words, language: str) -> str:
    more = _in(hint, language)
    return f"<li>{_in(text, language)}{f'<br>{more}' if more else ''}</li>"


def _in(words: Words, language: str) -> str:
    return words.get(language) or next(iter(words.values()), "")


def _above(title: Words, text: Words, look: str) -> Words:
    """Return a title above a text, in each language that has either; title: plain words."""
    found = {}
    for language in dict.fromkeys((*title, *text)):
        said, below = title.get(language, ""), text.get(language, "")
        head = look.format(said) if said else ""
        found[language] = "\n\n".join(filter(None, (head, below)))
    return found


def _each(words: Words, change: Callable[[str], str]) -> Words:
    return {language: change(text) for language, text in words.items()}


CONTENT: Mapping[str, Carrier] = {
    "Para": _text,
    "Html": _text,
    "Markdown": _text,
    "ContentWithState": _text,
    "Sidebar": _titled,
    "InsetText": _inset,
    "DisplayAddress": _inset,
    "SummaryList": _answers,
    "SummaryLists": _answers,
    "NotificationBanner": _warning,
    "WarningText": _warning,
    "Details": _details,
    "FlashCard": _cards,
    "List": _list,
}
"""The carriers of content."""
