"""The gallery's own words, in each language."""

from pathlib import Path

from handrail.terms.phrases import Phrases

PHRASES = Phrases(Path(__file__).parent)
say = PHRASES.say
