"""What one reader works with: the kinds of their own role, the domains these belong to, the ones they use most."""

from collections.abc import Iterable
from dataclasses import dataclass

from gridward.console.reader.sight import Sight
from gridward.grid.roles import Kinds, Role
from gridward.ledger.tally import recent
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.domain import Domain
from gridward.plug.kind import EntryKind

FEW = 6
"""As many kinds as stand in the menu and on the first page."""
OPEN = 8
"""As many domains as stand in the menu before the rest is folded."""
LAST = 3000
"""Entries of the whole ledger by which it is told what is recorded most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """`kinds` are those of the reader's own roles, the main work first; `mine` the domains of these, `others` the rest
    that they may look into; `commanding` says that they answer for everything in their area.
    """

    kinds: tuple[EntryKind, ...]
    mine: tuple[Domain, ...]
    others: tuple[Domain, ...]
    commanding: bool

    @property
    def ranked(self) -> dict[str, int]:
        """How near each domain is to the reader's work."""
        return {domain.name: place for place, domain in enumerate((*self.mine, *self.others))}


def desk(seen: Sight) -> Desk:
    """The desk of a reader."""
    roles = list({one.rights.code: one.rights for one in seen.offices if one.rights is not None}.values())
    kinds = tuple(_own(seen, roles))
    listed = [domain for domain in CATALOGUE.domains.values() if has_page(domain) and _looks_at(domain, roles)]
    at = {kind.name.partition(".")[0]: place for place, kind in reversed(list(enumerate(kinds)))}
    mine = sorted((domain for domain in listed if domain.name in at), key=lambda domain: at[domain.name])
    first = mine[:OPEN]
    names = {domain.name for domain in first}
    return Desk(
        kinds=kinds,
        mine=tuple(first),
        others=tuple(domain for domain in listed if domain.name not in names),
        commanding=any(_commands(role) for role in roles),
    )


def favourites(seen: Sight, found: Desk) -> tuple[EntryKind, ...]:
    """The kinds that the reader records: all when they are few, else those recorded most in their area of late."""
    if len(found.kinds) <= FEW:
        return found.kinds
    areas = None if seen.whole else seen.areas_below(seen.home)
    often = recent([kind.name for kind in found.kinds], areas, among_last=LAST)
    return tuple(sorted(found.kinds, key=lambda kind: -often.get(kind.name, 0))[:FEW])


def has_page(domain: Domain) -> bool:
    """Whether a domain has a page: one that both records and counts."""
    return bool(domain.kinds and domain.figures)


def sees_domain(seen: Sight, domain: Domain) -> bool:
    """Whether a reader may look at entries of a domain somewhere."""
    return any(seen.sees_kind(kind.name) for kind in domain.kinds)


def _looks_at(domain: Domain, roles: Iterable[Role]) -> bool:
    """Whether a role looks at a domain for its own work, and not only at what everybody may record beside it."""
    return any(role.looks_at(kind.name) for role in roles for kind in domain.kinds)


def _own(seen: Sight, roles: Iterable[Role]) -> list[EntryKind]:
    """What the reader's roles record, without what everybody may record beside it, in the order in which the roles
    list it: what comes first is the main work.
    """
    patterns = tuple(one for role in roles for one in role.own)
    restricted = frozenset(one for role in roles for one in role.kinds.restricted)
    mine = Kinds(patterns=patterns, restricted=restricted)
    found = [
        kind
        for domain in CATALOGUE.domains.values()
        if has_page(domain)
        for kind in domain.kinds
        if kind.name in mine and seen.may_record(kind)
    ]
    places = [Kinds(patterns=(one,)) for one in patterns]
    return sorted(found, key=lambda kind: next(place for place, one in enumerate(places) if kind.name in one))


def _commands(role: Role) -> bool:
    """Whether a role answers for everything: it sees all and gives duties in command, or oversees, or runs the node."""
    sees_all = "*" in role.patterns("see")
    return sees_all and (not role.own or role.may("assign", "command.directive"))
