"""Give a person of a case a new return code, once staff have checked who they are."""

from handrail.casefile import CaseFile
from handrail.casefile.return_code import make_code
from handrail.casework.noting import note
from handrail.history.event import Circumstances


class NotInTheCase(Exception):
    """The party has no place in the case, or is spoken for by the person who applied."""


def may_come_in(file: CaseFile, party: str) -> bool:
    """Say whether somebody may have a way into the case: not a member of a group, who is spoken for."""
    if party in file.state.erased:
        return False
    declared = file.service.parties.get(party)
    return party == "applicant" or (
        declared is not None and not declared.each and party in file.state.parties
    )


def give_code(
    file: CaseFile, *, party: str, checked: str, circumstances: Circumstances, secret: bytes = b""
) -> tuple[CaseFile, str]:
    """Note what was checked, make a code and return it, to be shown once; an earlier one stops working.

    secret: as for `make_code`. Raises NotInTheCase, and what noting raises when nothing was checked.
    """
    if not may_come_in(file, party):
        raise NotInTheCase
    noted = note(file, text=checked, circumstances=circumstances)
    return make_code(noted, party=party, circumstances=circumstances, secret=secret)
