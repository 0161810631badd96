"""Which addresses of links are carried, and why the others are not."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from handrail.exchange.report import Kind

TEMPLATE = "\ue000"
"""Stands where an answer would be put into a text."""

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BARE_HOST = re.compile(r"www\.[a-z0-9-]+(\.[a-z0-9-]+)+([/?#].*)?", re.IGNORECASE)
_ENDS = "".join(map(chr, range(0x21)))
_LONGEST = 2_000
_KEPT = "/:?#@!$&'*+,;=%-._~"
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class NotCarried:
    """Why an address is not carried."""

    why: str
    kind: Kind


def carried(href: str) -> str | NotCarried:
    """Return an address as Markdown may hold it, or why it is not carried; "" for no address at all.

    Only the web's own addresses, email addresses and telephone numbers are; what leads to the old site's own
    pages would lead nowhere.
    """
    plain = href.strip(_ENDS)
    if TEMPLATE in plain:
        return NotCarried("Its address takes an answer or a setting of the old service.", "link")
    if len(plain) > _LONGEST:
        return NotCarried("Its address is too long to be one that people can use.", "link")
    bare = _UNSEEN.sub("", plain).strip()
    if not bare:
        return ""
    if bare.startswith("//"):
        bare = f"https:{bare}"
    elif _BARE_HOST.fullmatch(bare):
        bare = f"https://{bare}"
    scheme = _SCHEME.match(bare)
    if scheme is None:
        return NotCarried("It leads to a page of the old site, which is not part of the form.", "target")
    match scheme[1].lower():
        case "http" | "https":
            return _of_the_web(bare)
        case "mailto" | "tel":
            found = f"{scheme[1].lower()}:{quote(bare[scheme.end() :], safe=_KEPT)}"
            return found if len(found) > scheme.end() else ""
    return NotCarried("Only addresses of the web, of email and of telephones are kept.", "link")


def _of_the_web(address: str) -> str | NotCarried:
    try:
        parts = urlsplit(address)
        host, secret = parts.hostname, parts.username or parts.password
    except ValueError:
        return NotCarried("Its address cannot be read.", "link")
    if not host:
        return NotCarried("Its address names no site.", "link")
    if secret is not None:
        return NotCarried("Its address holds a name or a password before the site's name.", "link")
    scheme, _, rest = address.partition(":")
    return f"{scheme.lower()}:{quote(rest, safe=_KEPT + '[]')}".replace("[", "%5B").replace("]", "%5D")


def shown(href: str) -> str:
    """Return an address, or its beginning, to tell which one is meant."""
    plain = _UNSEEN.sub("", href).replace(TEMPLATE, "…")
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"
