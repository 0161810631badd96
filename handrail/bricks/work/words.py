"""The sentences of work, in each language."""

from pathlib import Path

from handrail.terms.phrases import Phrases

PHRASES = Phrases(Path(__file__).parent / "words")
