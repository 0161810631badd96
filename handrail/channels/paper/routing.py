"""Who answers what on a form: from the conditions of its questions, in sentences that name their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.channels.paper.outline import Numbered, Outline
from handrail.channels.paper.words import say
from handrail.definition.plain_rules import Compared, Joined, Plain, is_sayable, never
from handrail.definition.service import Service
from handrail.questions.asking import Asking

_KEY = {"is": "is", "is not": "is_not", "has": "has", "has not": "has_not"}


@dataclass(frozen=True, slots=True)
class Note:
    """Who answers what: a sentence, and the list it opens where it opens one.

    unsure: it says only that one may not need to answer.
    """

    text: str
    items: tuple[str, ...] = ()
    unsure: bool = False


class Routing:
    """The notes of one form in one language."""

    def __init__(self, service: Service, form: Outline, language: str) -> None:
        """Keep what the notes are made from."""
        self.service = service
        self.form = form
        self.language = language

    def only_if(self, condition: Plain | None, asked: Sequence[Numbered]) -> Note | None:
        """Return who answers some questions in a row; None when everybody does.

        A condition that cannot be said simply says that one may be left empty, and that we will ask.
        """
        if condition is None or not asked:
            return None
        first, last = asked[0].number, asked[-1].number
        many = "one" if first == last else "many"
        places = {"first": first, "last": last}
        if not is_sayable(condition, knows=lambda name: self._known(name, before=first)):
            return Note(self._say(f"only.{many}.unsure", **places), unsure=True)
        if isinstance(condition, Compared):
            return self._single(condition, many, places)
        assert isinstance(condition, Joined)
        every = "all" if condition.every else "any"
        items = tuple(self._item(one) for one in condition.parts if isinstance(one, Compared))
        return self._note(f"only.{many}.{every}", items, **places)

    def only_for(self, condition: Plain | None, *, after: int) -> Note | None:
        """Return for whom something is written, after a numbered question; None where nobody can say it."""
        sayable = condition is not None and is_sayable(
            condition, knows=lambda name: self._known(name, before=after + 1)
        )
        if not sayable:
            return None
        if isinstance(condition, Joined):
            every = "all" if condition.every else "any"
            items = tuple(self._item(one) for one in condition.parts if isinstance(one, Compared))
            return self._note(f"for.{every}", items)
        assert isinstance(condition, Compared)
        number, answers = self._asked(condition)
        if len(answers) > 1:
            key = "one_of" if condition.sign == "is" else "none_of"
            items = tuple(self._say("quoted", answer=answer) for answer in answers)
            return self._note(f"for.{key}", items, number=number)
        return self._note(f"for.{_KEY[condition.sign]}", (), number=number, answer=answers[0])

    def goes_to(self, one: Numbered, *, answer: str | bool) -> str:
        """Return where an answer leads on the form, "" for the question that follows anyway."""
        target = self._next(one, answer=answer)
        if target is not None and target.number == one.number + 1:
            return ""
        if one.inside and (target is None or target.inside[: len(one.inside)] != one.inside):
            rest = [other for other in self.form.questions if other.number > one.number]
            return "" if not any(other.inside == one.inside for other in rest) else self._say("goto.done")
        return self._say("goto.end") if target is None else self._say("goto", number=target.number)

    def _next(self, one: Numbered, *, answer: str | bool) -> Numbered | None:
        """Return the first question after this one that may be asked when this is the answer."""
        unasked: dict[str, bool] = {}

        def known(test: Compared) -> bool | None:
            if test.name == one.question.id:
                return test.holds(answer)
            return test.holds(None) if unasked.get(test.name) else None

        for other in self.form.questions[one.number :]:
            unasked[other.question.id] = never(other.when, known=known)
            if not unasked[other.question.id]:
                return other
        return None

    def _known(self, name: str, *, before: int) -> bool:
        found = self.form.by_id.get(name)
        return found is not None and found.number < before

    def _single(self, condition: Compared, many: str, places: dict[str, int]) -> Note:
        number, answers = self._asked(condition)
        if len(answers) > 1:
            key = "one_of" if condition.sign == "is" else "none_of"
            items = tuple(self._say("quoted", answer=answer) for answer in answers)
            return self._note(f"only.{many}.{key}", items, number=number, **places)
        key = _KEY[condition.sign]
        return self._note(f"only.{many}.{key}", (), number=number, answer=answers[0], **places)

    def _item(self, condition: Compared) -> str:
        number, answers = self._asked(condition)
        if len(answers) > 1:
            listed = ", ".join(self._say("quoted", answer=answer) for answer in answers)
            key = "one_of" if condition.sign == "is" else "none_of"
            return self._say(f"if.{key}", number=number, answers=listed)
        return self._say(f"if.{_KEY[condition.sign]}", number=number, answer=answers[0])

    def _asked(self, condition: Compared) -> tuple[int, tuple[str, ...]]:
        one = self.form.by_id[condition.name]
        options = Asking(self.service, one.step.id, one.question, self.language).options
        words = tuple(options.get(_posted(value=value), str(value)) for value in condition.values)
        return one.number, words

    def _note(self, key: str, items: tuple[str, ...], **places: str | int) -> Note:
        return Note(self._say(key, **places), items)

    def _say(self, key: str, **places: str | int) -> str:
        return say(key, self.language, **places)


def _posted(*, value: str | bool) -> str:
    """Return the option that stands for a value."""
    return value if isinstance(value, str) else "yes" if value else "no"
