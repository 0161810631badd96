"""The sentences of `ask` itself; what a question says is in `questions.asking`."""

from pathlib import Path

from handrail.terms.phrases import Phrases

PHRASES = Phrases(Path(__file__).parent / "words")
