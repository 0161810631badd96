"""Come back later: a one-time code that we make, show once and keep only as a slow hash."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping

from handrail import history
from handrail.casefile.file import CaseFile
from handrail.casefile.recording import record
from handrail.history.event import Circumstances, NewEvent
from handrail.terms.reference import new_code
from handrail.walk.lifecycle import RETURN_CODE_MADE, RETURN_CODE_USED

# scrypt at 16 MB and about 40 ms: a code has 60 random bits, so that guessing is hopeless even from the hash.
_COST = {"n": 2**14, "r": 8, "p": 1}


class WrongCode(Exception):
    """The reference and the code do not belong together, or the code was used before."""


def make_code(
    file: CaseFile, *, party: str, circumstances: Circumstances, secret: bytes = b""
) -> tuple[CaseFile, str]:
    """Make a new return code for a party of the case; any earlier one stops working.

    secret: at least 8 unguessable bytes to make it from, for a form that may be sent twice; random unless
    given. Returns the file afterwards and the code, which cannot be had again without the secret.
    """
    code = new_code(secret or secrets.token_bytes(8))
    made = NewEvent(type=RETURN_CODE_MADE, data={"party": party, "hash": _hash(code)})
    return record(file, [made], circumstances=circumstances), code


def use_code(file: CaseFile, *, code: str, circumstances: Circumstances) -> tuple[CaseFile, str]:
    """Let the holder of a code in, once. Returns the file afterwards and the party it is for.

    Raises WrongCode. The comparison takes as long for a wrong code as for a right one.
    """
    party = _party(file.state.ways_in, code)
    if party is None:
        raise WrongCode
    used = NewEvent(type=RETURN_CODE_USED, data={"party": party})
    return record(file, [used], circumstances=circumstances), party


def made_before(file: CaseFile, *, party: str, secret: bytes) -> str:
    """Return the code that a form has made when it was sent before; "" when it lets nobody in any more.

    secret: as for `make_code`. In `holding`. Raises history.Conflict when the case was added to since it was
    read: two presses of a button come at once, and the other may only just have made the code.
    """
    code = new_code(secret)
    if lets_in(file, party=party, code=code):
        return code
    stands = history.stream_head(file.stream).sequence
    if stands != file.head.sequence:
        raise history.Conflict(stream=file.stream, expected=file.head.sequence, found=stands)
    return ""


def lets_in(file: CaseFile, *, party: str, code: str) -> bool:
    """Say whether a code is the one that lets a party in now."""
    kept = file.state.ways_in.get(party)
    return kept is not None and _matches(kept, code)


def spend_time() -> None:
    """Take as long as checking a code does, so that a stranger cannot tell which references exist."""
    _matches(_hash("0000-0000-0000"), "")


def _party(ways_in: Mapping[str, str], code: str) -> str | None:
    found = None
    for party, kept in ways_in.items():
        if _matches(kept, code):
            found = party
    if not ways_in:
        spend_time()
    return found


def _hash(code: str) -> str:
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${hashlib.scrypt(code.encode(), salt=salt, **_COST).hex()}"


def _matches(kept: str, code: str) -> bool:
    salt, _, digest = kept.partition("$")
    tried = hashlib.scrypt(code.encode(), salt=bytes.fromhex(salt), **_COST).hex()
    return hmac.compare_digest(tried, digest)
