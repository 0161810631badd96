"""An application that was made in another service: which, and its number there, recorded as it starts."""

from handrail.casefile import CaseFile, record
from handrail.history.event import Circumstances, NewEvent, Token
from handrail.questions.types.writing import readable
from handrail.terms.reference import other_number
from handrail.walk.lifecycle import BROUGHT_IN

LONGEST_NUMBER = 100


class NotFromThere(Exception):
    """The definition names no such service, so that nothing is brought in from it."""


class NoNumber(Exception):
    """The number that the application has there is missing, or longer than LONGEST_NUMBER."""


def bring_in(file: CaseFile, *, service: str, number: str, circumstances: Circumstances) -> CaseFile:
    """Record that the application was made in another service.

    service: its id in `brought_in_from`. number: what the application is known by there; staff find the case
    by it. Returns the file afterwards. Raises NotFromThere, NoNumber.
    """
    if service not in file.service.brought_in_from:
        raise NotFromThere
    known_by = readable(number)
    compared = other_number(known_by)
    if not compared or len(known_by) > LONGEST_NUMBER:
        raise NoNumber
    event = NewEvent(
        type=BROUGHT_IN,
        data={"from": service},
        personal={"applicant": {"number": known_by}},
        tokens=(Token(party="applicant", kind="reference", text=compared),),
    )
    return record(file, [event], circumstances=circumstances)
