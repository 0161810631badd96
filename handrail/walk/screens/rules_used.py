"""What the rules found, as a person reads it with a decision: the authors' sentences and their sources."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from handrail.definition.screen import Block, Heading, Paragraph, Row, Summary
from handrail.walk.reasons import Finding
from handrail.walk.words import PHRASES


def rules_used(found: Iterable[Finding], language: str) -> list[Block]:
    """Return a heading, what it means and the findings; nothing where there are none.

    What was found once stands in one list. What was found of each member has a card of its own, in which a
    line is a member.
    """
    found = tuple(found)
    if not found:
        return []
    blocks: list[Block] = [
        Heading(PHRASES.say("case.rules.title", language)),
        Paragraph(PHRASES.say("case.rules.text", language)),
    ]
    single = tuple(row for one in found if not one.about for row in _rows(one, one.title, language))
    if single:
        blocks.append(Summary(rows=single))
    for _, of_each in groupby((one for one in found if one.about), key=lambda one: one.step):
        members = tuple(of_each)
        rows = tuple(row for one in members for row in _rows(one, one.about, language))
        blocks.append(Summary(rows=rows, title=members[0].title))
    return blocks


def _rows(finding: Finding, key: str, language: str) -> Iterator[Row]:
    for reason in finding.reasons:
        if reason.sentence:
            source = reason.source
            note = PHRASES.say("case.rules.source", language, source=source) if source else ""
            yield Row(key, "\n".join((*finding.told, reason.sentence)), note=note)
