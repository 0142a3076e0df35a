"""A person under one order after another, as the ward keeps book of them."""

from dataclasses import dataclass, field

from gridward.domains.followup.imagine.town import Returnee
from gridward.kit.clock import date_of, first_moment


@dataclass(slots=True)
class Stint:
    """A time under one order: from `start` to before `end`."""

    order: str
    measure: str
    start: int
    end: int
    outcome: str = "completed"
    since: int = 0
    """The last change of it: nothing later may happen before."""
    fresh: bool = True
    """Whether it brought somebody under control who was not."""


@dataclass(slots=True)
class Inmate:
    """Somebody who is or was under an order, or should be."""

    ref: str
    area: str
    returnee: Returnee | None = None
    stints: list[Stint] = field(default_factory=list)
    teamed: list[tuple[int, bool]] = field(default_factory=list)

    def at(self, moment: int) -> Stint | None:
        """The order that runs at a moment."""
        return next((one for one in reversed(self.stints) if one.start <= moment < one.end), None)

    def needs_since(self, moment: int) -> int | None:
        """Since when they need a named person at this moment; None when they do not (as the rules see it)."""
        finds = [] if self.returnee is None else [at for at, code in self.returnee.found if code != "elsewhere"]
        turns = [(at, True) for at in finds if not any(one.end <= at for one in self.stints)]
        turns += [turn for one in self.stints for turn in ((one.start, True), (one.end, False))]
        since = None
        for at, state in sorted(turns):
            if at > moment:
                break
            since = (at if since is None else since) if state else None
        return since

    def covered(self, moment: int) -> bool:
        """Whether somebody answers for them at this moment."""
        return next((state for at, state in reversed(self.teamed) if at <= moment), False)


def natural_end(clock_start: int, days: int) -> int:
    """When an order ends by itself whose clock starts on this day number."""
    return first_moment(clock_start + days + 1)


def wire_date(day: int) -> str:
    """A day number as it stands in a body."""
    return date_of(day).isoformat()
