"""How this door refuses: one exception, one shape, a status each."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from handrail.channels.api.encode import plain
from handrail.channels.api.shapes import Error, Problem, Refused
from handrail.channels.api.words import say
from handrail.channels.beside import beside

STATUS: Mapping[str, int] = {
    "malformed": 400,
    "key_missing": 400,
    "no_token": 401,
    "wrong_token": 401,
    "token_ended": 401,
    "other_case": 403,
    "helper_ended": 403,
    "not_for_this_party": 403,
    "wrong_code": 403,
    "invite_needed": 403,
    "missing": 404,
    "no_such_page": 404,
    "method": 405,
    "conflict": 409,
    "not_on_route": 409,
    "not_complete": 409,
    "nothing_to_send": 409,
    "nothing_sent": 409,
    "nothing_to_review": 409,
    "already_ended": 409,
    "no_longer_open": 409,
    "code_shown_once": 409,
    "not_open": 410,
    "erased": 410,
    "too_large": 413,
    "content": 415,
    "unfit": 422,
    "answers_refused": 422,
    "key_reused": 422,
}
"""Every refusal of this door, by code."""


class Refusal(Exception):
    """Raised to refuse a request: whatever it had done is undone. problems: what to mend, where known."""

    def __init__(self, code: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.problems = tuple(problems)


def refused(request: HttpRequest, refusal: Refusal) -> JsonResponse:
    """The response to a request that is refused."""
    language = "cy" if request.GET.get("lang") == "cy" else "en"
    error = Error(
        code=refusal.code,
        title=say(f"{refusal.code}.title", language),
        detail=say(f"{refusal.code}.text", language),
        request=str(beside(request).number),
        problems=refusal.problems,
    )
    status = STATUS[refusal.code]
    response = JsonResponse(plain(Refused(error)), status=status, json_dumps_params={"ensure_ascii": False})
    if status == 401:  # noqa: PLR2004
        response["WWW-Authenticate"] = "Bearer"
    return response


@csrf_exempt
def missing(request: HttpRequest) -> JsonResponse:
    """The answer at an address that does not exist."""
    return refused(request, Refusal("missing"))
