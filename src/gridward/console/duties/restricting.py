"""The list of oversight: who restricted whom, why, by which rule, who decided and when, and what was appealed."""

from dataclasses import dataclass

from gridward.account.models import Account
from gridward.console.reader import address
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.words.duties import pack_label
from gridward.console.words.naming import Names, ref_of
from gridward.console.words.said import said
from gridward.grid.tree import Node
from gridward.intake.restricted import Restriction, restrictions
from gridward.kit.text import Text
from gridward.ledger.reasons import reasons_of
from gridward.plug.catalogue import CATALOGUE

NOTHING = Text("", "")
FATES = {
    "ordinary": Text("按规定", "by the rules"),
    "waiting": Text("待第二人审批，未生效", "waits for a second person, not in force"),
    "refused": Text("第二人不同意，未生效", "a second person refused, not in force"),
    "approved": Text("第二人已同意", "a second person agreed"),
    "withdrawn": Text("第二人已收回同意，不再执行", "the second person took it back, no longer in force"),
    "released": Text("由系统管理员放行", "released by the operator"),
    "voided": Text("已作废", "void"),
}
UNASKED = Text("未要求第二人审批", "no second person was asked")
"""Nothing here said then who may be restricted."""
CSS = {
    "waiting": "blocked",
    "refused": "waived",
    "approved": "done_late",
    "withdrawn": "missed",
    "released": "missed",
    "voided": "waived",
}
VERDICTS = {"approved": Text("同意", "agreed"), "refused": Text("不同意", "refused")}
MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A second person's word, or an appeal: who, what, when, and the entry."""

    who: str
    what: Text
    at: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionRow:
    """One order on the page."""

    by: str
    by_username: str
    whom: Text
    whom_href: str
    area: Text
    what: Text
    at: int
    fate: Text
    css: str
    rule: Text
    pack: Text
    why: tuple[Text, ...]
    decided: tuple[Said, ...]
    until: int | None
    appeals: tuple[Said, ...]
    href: str


def restricting(node: Node, seen: Sight, standing: Standing, *, every: bool) -> tuple[list[RestrictionRow], int]:
    """The rows, and how many there are in all."""
    found = restrictions(seen.areas_below(node), every=every)
    shown = found[:MOST]
    names = Names(seen, standing, [ref for one in shown if (ref := ref_of(one.subject)) is not None])
    usernames = {one.by for one in shown} | {said.by for one in shown for said in one.decided}
    officers = {one.username: str(one.name) for one in Account.objects.filter(username__in=usernames)}
    return [_row(one, names, officers) for one in shown], len(found)


def unruled(node: Node, seen: Sight) -> int:
    """How many orders rest on no rule, though no second person was asked for then."""
    found = restrictions(seen.areas_below(node), every=True)
    return sum(one.fate == "ordinary" and one.rule is None for one in found)


def _row(one: Restriction, names: Names, officers: dict[str, str]) -> RestrictionRow:
    ref = ref_of(one.subject)
    unasked = one.fate == "ordinary" and one.rule is None
    rule = NOTHING if one.rule is None else Text(one.rule[2].clause.label.zh, one.rule[2].clause.label.en)
    return RestrictionRow(
        by=officers.get(one.by, one.by),
        by_username=one.by,
        whom=NOTHING if ref is None else names(ref),
        whom_href="" if ref is None else names.href(ref),
        area=names.area(one.area),
        what=CATALOGUE.kinds[one.kind].label,
        at=one.at,
        fate=UNASKED if unasked else FATES[one.fate],
        css="tried" if unasked else CSS.get(one.fate, "done"),
        rule=rule,
        pack=NOTHING if one.rule is None else pack_label(one.rule[2].pack),
        why=tuple(said(reason) for reason in reasons_of(one.reasons)),
        decided=tuple(
            Said(
                who=officers.get(said.by, said.by),
                what=VERDICTS.get(said.verdict, Text(said.verdict, said.verdict)),
                at=said.at,
                href=address.entry(said.uuid),
            )
            for said in one.decided
        ),
        until=one.until,
        appeals=tuple(Said(who="", what=NOTHING, at=at, href=address.entry(uuid)) for at, uuid in one.appeals),
        href=address.entry(one.uuid),
    )
