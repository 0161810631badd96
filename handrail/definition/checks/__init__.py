"""Everything a definition is judged on, one file a concern; this is the list, in the order it is judged."""

from collections.abc import Callable, Iterator

from handrail.definition.checks import (
    endings,
    examples,
    names,
    places,
    plain_words,
    rules,
    translations,
    undecided,
    voices,
    ways,
)
from handrail.definition.checks.subject import Subject
from handrail.definition.source import Problem

JUDGES: tuple[Callable[[Subject], Iterator[Problem]], ...] = (
    names.judge_names,
    names.judge_targets,
    names.judge_parties,
    names.judge_district,
    rules.judge_steps,
    ways.judge_reach,
    ways.judge_ends,
    ways.judge_loops,
    ways.judge_unsettled,
    ways.judge_refusals,
    endings.judge_endings,
    undecided.judge_data,
    undecided.judge_owner,
    undecided.judge_channels,
    undecided.judge_reviews,
    undecided.judge_parameters,
    undecided.judge_what_runs,
    undecided.judge_helps,
    translations.judge_translations,
    voices.judge_voices,
    places.judge_places,
    plain_words.judge_words,
    examples.judge_examples,
)

JUDGES_OF_WHAT_WORKS: tuple[Callable[[Subject], Iterator[Problem]], ...] = (
    undecided.judge_questions,
    undecided.judge_unused_parameters,
)
"""What is judged only when nothing is broken."""
