"""What is wrong with one stream: its rows against its keyed chain and its head; no database here."""

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal
from uuid import UUID

from handrail.history.rows import HALF_MAC, Row, genesis, head_mac, link

Kind = Literal[
    "changed row",
    "deleted row",
    "deleted last row",
    "swapped rows",
    "chain rebuilt without the key",
    "changed head",
    "deleted head",
    "deleted stream",
    "older copy",
    "broken checkpoints",
]

_MOST_SWAPS_TRIED = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and where: a sentence for whoever must act.

    sequence: the first row concerned, 0 where it is about the whole stream.
    """

    kind: Kind
    stream: UUID | None
    sequence: int
    text: str


@dataclass(frozen=True, slots=True)
class StoredHead:
    """What verification needs of a head as it is stored."""

    stream: UUID
    service: str
    kind: str
    reference: str
    sequence: int
    chain: bytes
    mac: bytes
    held: bool
    keep_until: date | None


Stored = tuple[Row, bytes]
"""A row and the chain value stored with it."""


def examine(head: StoredHead, rows: Sequence[Stored], key: bytes) -> list[Finding]:
    """Find what is wrong with a stream, given its rows in order of sequence."""
    start = genesis(key, stream=head.stream, service=head.service, kind=head.kind, reference=head.reference)
    bad = _unlinked(start, rows, key)
    mac = head_mac(
        key,
        stream=head.stream,
        sequence=head.sequence,
        chain=head.chain,
        held=head.held,
        keep_until=head.keep_until,
    )
    length_holds = hmac.compare_digest(mac[:HALF_MAC], head.mac[:HALF_MAC])
    keeping_holds = hmac.compare_digest(mac[HALF_MAC:], head.mac[HALF_MAC:])
    found = [*_missing(head, rows), *_bad_rows(head, rows, bad, start, key, length_holds=length_holds)]
    if not found and not length_holds:
        found.append(_shortened(head, rows))
    if length_holds and not keeping_holds:
        found.append(
            Finding(
                "changed head",
                head.stream,
                0,
                f"The legal hold or the day until which {head.reference} is kept was changed.",
            )
        )
    return found


def _unlinked(start: bytes, rows: Sequence[Stored], key: bytes) -> list[int]:
    """The places of the rows that do not follow from the chain value stored before them."""
    before = start
    bad = []
    for place, (row, chain) in enumerate(rows):
        if not hmac.compare_digest(link(key, before, row), chain):
            bad.append(place)
        before = chain
    return bad


def _missing(head: StoredHead, rows: Sequence[Stored]) -> Iterator[Finding]:
    there = {row.sequence for row, _ in rows}
    last = max(there, default=0)
    for sequence in range(1, last):
        if sequence not in there:
            yield Finding("deleted row", head.stream, sequence, f"Event {sequence} is gone.")
    if last < head.sequence:
        text = f"The last events, from {last + 1} to {head.sequence}, are gone."
        yield Finding("deleted last row", head.stream, last + 1, text)


def _bad_rows(
    head: StoredHead,
    rows: Sequence[Stored],
    bad: Sequence[int],
    start: bytes,
    key: bytes,
    *,
    length_holds: bool,
) -> Iterator[Finding]:
    # After a gap the next row has nothing to follow, which says nothing about that row.
    after_gap = {
        place
        for place, (row, _) in enumerate(rows)
        if row.sequence != (rows[place - 1][0].sequence if place else 0) + 1
    }
    bad = [place for place in bad if place not in after_gap]
    if not bad:
        return
    swapped = _swapped(start, rows, bad, key)
    if swapped:
        first, second = (rows[place][0].sequence for place in swapped)
        text = f"Events {first} and {second} were swapped."
        yield Finding("swapped rows", head.stream, first, text)
        return
    for run in _runs(bad):
        sequence = rows[run[0]][0].sequence
        ends = run[-1] == len(rows) - 1
        if ends and (len(run) > 1 or not length_holds or head.chain != rows[-1][1]):
            text = f"From event {sequence} on, the chain was worked out again by someone without the key."
            yield Finding("chain rebuilt without the key", head.stream, sequence, text)
        else:
            text = f"Event {sequence} is not as it was recorded."
            yield Finding("changed row", head.stream, sequence, text)


def _shortened(head: StoredHead, rows: Sequence[Stored]) -> Finding:
    if rows and rows[-1][0].sequence == head.sequence and rows[-1][1] == head.chain:
        text = f"Events after {head.sequence} are gone, and the head was changed to hide it."
        return Finding("deleted last row", head.stream, head.sequence + 1, text)
    return Finding("changed head", head.stream, 0, "The head does not say how the stream ends.")


def _swapped(start: bytes, rows: Sequence[Stored], bad: Sequence[int], key: bytes) -> tuple[int, int] | None:
    """The two places whose rows, put back, make the whole stream right; None when there are no such two."""
    near = sorted({place for one in bad for place in (one - 1, one) if place >= 0})
    if len(near) > _MOST_SWAPS_TRIED:
        return None
    for first, second in combinations(near, 2):
        for chains_too in (True, False):
            if not _unlinked(start, _exchanged(rows, first, second, chains_too=chains_too), key):
                return first, second
    return None


def _exchanged(rows: Sequence[Stored], first: int, second: int, *, chains_too: bool) -> list[Stored]:
    tried = list(rows)
    (one, one_chain), (other, other_chain) = rows[first], rows[second]
    one, other = other._replace(sequence=one.sequence), one._replace(sequence=other.sequence)
    if chains_too:
        one_chain, other_chain = other_chain, one_chain
    tried[first], tried[second] = (one, one_chain), (other, other_chain)
    return tried


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run
