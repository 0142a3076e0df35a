"""What the imagination of tracing knows of the town: its people, its cases and who came from where."""

from collections.abc import Iterator
from functools import cached_property
from random import Random

from gridward.kit.clock import DAY, MINUTE
from gridward.plug.hand import Hand
from gridward.plug.imagine import Draft, Facts, World

CASES = frozenset({"suspect", "probable", "confirmed", "confirmed_no_symptoms"})


class Town:
    """The world and its facts."""

    def __init__(self, world: World, facts: Facts, random: Random) -> None:
        self.world = world
        self.facts = facts
        self.random = random
        self.hand = Hand(random)
        self.days = max(1.0, (world.end - world.start) / DAY)

    @cached_property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Every resident with the area lived in."""
        found = (home for _, homes in sorted(self.world.homes.items()) for home in homes)
        return tuple((person, home.area) for home in found for person in home.residents)

    def strangers(self, seed: int) -> Iterator[tuple[str, str]]:
        """Residents scattered over the town, then guests who are plainly made up."""
        size = len(self.people)
        step = next((prime for prime in (7_919, 6_151, 4_001) if size % prime), 1) if size else 1
        cases = {case[1] for case in self.cases}
        for number in range(size):
            person = self.people[(seed + number * step) % size]
            if person[0] not in cases:
                yield person
        number = 0
        while True:
            number += 1
            yield f"演接触{seed:03d}{number:05d}", self.world.root.code

    def active(self, kind: str) -> list[Draft]:
        """What was told of a kind and not corrected or taken back since."""
        told = self.world.told.get(kind, ())
        gone = {draft.replaces for draft in told}
        return [draft for draft in told if draft.body is not None and draft.id not in gone]

    @cached_property
    def cases(self) -> list[tuple[int, str, str, str]]:
        """Cases by the time of their first classification: when, who, where, and the entry if it came in promptly."""
        found: dict[str, tuple[int, str, str, str]] = {}
        for draft in sorted(self.active("clinic.case"), key=lambda one: (one.at, one.id)):
            if draft.subject and (draft.body or {})["classification"] in CASES:
                prompt = draft.replaces is None and (draft.received or draft.at) - draft.at < 5 * MINUTE
                entry = str(draft.id) if prompt else ""
                found.setdefault(draft.subject[1], (draft.at, draft.subject[1], draft.area, entry))
        return sorted(found.values())

    def about_covid(self) -> bool:
        """Whether a COVID pack is in force on some day, or no pack is known at all."""
        return not self.world.pack_of or any("covid" in name for name in self.world.pack_of.values())
