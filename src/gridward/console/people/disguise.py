"""Looking at the console as another account, or as a role over an area would see it: reading only, and noted.

Only who may `configure` over everything that the other sees may do so, and nothing is shown that their own office could
not see as well. People's details stay closed to whoever may not open them. Nobody looks as somebody who may look at
kinds of entries that one's own office may not.
"""

from gridward.account.models import Account, Viewing
from gridward.grid.book import Held, book
from gridward.grid.levels import LEVELS
from gridward.grid.reach import Lent, Reach, extent, reach
from gridward.grid.roles import roles
from gridward.grid.tree import tree
from gridward.kit.clock import now
from gridward.kit.errors import Refusal, refuse
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE

VIEWING = "viewing"
"""What the session remembers: the number of the viewing."""


class Shown:
    """Who looks as whom, for the bar above the page."""

    def __init__(self, reader: Account, other: Account, viewing: Viewing) -> None:
        self.reader = reader
        self.other = other
        self.viewing = viewing


def disguise(reader: Account, viewing: Viewing) -> Account:
    """The other as the reader is shown them; raises Refusal where the reader may not look as them."""
    if viewing.account is not None:
        other = viewing.account
        held = book().of_account(other.pk) if other.is_active else ()
    else:
        other, held = stand_in(viewing.role, viewing.area, number=viewing.pk or 0)
    other.lent = Lent(held, without=_check(reader, held))
    other.language = reader.language
    return other


def stand_in(code: str, area: str, *, number: int = 0) -> tuple[Account, tuple[Held, ...]]:
    """Nobody who is on the books, with the office `code` over `area`; raises Refusal when it is not held there."""
    role, node = roles().get(code), tree().by_code(area)
    if role is None or node is None:
        raise _nowhere()
    if node.level not in role.levels:
        levels = Text(
            "、".join(LEVELS[one].zh for one in role.levels), ", ".join(LEVELS[one].en for one in role.levels)
        )
        raise refuse(
            "not_held_here",
            field="area",
            zh=f"“{role.label.zh}”不设在{LEVELS[node.level].zh}一级，可选：{levels.zh}。",
            en=f"“{role.label.en}” is not held at the level {LEVELS[node.level].en}; choose one of {levels.en}.",
        )
    name = Text(f"{node.name.zh} · {role.label.zh}", f"{node.name.en} · {role.label.en}")
    other = Account(pk=-1 - number, username=f"{code}@{area}"[:64], name_zh=name.zh, name_en=name.en)
    held = Held(
        office=0,
        account=other.pk,
        username=other.username,
        person=None,
        role=code,
        area=node.id,
        scope="",
        from_at=0,
        to_at=None,
        acting=False,
    )
    return other, (held,)


def _check(reader: Account, held: tuple[Held, ...]) -> frozenset[str]:
    """The verbs that are not lent; raises Refusal where the other sees what the reader may not."""
    at = now()
    seen, own = extent(held, "see", at=at), reach(reader, "see", at)
    ground = reach(reader, "configure", at)
    if not seen or not all(ground.covers(prefix) and own.covers(prefix) for prefix in seen.prefixes):
        raise _nowhere()
    hidden = [
        str(kind.label)
        for kind in CATALOGUE.kinds.values()
        if (theirs := extent(held, "see", at=at, kind=kind.name))
        and not _within(theirs, reach(reader, "see", at, kind.name))
    ]
    if hidden:
        raise refuse(
            "sees_more",
            field="account",
            zh=f"对方可以查看您的职务不能查看的记录（{'、'.join(hidden[:4])}），不能以其身份查看。",
            en=f"They may look at entries that your office may not ({', '.join(hidden[:4])}); you cannot look as them.",
        )
    opened = extent(held, "see_person", at=at)
    return frozenset() if _within(opened, reach(reader, "see_person", at)) else frozenset({"see_person"})


def _within(inner: Reach, outer: Reach) -> bool:
    return all(outer.covers(prefix) for prefix in inner.prefixes)


def _nowhere() -> Refusal:
    return refuse(
        "not_to_be_viewed",
        field="account",
        zh="没有这个账号或职务，或者不在您可以设置的区域内。请核对账号或区域。",
        en="There is no such account or office, or it is not within the area that you configure. Check what you chose.",
    )
