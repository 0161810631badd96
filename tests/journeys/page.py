"""A page as a person meets it, read from its HTML: title, form fields, links, errors. No browser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

VOID = {"input", "br", "meta", "link", "hr", "img"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass
class Form:
    """One form: where it posts, and its fields with the values they hold."""

    action: str = ""
    method: str = "get"
    fields: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    choices: dict[str, list[str]] = field(default_factory=dict)


class Page(HTMLParser):
    """Reads one page."""

    def __init__(self, html: str, url: str) -> None:
        super().__init__()
        self.url, self.html = url, html
        self.title = self.h1 = ""
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.errors: list[str] = []
        self.outline: list[tuple[int, str]] = []
        self.language = ""
        self._stack: list[str] = []
        self._form: Form | None = None
        self._textarea = ""
        self._link: str | None = None
        self._text: list[str] = []
        self._summary: int | None = None
        self.feed(html)

    @property
    def form(self) -> Form:
        """The page's main form: the first that posts and is not the sign-out button."""
        return next(f for f in self.forms if "sign-out" not in f.action)

    @property
    def text(self) -> str:
        """Everything readable, with single spaces."""
        return " ".join(" ".join(self._text).split())

    def link(self, text: str) -> str:
        """The address behind a link with this text in it."""
        for shown, href in self.links:
            if text in shown:
                return href
        raise AssertionError(f"no link {text!r} on {self.url}; there are {[t for t, _ in self.links]}")

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if tag == "html":
            self.language = at.get("lang", "")
        if "govuk-error-summary" in (at.get("class") or "").split():
            self._summary = len(self._stack)
        if tag not in VOID:
            self._stack.append(tag)
        if tag in HEADINGS:
            self.outline.append((HEADINGS.index(tag) + 1, ""))
        if tag == "form":
            self._form = Form(urljoin(self.url, at.get("action") or ""), (at.get("method") or "get").lower())
            self.forms.append(self._form)
        elif tag in {"input", "button", "textarea"} and self._form is not None and at.get("name"):
            self._field(tag, at)
        elif tag == "a" and at.get("href"):
            self._link = urljoin(self.url, at["href"])
            self.links.append(("", self._link))
            if self._summary is not None:
                self.errors.append("")

    def _field(self, tag, at):
        name, kind = at["name"], at.get("type", "text")
        if tag == "button":
            return
        self._form.names.add(name)
        if kind in {"radio", "checkbox"}:
            self._form.choices.setdefault(name, []).append(at.get("value", "on"))
            if "checked" in at:
                self._form.fields[name] = at.get("value", "on")
            return
        self._form.fields[name] = at.get("value") or ""
        if tag == "textarea":
            self._textarea = name

    def handle_endtag(self, tag):
        if tag in self._stack:
            while self._stack and self._stack.pop() != tag:
                pass
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._textarea = ""
        elif tag == "a":
            self._link = None
        if self._summary is not None and len(self._stack) <= self._summary:
            self._summary = None

    def handle_data(self, data):
        if self._stack and self._stack[-1] in {"script", "style"}:
            return
        self._text.append(data)
        if "title" in self._stack:
            self.title += data
        if not set(HEADINGS).isdisjoint(self._stack):
            level, said = self.outline[-1]
            self.outline[-1] = (level, " ".join((said + data).split()))
        if "h1" in self._stack:
            self.h1 = " ".join((self.h1 + data).split())
        if self._textarea and self._form is not None:
            self._form.fields[self._textarea] += data
        if self._link is not None:
            shown, href = self.links[-1]
            self.links[-1] = (" ".join((shown + data).split()), href)
            if self._summary is not None:
                self.errors[-1] += data
