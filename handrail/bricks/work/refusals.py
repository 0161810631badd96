"""Why something may not be done in a `work` step: each a named refusal, after which nothing has changed."""

from handrail.definition.brick import Refused


class WorkRefused(Exception):
    """Something may not be done in a work step; nothing was changed."""


class AlreadyDecided(WorkRefused):
    """The step has its decision: open it again first."""


class NotDecided(WorkRefused):
    """There is no decision to confirm or open again."""


class AlreadyClaimed(WorkRefused):
    """Someone else has the case in hand."""


class NotYours(WorkRefused):
    """Someone else has the case in hand: only they, or a team leader, may act on it."""


class NotClaimed(WorkRefused):
    """Nobody has the case in hand, so it cannot be given back."""


class NotPaused(WorkRefused):
    """Work is not paused."""


class UnknownResult(WorkRefused):
    """The step has no such result."""


class UnknownQuestion(WorkRefused):
    """A question was asked for that the person was never asked."""


class NothingAsked(WorkRefused):
    """More was asked for without a question to answer."""


class ReasonsMissing(WorkRefused):
    """Words are needed, for the person or for whoever reads the case later, and there are none."""


class ReasonsTooLong(WorkRefused):
    """Words are longer than can be kept."""


class FormRefused(WorkRefused):
    """Something typed in the form of staff must be mended; `refused` says what and how."""

    def __init__(self, refused: Refused) -> None:
        super().__init__("; ".join(refused.errors.values()))
        self.refused = refused


class FormNotFinished(WorkRefused):
    """The form of staff has something left to fill in, so nothing can be concluded yet."""


class NeedsCriterion(WorkRefused):
    """The result does not go with what was found of the criteria."""


class NotNow(WorkRefused):
    """The result does not go with what is known, or with what staff have answered."""


class PauseInThePast(WorkRefused):
    """The day work would resume on is today or has gone."""
