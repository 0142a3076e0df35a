"""Offices: who is appointed where, who holds what, where nobody does. Only this module writes offices."""

from dataclasses import dataclass
from uuid import UUID

from gridward.account.models import Account
from gridward.grid import pledges, version
from gridward.grid.book import Book, Held, book
from gridward.grid.levels import LEVELS
from gridward.grid.models import Office
from gridward.grid.node import Node
from gridward.grid.roles import role
from gridward.grid.tree import Tree, tree
from gridward.kit.errors import Refusal, refuse
from gridward.kit.ids import repeatable

EVER = 0
"""From the beginning: the office of the node's operator."""
OPERATOR = "operator"
"""The account of the node's operator, in whose name commands act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Somebody holds `role` over `area` from `from_at` until just before `to_at` (None: until further notice).

    `source` is the id of the appointment's chain of entries: the same one again corrects it. The holder is an account
    or, when they do not sign in, a person of the roll, both by number. `scope` says in words what part is meant.
    """

    source: UUID
    role: str
    area: int
    from_at: int
    to_at: int | None = None
    account: int | None = None
    person: int | None = None
    acting: bool = False
    scope: str = ""


def appoint(*appointments: Appointment) -> None:
    """Enter or correct appointments; a role that needs a responsibility letter opens one. The caller holds the pen.

    Raises Refusal, with nothing written, for an unknown role or area, a level at which the role is not held, no holder,
    or an end before the beginning.
    """
    map_now = tree()
    for one in appointments:
        _check(one, map_now)
    number = version.bump() if appointments else 0
    for one in appointments:
        office, _ = Office.objects.update_or_create(
            source=one.source,
            defaults={
                "account_id": one.account,
                "person": one.person,
                "role": one.role,
                "area_id": one.area,
                "scope": one.scope,
                "from_at": one.from_at,
                "to_at": one.to_at,
                "acting": one.acting,
                "changed": number,
            },
        )
        pledges.follow(office)


def end(source: UUID, *, at: int) -> None:
    """The office ends at `at`, at the earliest the moment it began; nothing happens when there is none."""
    office = Office.objects.filter(source=source).first()
    if office is None:
        return
    office.to_at = max(at, office.from_at)
    office.changed = version.bump()
    office.save(update_fields=["to_at", "changed"])
    pledges.follow(office)


def withdraw(source: UUID) -> None:
    """The appointment never was."""
    end(source, at=EVER)


def of_source(source: UUID) -> Office | None:
    """The office that an appointment's chain of entries made."""
    return Office.objects.filter(source=source).first()


def source_of(number: int) -> UUID | None:
    """The chain of entries that made the office of this number."""
    return Office.objects.filter(pk=number).values_list("source", flat=True).first()


def install_operator(area: int) -> Account:
    """The node's operator, who holds the root office of `area` from the beginning. Has no password until one is set."""
    account = Account.objects.filter(username=OPERATOR).first() or Account.objects.create_user(
        OPERATOR, name_zh="系统管理员", name_en="Operator"
    )
    source = repeatable(f"operator:{area}")
    if not Office.objects.filter(source=source).exists():
        appoint(Appointment(source=source, role="operator", area=area, from_at=EVER, account=account.id))
    return account


def holders(area: int, code: str, *, at: int) -> tuple[Held, ...]:
    """Who held the role over exactly this area at that moment."""
    return _holding(book(), area, code, at)


def answering(area: int, code: str, *, at: int) -> tuple[Held, ...]:
    """The nearest holders upward: over the area, a work area it belongs to, or what it lies in; empty when nobody."""
    found, offices = tree(), book()
    for node in (area, *(above.id for above in reversed(found.ancestors(area, at)))):
        if held := _holding(offices, node, code, at):
            return held
        over = [work.id for work in found.work_areas(node, at) if node in found.members(work.id, at)]
        if held := tuple(one for work in over for one in _holding(offices, work, code, at)):
            return held
    return ()


def needing(area: int, code: str, *, at: int) -> list[Node]:
    """The areas in and below `area` that need a holder of this role, as they stood at that moment."""
    found = tree()
    levels = role(code).needed
    if not levels:
        return []
    own = found.by_id(area, at)
    return [*([own] if own.level in levels and own.is_open else ()), *found.descendants(area, at, *levels)]


def vacancies(area: int, code: str, *, at: int) -> list[Node]:
    """Those of the areas that need a holder of this role and had none."""
    offices = book()
    return [node for node in needing(area, code, at=at) if not _holding(offices, node.id, code, at)]


def _holding(offices: Book, area: int, code: str, at: int) -> tuple[Held, ...]:
    return tuple(one for one in offices.at_area(area, code) if one.covers(at))


def _check(one: Appointment, map_now: Tree) -> None:
    found = role(one.role)
    if one.area not in map_now:
        raise _wrong("scope", "没有这个区域或场所，请先登记", "there is no such area or place; enter it first")
    level = map_now.by_id(one.area, one.from_at).level
    if level not in found.levels:
        levels = "、".join(LEVELS[name].zh for name in found.levels)
        raise _wrong(
            "scope",
            f"“{found.label.zh}”不能设在{LEVELS[level].zh}一级，可设于：{levels}",
            f"“{found.label.en}” is not held at the level {level}, but at {', '.join(found.levels)}",
        )
    if one.account is None and one.person is None:
        raise _wrong("subject", "须写明由谁担任", "say who holds the office")
    if one.to_at is not None and one.to_at < one.from_at:
        raise _wrong("to", "离任时间早于任职时间，请核对", "the office ends before it begins; check the times")


def _wrong(field: str, zh: str, en: str) -> Refusal:
    return refuse("office", field=field, zh=f"{field}：{zh}。", en=f"{field}: {en}.")
