"""Whatever has happened to a file: it is read, or refused with a reason; nothing else comes of it."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from handrail.bricks import BRICKS
from handrail.definition.check import check
from handrail.definition.load import load_text
from handrail.exchange.carry.refusal import TooMuch
from handrail.exchange.carry.service import carry
from handrail.exchange.defra.cases import read_casework
from handrail.exchange.defra.gas import with_limits
from handrail.exchange.defra.read import read
from handrail.exchange.loading import NotReadable, load
from handrail.exchange.report import Report
from tests.exchange.defra.hedges_form import FOLDER, hedges

CW = json.loads((FOLDER / "cw.json").read_text("utf-8"))
GAS = json.loads((FOLDER / "gas.json").read_text("utf-8"))
STRANGE: tuple[Any, ...] = (
    None,
    True,
    -1,
    10**30,
    "",
    "  ",
    "x" * 5000,
    "<script>alert(1)</script>",
    "\u202e{{ ''.constructor }}",
    "../../etc",
    [],
    {},
    [[]],
    {"en": {"en": []}},
    ["a", 1, None, {}],
    "40000000-0000-4000-8000-000000000004",
    "return",
)


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where every value stands in a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*at, key)
        yield from places(one, (*at, key))


def mutated(document: Any, chance: random.Random) -> Any:
    """Return a document with a few of its values lost, doubled, moved or made strange."""
    changed = copy.deepcopy(document)
    for _ in range(chance.randint(1, 6)):
        every = list(places(changed))
        if not every:
            return changed
        *path, last = chance.choice(every)
        holder = changed
        for key in path:
            holder = holder[key]
        match chance.randrange(4):
            case 0:
                del holder[last]
            case 1:
                holder[last] = copy.deepcopy(chance.choice(STRANGE))
            case 2 if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[last]))
            case _:
                other = chance.choice(every)
                found = changed
                for key in other[:-1]:
                    found = found[key] if isinstance(found, dict) and key in found else {}
                holder[last] = copy.deepcopy(found)
    return changed


def broken(form: Any, cw: Any, gas: Any) -> list[str] | None:
    """Bring a grant over; return what is broken in the service, None where a file was refused."""
    report = Report()
    try:
        form, cw, gas = (load(json.dumps(one).encode()).value for one in (form, cw, gas))
        carried_form = with_limits(read(form, report), gas, report)
        casework = read_casework(cw, gas, report)
        texts = carry(carried_form, report, slug="a-grant", casework=casework)
    except (NotReadable, TooMuch):
        return None
    del texts["decisions.yaml"]
    found = check(load_text(texts, bricks=BRICKS), bricks=BRICKS)
    return [one.problem for one in found if one.grade == "broken"]


def come_over(seed: int, times: int) -> int:
    """Bring mutated grants over; return how many were read, with nothing broken in them."""
    chance = random.Random(seed)
    read_ones = 0
    for _ in range(times):
        found = broken(mutated(hedges(), chance), mutated(CW, chance), mutated(GAS, chance))
        assert not found
        read_ones += found is not None
    return read_ones


@pytest.mark.parametrize("seed", range(8))
def test_a_mutated_grant_is_a_sound_service_or_refused_with_a_name(seed):
    assert come_over(seed, 5) > 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 120))
def test_so_are_a_thousand(seed):
    assert come_over(seed, 50) > 0


def test_the_grant_itself_is_sound():
    assert broken(hedges(), CW, GAS) == []


def test_a_casework_that_never_ends_can_be_closed():
    round_and_round = copy.deepcopy(CW)
    statuses = round_and_round["phases"][0]["stages"][0]["statuses"]
    back = {"targetPosition": "::RECEIVED", "action": {"code": "BACK", "name": "Back"}}
    for one in (*statuses, *round_and_round["phases"][1]["stages"][0]["statuses"]):
        one["transitions"] = one["transitions"] or [back]
    assert broken(hedges(), round_and_round, {}) == []
