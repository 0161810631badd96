"""Lists of a form that ask the same of each entry, made one list where a person settled that.

The one list asks of each entry which of the lists it belongs to, where more than one of them is open.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from handrail.exchange.carry.alike_lists import WORDS_AROUND, asking_the_same
from handrail.exchange.carry.answers import Answers
from handrail.exchange.carry.asked import Answer
from handrail.exchange.carry.expression import (
    TRUE,
    Expression,
    joined,
    means,
    shortened,
)
from handrail.exchange.carry.joint_words import of_any, once, spoken_words
from handrail.exchange.carry.names import Names, snake, words_in
from handrail.exchange.carry.pages import Carried, Part
from handrail.exchange.carry.said import Said, said
from handrail.exchange.form import Comparison, Words
from handrail.exchange.report import Report

_SAID = WORDS_AROUND - {"text", "errors", "help"}
_MOST_MEMBERS = 200
_NO_WORDS: Words = {}
_NOTHING = said()
_WHICH: Words = {"en": "Which of these are you adding?", "cy": "Pa un o'r rhain ydych chi'n ei ychwanegu?"}


@dataclass(frozen=True, slots=True)
class Alike:
    """A list that asks the same of each entry as another: its name, its title, and how many it takes."""

    name: str
    title: Words
    most: int


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists that ask the same of each entry, and what became of them.

    alike: as they are in the form, those that could be one together. joined: by the path of the page that a
    list begins with, the name of the one it is part of. sections: titles of sections with only such a list.
    """

    alike: tuple[tuple[Alike, ...], ...] = ()
    joined: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, Words] = field(default_factory=dict)


def with_one_list(
    carried: Sequence[Carried], settled: Collection[str], answers: Answers, names: Names
) -> tuple[list[Carried], Lists]:
    """Return what was carried, lists that were settled to be one as one where the last of them was."""
    groups = [part for one in carried for part in one.parts if "group" in part]
    alike = asking_the_same(groups)
    merged: dict[str, str] = {}
    sections: dict[str, Words] = {}
    left = list(carried)
    for some in alike:
        chosen = [group for group in some if group["group"] in settled]
        if len(chosen) > 1:
            places = [one for group in chosen for one in left if any(part is group for part in one.parts)]
            last = places[-1]
            made = as_one(chosen, answers, names, kept=last.kept)
            merged |= {one.page.path: made["group"] for one in places}
            if sum(one.page.section == last.page.section for one in left) == 1:
                sections[last.page.section] = spoken_words(made["title"])
            left = [_without_lists(one, chosen, made) for one in left]
    kept = [one for one in left if one.parts]
    return kept, Lists(tuple(tuple(map(_alike, some)) for some in alike), merged, sections)


def tell_lists(lists: Lists, settled: Collection[str], report: Report) -> None:
    """Say which lists could be one, or what it changes that they are."""
    for some in lists.alike:
        one = [each for each in some if each.name in settled]
        names = [each.name for each in (one if len(one) > 1 else some)]
        called = f"{', '.join(names[:-1])} and {names[-1]}"
        if len(one) > 1:
            limits = " and ".join(str(each.most) for each in one)
            most = min(_MOST_MEMBERS, sum(each.most for each in one))
            report.note(
                f"The lists {called} are one, as was settled. Where more than one of them is open it asks of "
                "each entry which it belongs to. It stands where the last of them stood, and takes "
                f"{most} in all, where they took {limits}. Nobody is held to an entry for each of them."
            )
        else:
            report.note(
                f"The lists {called} ask the same of each entry. They are apart, as in the form; to make "
                "them one list, name them under 'one_list' in decisions.yaml."
            )
    known = {each.name for some in lists.alike for each in some}
    for name in settled:
        if name not in known:
            report.note(
                f"Under 'one_list' in decisions.yaml stands {name!r}, and no list of that name asks the "
                "same as another; it changes nothing."
            )


def _alike(group: Part) -> Alike:
    return Alike(group["group"], spoken_words(group["title"]), group["max"])


def _without_lists(one: Carried, chosen: Sequence[Part], made: Part) -> Carried:
    """Return what stands in one place without the lists that are one now; it stands for the last of them."""
    parts = [made if part is chosen[-1] else part for part in one.parts]
    return replace(one, parts=[part for part in parts if not any(part is other for other in chosen)])


def as_one(groups: Sequence[Part], answers: Answers, names: Names, *, kept: int) -> Part:
    """Return lists that ask the same as one list. kept: where the journey has not stopped before the last."""
    truths = answers.truths
    open_ = [group.get("when", TRUE) for group in groups]
    gate = shortened(joined(*open_, every=False), truths, where=kept)
    there = truths.both(kept, means(gate, truths))
    name = names.once(snake(words_in(" or ".join(_titles_read(groups))), longest=60) or groups[0]["group"])
    which = _which(groups, open_, answers, names.once(f"{name}_is"), there)
    rules = [_belongs(group, rule, which, answers, there) for group, rule in zip(groups, open_, strict=True)]
    merged = _together(groups, [spoken_words(group["title"]) for group in groups], rules)
    return {
        **merged,
        "group": name,
        "min": min(group["min"] for group in groups),
        "max": min(_MOST_MEMBERS, sum(group["max"] for group in groups)),
        "when": gate,
        "pages": [which, *merged["pages"]],
    }


def _which(
    groups: Sequence[Part], open_: Sequence[Expression], answers: Answers, name: str, there: int
) -> Part:
    """Return the question which of the lists an entry belongs to, asked where more than one is open."""
    truths = answers.truths
    pairs = [
        joined(one, other, every=True) for number, one in enumerate(open_) for other in open_[number + 1 :]
    ]
    several = shortened(joined(*pairs, every=False), truths, where=there)
    asked = truths.both(there, means(several, truths))
    titles, firsts = _read(groups)
    values = tuple(group["group"] for group in groups)
    answers.ask(name, Answer(name, "choice"), section="", asked=asked, optional=False, values=values)
    hints = {
        value: said(first)
        for value, title, first in zip(values, titles, firsts, strict=True)
        if first != title and any(first.values())
    }
    return {
        "question": name,
        "type": "choice",
        "label": said(_WHICH),
        "options": {value: said(title) for value, title in zip(values, titles, strict=True)},
        "option_hints": hints,
        "when": several,
    }


def _read(groups: Sequence[Part]) -> tuple[list[Words], list[Words]]:
    """Return how each list is called to choose from, and what its first page is called."""
    titles = [spoken_words(group["title"]) for group in groups]
    firsts = [spoken_words(group["pages"][0].get("title") or group["pages"][0]["label"]) for group in groups]
    if len({tuple(one.items()) for one in titles}) == len(titles):
        return titles, firsts
    if len({tuple(one.items()) for one in firsts}) == len(firsts):
        return firsts, firsts
    numbered: list[Words] = [
        {language: f"{text} {number}" for language, text in title.items()}
        for number, title in enumerate(titles, start=1)
    ]
    return numbered, firsts


def _titles_read(groups: Sequence[Part]) -> list[str]:
    return list(dict.fromkeys(next(iter(spoken_words(group["title"]).values()), "") for group in groups))


def _belongs(group: Part, open_: Expression, which: Part, answers: Answers, there: int) -> Expression:
    """Return the rule that an entry belongs to a list: said so, or no other list is open."""
    name = which["question"]
    chosen = answers.expression(Comparison(name, "is", group["group"]))
    not_asked = answers.expression(Comparison(name, "is answered", value=True), true=False)
    alone = joined(not_asked, open_, every=True)
    return shortened(joined(chosen, alone, every=False), answers.truths, where=there)


def _together(parts: Sequence[Part], titles: Sequence[Words], rules: Sequence[Expression]) -> Part:
    """Return what asks the same as one: words that differ are said of their own list, or of any of them."""
    found: Part = dict(parts[0])
    for key in ("pages", "questions"):
        if key in found:
            rows = zip(*(part[key] for part in parts), strict=True)
            found[key] = [_together(row, titles, rules) for row in rows]
    for key in _SAID & {key for part in parts for key in part}:
        found[key] = of_any([part.get(key, _NOTHING) for part in parts], titles)
    if "errors" in found:
        errors = [part.get("errors", {}) for part in parts]
        names = dict.fromkeys(name for one in errors for name in one)
        found["errors"] = {
            name: of_any([one.get(name, _NOTHING) for one in errors], titles) for name in names
        }
    if "help" in found:
        found["help"] = once(one for part in parts for one in part["help"])
    _say_texts(found, [part.get("text", _NOTHING) for part in parts], rules)
    return found


def _say_texts(found: Part, texts: Sequence[Said], rules: Sequence[Expression]) -> None:
    """Put a part's texts where they are read: what is alike once, what differs for who it is meant for."""
    rows = list(zip_longest(*(text.parts for text in texts), fillvalue=_NO_WORDS))
    unlike = [number for number, row in enumerate(rows) if any(one != row[0] for one in row)]
    if not unlike:
        return
    if "guidance" not in found:
        found["text"] = said(*once(words for row in rows for words in row))
        return
    before, after = ([row[0] for row in some] for some in (rows[: unlike[0]], rows[unlike[-1] + 1 :]))
    own = [said(*(row[number] for row in rows[unlike[0] : unlike[-1] + 1])) for number in range(len(texts))]
    told = [{"text": text, "when": rule} for text, rule in zip(own, rules, strict=True) if text.parts]
    found["guidance"] = [*told, *found["guidance"]]
    first = next(iter(found.get("questions", ())), None)
    if first is None:
        found["text"] = said(*before, *after)
    else:
        # What is read before the questions comes before what only some are told.
        found["text"] = said(*before)
        first["text"] = said(*after, *first.get("text", _NOTHING).parts)
