"""Who may give which office where: whoever has the verb `assign` there through an office whose role appoints that one.

Nobody but the node's operator appoints themselves.
"""

from collections.abc import Iterable

from gridward.grid.book import Held
from gridward.grid.roles import NODE, Role, roles
from gridward.grid.snapshot import Tree
from gridward.kit.errors import Reason
from gridward.kit.text import Text

VERB = "assign"


def giveable(held: Iterable[Held], area: int, *, at: int, map_now: Tree) -> list[Role]:
    """The roles that somebody with these offices may give over an area, in the order of packs/roles.toml."""
    givers = _givers(held, area, at, map_now)
    level = map_now.by_id(area, at).level
    return [one for one in roles().values() if level in one.levels and any(giver.gives(one) for giver in givers)]


def may_give(held: Iterable[Held], role: str, area: int, *, at: int, map_now: Tree, own: bool = False) -> bool:
    """Whether somebody with these offices may give this role over an area, or take it away; `own`: to or from
    themselves.
    """
    wanted = roles().get(role)
    return wanted is not None and any(
        giver.gives(wanted) and not (own and giver.branch != NODE) for giver in _givers(held, area, at, map_now)
    )


def not_theirs(role: str) -> Reason:
    """Why an appointment does not count: the officer's role does not give this one there."""
    label = roles()[role].label if role in roles() else Text(role[:40], role[:40])
    return Reason(
        code="may_not_appoint",
        field="body.office",
        text=Text(
            f"body.office：提交人的职务不能在该区域任命“{label.zh}”。请由有权任命的人提交。",
            f"body.office: whoever sent this may not appoint “{label.en}” there. Have it sent by somebody whose office "
            "appoints that role.",
        ),
    )


def _givers(held: Iterable[Held], area: int, at: int, map_now: Tree) -> list[Role]:
    path = map_now.path(area, at)
    return [
        rights
        for one in held
        if one.covers(at)
        and (rights := one.rights) is not None
        and rights.appoints
        and rights.may(VERB)
        and path.startswith(map_now.ground(one.area, at))
    ]
