"""Who is in my area: accounts with the offices within reach, what became of them, and where nobody is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from django.http import Http404

from gridward.account import factors, invitations, sittings
from gridward.account.models import Account, Device, Invitation
from gridward.console.reader.leaf import SIZE
from gridward.console.reader.sight import Sight
from gridward.duty.listed import Reader
from gridward.duty.vacant import vacant
from gridward.duty.where import below
from gridward.grid import offices
from gridward.grid.book import Held, book
from gridward.grid.reach import outermost, reach
from gridward.grid.roles import Role, Verb, roles
from gridward.grid.tree import Node
from gridward.kit import clock
from gridward.kit.rows import among
from gridward.kit.text import Text

VERBS: tuple[Verb, ...] = ("assign", "configure", "oversee")
"""Whoever may do one of these over an area sees who is in office there."""

State = Literal["active", "invited", "waiting", "off"]
STATES: dict[State, Text] = {
    "active": Text("在用", "active"),
    "invited": Text("已邀请", "invited"),
    "waiting": Text("未启用", "not opened yet"),
    "off": Text("已停用", "switched off"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An office as a row shows it."""

    source_held: Held
    role: Text
    area: Text
    since: int | None
    to: int | None
    acting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """One account. `posts` are the offices held now within reach, `before` those that are over."""

    account: Account
    posts: tuple[Post, ...]
    before: tuple[Post, ...]
    state: State
    invitation: Invitation | None
    last_seen: int | None
    devices: int
    second_factor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """An area that needs a holder of a role and has none, or whose holder has not signed the `letter`.

    `since` and `asks` are told where a clause in force asks for it, and not only the list of roles.
    """

    role: Role
    node: Node
    letter: bool = False
    missing: int = 1
    since: int | None = None
    asks: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The filters of the list."""

    role: str = ""
    area: str = ""
    state: str = ""
    text: str = ""
    page: int = 1


def prefixes(seen: Sight) -> tuple[str, ...]:
    """The subtrees whose officers the account may look at."""
    return outermost(prefix for verb in VERBS for prefix in reach(seen.account, verb, seen.now).prefixes)


def asked(query: Mapping[str, str]) -> Asked:
    """The filters as they stand in an address; what cannot be read filters nothing."""
    page = query.get("page", "1")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 9 else 1
    return Asked(
        role=query.get("role", "") if query.get("role", "") in roles() else "",
        area=query.get("area", "").strip(),
        state=query.get("state", "") if query.get("state", "") in STATES else "",
        text=query.get("q", "").strip(),
        page=max(number, 1),
    )


class Listed(NamedTuple):
    """A page of those who fit, and how many there are in all."""

    officers: list[Officer]
    total: int
    page: int
    pages: int


def listed(seen: Sight, wanted: Asked) -> Listed:
    """Everybody who fits, by name, page by page: of a county's thousands only those of the page are looked up, unless
    what became of an account decides who fits. Raises Http404 for an area that is not seen.
    """
    held = _held(seen, seen.node(wanted.area) if wanted.area else None)
    chosen = {one.account for one in held if not wanted.role or (one.role == wanted.role and one.covers(seen.now))}
    named = _named(chosen, wanted.text.casefold())
    if wanted.state:
        fitting = [one for one in _officers(named, held, seen) if one.state == wanted.state]
        page, pages = _page(wanted.page, len(fitting))
        return Listed(fitting[(page - 1) * SIZE : page * SIZE], len(fitting), page, pages)
    page, pages = _page(wanted.page, len(named))
    return Listed(_officers(named[(page - 1) * SIZE : page * SIZE], held, seen), len(named), page, pages)


def _named(accounts: Collection[int | None], text: str) -> list[int]:
    """Those of these accounts whose name holds a text, by the names with which they sign in."""
    condition, params = among("id", [one for one in accounts if one is not None], "int8")
    known = Account.objects.extra(where=[condition], params=params)  # noqa: S610 - one parameter, however many accounts
    named = known.order_by("username").values_list("id", "username", "name_zh", "name_en")
    return [number for number, *names in named if not text or any(text in part.casefold() for part in names)]


def _page(asked_for: int, number: int) -> tuple[int, int]:
    pages = max(1, -(-number // SIZE))
    return min(asked_for, pages), pages


def officer(seen: Sight, username: str) -> Officer:
    """One account by its name; raises Http404 when there is none, or none whose offices are within reach."""
    held = [one for one in _held(seen, None) if one.username == username]
    if not held:
        raise Http404
    return _officers([account for one in held[:1] if (account := one.account) is not None], held, seen)[0]


def vacancies(seen: Sight, wanted: Asked) -> list[Vacancy]:
    """The areas within reach that need a holder and have none, by role."""
    inside = [seen.node(wanted.area).id] if wanted.area else _tops(seen)
    needed = [one for one in roles().values() if one.needed and wanted.role in ("", one.code)]
    found = {
        (role.code, node.id): Vacancy(role=role, node=node)
        for role in needed
        for area in inside
        for node in offices.vacancies(area, role.code, at=seen.now)
        if seen.tree.path(node.id, seen.now).startswith(prefixes(seen))
    }
    by_clause = {(one.role.code, one.node.id, one.letter): one for one in _asked_for(seen, inside, wanted)}
    rest = [one for (role, node), one in found.items() if (role, node, False) not in by_clause]
    return [*by_clause.values(), *rest]


def _asked_for(seen: Sight, inside: Sequence[int], wanted: Asked) -> Iterable[Vacancy]:
    """What office clauses in force ask for in vain."""
    grounds = [prefix for area in inside for prefix in seen.tree.ground(area, seen.now)]
    for one in vacant(below(grounds), Reader(seen.now)):
        mine = one.area in seen.tree and seen.tree.path(one.area, seen.now).startswith(prefixes(seen))
        if mine and one.role in roles() and wanted.role in ("", one.role):
            yield Vacancy(
                role=roles()[one.role],
                node=seen.tree.by_id(one.area, seen.now),
                letter=one.letter,
                missing=one.missing,
                since=one.since,
                asks=one.label,
            )


def _tops(seen: Sight) -> list[int]:
    return [int(prefix.split(".")[-2]) for prefix in prefixes(seen)]


def _held(seen: Sight, node: Node | None) -> list[Held]:
    """Every office ever held by an account within reach (in an area, when one is given)."""
    within = prefixes(seen)
    if not within:
        raise Http404
    grounds = seen.tree.ground(node.id, seen.now) if node is not None else within
    return [
        one
        for one in book(check=False).ever_held()
        if one.account is not None
        and (path := seen.tree.path(one.area, seen.now)).startswith(within)
        and path.startswith(grounds)
    ]


def _officers(numbers: Sequence[int], held: Iterable[Held], seen: Sight) -> list[Officer]:
    """These accounts with what they hold and held, by the names with which they sign in."""
    accounts = Account.objects.filter(pk__in=numbers).order_by("username") if numbers else []
    by_account: dict[int | None, list[Held]] = {}
    for one in held:
        by_account.setdefault(one.account, []).append(one)
    invited, seen_at = invitations.latest(numbers), sittings.last_seen(numbers)
    phones: dict[int, list[Device]] = {}
    for phone in Device.objects.filter(account__in=numbers, revoked_at=None):
        phones.setdefault(phone.account_id or 0, []).append(phone)
    guarded = factors.who_has(numbers)
    return [
        Officer(
            account=one,
            posts=tuple(_post(office, seen) for office in by_account[one.pk] if office.covers(seen.now)),
            before=tuple(_post(office, seen) for office in by_account[one.pk] if _over(office, seen.now)),
            state=state_of(one, invited.get(one.pk)),
            invitation=invited.get(one.pk),
            last_seen=_latest(one, seen_at.get(one.pk), phones.get(one.pk, ())),
            devices=len(phones.get(one.pk, ())),
            second_factor=one.pk in guarded,
        )
        for one in accounts
    ]


def state_of(account: Account, invitation: Invitation | None) -> State:
    """What became of an account."""
    if not account.is_active:
        return "off"
    if account.has_usable_password():
        return "active"
    return "invited" if invitation is not None and invitations.state(invitation) == "open" else "waiting"


def _over(office: Held, at: int) -> bool:
    """Held once and no more; a withdrawn appointment never was."""
    return not office.covers(at) and (office.to_at is None or office.to_at > office.from_at)


def _post(one: Held, seen: Sight) -> Post:
    return Post(
        source_held=one,
        role=one.rights.label if one.rights is not None else Text(one.role, one.role),
        area=seen.tree.by_id(one.area, seen.now).name,
        since=one.from_at or None,
        to=one.to_at,
        acting=one.acting,
    )


def _latest(account: Account, sitting: int | None, phones: Iterable[Device]) -> int | None:
    moments = [one.heard_at for one in phones if one.heard_at]
    moments += [sitting] if sitting else []
    moments += [clock.micros(account.last_login)] if account.last_login else []
    return max(moments, default=None)
