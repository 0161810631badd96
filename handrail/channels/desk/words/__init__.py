"""The words of the desk, which staff read."""

from pathlib import Path

from handrail.terms.phrases import Phrases

PHRASES = Phrases(Path(__file__).parent)
LANGUAGE = "en"
"""The language of the desk; what a person sees is shown in theirs."""


def say(key: str, **places: str | int) -> str:
    """One of the desk's sentences, its places filled."""
    return PHRASES.say(key, LANGUAGE, **places)
