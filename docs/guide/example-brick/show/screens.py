"""What a `show` step shows: its text and a button to go on. It is never read back."""

from pathlib import Path
from typing import Any

from handrail.definition.brick import PageRef, Refused, Scope
from handrail.definition.screen import Action, Paragraph, Screen, Summary
from handrail.definition.service import Step
from handrail.terms.phrases import Phrases

from .spec import Show
from .state import ShowState

PHRASES = Phrases(Path(__file__).parent / "words")


def screen(
    step: Step,
    state: ShowState,  # noqa: ARG001  a brick's shape
    ref: PageRef,
    scope: Scope,
    language: str,
    refused: Refused | None,  # noqa: ARG001
) -> Screen:
    """Return the page in a language."""
    spec: Show = step.spec
    return Screen(
        id=f"show:{ref}",
        title=scope.service.say(f"{step.id}.title", step.title, language),
        language=language,
        blocks=(Paragraph(scope.service.say(f"{step.id}.text", spec.text, language)),),
        actions=(Action(PHRASES.say("go_on", language), f"page:{ref}"),),
        same_for_all=True,
    )


def summaries(*told: Any, **how: Any) -> tuple[Summary, ...]:  # noqa: ARG001  a brick's shape
    """Return nothing: there is no answer to read back."""
    return ()
