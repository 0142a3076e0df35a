"""What one account may see. Fetching is permission: what is not seen does not exist (404)."""

from collections.abc import Collection
from functools import cached_property

from django.http import Http404, HttpRequest

from gridward.account.models import Account
from gridward.duty.models import Handover
from gridward.duty.offers import not_over
from gridward.grid.book import Held
from gridward.grid.reach import Lent, Reach, held_by, reach
from gridward.grid.roles import Role
from gridward.grid.tree import Node, Tree, tree
from gridward.intake.kernel import NODES_OWN
from gridward.intake.second import MISSING
from gridward.kit import clock
from gridward.ledger.listing import count_held
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import EntryKind


class Sight:
    """The map and the reach of one account during one request."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.now = clock.now()
        self.tree: Tree = tree()

    @cached_property
    def seen(self) -> Reach:
        """Where the account may look."""
        return reach(self.account, "see", self.now)

    @cached_property
    def offices(self) -> tuple[Held, ...]:
        """The offices that it holds now."""
        return tuple(one for one in held_by(self.account) if one.covers(self.now))

    def may(self, verb: str, area: int | None = None, kind: str | None = None) -> bool:
        """Whether the account may do something at an area, or anywhere."""
        lent = self.account.lent
        if isinstance(lent, Lent) and verb in lent.without:
            return False
        grounds = [prefix for prefix, rights in self._grounds if rights.may(verb, kind)]
        return bool(grounds) if area is None else self.tree.path(area, self.now).startswith(tuple(grounds))

    @cached_property
    def _grounds(self) -> list[tuple[str, Role]]:
        """The subtrees that its offices open, with what may be done there."""
        return [
            (prefix, one.rights)
            for one in self.offices
            if one.rights is not None
            for prefix in self.tree.ground(one.area, self.now)
        ]

    @cached_property
    def homes(self) -> list[Node]:
        """The topmost areas it sees, in the order of their codes."""
        found = [self.tree.by_id(int(path.split(".")[-2])) for path in self.seen.prefixes]
        return sorted(found, key=lambda node: node.code)

    @cached_property
    def home(self) -> Node:
        """Where it begins; raises Http404 for an account without any office."""
        if not self.homes:
            raise Http404
        return self.homes[0]

    def node(self, code: str) -> Node:
        """The area of a code; raises Http404 when there is none or it is not seen."""
        found = self.tree.by_code(code)
        if found is None or not self.covers(found.id):
            raise Http404
        return found

    def covers(self, area: int) -> bool:
        """Whether an area is seen as it stands now."""
        return area in self.tree and self.seen.covers(self.tree.path(area, self.now))

    def covered_at(self, area: int | None, at: int, kind: str) -> bool:
        """Whether an entry of a kind, at an area and moment, is seen; one without area only from the top."""
        if area is None or area not in self.tree:
            return self.whole and self.sees_kind(kind)
        paths = {self.tree.path(area, at), self.tree.path(area, self.now)}
        return any(
            path.startswith(ground.prefix)
            for ground in self.seen.grounds
            for path in paths
            if ground.office.rights is not None and ground.office.rights.may("see", kind)
        )

    @cached_property
    def whole(self) -> bool:
        """Whether the account sees the whole map."""
        roots = self.tree.roots(self.now)
        return bool(roots) and all(self.seen.covers(self.tree.path(root.id, self.now)) for root in roots)

    def above(self, node: Node) -> list[Node]:
        """What the area lies in, as far as it is seen, from the top down."""
        return [one for one in self.tree.ancestors(node.id, self.now) if self.covers(one.id)]

    def areas_below(self, node: Node) -> frozenset[int] | None:
        """The numbers of the area and all that ever lay in it; None for the whole map."""
        if self.whole and node.parent is None and len(self.tree.roots(self.now)) == 1:
            return None
        members = self.tree.members(node.id, self.now)
        return frozenset(self.tree.ever_below(node.id)).union(*(self.tree.ever_below(one) for one in members))

    @cached_property
    def everywhere(self) -> frozenset[int]:
        """The numbers of all areas there ever were."""
        return frozenset(area for root in self.tree.roots(self.now) for area in self.tree.ever_below(root.id))

    @cached_property
    def held(self) -> tuple[int, int]:
        """How many held entries wait in what the account sees, and how many of these for a second person."""
        below = [self.areas_below(home) or () for home in self.homes]
        return count_held(None if self.whole else frozenset[int]().union(*below), MISSING)

    @cached_property
    def handovers(self) -> list[Handover]:
        """The hand-overs that are not over and begin, end or wait for a decision in what the account sees."""
        return [one for one in not_over() if any(self.covers(at) for at in (one.giver, one.receiver, one.above) if at)]

    def areas_for(self, node: Node, kinds: Collection[str]) -> frozenset[int] | None:
        """The areas in a node where entries of all these kinds may be looked at; None for the whole map."""
        opened = tuple(
            ground.prefix
            for ground in self.seen.grounds
            if ground.office.rights is not None and all(ground.office.rights.may("see", kind) for kind in kinds)
        )
        below = self.areas_below(node)
        if all(prefix.startswith(opened) for prefix in self.seen.prefixes):
            return below
        known = below if below is not None else self.everywhere
        return frozenset(area for area in known if self.tree.path(area, self.now).startswith(opened))

    def sees_kind(self, name: str) -> bool:
        """Whether entries of a kind may be looked at somewhere."""
        rights = {ground.office.role: ground.office.rights for ground in self.seen.grounds}
        return any(one is not None and one.may("see", name) for one in rights.values())

    def kinds(self) -> list[EntryKind]:
        """The kinds whose entries may be looked at, in the order of their declaration."""
        return [kind for kind in CATALOGUE.kinds.values() if self.sees_kind(kind.name)]

    @property
    def only_kinds(self) -> tuple[str, ...]:
        """The names of the kinds that a list is narrowed to; empty when every kind may be looked at."""
        found = tuple(kind.name for kind in self.kinds())
        return () if len(found) == len(CATALOGUE.kinds) else found or ("",)

    def kind(self, name: str) -> EntryKind:
        """The kind of a name; raises Http404 when there is none or it is not seen."""
        if name not in CATALOGUE.kinds or not self.sees_kind(name):
            raise Http404
        return CATALOGUE.kinds[name]

    def recordable(self) -> list[EntryKind]:
        """The kinds that the account may record somewhere and for which a form can be made."""
        return [kind for kind in CATALOGUE.kinds.values() if self.may_record(kind)]

    def may_record(self, kind: EntryKind, area: int | None = None) -> bool:
        """Whether the account may record this kind at an area, or anywhere."""
        return kind.name not in NODES_OWN and self.may("record", area, kind.name)


def sight(request: HttpRequest) -> Sight:
    """The sight of the account behind a request."""
    account = request.user
    if not isinstance(account, Account):
        raise Http404
    return Sight(account)
