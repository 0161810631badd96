"""Typesetting: a document as plain values becomes a tagged PDF (PDF/UA-1). Nothing a person wrote is markup.

Typst and the fonts are loaded when the first document is made, and one compiler is kept from then on.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import typst

TEMPLATE = Path(__file__).parent / "look" / "document.typ"
FONTS = "manimgx_fonts"
"""The package whose Noto fonts documents are set in."""
FIRST_FONT = "Noto Sans"
STANDARD: Final = "ua-1"
MARK = "\N{REPLACEMENT CHARACTER}"
"""Stands for a letter that no font has."""

_MOST_TRIES = 8
_UNCOVERED = re.compile(r"the text `\"(.*)\"` could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(r"(\S{35})(?=\S)")
"""A word so long that it must be broken to stay on the page."""

_UNSEEN = ("Cc", "Cf")
_NOBODYS = ("Cs", "Co", "Cn")
_KEPT = frozenset("\n\t\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
_FIRST_OF_EAST_ASIA = 0x2E80
_SURELY_COVERED = 0x250
"""Below this are the letters of English, Welsh and the rest of western Europe, which every font here has."""

_one_at_a_time = Lock()


class _GaveUp(Exception):
    """The typesetter itself broke on a document, as it does over some letters that no font has."""


class CannotPrint(Exception):
    """This installation has no typesetter, so it makes no documents."""


@cache
def can_print() -> bool:
    """Say whether documents can be made here: the packages of the extra `paper` are installed.

    Looked up once: what is installed under a running server is not asked about on every page.
    """
    return find_spec("typst") is not None and find_spec(FONTS) is not None


def pdf(document: Mapping[str, Any], *, at: datetime) -> bytes:
    """Return a document as a PDF. at: the moment that the file says it was made.

    document: what `look/document.typ` lays out, of texts, numbers, lists and mappings. A letter that no font
    has is shown as MARK, with a sentence that says so. Raises CannotPrint.
    """
    printable = _texts(document, _tidied)
    missing: set[str] = set()
    for _ in range(_MOST_TRIES):
        try:
            found = _compiled(_marked(printable, missing), at)
        except _GaveUp:
            break
        if isinstance(found, bytes):
            return found
        missing |= found | _kin(printable, found)
    return _last_resort(printable, at)


def _kin(document: Any, missing: set[str]) -> set[str]:
    """Return the document's letters of the scripts found missing: a font has a whole script or none.

    Each try finds one letter, and a page of Chinese has hundreds; the scripts of Europe are tried one by one.
    """
    scripts = {_script(mark) for mark in missing if ord(mark) >= _FIRST_OF_EAST_ASIA}
    letters = set(json.dumps(document, ensure_ascii=False)) if scripts else set()
    return {one for one in letters if ord(one) >= _FIRST_OF_EAST_ASIA and _script(one) in scripts}


def _script(mark: str) -> str:
    return unicodedata.name(mark, "").partition(" ")[0]


def _last_resort(document: Any, at: datetime) -> bytes:
    """Print the letters that are surely covered and no others: no document is ever stopped by a name."""
    plain = _texts(document, lambda text: "".join(_sure(mark) for mark in text))
    found = _compiled(plain, at)
    assert isinstance(found, bytes)
    return found


def _sure(mark: str) -> str:
    return mark if ord(mark) < _SURELY_COVERED or unicodedata.category(mark).startswith("P") else MARK


def _compiled(document: Any, at: datetime) -> bytes | set[str]:
    """Return the PDF, or the letters that no font has. Raises _GaveUp."""
    import typst  # noqa: PLC0415 - heavy, and needed only by those who print

    marked = {
        **document,
        "fonts": families(),
        "unprintable": MARK in json.dumps(document["blocks"], ensure_ascii=False),
    }
    inputs = {"document": json.dumps(marked, ensure_ascii=False)}
    with _one_at_a_time:
        try:
            made = _compiler().compile(
                format="pdf", sys_inputs=inputs, pdf_standards=STANDARD, timestamp=int(at.timestamp())
            )
        except typst.TypstError as problem:
            found = _UNCOVERED.search(problem.message)
            if found is None:
                raise
            return set(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]))
        except BaseException as problem:
            # A panic of the typesetter is no Exception, and its class has no public place to name it by.
            if type(problem).__name__ == "PanicException":
                raise _GaveUp from problem
            raise
    assert isinstance(made, bytes)
    return made


@cache
def families() -> tuple[str, ...]:
    """The families of the fonts, the one that documents are set in first."""
    found = set(_fonts().families()) - {FIRST_FONT}
    return (FIRST_FONT, *sorted(found))


@cache
def _compiler() -> "typst.Compiler":
    """The one compiler: it reads our template and our fonts, and nothing else of this machine."""
    import typst  # noqa: PLC0415 - heavy, and needed only by those who print

    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts())


@cache
def _fonts() -> "typst.Fonts":
    """The fonts of the package, and no others, so that a document looks the same from every machine."""
    if not can_print():
        raise CannotPrint(
            "Found no typesetter. Install Handrail with its extra: pip install 'handrail[paper]'"
        )
    import typst  # noqa: PLC0415 - heavy, and needed only by those who print

    folder = next(iter(find_spec(FONTS).submodule_search_locations or ()))  # type: ignore[union-attr]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(folder)])


def _texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return a value with every text in it changed, keys apart."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _texts(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(inner, change) for inner in value]
    return value


def _tidied(text: str) -> str:
    """Return text without what is never seen, such as marks that turn the direction of what follows.

    A word that is wider than a column may be broken.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(_tidied_mark(mark) for mark in unicodedata.normalize("NFC", text))
    return _LONG_WORD.sub(f"\\1{ZERO_WIDTH_SPACE}", text)


def _tidied_mark(mark: str) -> str:
    kind = unicodedata.category(mark)
    if kind in _NOBODYS:
        return MARK
    return "" if kind in _UNSEEN and mark not in _KEPT else mark


def _marked(document: Any, missing: set[str]) -> Any:
    """Return a document with MARK in place of the letters that no font has."""
    table = str.maketrans(dict.fromkeys(missing, MARK))
    return _texts(document, lambda text: text.translate(table)) if missing else document
