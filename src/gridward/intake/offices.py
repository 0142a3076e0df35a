"""Offices at the door: whether the officer could record this there and then, and what appointments change.

An appointment by somebody whose role does not give that office is held, never only flagged: else whoever records
anything somewhere could make themselves operator there.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from gridward.account.models import Account
from gridward.grid import offices
from gridward.grid.appointing import may_give, not_theirs
from gridward.grid.officer import REASONS, bench, offices_of
from gridward.grid.tree import Tree, tree
from gridward.intake import faults, needs
from gridward.intake.chain import standing
from gridward.intake.coming import Coming
from gridward.intake.kernel import Appointment
from gridward.kit.clock import day_of as day
from gridward.kit.clock import first_moment, now, parse
from gridward.kit.errors import Reason, Refusal
from gridward.ledger.known import Seen

HOLDS = ("never", "elsewhere")
"""Verdicts with which an entry does not count until somebody is appointed or releases it; the others are flags."""


class Desk:
    """Knows, for one run of entries, who may record what where and when."""

    def __init__(self, map_now: Tree, received: int) -> None:
        self._bench = bench(map_now)
        self._received = received

    def judge(self, run: Iterable[Coming]) -> None:
        """Flag what an officer did out of office, hold what was done where its author never held one.

        Without `by` the node's operator did it. The officer's reach is that of the moment it happened.
        """
        plain, received = self._bench.plain, self._received
        for coming in run:
            wire, area = coming.wire, coming.area
            if wire is None or area is None or coming.kind is None or not wire.by:
                continue
            begin, end = plain[wire.by, wire.kind, area]
            if coming.at < begin or end <= received:
                self._look_at(coming, wire.by, wire.kind, area)

    def _look_at(self, coming: Coming, by: str, kind: str, area: int) -> None:
        found = self._bench.judge(by, kind=kind, area=area, at=coming.at, received=self._received)
        if found in HOLDS:
            coming.hold(REASONS[found], needs.office(by))
        elif found != "covered":
            coming.flag(REASONS[found])

    def turn_away(self, strangers: Iterable[Coming]) -> set[str]:
        """Hold what somebody tells who never held any office, before anything follows from it; returns which."""
        found = set()
        for coming in strangers:
            by = "" if coming.wire is None else coming.wire.by
            if by and not self._bench.knows(by):
                coming.hold(REASONS["never"], needs.office(by))
                found.add(coming.hex)
        return found


def appoint(coming: Sequence[Coming], known: Mapping[str, Seen], *, forced: bool = False) -> None:
    """Bring the offices in line with what these appointments tell; one that cannot be is held.

    One that was released by hand is `forced`: it counts whoever sent it.
    """
    for one in coming:
        if one.wire is None or one.wire.kind != "grid.appointment" or one.held or one.area is None:
            continue
        try:
            _appoint(one, one.area, known, forced=forced)
        except Refusal as refusal:
            one.held += refusal.reasons


def _appoint(one: Coming, area: int, known: Mapping[str, Seen], *, forced: bool) -> None:
    source = standing(one, known)
    if source is None:
        return
    if not forced:
        _check_giver(one, source, area)
    if not isinstance(one.body, Appointment):
        offices.withdraw(source)
        return
    account = Account.objects.filter(username=one.body.holder).first()
    if account is None:
        raise Refusal(_no_account(one.body.holder))
    offices.appoint(
        offices.Appointment(
            source=source,
            role=one.body.office,
            area=area,
            account=account.pk,
            from_at=_moment(one.body.from_, "body.from"),
            to_at=None if one.body.to is None else _moment(one.body.to, "body.to"),
            acting=one.body.acting,
        )
    )


def _check_giver(one: Coming, source: UUID, area: int) -> None:
    """Raise Refusal where whoever sends this may not, at present, give the office or take it away: nobody named is the
    node itself.
    """
    wire, body = one.wire, one.body
    sender = "" if wire is None else wire.entered_by or wire.by or ""
    if not sender:
        return
    touched = [(before.role, before.area_id)] if (before := offices.of_source(source)) is not None else []
    if isinstance(body, Appointment):
        touched.append((body.office, area))
    own = isinstance(body, Appointment) and body.holder == sender
    held, map_now = offices_of(sender), tree()
    for role, place in touched:
        if not may_give(held, role, place, at=now(), map_now=map_now, own=own):
            raise Refusal(not_theirs(role))


def _moment(text: str, field: str) -> int:
    """A date means its first moment: an office begins in the morning."""
    at = parse(text, field=field)
    return first_moment(day(at)) if len(text) == len("2020-02-10") else at


def _no_account(name: str) -> Reason:
    return faults.reason(
        "unknown_account",
        "body.holder",
        f"body.holder：没有账号“{name[:40]}”。请先建立账号，再重新提交。",
        f"body.holder: there is no account “{name[:40]}”. Create it first, then submit again.",
    )
