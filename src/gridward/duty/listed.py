"""Duties read for lists and boards: what is asked in an area, what is lacking now, since when and whose it is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from gridward.account.models import Device
from gridward.duty.answerable import Step, holders, steps
from gridward.duty.book import DONE, OPEN, RELIEVED, WAIVED, WITHDRAWN
from gridward.duty.names import clause_name
from gridward.duty.responses import law
from gridward.duty.state import LACKING, Mark, State, state_of
from gridward.grid.book import Book, Held, book
from gridward.grid.path import beyond
from gridward.grid.tree import Tree, tree
from gridward.kit.clock import day_of, first_moment, now
from gridward.kit.rows import among, rows
from gridward.ledger.head import received
from gridward.plug.kind import thing_of
from gridward.policy.force import Rules
from gridward.policy.vocabulary import Duty
from gridward.roll.called import usernames

_COLUMNS = (
    "id, clause, subject, opens, due, slot, area, because, response, state, done_at, done_by, done, needed, tried, "
    "tried_at, tried_by, waived_by, office"
)


class Listed(NamedTuple):
    """A duty as people see it. `duty` is the clause in force when it opened, None when no pack has it any more."""

    id: int
    disease: str
    name: str
    duty: Duty | None
    pack: str
    subject: int
    area: int
    opens: int
    due: int
    slot: str
    because: int
    response: int
    state: State
    done_at: int | None
    done_by: int | None
    done: int
    needed: int
    tried: int
    tried_by: int | None
    waived_by: int | None
    who: tuple[Held, ...]
    office: str = ""

    @property
    def role(self) -> str:
        """The role that has it: the clause's, or the one to which it was handed; "" where it is an officer's own."""
        if thing_of(self.subject).kind == "account":
            return ""
        return self.office or (self.duty.who if self.duty is not None else "")

    @property
    def lacking(self) -> bool:
        """Whether it stands on the board of what is missing."""
        return self.state in LACKING


class Reader:
    """Reads duties with the rules, the map and the offices of one moment."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.tree: Tree = tree()
        self._law = law(self.tree)
        self._who = lru_cache(maxsize=4096)(self._holders)
        self._who_of = lru_cache(maxsize=4096)(self._officer)

    @property
    def asks(self) -> bool:
        """Whether any response was ever switched on: without one nothing is asked."""
        return bool(self._law.responses)

    @cached_property
    def _book(self) -> Book:
        return book()

    @cached_property
    def _phones(self) -> dict[int | None, int]:
        return phones()

    def of_area(self, area: int, *, missing: bool = False, limit: int = 100_000) -> list[Listed]:
        """The duties of an area and all below it: those of the day, or those that are lacking at the moment."""
        path = self.tree.path(area, self.at)
        where, params = f"path >= %s AND path < %s AND ({_of_day()})", [path, beyond(path), *self._day_params()]
        if missing:
            where, params = self._lacking(path)
        found = self._read(f"{where} ORDER BY due, subject, clause LIMIT {limit:d}", params)
        return [one for one in found if one.lacking] if missing else found

    def of_subject(self, *subjects: int) -> list[Listed]:
        """Every duty about some subjects, by time; withdrawn ones too."""
        condition, params = among("owner", list(subjects), "int8")
        return self._read(f"{condition} ORDER BY opens, due", params)

    def of_ids(self, ids: Sequence[int]) -> list[Listed]:
        """These duties, in this order."""
        condition, params = among("id", list(ids), "int8")
        found = {one.id: one for one in self._read(condition, params)}
        return [found[number] for number in ids if number in found]

    def rule(self, clause: int, area: int, opens: int, response: int) -> tuple[str, str, Duty | None, str]:
        """The disease and name of a clause, what it said in an area when a window opened there, and in which pack. What
        was handed over to where other rules hold keeps those of the response by which it is asked.
        """
        disease, name = clause_name(clause)
        found = _clause(self._law.of(area, opens, disease), name)
        if found[0] is None and response in self._responses:
            found = _clause(self._law.of(self._responses[response], opens, disease), name)
        return disease, name, *found

    @cached_property
    def _responses(self) -> dict[int, int]:
        return {one.position: one.area for one in self._law.responses}

    def answering(self, duty: Duty | None, area: int, *, office: str = "", subject: int = 0) -> tuple[Held, ...]:
        """Whose a duty is: of the officer that it names, else of the nearest holders of its role."""
        if duty is None:
            return ()
        if thing_of(subject).kind == "account":
            return self._who_of(subject)
        return self._who(office or duty.who, area)

    def _officer(self, account: int) -> tuple[Held, ...]:
        """The offices of one account, the first of those that it holds now."""
        username = usernames([thing_of(account).id]).get(thing_of(account).id, "")
        held = [one for one in self._book.of_name(username) if one.covers(self.at)]
        return tuple(held[:1])

    def steps(self, one: Listed) -> list[Step]:
        """The steps of a duty's escalation, by time."""
        return [] if one.duty is None else steps(self._book, self.tree, one.duty, one.area, one.due)

    def holders(self, role: str, area: int) -> tuple[Held, ...]:
        """Whose a duty of a role in an area is."""
        return self._who(role, area)

    def missing_count(self, area: int) -> int:
        """How many duties are due and not done in an area and all below it."""
        where, params = self._lacking(self.tree.path(area, self.at))
        return int(rows(f"SELECT COUNT(*) FROM duty_duty WHERE {where}", params)[0][0])

    def missing_by_child(self, area: int) -> dict[int, int]:
        """The same for each area directly below; what lies in none of them under the area itself."""
        path = self.tree.path(area, self.at)
        where, params = self._lacking(path)
        found: Counter[int] = Counter()
        grouped = f"SELECT path, COUNT(*) FROM duty_duty WHERE {where} GROUP BY path"
        for one, number in rows(grouped, params):
            below = one[len(path) :].split(".")[0]
            found[int(below) if below else area] += number
        return dict(found)

    def _read(self, where: str, params: Sequence[Any]) -> list[Listed]:
        told = rows(f"SELECT {_COLUMNS} FROM duty_duty WHERE {where}", params)
        heard = received(row[11] for row in told if row[11] is not None)
        return [self._listed(row, heard.get(row[11])) for row in told]

    def _listed(self, row: tuple[Any, ...], heard: int | None) -> Listed:
        number, clause, subject, opens, due, slot, area, because, response, state, done_at, done_by, *rest = row
        done, needed, tried, tried_at, tried_by, waived_by, office = rest
        disease, name, duty, pack = self.rule(clause, area, opens, response)
        who = self.answering(duty, area, office=office, subject=subject)
        mark = Mark(
            opens, due, state == WITHDRAWN, state == WAIVED, done_at, heard, tried, tried_at,
            blocks=duty is not None and duty.blocks, phone_heard=self._heard(who, opens), relieved=state == RELIEVED,
        )  # fmt: skip
        return Listed(
            number, disease, name, duty, pack, subject, area, opens, due, slot, because, response,
            state_of(mark, self.at), done_at, done_by, done, needed, tried, tried_by, waived_by, who, office,
        )  # fmt: skip

    def _holders(self, role: str, area: int) -> tuple[Held, ...]:
        return holders(self._book, self.tree, role, area, self.at)

    def _heard(self, who: Iterable[Held], opens: int) -> bool | None:
        """Whether some phone of the holders was heard since a duty opened; None where they have none."""
        seen = [self._phones[one.account] for one in who if one.account in self._phones]
        return any(at >= opens for at in seen) if seen else None

    def _lacking(self, path: str) -> tuple[str, list[Any]]:
        """Due and not done by then, by an index of their own; looking back also those done late since, by another."""
        spot, ends = "path >= %s AND path < %s", (path, beyond(path))
        still = f"{spot} AND state = {OPEN} AND due <= %s", [*ends, self.at]
        if self.at >= now():
            return still
        since = f"{spot} AND state IN ({DONE}, {RELIEVED}) AND done_at > due AND due <= %s AND done_at > %s"
        return f"({still[0]}) OR ({since})", [*still[1], *ends, self.at, self.at]

    def _day_params(self) -> tuple[int, ...]:
        start = first_moment(day_of(self.at))
        stop = first_moment(day_of(self.at) + 1)
        return (stop, start, start, start, self.at)


def _clause(rules: Rules | None, name: str) -> tuple[Duty | None, str]:
    if rules is None or name not in rules.duties:
        return None, ""
    return rules.duties[name], rules.clauses["duty"][name].pack


def phones() -> dict[int | None, int]:
    """When a phone of each account was heard last; accounts without a phone are not in it."""
    known = Device.objects.filter(account__isnull=False, revoked_at__isnull=True)
    found: dict[int | None, int] = {}
    for account, seen in known.values_list("account_id", "heard_at"):
        found[account] = max(found.get(account, 0), seen or 0)
    return found


def _of_day() -> str:
    """Open during the day, or due before it and not done when it began; withdrawn ones left out."""
    late = "(done_at IS NULL AND due < %s AND due <= %s)"
    return f"state <> {WITHDRAWN} AND opens < %s AND (due >= %s OR done_at >= %s OR {late})"
