"""Which district a decision counts for: where the person lives, or else who decides."""

from collections.abc import Mapping

from handrail import estate
from handrail.casefile import CaseFile
from handrail.terms.address import NotAPostcode, read_postcode
from handrail.terms.legal_day import legal_day

DISTRICTS = ("district", "unitary")
"""The kinds of body whose areas are districts."""


def district_of(file: CaseFile) -> str:
    """The slug of the body whose district a case counts for on its day; "" when no address says which.

    A service that names the question with the address goes by what was sent; any other by the organisation
    that holds the case.
    """
    declared = file.service.district
    if declared is None:
        return file.organisation.slug
    facts = file.as_sent.facts
    told = next((facts[name] for name in declared.questions if facts.get(name)), None)
    postcode = told.get("postcode") if isinstance(told, Mapping) else told
    try:
        written = read_postcode(str(postcode or ""))
    except NotAPostcode:
        return ""
    serving = estate.serving(written, on=legal_day(file.at))
    return next((one.slug for one in serving if one.kind in DISTRICTS), "")
