"""Why a table found what it found, in the authors' own sentences; nothing is put together from parts."""

from dataclasses import dataclass
from decimal import Decimal

from handrail.bricks.decide.spec import Decide
from handrail.definition.brick import Determination, Fact
from handrail.definition.service import Service, Step
from handrail.terms.money import Money, NotMoney


@dataclass(frozen=True, slots=True)
class Reason:
    """One row that matched: its id, its sentence in the language asked for and where it comes from.

    sentence: "" when the author wrote none. language: the language it is in, which is the service's first
        where the one asked for has none.
    """

    row: str
    sentence: str
    source: str
    language: str


def explain(service: Service, determination: Determination, language: str) -> tuple[Reason, ...]:
    """Return the reasons of a determination in the order of the table; none when no row matched.

    The words come from the version given, the source from the determination as recorded.
    """
    spec: Decide = service.step(determination.step).spec
    words = {row.id: row.words for row in spec.table.rows}
    return tuple(
        _reason(
            row.id,
            row.source,
            {**words.get(row.id, {}), **_in_voice(service, sentence_key(determination.step, row.id))},
            (language, service.languages[0]),
        )
        for row in determination.rows
    )


def sentence_key(step: str, row: str) -> str:
    """Return the stable key of a row's sentence: a voice says some in other words."""
    return f"{step}.rows.{row}"


def _in_voice(service: Service, key: str) -> dict[str, str]:
    """Return, by language, how the voice that the service speaks in says a sentence; nothing without one."""
    if not service.voice:
        return {}
    return {language: words[key].text for language, words in service.words.items() if key in words}


def _reason(row: str, source: str, words: dict[str, str], languages: tuple[str, str]) -> Reason:
    for language in languages:
        if words.get(language):
            return Reason(row=row, sentence=words[language], source=source, language=language)
    return Reason(row=row, sentence="", source=source, language=languages[0])


def label_key(step: str, output: str) -> str:
    """Return the stable key of what a result is called."""
    return f"{step}.outputs.{output}.label"


def label_of(service: Service, step: Step, output: str, language: str) -> str:
    """Return what a result is called, "" where the author did not say."""
    spec: Decide = step.spec
    said = spec.outputs.get(output)
    return service.say(label_key(step.id, output), said.label, language) if said else ""


def amount(step: Step, output: str, value: Fact) -> str:
    """Return a result that is money as people read it: £10; "" for anything else.

    Part of a penny is shown as it is: nothing is rounded that the table did not round.
    """
    spec: Decide = step.spec
    said = spec.outputs.get(output)
    if said is None or not said.money or not isinstance(value, (Decimal, int)) or isinstance(value, bool):
        return ""
    try:
        return Money.from_pounds(value).format()
    except NotMoney:
        return f"£{value:f}"
