"""Adjustments as they are typed, one part at a time: read or refused with a sentence for each field."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from handrail.definition.brick import Refused
from handrail.definition.source import Where
from handrail.questions.question import Question
from handrail.questions.types import TYPES
from handrail.questions.types.shape import Bounds, Given
from handrail.questions.types.writing import one_line, tidy, unkeepable
from handrail.terms.address import UkAddress
from handrail.walk.adjusting import Part
from handrail.walk.adjustments import AVOID, CARE, SPOKEN, TOLD, WRITTEN, Adjustments, ThirdParty
from handrail.walk.words import PHRASES

LONGEST = 2_000
"""Characters of what would help, in the person's words."""

LONGEST_NAME = 200
ADDRESS_PARTS = ("line_1", "line_2", "town", "county", "postcode")

_ADDRESS = Question(id="address", type="uk-address", label="", where=Where("", 1))
_ANY = Bounds(today=date.min)

Kind = TypeVar("Kind", bound=str)


def read(part: Part, typed: Mapping[str, str], *, onto: Adjustments, language: str) -> Adjustments | Refused:
    """Return what was typed of one part, put onto what stands of the others, or what must be mended.

    typed: by field name, as `typed_of` gives them. What the whole must be is for the operation to say; the
    sentences for it are `not_agreed` and `unreachable`.
    """
    onto = replace(onto, agreed=onto.agreed or typed.get("agreed") == "agreed")
    match part:
        case "contact":
            return replace(onto, avoid=_ticked("avoid", AVOID, typed))
        case "care":
            return replace(onto, care=_ticked("care", CARE, typed))
        case "help":
            return _help(typed, onto, language)
        case "third-party":
            return _third_party(typed, onto, language)


def typed_of(part: Part, adjustments: Adjustments) -> Mapping[str, str]:
    """Return what stands of one part as it would be typed."""
    match part:
        case "contact":
            return _boxes("avoid", adjustments.avoid)
        case "care":
            return _boxes("care", adjustments.care)
        case "help":
            written, spoken = _boxes("written", adjustments.written), _boxes("spoken", adjustments.spoken)
            return {**written, **spoken, "words": adjustments.words}
        case "third-party":
            return _typed_third_party(adjustments)


def not_agreed(typed: Mapping[str, str], language: str) -> Refused:
    """Return the refusal of what the person has not agreed that we keep."""
    return Refused(errors={"agreed": PHRASES.say("adjustments.agreed.missing", language)}, typed=typed)


def unreachable(part: Part, typed: Mapping[str, str], language: str) -> Refused:
    """Return the refusal of what would leave no way to contact the person, on the page where it was typed."""
    name, key = ("avoid", "contact.unreachable")
    if part == "third-party":
        name, key = ("wanted", "third-party.wanted.unreachable")
    return Refused(errors={name: PHRASES.say(f"adjustments.{key}", language)}, typed=typed)


def _ticked(name: str, kinds: Iterable[Kind], typed: Mapping[str, str]) -> tuple[Kind, ...]:
    return tuple(kind for kind in kinds if typed.get(f"{name}.{kind}"))


def _boxes(name: str, kinds: Iterable[str]) -> dict[str, str]:
    return {f"{name}.{kind}": "yes" for kind in kinds}


def _help(typed: Mapping[str, str], onto: Adjustments, language: str) -> Adjustments | Refused:
    words = tidy(typed.get("words", ""))
    wrong = _unfit(words, LONGEST, prose=True)
    if wrong:
        said = PHRASES.say(f"adjustments.help.words.{wrong}", language, most=LONGEST)
        return Refused(errors={"words": said}, typed=typed)
    return replace(
        onto,
        written=_ticked("written", WRITTEN, typed),
        spoken=_ticked("spoken", SPOKEN, typed),
        words=words,
    )


def _unfit(text: str, most: int, *, prose: bool = False) -> str:
    """Return why a text cannot be kept, "" when it can."""
    wrong = unkeepable(text, prose=prose)
    if wrong is not None:
        return wrong.name
    return "too_long" if len(text) > most else ""


def _third_party(typed: Mapping[str, str], onto: Adjustments, language: str) -> Adjustments | Refused:
    wanted = typed.get("wanted", "")
    if wanted == "no":
        return replace(onto, write_to=None)
    if wanted != "yes":
        missing = PHRASES.say("adjustments.third-party.wanted.missing", language)
        return Refused(errors={"wanted": missing}, typed=typed)
    errors: dict[str, str] = {}
    parts: dict[str, frozenset[str]] = {}

    def refuse(name: str, wrong: str, **places: Any) -> None:
        errors[name] = PHRASES.say(f"adjustments.third-party.{name}.{wrong}", language, **places)

    name = one_line(typed.get("name", ""))
    unfit = _unfit(name, LONGEST_NAME) if name else "missing"
    if unfit:
        refuse("name", unfit, most=LONGEST_NAME)
    boxes = {part: typed.get(f"address.{part}", "") for part in ADDRESS_PARTS}
    address = TYPES["uk-address"].parse(_ADDRESS, boxes, _ANY)
    if not isinstance(address, Given):
        refuse("address", address.name, **address.places)
        parts["address"] = address.parts
    told = next((one for one in TOLD if one == typed.get("told")), None)
    if told is None:
        refuse("told", "missing")
    if errors or not isinstance(address, Given) or told is None:
        return Refused(errors=errors, typed=typed, parts=parts)
    return replace(onto, write_to=ThirdParty(name, UkAddress.from_json(address.value), told))


def _typed_third_party(adjustments: Adjustments) -> Mapping[str, str]:
    write_to = adjustments.write_to
    if write_to is None:
        return {"wanted": "no"} if adjustments.agreed else {}
    address = {f"address.{part}": text for part, text in write_to.address.to_json().items()}
    return {"wanted": "yes", "name": write_to.name, "told": write_to.told, **address}
