"""What somebody typed when they could not be let in, carried sealed through the page that asks who they are.

It goes to their browser and comes back from there; nothing of it is stored, logged or put in a cookie. The
channel says whom it is for, and opens it only to them. It is put back in the form, and never sent for them.
"""

import hashlib
import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from zlib import compress, decompress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, QueryDict

from handrail.channels.beside import beside, put
from handrail.definition.screen import Block, Input, Screen

FIELD = "typed"
"""The field that what was typed travels in, sealed."""

_NONCE = 12
_BESIDE = 16 * 1024
"""How much of a request is left to what else is in it, in bytes: who they are, and where they come to."""

_NEVER = "password"
"""How the names of fields begin that are never carried and never shown."""

_OF_A_DAY = frozenset({"day", "month", "year"})


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it was sent. url: where to, on this site. fields: what it held, without passwords."""

    url: str
    fields: Mapping[str, str]


def sent_by(request: HttpRequest) -> Typed:
    """What a request brought."""
    fields = {
        name: text
        for name, text in request.POST.items()
        if isinstance(text, str)
        and not name.startswith(_NEVER)
        and name not in (FIELD, "csrfmiddlewaretoken")
    }
    return Typed(request.get_full_path(), fields)


def seal(typed: Typed, *, about: str) -> str:
    """Seal a form for a hidden field. about: whom or what it is for; it opens with the same words only.

    What is sealed is longer than what was typed, and is sent where no more may be than was: so it is packed.
    """
    nonce = secrets.token_bytes(_NONCE)
    plain = compress(json.dumps((typed.url, dict(typed.fields))).encode())
    return urlsafe_b64encode(nonce + AESGCM(_key()).encrypt(nonce, plain, about.encode())).decode()


def unseal(text: str, *, about: str) -> Typed | None:
    """Open what `seal` sealed for the same; None for what it did not."""
    try:
        box = urlsafe_b64decode(text.encode())
        plain = AESGCM(_key()).decrypt(box[:_NONCE], box[_NONCE:], about.encode())
    except (ValueError, InvalidTag):
        return None
    url, fields = json.loads(decompress(plain))
    return Typed(url, fields)


def fits(box: str) -> bool:
    """Whether what was sealed can be sent with the page that asks who they are: a request has its limit."""
    return len(box) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE - _BESIDE


def asked_again(request: HttpRequest, typed: Typed) -> HttpRequest:
    """The request for the form that was sent: its page is asked for, and what was typed is put back in it."""
    again, address = copy(request), urlsplit(typed.url)
    again.method, again.path, again.path_info = "GET", address.path, address.path
    again.GET = QueryDict(address.query)
    again.POST = QueryDict()
    put(again, replace(beside(request), typed=typed.fields))
    return again


def put_back(request: HttpRequest) -> Mapping[str, str]:
    """What is to be put back in the form that a request asks for; nothing for any other request."""
    return beside(request).typed


def over(screen: Screen, fields: Mapping[str, str], *notices: Block) -> Screen:
    """The screen with what was typed in its questions, below what is said about it."""
    blocks = (_typed_in(block, fields) if isinstance(block, Input) else block for block in screen.blocks)
    return replace(screen, blocks=(*notices, *blocks), same_for_all=False)


def without_a_question(screen: Screen, fields: Mapping[str, str]) -> list[str]:
    """The texts that no question of the screen asks for any more."""
    asked = {name for one in screen.inputs for name in _own(one, fields)}
    return list(texts({name: text for name, text in fields.items() if name not in asked}))


def texts(fields: Mapping[str, str]) -> Iterator[str]:
    """What somebody wrote, in two words or more: everything else is a choice, a day or a mark of ours."""
    return (text for text in fields.values() if len(text.split()) > 1)


def filled(fields: Mapping[str, str]) -> list[str]:
    """Everything that somebody wrote or chose, down to one letter. A day is one; a tick is what it is at."""
    together: dict[str, list[str]] = {}
    for name, text in fields.items():
        whole, _, part = name.rpartition(".")
        if text.strip():
            said = part if whole and text == "yes" else text
            together.setdefault(whole if part in _OF_A_DAY else name, []).append(said)
    return [" ".join(said) for said in together.values()]


def _typed_in(block: Input, fields: Mapping[str, str]) -> Input:
    """The question as it was answered; what must be declared is declared anew."""
    if block.kind == "declaration":
        return block
    return replace(block, values={name: fields[name] for name in _own(block, fields)})


def _own(block: Input, fields: Mapping[str, str]) -> Iterator[str]:
    return (name for name in fields if name == block.name or name.startswith(f"{block.name}."))


def _key() -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), b"typed", hashlib.sha256)
