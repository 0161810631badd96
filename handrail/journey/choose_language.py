"""Change the language; answers stay as they are."""

from handrail.casefile import CaseFile, record
from handrail.history.event import Circumstances, NewEvent
from handrail.walk.lifecycle import LANGUAGE_CHOSEN


class NotOffered(ValueError):
    """The service does not speak this language."""


def choose_language(file: CaseFile, *, language: str, circumstances: Circumstances) -> CaseFile:
    """Read the case in another language from now on. Raises NotOffered."""
    if language not in file.service.languages:
        raise NotOffered(f"Found {language!r}; expected one of {', '.join(file.service.languages)}.")
    chosen = NewEvent(type=LANGUAGE_CHOSEN, data={"language": language})
    return record(file, [chosen], circumstances=circumstances)
