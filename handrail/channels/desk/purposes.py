"""What a case is opened for, as whoever is signed in has said it: kept in their session, by case."""

from django.http import HttpRequest

PURPOSES = ("casework", "enquiry", "complaint", "quality", "rights")
"""What a case may be opened for. Short and stable: they are kept in the record of who looked."""

CASEWORK = "casework"
"""The purpose for which cases are opened from the queue, and typed into for someone."""

_SESSION = "purposes"
_MOST = 100


def purpose_of(request: HttpRequest, reference: str) -> str:
    """What this session said it opens a case for; "" when it has not."""
    return str(request.session.get(_SESSION, {}).get(reference, ""))


def state_purpose(request: HttpRequest, reference: str, purpose: str) -> None:
    """Remember for this session what a case is opened for."""
    purposes = dict(request.session.get(_SESSION, {}))
    purposes.pop(reference, None)
    kept = list(purposes.items())[-_MOST:]
    request.session[_SESSION] = {**dict(kept), reference: purpose}
