"""Who restricted whom, why, by which rule, who decided that and when, and what was appealed: one query lists all.

Of everything that restricts a person; what is outside the ordinary is told apart: orders that waited, or wait, for a
second person. Nothing here names anybody but officers; people go by the node's numbers.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import msgspec

from gridward.duty.law import EVER
from gridward.duty.names import clause_name
from gridward.duty.responses import law
from gridward.grid.tree import Tree, tree
from gridward.intake.coming import Coming
from gridward.intake.keeping import unsealed
from gridward.intake.look import look
from gridward.intake.second import APPROVAL, MISSING, author_of, restricting
from gridward.kit.rows import among, rows
from gridward.ledger.content import decode, understood
from gridward.ledger.names import kind_name, kind_numbers
from gridward.ledger.reasons import TAKEN_BACK
from gridward.ledger.stored import Stored, about, counting, of_chains, select
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import key_of, thing_of
from gridward.policy.force import Ruled
from gridward.roll.resolve import known
from gridward.roll.sealing import Erased

APPEALS = {"followup.request": "appeal"}
"""The kinds by which people object to what restricts them, and what their `type` says then."""
ORDINARY, WAITING, REFUSED, APPROVED, WITHDRAWN, RELEASED, VOIDED = (
    "ordinary", "waiting", "refused", "approved", "withdrawn", "released", "voided",
)  # fmt: skip


class Decided(NamedTuple):
    """What a second person said: who (as signed in), the verdict, when, and in which entry."""

    by: str
    verdict: str
    at: int
    uuid: UUID


class Restriction(NamedTuple):
    """One order that restricts somebody.

    `subject` is the key of whom (None: not known here yet). `rule` is the measure that entitles to it, by disease and
    name, with its pack; `reasons` say why it is not ordinary. `until` is when it ends (None: open, or never began).
    """

    position: int
    uuid: UUID
    kind: str
    area: int
    at: int
    by: str
    subject: int | None
    fate: str
    rule: tuple[str, str, Ruled] | None
    reasons: str | None
    decided: tuple[Decided, ...]
    until: int | None
    appeals: tuple[tuple[int, UUID], ...]

    @property
    def ordinary(self) -> bool:
        """Whether a rule entitled to it and nobody else had to agree."""
        return self.fate in (ORDINARY, VOIDED) and not self.reasons


def restrictions(areas: Collection[int] | None, *, every: bool = False) -> list[Restriction]:
    """Those of some areas (None: of all), the latest first: what is outside the ordinary, or with `every` all."""
    orders = tuple(kind.name for kind in CATALOGUE.kinds.values() if kind.second_person)
    ordered, of_orders = among("kind", kind_numbers(orders), "int2")
    lasting, of_lasting = among("kind", kind_numbers(restricting()), "int2")
    where = [f"({lasting} AND reasons LIKE %s)"]  # also what corrects an order, where somebody else had to agree to it
    params = [*of_lasting, f'%"{MISSING}"%']
    if every:
        where[0] = f"(({ordered} AND root IS NULL) OR {where[0]})"
        params = [*of_orders, *params]
    if areas is not None:
        inside, more = among("area", list(areas), "int4")
        where.append(inside)
        params = [*params, *more]
    found = select(" AND ".join(where), params, "ORDER BY at DESC, position DESC")
    return _told([one for one in found if one.counts_from is not None or MISSING in (one.reasons or "")])


def _told(found: Sequence[Stored]) -> list[Restriction]:
    comings = {one.position: _held(one) for one in found if not understood(one.content)}
    keys = {one.position: one.subject if understood(one.content) else _key(comings[one.position]) for one in found}
    said = about([key_of("entry", one.position) for one in found], kind_numbers((APPROVAL,))) if found else []
    decided, appealed = _decisions(said), _appeals({key for key in keys.values() if key is not None})
    lasts = {one.chain: one for one in counting(of_chains({one.chain for one in found}), EVER)} if found else {}
    ends, map_now = _ends(found), tree()
    asked = {one.subject for one in said if one.counts_from is not None}
    return [
        Restriction(
            one.position,
            one.uuid,
            kind_name(one.kind),
            one.area or 0,
            one.at,
            _author(one, comings.get(one.position)),
            keys[one.position],
            _fate(
                one,
                decided.get(one.position, ()),
                counts=one.chain in lasts,
                asked=key_of("entry", one.position) in asked,
            ),
            _rule(one, keys[one.position], map_now),
            one.reasons if MISSING in (one.reasons or "") else None,
            decided.get(one.position, ()),
            ends.get(one.position),
            tuple(pair for pair in appealed.get(keys[one.position] or 0, ()) if pair[0] >= one.at),
        )
        for one in found
    ]


def _held(one: Stored) -> Coming | None:
    try:
        (found,) = look([unsealed(one.content, one.uuid)], received=one.at)
    except Erased:
        return None
    return found if found.wire is not None else None


def _key(coming: Coming | None) -> int | None:
    ref = None if coming is None or coming.wire is None else coming.wire.subject
    number = None if ref is None else known([ref]).get(ref)
    return None if ref is None or number is None else key_of(ref.kind, number)


def _author(one: Stored, coming: Coming | None) -> str:
    if coming is not None:
        return author_of(coming)
    content = decode(one.content) if understood(one.content) else None
    return "" if content is None else content.by or content.entered_by or ""


def _fate(one: Stored, decided: Sequence[Decided], *, counts: bool, asked: bool) -> str:
    """`asked`: somebody was asked, and answered once, whatever became of the answer."""
    verdicts = {said.verdict for said in decided}
    if one.counts_from is None:
        return REFUSED if "refused" in verdicts else WAITING
    if not counts:
        return VOIDED
    if MISSING not in (one.reasons or ""):
        return ORDINARY
    if "approved" in verdicts:
        return APPROVED
    return WITHDRAWN if asked else RELEASED


def _decisions(said: Iterable[Stored]) -> Mapping[int, tuple[Decided, ...]]:
    told: dict[int, list[Decided]] = {}
    for one in counting(said, EVER):
        if one.subject is not None:
            content = decode(one.content)
            verdict = str(msgspec.json.decode(content.body).get("verdict", ""))
            told.setdefault(thing_of(one.subject).id, []).append(Decided(content.by, verdict, one.at, one.uuid))
    return {position: tuple(sorted(ones, key=lambda one: one.at)) for position, ones in told.items()}


def _appeals(keys: Collection[int]) -> Mapping[int, list[tuple[int, UUID]]]:
    names = tuple(name for name in APPEALS if name in CATALOGUE.kinds)
    told: dict[int, list[tuple[int, UUID]]] = {}
    for one in counting(about(keys, kind_numbers(names)), EVER) if keys and names else ():
        body = msgspec.json.decode(decode(one.content).body)
        if one.subject is not None and body.get("type") == APPEALS[kind_name(one.kind)]:
            told.setdefault(one.subject, []).append((one.at, one.uuid))
    return told


def _ends(found: Iterable[Stored]) -> Mapping[int, int]:
    """Until when what an order began lasts, by the order."""
    condition, params = among("because", [one.position for one in found], "int8")
    sql = f"SELECT because, MAX(ends) FROM duty_standing WHERE {condition} GROUP BY because"  # noqa: S608
    return {because: ends for because, ends in rows(sql, params) if ends < EVER}


def _rule(one: Stored, key: int | None, map_now: Tree) -> tuple[str, str, Ruled] | None:
    """The measure in force that entitles to restrict this person then."""
    if key is None or one.area is None or one.area not in map_now:
        return None
    standing = (
        "SELECT DISTINCT measure FROM duty_standing WHERE subject = %s AND begins <= %s AND ends > %s AND because <> %s"
    )
    under = {clause_name(number) for (number,) in rows(standing, (key, one.at, one.at, one.position))}
    for rules in law(map_now).at(one.area, one.at):
        for name, ruled in rules.clauses.get("measure", {}).items():
            if (rules.disease, name) in under and getattr(ruled.clause, "entitles", False):
                return rules.disease, name, ruled
    return None


def arrived_since(position: int) -> list[Stored]:
    """What came since a position that nobody may count before somebody else agrees, or whose second person took back
    what they agreed to.
    """
    condition, params = among("kind", kind_numbers(restricting()), "int2")
    codes = [f'%"{code}"%' for code in (MISSING, TAKEN_BACK)]
    return select(
        f"{condition} AND position > %s AND (reasons LIKE %s OR reasons LIKE %s)", [*params, position, *codes]
    )
