"""Say how to be contacted and what would help: in force at once, before and after sending."""

from collections.abc import Mapping
from dataclasses import replace

from handrail.casefile import CaseFile, record
from handrail.definition.brick import Refused
from handrail.history.event import Circumstances, NewEvent
from handrail.journey.choose_language import choose_language
from handrail.walk.adjusting import Part
from handrail.walk.adjustments import APPLICANT, Adjustments, sealed
from handrail.walk.lifecycle import ADJUSTMENTS_TOLD
from handrail.walk.telling import not_agreed, read, unreachable


class NotAgreed(Exception):
    """The person has not agreed that this is kept and gone by."""


class Unreachable(Exception):
    """No way would be left to contact the person, and nobody to write to for them."""


class AdjustmentsRefused(Exception):
    """Something typed must be mended; nothing was changed."""

    def __init__(self, refused: Refused) -> None:
        """Keep what was typed and why it was refused."""
        super().__init__()
        self.refused = refused


class NoLongerHeld(Exception):
    """The person's data in this case was erased, so nothing more is kept about them."""


def tell_part(
    file: CaseFile,
    *,
    part: Part,
    typed: Mapping[str, str],
    language: str,
    circumstances: Circumstances,
) -> CaseFile:
    """Record what was typed of one part; with the first of them, the language to use from now on.

    typed: by field name, as the screen of the part asks it; a language that the service does not speak
    chooses none. language: to refuse in. Raises AdjustmentsRefused, NoLongerHeld.
    """
    found = read(part, typed, onto=file.state.adjustments, language=language)
    if isinstance(found, Refused):
        raise AdjustmentsRefused(found)
    try:
        after = tell_adjustments(file, adjustments=found, circumstances=circumstances)
    except NotAgreed as refusal:
        raise AdjustmentsRefused(not_agreed(typed, language)) from refusal
    except Unreachable as refusal:
        raise AdjustmentsRefused(unreachable(part, typed, language)) from refusal
    wanted = typed.get("language", "") if part == "contact" else ""
    if wanted == file.state.language or wanted not in file.service.languages:
        return after
    return choose_language(after, language=wanted, circumstances=circumstances)


def tell_adjustments(file: CaseFile, *, adjustments: Adjustments, circumstances: Circumstances) -> CaseFile:
    """Record the whole of what the person asks for; the same again adds nothing.

    They agree once. Whoever takes everything back need not, and agrees anew the next time. Raises NotAgreed,
    Unreachable, NoLongerHeld.
    """
    if APPLICANT in file.state.erased:
        raise NoLongerHeld
    if adjustments.any and not adjustments.agreed:
        raise NotAgreed
    if not adjustments.reachable:
        raise Unreachable
    told = replace(adjustments, agreed=adjustments.any)
    if told == file.state.adjustments:
        return file
    event = NewEvent(type=ADJUSTMENTS_TOLD, personal=sealed(told))
    return record(file, [event], circumstances=circumstances)
