"""A member of staff at work through casework's own operations, whatever the desk looks like."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from handrail import history
from handrail.casefile import CaseFile, open_case
from handrail.casework.assessing import save_form
from handrail.casework.deciding import confirm, decide, reopen
from handrail.casework.noting import note
from handrail.casework.taking import claim, release
from handrail.casework.waiting import ask_for_more, pause, resume
from handrail.casework.ways_in import give_code
from handrail.definition.brick import PageRef
from handrail.history.event import Actor, Circumstances
from handrail.journey.answer import answer_page
from handrail.walk.journeys import Act, staff_form


@dataclass(frozen=True)
class StaffMember:
    """One account of an organisation; every operation opens the case for a purpose, as the desk does."""

    organisation: UUID
    id: str = "casey.worker"
    role: str = "caseworker"

    def claim(self, reference: str) -> CaseFile:
        return self._do(reference, claim)

    def release(self, reference: str) -> CaseFile:
        return self._do(reference, release)

    def note(self, reference: str, text: str) -> CaseFile:
        return self._do(reference, note, text=text)

    def ask(self, reference: str, *questions: str, message: str) -> CaseFile:
        return self._do(reference, ask_for_more, questions=questions, message=message)

    def pause(self, reference: str, *, until=None, reason: str) -> CaseFile:
        return self._do(reference, pause, until=until, reason=reason)

    def resume(self, reference: str) -> CaseFile:
        return self._do(reference, resume)

    def decide(
        self, reference: str, result: str, reasons: str = "The facts and the rule say so."
    ) -> CaseFile:
        return self._do(reference, decide, result=result, reasons=reasons)

    def does(self, reference: str, act: dict) -> CaseFile:
        """Take the case, fill in the step's form and conclude, as an example of a service says."""
        file = self.claim(reference)
        if act.get("form") or act.get("criteria"):
            found = act.get("criteria", {}).items()
            criteria = {name: one if isinstance(one, dict) else {"found": one} for name, one in found}
            said = Act(act["step"], act["result"], act["reasons"], act.get("form", {}), criteria)
            form = staff_form(file.service.step(act["step"]), said)
            self._do(reference, save_form, form=form, language="en", finished=True)
        return self.decide(reference, act["result"], act["reasons"])

    def types(self, reference: str, path: str, **form: str) -> CaseFile:
        """Type on a page of the person's for them."""
        return self._do(reference, answer_page, ref=PageRef.parse(path), form=form, language="en")

    def reopen(self, reference: str, *, why: str, reason: str = "Something was missed.") -> CaseFile:
        return self._do(reference, reopen, why=why, reason=reason)

    def confirm(self, reference: str, reason: str = "It is still right.") -> CaseFile:
        return self._do(reference, confirm, reason=reason)

    def gives_code(self, reference: str, *, party: str = "applicant") -> str:
        """Give someone a way in, once it was checked who they are."""
        given = self._do(
            reference,
            lambda file, circumstances: give_code(
                file,
                party=party,
                checked="Their account number and two answers.",
                circumstances=circumstances,
            ),
        )
        return given[1]

    def sees(self, reference: str) -> CaseFile:
        """The case as this member of staff reads it, which leaves a trace."""
        return self._do(reference, lambda file, **_: file)

    def _do(self, reference: str, operation: Callable[..., Any], **how: Any) -> Any:
        located = history.locate(reference)
        assert located is not None, f"there is no case {reference}"
        at, request = timezone.now(), uuid4()
        actor = Actor(id=self.id, role=self.role, organisation=self.organisation, capacity="staff")
        by = Circumstances(actor=actor, channel="desk", mode="self", request=request, at=at)
        with history.holding(self.organisation):
            reader = history.Reader(actor, "casework", request, at)
            file = open_case(stream=located[0], reader=reader, at=at)
            return operation(file, circumstances=by, **how)
