"""Who answers for an area: the offices held there, and which are vacant."""

from dataclasses import dataclass, replace

from gridward.account.models import Account
from gridward.duty.listed import Reader
from gridward.duty.vacant import vacant
from gridward.duty.watched import office_names
from gridward.grid.book import Held, book
from gridward.grid.roles import roles
from gridward.grid.tree import Node
from gridward.kit.text import Text
from gridward.roll.identity import masked


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One office and who holds it; a vacant one has no name."""

    role: Text
    name: str
    since: int | None
    acting: bool = False
    vacant: bool = False
    unsigned: bool = False


def holders(node: Node, at: int) -> list[Holder]:
    """The offices over exactly this area at a moment, then those it needs and nobody holds: by the list of roles, or
    by a clause in force, which may also ask for a letter.
    """
    held = [one for one in book(check=False).at_area(node.id) if one.covers(at)]
    names = _names(held)
    asked = node.level == "place" or node.level in office_names()
    lacking = vacant(("area = %s", [node.id]), Reader(at)) if asked else []
    unsigned = {one.role for one in lacking if one.letter}
    found = [replace(_holder(one, names), unsigned=one.role in unsigned) for one in held]
    taken = {one.role for one in held}
    for code in dict.fromkeys(one.role for one in lacking if not one.letter and one.role in roles()):
        taken.add(code)
        found.append(Holder(role=roles()[code].label, name="", since=None, vacant=True))
    for code, role in roles().items():
        if node.level in role.needed and code not in taken:
            found.append(Holder(role=role.label, name="", since=None, vacant=True))
    return found


def _holder(one: Held, names: dict[int, str]) -> Holder:
    role = one.rights.label if one.rights is not None else Text(one.role, one.role)
    return Holder(role=role, name=names.get(one.office, ""), since=one.from_at or None, acting=one.acting)


def _names(held: list[Held]) -> dict[int, str]:
    """Accounts by their names, persons of the roll masked."""
    accounts = {one.account for one in held if one.account is not None}
    people = {one.person for one in held if one.person is not None}
    named = {found.pk: str(found.name) for found in Account.objects.filter(pk__in=accounts)} if accounts else {}
    shown = masked(people) if people else {}
    return {
        one.office: named.get(one.account, one.username) if one.account is not None else shown.get(one.person or 0, "")
        for one in held
    }
