"""Who held which office when, in memory: the process's snapshot, brought up to date like the tree."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from gridward.grid import version
from gridward.grid.models import Office
from gridward.grid.roles import Role, roles


class Held(NamedTuple):
    """An office as somebody held it. The holder is an account (its name is `username`) or a person of the roll."""

    office: int
    account: int | None
    username: str
    person: int | None
    role: str
    area: int
    scope: str
    from_at: int
    to_at: int | None
    acting: bool

    def covers(self, at: int) -> bool:
        """Whether it was held at that moment."""
        return self.from_at <= at and (self.to_at is None or at < self.to_at)

    @property
    def rights(self) -> Role | None:
        """What the role may do; None when packs/roles.toml no longer has it, so that it allows nothing."""
        return roles().get(self.role)


class Book:
    """Every office ever held, by account and by area. Never changes; `revised` makes the next one."""

    def __init__(self, number: version.Version, held: Mapping[int, Held]) -> None:
        self.version = number
        self._held = held
        self._of_account: dict[int | None, tuple[Held, ...]] = {}
        self._at_area: dict[int, tuple[Held, ...]] = {}
        self._in_role: dict[tuple[int, str], tuple[Held, ...]] = {}
        self._accounts: dict[str, int | None] = {}
        self._enter(held.values())

    def revised(self, number: version.Version, changed: Mapping[int, Held]) -> "Book":
        """The next state, in which these offices are as given and all others as here."""
        before = [self._held[office] for office in changed if office in self._held]
        fresh = Book(number, {})
        fresh._held = {**self._held, **changed}
        fresh._of_account = dict(self._of_account)
        fresh._at_area = dict(self._at_area)
        fresh._in_role = dict(self._in_role)
        fresh._accounts = dict(self._accounts)
        for old in before:
            fresh._of_account[old.account] = tuple(one for one in fresh._of_account[old.account] if one != old)
            fresh._at_area[old.area] = tuple(one for one in fresh._at_area[old.area] if one != old)
            role = old.area, old.role
            fresh._in_role[role] = tuple(one for one in fresh._in_role[role] if one != old)
        fresh._enter(changed.values())
        return fresh

    def _enter(self, held: Iterable[Held]) -> None:
        of_account: dict[int | None, list[Held]] = {}
        at_area: dict[int, list[Held]] = {}
        in_role: dict[tuple[int, str], list[Held]] = {}
        for one in held:
            of_account.setdefault(one.account, []).append(one)
            at_area.setdefault(one.area, []).append(one)
            in_role.setdefault((one.area, one.role), []).append(one)
            self._accounts[one.username] = one.account
        for account, offices in of_account.items():
            self._of_account[account] = (*self._of_account.get(account, ()), *offices)
        for area, offices in at_area.items():
            self._at_area[area] = (*self._at_area.get(area, ()), *offices)
        for role, offices in in_role.items():
            self._in_role[role] = (*self._in_role.get(role, ()), *offices)

    def of_account(self, account: int) -> tuple[Held, ...]:
        """The offices that an account ever held."""
        return self._of_account.get(account, ())

    def ever_held(self) -> Iterable[Held]:
        """Every office ever held."""
        return self._held.values()

    def of_name(self, username: str) -> tuple[Held, ...]:
        """The offices that the account with this name ever held."""
        account = self._accounts.get(username)
        return () if account is None else self.of_account(account)

    def at_area(self, area: int, role: str | None = None) -> tuple[Held, ...]:
        """The offices ever held over exactly this area."""
        return self._at_area.get(area, ()) if role is None else self._in_role.get((area, role), ())


_FIELDS = ("id", "account_id", "account__username", "person", "role", "area_id", "scope", "from_at", "to_at", "acting")

_latest = Book(version.EMPTY, {})


def book(*, check: bool = True, at: version.Version | None = None) -> Book:
    """The offices as this transaction sees them; with `check=False` as they were when this process last looked.

    `at` is the version in force, when the caller has just asked for it.
    """
    global _latest
    found = _latest
    if not check or found.version == at:
        return found
    while found.version != (current := version.current()):
        found = _read(current, found)
    _latest = found
    return found


def _read(current: version.Version, last: Book) -> Book:
    if not last.version.number < current.number or not version.leads_to_now(last.version):
        last = Book(version.EMPTY, {})
    rows = Office.objects.filter(changed__gt=last.version.number).order_by("id").values_list(*_FIELDS)
    changed = {office: Held(office, account, name or "", *row) for office, account, name, *row in rows}
    return last.revised(current, changed)
