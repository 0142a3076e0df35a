"""Pairs that may be one person: looked for by the blind index, compared in clear, told without naming anybody."""

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from typing import Any, NamedTuple

from gridward.kit.rows import among, rows
from gridward.kit.text import Text
from gridward.roll.blind import PARTS, SHARED, mark, normal
from gridward.roll.keys import keys
from gridward.roll.likeness import ENOUGH, likeness, provisional
from gridward.roll.sealing import ciphers_of, open_identity
from gridward.roll.things import marked

GROUPS = 5000
"""So many shared names and phones are looked at, at most; of each so many bearers."""
BEARERS = 40
WORDS = 3000
"""So many who were only spoken of are compared with the registered, the latest first."""


class Pair(NamedTuple):
    """Two numbers, the smaller first."""

    one: int
    other: int
    score: int
    because: tuple[Text, ...]


def doubles(areas: Collection[int] | None, settled: Collection[tuple[int, int]]) -> list[Pair]:
    """Pairs of people kept in these areas (None: anywhere), the likeliest first; those settled are left out."""
    groups = [*_shared(areas), *_spoken_of(areas)]
    numbers = {number for group in groups for number in group}
    known = _identities(numbers)
    found: dict[tuple[int, int], Pair] = {}
    for group in groups:
        for low, high in combinations(sorted(number for number in group if number in known), 2):
            if (low, high) in settled or (low, high) in found:
                continue
            (mine, here), (theirs, there) = known[low], known[high]
            told = likeness(mine, theirs, together=here is not None and here == there)
            if told.score >= ENOUGH:
                found[low, high] = Pair(low, high, *told)
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.one, pair.other))


def _shared(areas: Collection[int] | None) -> list[list[int]]:
    """Registered people who share a phone, a number, or name and birth."""
    condition, params = ("1 = 1", []) if areas is None else among("s.area", areas, "int4")
    found = rows(
        "SELECT t.mark FROM roll_trait t JOIN roll_thing s ON s.id = t.thing"  # noqa: S608
        f" WHERE s.kind = 'person' AND t.part <> {PARTS.index('name')} AND {condition}"
        " GROUP BY t.mark HAVING COUNT(*) > 1"
        f" ORDER BY COUNT(*), t.mark LIMIT {GROUPS}",
        params,
    )
    return [things[:BEARERS] for things in marked([one for (one,) in found]).values()]


def _spoken_of(areas: Collection[int] | None) -> Iterable[list[int]]:
    """Those who were only spoken of, each with the registered people whom the words fit."""
    found = rows(
        "SELECT id FROM roll_thing WHERE kind = 'person' AND provisional AND identity IS NOT NULL"
        " ORDER BY id DESC LIMIT %s",
        (WORDS,),
    )
    index, known = keys().index, _identities({number for (number,) in found})
    bears: dict[int, list[int]] = {}
    for number, (identity, _) in known.items():
        for part in SHARED:
            said = normal(part, identity.get(part))
            if said:
                bears.setdefault(mark(index, "person", part, said), []).append(number)
    fitting = marked(list(bears))
    allowed = None if areas is None else set(areas)
    kept = _areas({thing for things in fitting.values() for thing in things})
    for one, numbers in bears.items():
        registered = [
            thing for thing in fitting.get(one, ())[:BEARERS] if allowed is None or kept.get(thing) in allowed
        ]
        yield from ([number, thing] for number in numbers for thing in registered)


def _identities(numbers: Collection[int]) -> Mapping[int, tuple[dict[str, Any], int | None]]:
    ciphers = ciphers_of(numbers)
    condition, params = among("id", numbers, "int8")
    found = rows(f"SELECT id, identity, area FROM roll_thing WHERE {condition} AND kind = 'person'", params)  # noqa: S608
    return {
        number: (provisional(open_identity(ciphers[number], sealed)), area)
        for number, sealed, area in found
        if sealed is not None and number in ciphers
    }


def _areas(numbers: Collection[int]) -> dict[int, int | None]:
    condition, params = among("id", numbers, "int8")
    return dict(rows(f"SELECT id, area FROM roll_thing WHERE {condition}", params))  # noqa: S608
