"""What staff do with what a form's service is sent: the casework that came along, or one decision."""

from handrail.exchange.carry.decisions import Decisions
from handrail.exchange.carry.ending import endpoints, output_lines, review, work_step
from handrail.exchange.carry.expression import written
from handrail.exchange.carry.fees import Charged
from handrail.exchange.carry.journey import JourneyCarrier, asks, told
from handrail.exchange.carry.pages import Part
from handrail.exchange.carry.said import said
from handrail.exchange.carry.stages import Stages
from handrail.exchange.casework import Casework
from handrail.exchange.form import SHOWN_AT, Form, Page
from handrail.exchange.report import Report


class Team:
    """What staff do with what is sent: the casework that was brought along, or one step with one decision."""

    def __init__(
        self,
        form: Form,
        report: Report,
        decided: Decisions,
        casework: Casework | None,
        carrier: JourneyCarrier,
        slug: str,
        paid: Charged,
    ) -> None:
        """Take what was asked as settled: tasks may be for some cases only."""
        self.paid, self.report = paid, report
        self.form, self.decided, self.slug, self.names = form, decided, slug, carrier.names
        self.stages: Stages | None = None
        if casework is not None and any(one.name == casework.start and one.ways for one in casework.statuses):
            self.stages = Stages(
                casework,
                names=carrier.names,
                report=report,
                rule=lambda rule: written(carrier.answers.expression(rule)),
                promise="answer" if decided.word("within") else "",
            )
        elif casework is not None:
            report.note("The casework leads nowhere from where every case begins; staff decide there.")

    def aside(self, page: Page, parts: list[Part]) -> list[Part]:
        """Put what is read at a moment of the casework where it is read; return what has no such moment."""
        if not page.components:
            return []
        texts = [text for part in parts for text in told(part, page.title)]
        silent = not any(asks(one) for one in parts)
        if self.stages is not None and silent and self.stages.tell(page.options.get(SHOWN_AT, ()), texts):
            return []
        self.report.lose(
            page.where,
            what=f"a way to the page {page.path}",
            why="It is for a moment after sending that the casework does not have; it is in unreached.yaml.",
            kind="link",
        )
        return parts

    def steps(self) -> list[Part]:
        """Return the steps, the first of which tells where the form sent its answers."""
        if self.stages is None:
            look = self.names.step("Look")
            return [work_step(self.decided, self.form.outputs, self.paid, step=look, queue=self.slug)]
        first, *others = self.stages.steps()
        sent_on = output_lines(self.form.outputs, self.decided)
        check = said(*first["check"].parts, {"en": sent_on})
        form = [*first["form"], *self.paid.form]
        return [{**first, "advice": self.paid.advice, "check": check, "form": form}, *others]

    def endpoints(self) -> Part:
        """Return where a case can end."""
        if self.stages is None:
            return endpoints(self.decided)
        return self.stages.endpoints(review(self.decided))
