"""What the person needs from us, as a whole: read, and said anew, with the checks of the pages."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from handrail.channels.api.call import InCase
from handrail.channels.api.doors import changes, reads
from handrail.channels.api.once import Done, Noted
from handrail.channels.api.receive import unfit
from handrail.channels.api.refusals import Refusal
from handrail.channels.api.requests import AdjustmentsTold, ThirdPartyNamed
from handrail.channels.api.shapes import AdjustmentsShown, Problem, ThirdPartyShown
from handrail.channels.api.standing import standing
from handrail.definition.brick import Refused
from handrail.journey.tell_adjustments import NoLongerHeld, NotAgreed, Unreachable, tell_adjustments
from handrail.walk.adjusting import PARTS, Part, all_that_we_will_do
from handrail.walk.adjustments import Adjustments
from handrail.walk.telling import read

_WITHIN = {"name": "write_to.name", "address": "write_to.address", "told": "write_to.told"}
"""By the name of a field on the person's pages, its place in the body where that is another."""


def adjustments_shown(here: InCase, noted: Noted | None = None) -> AdjustmentsShown:  # noqa: ARG001
    """What stands, and in sentences what we will do."""
    told = here.file.state.adjustments
    write_to = told.write_to
    return AdjustmentsShown(
        case=standing(here),
        avoid=told.avoid,
        written=told.written,
        spoken=told.spoken,
        care=told.care,
        words=told.words,
        write_to=None
        if write_to is None
        else ThirdPartyShown(write_to.name, write_to.address.to_json(), write_to.told),
        agreed=told.agreed,
        will=all_that_we_will_do(told, here.language) if told.any else (),
    )


@reads(gives=AdjustmentsShown)
def adjustments(here: InCase) -> AdjustmentsShown:
    """Read what the person needs from us: how to contact them, in what form, who else to write to.

    The language is the case's own.
    """
    return adjustments_shown(here)


@changes(takes=AdjustmentsTold, gives=AdjustmentsShown, then=adjustments_shown)
def tell(here: InCase) -> Done:
    """Say what the person needs from us, all of it: what is left out is asked for no more.

    It is in force at once, before and after sending. The person must have agreed that it is kept.
    """
    body: AdjustmentsTold = here.call.body
    told = Adjustments(agreed=body.agreed or here.file.state.adjustments.agreed)
    problems: list[Problem] = []
    for part in PARTS:
        found = read(part, _typed(part, body), onto=told, language=here.language)
        if isinstance(found, Refused):
            problems += [Problem(_place(name), "", said) for name, said in found.errors.items()]
        else:
            told = found
    if problems:
        raise Refusal("unfit", problems)
    try:
        return Done(tell_adjustments(here.file, adjustments=told, circumstances=here.circumstances))
    except NotAgreed as refusal:
        raise unfit(here.language, "adjustments_agreed", "agreed") from refusal
    except Unreachable as refusal:
        raise unfit(here.language, "unreachable", "avoid") from refusal
    except NoLongerHeld as refusal:
        raise Refusal("erased") from refusal


def _typed(part: Part, body: AdjustmentsTold) -> Mapping[str, str]:
    """The body's share of one page, as it would be typed there."""
    match part:
        case "contact":
            return dict(_boxes("avoid", body.avoid))
        case "help":
            boxes = (*_boxes("written", body.written), *_boxes("spoken", body.spoken))
            return {**dict(boxes), "words": body.words}
        case "care":
            return dict(_boxes("care", body.care))
        case "third-party":
            return _third_party(body.write_to)


def _boxes(name: str, kinds: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((f"{name}.{kind}", "yes") for kind in kinds)


def _third_party(named: ThirdPartyNamed | None) -> Mapping[str, str]:
    if named is None:
        return {"wanted": "no"}
    address = {f"address.{part}": text for part, text in asdict(named.address).items()}
    return {"wanted": "yes", "name": named.name, "told": named.told, **address}


def _place(name: str) -> str:
    return _WITHIN.get(name, name)
