"""One sample case lived through the operations that people and staff use, each at its own moment.

Nothing is written past them: what may not be done is refused here as it would be on a page. What would
happen after now does not happen, so a case that began lately stands where it would stand today.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Concatenate, ParamSpec
from uuid import UUID, uuid4

from handrail import estate, history
from handrail.casefile import CaseFile, open_case
from handrail.casework.step import at_hand
from handrail.definition.example import Plain
from handrail.history.event import Actor, Channel, Circumstances, Mode
from handrail.journey.answer import answer_page
from handrail.journey.name_helper import name_helper
from handrail.journey.send import send
from handrail.journey.start import start
from handrail.terms.legal_day import LONDON, legal_day
from handrail.terms.working_days import Nation, add_working_days, is_working_day
from handrail.walk.journeys import form_for

How = ParamSpec("How")
Operation = Callable[Concatenate[CaseFile, How], CaseFile]

APPLICANT = Actor(id="applicant", role="applicant")
HELPER = Actor(id="applicant", role="helper", capacity="helper")
_TYPED = ("phone", "counter", "post")
_OPEN, _SHUT = time(8, 45), time(16, 50)
_MOST_PAGES = 200


class NotYet(Exception):
    """What comes next has not happened by now."""


class Clock:
    """The moment it is in one case; it goes on and never back, and not past now."""

    def __init__(self, at: datetime, *, until: datetime, nation: Nation, draw: Random) -> None:
        self.at, self.until, self._nation, self._draw = at, until, nation, draw

    @property
    def day(self) -> date:
        """The legal day."""
        return legal_day(self.at)

    def on(self, *, seconds: int = 0, days: int = 0) -> None:
        """Let time pass. Raises NotYet."""
        self._to(self.at + timedelta(days=days, seconds=seconds))

    def some_seconds(self, most: int = 30) -> None:
        """Let as long pass as a page takes. Raises NotYet."""
        self.on(seconds=self._draw.randrange(5, most))

    def evening(self, *, days: int) -> None:
        """Go on to an hour at which people are at home, so many days later. Raises NotYet."""
        hour = time(self._draw.randrange(9, 22), self._draw.randrange(60), self._draw.randrange(60))
        self._to(max(self.at, datetime.combine(self.day + timedelta(days=days), hour, LONDON)))

    def office(self, *, working_days: int) -> None:
        """Go on to an hour at which the office is open, so many working days later. Raises NotYet."""
        day = add_working_days(self.day, working_days, nation=self._nation)
        while not is_working_day(day, nation=self._nation):
            day += timedelta(days=1)
        opens, shuts = (datetime.combine(day, one, LONDON) for one in (_OPEN, _SHUT))
        moment = opens + (shuts - opens) * self._draw.random()
        if moment <= self.at:  # another time on the same day is over already
            moment = self.at + timedelta(seconds=self._draw.randrange(60, 400))
        self._to(moment)

    def _to(self, moment: datetime) -> None:
        if moment > self.until:
            raise NotYet
        self.at = moment


class Case:
    """A case while it is lived: the file as whoever acts has it open, and what its person answers."""

    def __init__(
        self, *, answers: Mapping[str, Plain], clock: Clock, organisation: estate.Organisation
    ) -> None:
        self.answers, self.clock, self.organisation = answers, clock, organisation
        self.file: CaseFile = None  # type: ignore[assignment]  # there is one from `begin` or `open` on
        self._by: Circumstances | None = None

    def begin(self, *, slug: str, language: str, reference: str, by: Circumstances, helper: str = "") -> None:
        """Start it, as the person or whoever types for them. helper: who helps, if anybody does."""
        begun = start(
            slug=slug,
            organisation=self.organisation,
            kind="live",
            language=language,
            circumstances=by,
            reference=reference,
        )
        self.open(begun.stream, by=by)
        if helper:
            self.do(name_helper, name=helper, why="The form is long, and reading is hard.", agreed=True)

    def open(self, stream: UUID, *, by: Circumstances) -> None:
        """Open it for whoever acts next; anybody else's opening than the person's leaves a trace."""
        purposes = {"applicant": "", "helper": "helping"}
        purpose = purposes.get(by.actor.role, "casework")
        reader = history.Reader(by.actor, purpose, by.request, by.at)
        self._by = by
        self.file = open_case(stream=stream, reader=reader, at=by.happened_at or by.at)

    def as_person(self, channel: Channel = "web") -> None:
        """Have it opened by the person, or by a helper beside them, now."""
        self.open(self.file.stream, by=self.of_person(channel))

    def as_staff(self, actor: Actor, *, channel: Channel = "desk") -> None:
        """Have it opened by a member of staff now; with a channel, to type what the person tells."""
        self.open(self.file.stream, by=self.of_staff(actor, channel=channel))

    def of_person(self, channel: Channel = "web") -> Circumstances:
        """Return the circumstances of what the person does now."""
        helped = channel == "helper"
        return Circumstances(
            actor=HELPER if helped else APPLICANT,
            channel=channel,
            mode="assisted" if helped else "self",
            request=uuid4(),
            at=self.clock.at,
        )

    def of_staff(
        self, actor: Actor, *, channel: Channel = "desk", happened_at: datetime | None = None
    ) -> Circumstances:
        """Return the circumstances of what a member of staff does now, or types for the person."""
        mode: Mode = "staff_entered" if channel in _TYPED else "self"
        return Circumstances(
            actor=actor,
            channel=channel,
            mode=mode,
            request=uuid4(),
            at=self.clock.at,
            happened_at=happened_at,
        )

    def do(self, operation: Callable[..., Any], **how: Any) -> None:
        """Do something to the case now, as whoever has it open."""
        assert self._by is not None
        at = self.clock.at
        by = self._by = replace(self._by, at=at, request=uuid4())
        file = replace(self.file, at=by.happened_at or at, before=self.file.walked)
        self.file = operation(file, circumstances=by, **how)

    def answer_all(self) -> None:
        """Answer every page that is asked, one after the other. Raises NotYet part of the way."""
        for _ in range(_MOST_PAGES):
            ref = self.file.position.next
            if ref is None:
                return
            self.clock.some_seconds()
            form = form_for(self.file.service, self.file.state, ref, self.answers)
            self.do(answer_page, ref=ref, form=form, language=self.file.state.language)
        raise RuntimeError(f"{self.file.reference} still asks for {ref} after {_MOST_PAGES} pages.")

    def answer_and_send(self) -> None:
        """Answer what is asked and send it. Raises NotYet part of the way."""
        self.answer_all()
        self.clock.some_seconds(240)
        self.do(send)

    @property
    def step(self) -> str:
        """The step of staff that the case is at, or what falls due before its end; "" for none."""
        file = replace(self.file, at=self.clock.at, before=self.file.walked)
        if file.as_sent.here != "with_staff" and file.falls_due is None:
            return ""
        return at_hand(file)[0].id


def staff_of(accounts: Sequence[str], organisation: UUID, *, role: str = "caseworker") -> tuple[Actor, ...]:
    """Return an organisation's people at the desk, by the ids of their accounts."""
    return tuple(Actor(id=one, role=role, organisation=organisation, capacity="staff") for one in accounts)
