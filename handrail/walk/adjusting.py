"""Adjustments in words for the person: what we will do, by the part of the page that it was asked on."""

from collections.abc import Iterator
from typing import Literal, get_args

from handrail.walk.adjustments import Adjustments, ThirdParty
from handrail.walk.words import PHRASES

Part = Literal["contact", "help", "care", "third-party"]
"""What is asked on one page."""

PARTS: tuple[Part, ...] = get_args(Part)


def will(part: Part, adjustments: Adjustments, language: str, *, in_language: str = "") -> tuple[str, ...]:
    """Return what we will do of one part, a sentence or a line each; empty when nothing was asked for.

    in_language: the language of the case, where there is a choice of several.
    """
    match part:
        case "contact":
            chosen = (f"language.{in_language}",) if in_language else ()
            keys = (*chosen, *(f"avoid.{one}" for one in adjustments.avoid))
        case "help":
            written = (f"written.{one}" for one in adjustments.written)
            keys = (*written, *(f"spoken.{one}" for one in adjustments.spoken))
        case "care":
            keys = tuple(f"care.{one}" for one in adjustments.care)
        case "third-party":
            return tuple(_third_party(adjustments.write_to, language))
    said = tuple(PHRASES.say(f"adjustments.will.{key}", language) for key in keys)
    in_their_words = adjustments.words if part == "help" else ""
    return (*said, in_their_words) if in_their_words else said


def _third_party(write_to: ThirdParty | None, language: str) -> Iterator[str]:
    if write_to is not None:
        yield write_to.name
        yield from write_to.address.lines()
        yield PHRASES.say(f"adjustments.will.told.{write_to.told}", language)


def all_that_we_will_do(adjustments: Adjustments, language: str) -> tuple[str, ...]:
    """Return everything that was asked for, as for the history; one sentence when nothing is any more."""
    found = tuple(line for part in PARTS for line in will(part, adjustments, language))
    return found or (PHRASES.say("adjustments.ended", language),)
