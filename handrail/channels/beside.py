"""What is kept beside a request until it is answered, for which Django's own has no place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest

from handrail.definition.screen import Screen

_NAME = "beside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What we know of a request that did not come with it.

    number: on the answer, in every line of the log and in every event.
    typed: by field name, what is put back in the form that the request asks for.
    language, page: in which language, and on what page, it is told when something goes wrong from now on; ""
        and None until that is known.
    """

    number: UUID
    typed: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    page: Callable[[Screen], str] | None = None


def beside(request: HttpRequest) -> Beside:
    """What is kept beside a request. Raises KeyError for one that the site has given no number."""
    found: Beside = vars(request)[_NAME]
    return found


def put(request: HttpRequest, kept: Beside) -> None:
    """Keep something beside a request, in place of what was. What is beside a copy of it stays as it is."""
    vars(request)[_NAME] = kept
