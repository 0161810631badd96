"""HTML as authors write it, however badly, to a tree of elements and texts; nothing of what it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

MOST_DEPTH = 60
"""How deep elements are read inside each other; what is deeper is read as if it stood there."""

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
    }
    | {
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
    }
    | {
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
    }
    | {"tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
"""What stands on lines of its own."""

_IN_PARAGRAPHS_NEVER = BLOCKS | {"hr"}
# Each closes one of these that is still open, up to the list or table it is in.
_CLOSES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "tbody": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
}


@dataclass(slots=True)
class Element:
    """One element: its name and attributes in lower case, and what is in it, in order."""

    tag: str
    attrs: Mapping[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The names of its classes."""
        return frozenset(self.attrs.get("class", "").split())

    def text(self) -> str:
        """Return every text in it, one after the other."""
        return "".join(one if isinstance(one, str) else one.text() for one in self.children)


def tree_of(html: str) -> Element:
    """Return HTML as an element without a name. Whatever it holds, a tree comes of it."""
    builder = _Builder()
    # A marked section is nothing in HTML, and the parser does not take all of them. After the last mark's end
    # no mark begins; the parser would look for its end again and again.
    whole, end, rest = html.replace("<![", "&lt;![").rpartition(">")
    builder.feed(whole + end + rest.replace("<", "&lt;"))
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    """Takes tags as they come, and closes what HTML lets authors leave open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._close_before(tag)
        found: dict[str, str] = {}
        for name, value in attrs:
            found.setdefault(name, value or "")
        element = Element(tag, found)
        self._open[-1].children.append(element)
        if tag not in VOID and len(self._open) < MOST_DEPTH:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # As browsers do: a slash closes nothing but what is closed anyway, and drawings.
        self.handle_starttag(tag, attrs)
        if tag in {"path", "svg", "use", "circle", "rect"}:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            self._open[-1].children.append(Element("br"))
            return
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _close_before(self, tag: str) -> None:
        if tag in _IN_PARAGRAPHS_NEVER and any(one.tag == "p" for one in self._open):
            self._close_to(frozenset({"p"}), frozenset({"table", "button"}))
        if tag in _CLOSES:
            self._close_to(*_CLOSES[tag])

    def _close_to(self, closed: frozenset[str], within: frozenset[str]) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag in closed:
                del self._open[place:]
                return
            if self._open[place].tag in within:
                return
