"""The hand that writes imagined entries: now and then late, twice, or wrong and then corrected."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any
from uuid import UUID

from gridward.kit.clock import DAY, HOUR, MINUTE, SECOND
from gridward.kit.ids import shaped7
from gridward.plug.imagine import Draft

LATE = 0.02
AGAIN = 0.01
WRONG = 0.005


class Hand:
    """Makes drafts with repeatable ids. `rates` are the shares of entries that are late, sent twice, mistyped."""

    def __init__(self, random: Random, *, late: float = LATE, again: float = AGAIN, wrong: float = WRONG) -> None:
        self.random = random
        self.late = late
        self.again = again
        self.wrong = wrong
        self.plain = False
        """Whether the entry written last went through without mishap, so that others may refer to it."""

    def id(self, at: int) -> UUID:
        """A repeatable id that sorts by time."""
        return shaped7(at, self.random.randbytes(10))

    def write(
        self,
        kind: str,
        area: str,
        at: int,
        body: Mapping[str, Any],
        *,
        subject: tuple[str, str] | None = None,
        device: str = "",
        slip: Mapping[str, Any] | None = None,
    ) -> Iterator[Draft]:
        """An entry as it comes in. With `slip` it may first be sent with these fields mistyped, and then corrected."""
        random = self.random
        chance = random.random()
        late, again = chance < self.late, self.late <= chance < self.late + self.again
        wrong = slip is not None and not late and chance > 1 - self.wrong
        self.plain = not (late or wrong)
        received = at + _delay(random) if late else at + random.randrange(2, 40) * SECOND
        first = self.id(at)
        yield Draft(
            id=first,
            kind=kind,
            area=area,
            at=at,
            body={**body, **slip} if wrong and slip else body,
            subject=subject,
            means="paper" if late and random.random() < 0.3 else "tap",
            device=device,
            received=received,
            again=again,
        )
        if wrong:
            noticed = received + random.randrange(2, 120) * MINUTE
            yield Draft(
                id=self.id(noticed),
                kind=kind,
                area=area,
                at=at,
                body=body,
                subject=subject,
                device=device,
                received=noticed,
                replaces=first,
            )

    def never(
        self, kind: str, area: str, at: int, body: Mapping[str, Any], *, subject: tuple[str, str] | None = None
    ) -> Iterator[Draft]:
        """An entry that was made by mistake, and its voiding: in the end nothing."""
        first, noticed = self.id(at), at + self.random.randrange(3, 50) * MINUTE
        yield Draft(id=first, kind=kind, area=area, at=at, body=body, subject=subject, received=at + 5 * SECOND)
        yield Draft(
            id=self.id(noticed),
            kind=kind,
            area=area,
            at=at,
            body=None,
            subject=subject,
            received=noticed,
            replaces=first,
        )


def _delay(random: Random) -> int:
    """How late a late entry is: mostly hours without network, sometimes days on paper."""
    if random.random() < 0.8:
        return random.randrange(20 * MINUTE, 9 * HOUR, SECOND)
    return random.randrange(9 * HOUR, 2 * DAY, SECOND)
