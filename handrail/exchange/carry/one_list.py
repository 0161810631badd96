"""Lists of a form that ask the same of each entry, found; and made one list where a person settled that.

What is asked, with which choices, under which rules, must be the same; only the words around it may differ.
The one list asks of each entry which of the lists it belongs to, where more than one of them is open.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile, zip_longest
from re import escape, sub
from typing import Any, TypeVar

from handrail.exchange.carry.answers import Answers
from handrail.exchange.carry.asked import Answer
from handrail.exchange.carry.expression import (
    TRUE,
    Expression,
    Joined,
    Term,
    joined,
    means,
    shortened,
    written,
)
from handrail.exchange.carry.names import Names, snake, words_in
from handrail.exchange.carry.pages import Carried, Part
from handrail.exchange.carry.said import MISSING, Said, said
from handrail.exchange.form import Comparison, Words
from handrail.exchange.report import Report

_WORDS_AROUND = frozenset({"title", "label", "hint", "text", "errors", "help", "item", "add"})
"""What may differ: words that ask the same of another sort of entry."""

_NAMES = frozenset({"group", "page", "question", "exit", "name_by"})
_OWN = frozenset({"group", "when", "min", "max"})
"""What a list says of itself, and not of its entries."""

_SAID = _WORDS_AROUND - {"text", "errors", "help"}
_MOST_MEMBERS = 200
_NO_WORDS: Words = {}
_NOTHING = said()
_OR: Words = {"en": "or", "cy": "neu"}
_WHICH: Words = {"en": "Which of these are you adding?", "cy": "Pa un o'r rhain ydych chi'n ei ychwanegu?"}

_Any = TypeVar("_Any")


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
                sections[last.page.section] = _words(made["title"])
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
    return Alike(group["group"], _words(group["title"]), group["max"])


def _without_lists(one: Carried, chosen: Sequence[Part], made: Part) -> Carried:
    """Return what stands in one place without the lists that are one now; it stands for the last of them."""
    parts = [made if part is chosen[-1] else part for part in one.parts]
    return replace(one, parts=[part for part in parts if not any(part is other for other in chosen)])


def asking_the_same(groups: Sequence[Part]) -> tuple[tuple[Part, ...], ...]:
    """Return lists that ask the same of each entry, two or more together, in the order of the first."""
    found: dict[object, list[Part]] = {}
    for group in groups:
        own = {key: group[key] for key in group if key not in _OWN}
        found.setdefault(_asked(own, _names(group)), []).append(group)
    return tuple(tuple(some) for some in found.values() if len(some) > 1)


def as_one(groups: Sequence[Part], answers: Answers, names: Names, *, kept: int) -> Part:
    """Return lists that ask the same as one list. kept: where the journey has not stopped before the last."""
    truths = answers.truths
    open_ = [group.get("when", TRUE) for group in groups]
    gate = shortened(joined(*open_, every=False), truths, where=kept)
    there = truths.both(kept, means(gate, truths))
    name = names.once(snake(words_in(" or ".join(_titles_read(groups))), longest=60) or groups[0]["group"])
    which = _which(groups, open_, answers, names.once(f"{name}_is"), there)
    rules = [_belongs(group, rule, which, answers, there) for group, rule in zip(groups, open_, strict=True)]
    merged = _together(groups, [_words(group["title"]) for group in groups], rules)
    return {
        **merged,
        "group": name,
        "min": min(group["min"] for group in groups),
        "max": min(_MOST_MEMBERS, sum(group["max"] for group in groups)),
        "when": gate,
        "pages": [which, *merged["pages"]],
    }


def _asked(tree: Any, names: Mapping[str, str], key: str = "") -> object:
    """Return what is asked, with nothing in it that two lists may say in their own way."""
    if isinstance(tree, Term | Joined):
        return "" if tree == TRUE else _with_names(written(tree), names)
    if isinstance(tree, Said):
        return tuple(tuple(sorted(words.items())) for words in tree.parts)
    if isinstance(tree, Mapping):
        inner = ((one, _asked(tree[one], names, one)) for one in tree if one not in _WORDS_AROUND)
        return tuple((one, found) for one, found in inner if found not in ("", (), None))
    if isinstance(tree, list | tuple):
        return tuple(_asked(one, names) for one in tree)
    return names.get(tree, tree) if key in _NAMES else tree


def _names(group: Part) -> Mapping[str, str]:
    """Return every name that a list gives, with its number in order."""
    return {name: f"#{number}" for number, name in enumerate(_given(group["pages"]))}


def _given(pages: Sequence[Part]) -> Iterator[str]:
    for part in pages:
        yield next(part[key] for key in ("group", "page", "question", "exit") if key in part)
        yield from _given(part.get("questions") or part.get("pages") or ())


def _with_names(text: str, names: Mapping[str, str]) -> str:
    for old, new in names.items():
        text = sub(rf"\b{escape(old)}\b(?!\")", new, text)
    return text


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
    titles = [_words(group["title"]) for group in groups]
    firsts = [_words(group["pages"][0].get("title") or group["pages"][0]["label"]) for group in groups]
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
    return list(dict.fromkeys(next(iter(_words(group["title"]).values()), "") for group in groups))


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
        found[key] = _of_any([part.get(key, _NOTHING) for part in parts], titles)
    if "errors" in found:
        errors = [part.get("errors", {}) for part in parts]
        names = dict.fromkeys(name for one in errors for name in one)
        found["errors"] = {
            name: _of_any([one.get(name, _NOTHING) for one in errors], titles) for name in names
        }
    if "help" in found:
        found["help"] = _once(one for part in parts for one in part["help"])
    _say_texts(found, [part.get("text", _NOTHING) for part in parts], rules)
    return found


def _say_texts(found: Part, texts: Sequence[Said], rules: Sequence[Expression]) -> None:
    """Put a part's texts where they are read: what is alike once, what differs for who it is meant for."""
    rows = list(zip_longest(*(text.parts for text in texts), fillvalue=_NO_WORDS))
    unlike = [number for number, row in enumerate(rows) if any(one != row[0] for one in row)]
    if not unlike:
        return
    if "guidance" not in found:
        found["text"] = said(*_once(words for row in rows for words in row))
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


def _of_any(each: Sequence[Said], titles: Sequence[Words]) -> Said:
    """Return words that are true of an entry of any of the lists."""
    if all(one == each[0] for one in each):
        return each[0]
    found = [(_words(one), title) for one, title in zip(each, titles, strict=True) if one.parts]
    languages = [one for one in found[0][0] if all(one in words for words, _ in found)]
    return said(
        {
            language: _any_of(
                [(words[language], title.get(language, "")) for words, title in found], language
            )
            for language in languages
        }
    )


def _any_of(found: Sequence[tuple[str, str]], language: str) -> str:
    """Return one wording for several, each with its list's title: without the titles, or all of them.

    >>> _any_of([("First name", "Person"), ("Close contact first name", "Close contact")], "en")
    'First name'
    >>> _any_of([("Details of a child", "Child"), ("Details of the other adult", "Adult")], "en")
    'Details of a child or the other adult'
    """
    bare = [_without(text, title) for text, title in found]
    if len({one.casefold() for one in bare}) == 1:
        return bare[0]
    texts = _once(text for text, _ in found)
    words = [text.split() for text in texts]
    common = len(list(takewhile(lambda row: len(set(row)) == 1, zip(*words, strict=False))))
    rests = [" ".join(one[common:]) for one in words]
    if len(texts) == 1 or not all(rests):
        return max(texts, key=len)
    *others, last = (rests[0], *(_small(rest) for rest in rests[1:]))
    listed = f"{', '.join(one.rstrip('?.:') for one in others)} {_OR.get(language, '/')} {last}"
    return " ".join([*words[0][:common], listed])


def _without(text: str, title: str) -> str:
    """Return words without the title of their list, if anything is left."""
    left = sub(rf"(?i)\b{escape(title)}\s+", "", text, count=1) if title else text
    return left[:1].upper() + left[1:] if text[:1].isupper() else left


def _small(text: str) -> str:
    """Return words as they are written within a sentence."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _words(text: Said) -> Words:
    """Return a text in each language that all of it is in."""
    languages = dict.fromkeys(language for words in text.parts for language in words)
    spoken = {language: text.in_language(language) for language in languages}
    return {language: words for language, words in spoken.items() if MISSING not in words}


def _once(found: Iterable[_Any]) -> list[_Any]:
    """Return what is there, each once."""
    listed = list(found)
    return [one for number, one in enumerate(listed) if one not in listed[:number]]
