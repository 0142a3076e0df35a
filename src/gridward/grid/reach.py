"""What an account may do, and where: `reach` answers yes or no, filters queries and explains itself.

Deny by default: everything comes from offices held at the moment in question, over the ground that their areas were at
that moment. There are no rank numbers.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from gridward.account.models import Account
from gridward.grid.book import Held, book
from gridward.grid.roles import Role, role
from gridward.grid.snapshot import Tree
from gridward.grid.tree import tree
from gridward.kit.clock import date_of, day_of, now
from gridward.kit.text import Text

VERB_LABELS: dict[str, Text] = {
    "see": Text("查看", "see"),
    "see_person": Text("查看个人信息", "see personal details"),
    "record": Text("登记", "record"),
    "correct": Text("更正", "correct"),
    "assign": Text("派任务", "assign duties"),
    "order": Text("下达措施", "order measures"),
    "approve": Text("审批", "approve"),
    "issue": Text("签发", "issue documents"),
    "configure": Text("设置", "configure"),
    "export": Text("导出", "export"),
    "oversee": Text("监督", "oversee"),
}


class Ground(NamedTuple):
    """A subtree that an office opens."""

    prefix: str
    office: Held


@dataclass(frozen=True, slots=True)
class Reach:
    """The subtrees in which somebody may do `verb` at `at`; nowhere when `grounds` is empty."""

    verb: str
    at: int
    grounds: tuple[Ground, ...]
    prefixes: tuple[str, ...]
    """The paths of the subtrees, none inside another."""
    map: Tree

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of entries that the verb extends to somewhere, as patterns of packs/roles.toml."""
        rights = [ground.office.rights for ground in self.grounds]
        patterns = {one for found in rights if found for one in found.patterns(self.verb)}
        return ("*",) if "*" in patterns else tuple(sorted(patterns))

    def __bool__(self) -> bool:
        return bool(self.grounds)

    def covers(self, path: str) -> bool:
        """Whether something with this path is within reach."""
        return path.startswith(self.prefixes)

    def q(self, field: str = "path") -> Q:
        """The filter for rows whose path in `field` is within reach: ranges that an index answers."""
        found = Q()
        for prefix in self.prefixes:
            found |= Q(**{f"{field}__gte": prefix, f"{field}__lt": after(prefix)})
        return found if self.grounds else Q(pk__in=[])

    def explain(self) -> list[Text]:
        """One sentence an office: which it is, where, since when; or that there is none."""
        told = {ground.office.office: self._because(ground.office) for ground in self.grounds}
        verb = VERB_LABELS.get(self.verb, Text(self.verb, self.verb))
        nothing = Text(
            "没有可以在此{verb}的职务。请由上级任命。", "No office allows to {verb} here. Ask to be appointed."
        )
        return list(told.values()) or [nothing.format(verb=verb)]

    def _because(self, office: Held) -> Text:
        node = self.map.by_id(office.area, self.at)
        since = Text(f"{date_of(day_of(office.from_at))}起", f"since {date_of(day_of(office.from_at))}")
        return Text(
            "因任{role}（{area} {code}，{since}），可{verb}。",
            "May {verb} as {role} ({area} {code}, {since}).",
        ).format(
            role=role(office.role).label,
            area=node.name,
            code=node.code,
            since=since if office.from_at else Text("自始", "from the beginning"),
            verb=VERB_LABELS.get(self.verb, Text(self.verb, self.verb)),
        )


def after(prefix: str) -> str:
    """The first text after every path that begins with `prefix`: "1.5." → "1.5/"."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


class Lent(NamedTuple):
    """The offices with which somebody looks at the console in another's place, and the verbs that are not lent."""

    held: tuple[Held, ...]
    without: frozenset[str] = frozenset()


def held_by(account: Account, verb: str = "") -> tuple[Held, ...]:
    """The offices that count for an account: its own, ever; the lent ones for whoever looks in another's place."""
    if not account.is_active:
        return ()
    lent = account.lent
    if isinstance(lent, Lent):
        return () if verb in lent.without else lent.held
    return book().of_account(account.pk)


def reach(account: Account, verb: str, at: int | None = None, kind: str | None = None) -> Reach:
    """Where the account may do `verb` (to entries of `kind`, when given) at a moment, now when left out.

    An account that was switched off reaches nothing.
    """
    return extent(held_by(account, verb), verb, at=now() if at is None else at, kind=kind)


def opening(account: Account, kind: str, field: str, at: int | None = None) -> Reach:
    """Where the account may open a sealed text of entries of a kind: who sees persons there, and roles that name it.
    Whoever looks in another's place opens only what both see persons for.
    """
    lent = isinstance(account.lent, Lent)
    return _where(
        held_by(account, "see_person"),
        "see_person",
        at=now() if at is None else at,
        allows=lambda rights: rights.may_open(kind, field) and (not lent or rights.may("see_person", kind)),
    )


def extent(held: tuple[Held, ...], verb: str, *, at: int, kind: str | None = None) -> Reach:
    """Where these offices, as far as they are held at `at`, allow `verb`."""
    return _where(held, verb, at=at, allows=lambda rights: rights.may(verb, kind))


def _where(held: tuple[Held, ...], verb: str, *, at: int, allows: Callable[[Role], bool]) -> Reach:
    found = tree()
    grounds = [
        Ground(prefix, one)
        for one in held
        if one.covers(at) and (rights := one.rights) is not None and allows(rights)
        for prefix in found.ground(one.area, at)
    ]
    return Reach(verb, at, tuple(grounds), outermost(ground.prefix for ground in grounds), found)


def outermost(prefixes: Iterable[str]) -> tuple[str, ...]:
    """The prefixes that do not begin with another of them, sorted."""
    found: list[str] = []
    for prefix in sorted(set(prefixes)):
        if not found or not prefix.startswith(found[-1]):
            found.append(prefix)
    return tuple(found)
