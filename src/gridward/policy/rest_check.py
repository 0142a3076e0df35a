"""What is wrong with the smaller clauses: teams, supplies, offices, checklists, risks, fields, burdens, transitions."""

from collections.abc import Callable, Iterator, Mapping

from gridward.kit.errors import Reason
from gridward.policy.fault import fault, unknown
from gridward.policy.items import items
from gridward.policy.named import Named, answers
from gridward.policy.office_duty import BODY, TOLD
from gridward.policy.vocabulary import (
    Ask,
    Burden,
    Checklist,
    Clause,
    Fixture,
    Holiday,
    Office,
    Risk,
    Supply,
    Team,
)
from gridward.policy.worded import is_span

_RISK = ("command.risk_area", "level")


def rest_faults(where: str, clause: Clause, named: Named) -> Iterator[Reason]:
    """Everything wrong with a clause that is neither measure nor duty."""
    look = _LOOKS.get(type(clause))
    if look is not None:
        yield from look(where, clause, named)


def _team(where: str, team: Team, named: Named) -> Iterator[Reason]:
    if not team.slots:
        yield fault(f"{where}.slots", "至少一名责任人", "needs at least one member")
    for number, slot in enumerate(team.slots, 1):
        yield from named.listed(f"{where}.slots[{number}].role", slot.role, "team_role")
        if slot.people < 1:
            yield fault(f"{where}.slots[{number}].people", "至少为 1", "must be at least 1")
    yield from named.listed(f"{where}.name", team.name, "team_template")


def _supply(where: str, supply: Supply, named: Named) -> Iterator[Reason]:
    if supply.who:
        yield from named.role(f"{where}.who", supply.who)
    yield from _span(f"{where}.within", supply.within)
    if bool(supply.item) == bool(supply.class_):
        yield fault(where, "item 与 class 必须且只能写一个", "needs item or class, and not both")
    if supply.item and supply.item not in items():
        yield unknown(f"{where}.item", supply.item, items())
    classes = {one.group for one in items().values()}
    if supply.class_ and supply.class_ not in classes:
        yield unknown(f"{where}.class", supply.class_, classes)
    if supply.days < 1:
        yield fault(f"{where}.days", "至少为 1 天", "must be at least 1")


def _office(where: str, office: Office, named: Named) -> Iterator[Reason]:
    yield from named.role(f"{where}.role", office.role)
    if office.each == BODY:
        yield from named.condition(f"{where}.where", TOLD, office.where)
        if office.during:
            yield fault(
                f"{where}.during", '机构不处于要求状态，不能与 each = "body" 同用', "a body is under no standing"
            )
    else:
        yield from named.thing(f"{where}.each", office.each)
        yield from named.asked_of_area(f"{where}.where", office.where)
    yield from named.role(f"{where}.who", office.who)
    yield from _span(f"{where}.within", office.within)
    if office.holders < 1:
        yield fault(f"{where}.holders", "至少为 1", "must be at least 1")


def _fixture(where: str, fixture: Fixture, named: Named) -> Iterator[Reason]:
    yield from named.kind(f"{where}.entry", fixture.entry)
    yield from named.condition(f"{where}.with", fixture.entry, fixture.with_)
    yield from named.moment(f"{where}.from", fixture.entry, fixture.from_)
    yield from named.moment(f"{where}.to", fixture.entry, fixture.to)
    for thing in (fixture.each,) if isinstance(fixture.each, str) else fixture.each:
        yield from named.thing(f"{where}.each", thing)
    yield from named.asked_of_area(f"{where}.where", fixture.where)
    yield from named.role(f"{where}.who", fixture.who)
    yield from _span(f"{where}.within", fixture.within)


def _span(where: str, text: str) -> Iterator[Reason]:
    if text and not is_span(text):
        yield fault(where, f"“{text}”不是时长，应如 24h、3d", f"{text!r} is no span; write 24h or 3d")


def _checklist(where: str, checklist: Checklist, named: Named) -> Iterator[Reason]:
    if checklist.each:
        yield from named.thing(f"{where}.each", checklist.each)
    for item in checklist.items:
        yield from named.listed(f"{where}.items", item, "check_item", "checklist_item")
    if checklist.days < 0:
        yield fault(f"{where}.days", "不能为负", "must not be negative")
    for number, feed in enumerate(checklist.fed, 1):
        at = f"{where}.fed[{number}]"
        if feed.item not in checklist.items:
            yield unknown(f"{at}.item", feed.item, checklist.items)
        yield from named.figure(f"{at}.figure", feed.figure, feed.member)
        whole = named.catalogue.figures.get(feed.figure)
        if feed.share and whole is not None and not whole.expected:
            yield fault(f"{at}.share", f"“{feed.figure}”没有应有数，请用 min", f"{feed.figure!r} has no whole; use min")
        if bool(feed.share) == bool(feed.min) or not 0 <= feed.share <= 100 or feed.min < 0:
            yield fault(at, "share(1–100)与 min(≥1)须且只能写一个", "needs either share (1 to 100) or min (1 or more)")


def _risk(where: str, risk: Risk, named: Named) -> Iterator[Reason]:
    kind, name = _RISK
    known = answers(named.fields(kind)[name]) or ()
    if risk.level not in known:
        yield unknown(f"{where}.level", risk.level, known)
    if risk.look_back < 0:
        yield fault(f"{where}.look_back", "不能为负", "must not be negative")
    if risk.standing:
        yield from named.listed(f"{where}.standing", risk.standing, "standing")


def _holiday(where: str, holiday: Holiday, named: Named) -> Iterator[Reason]:
    if holiday.to < holiday.from_:
        yield fault(f"{where}.to", "早于 from", "lies before from")


def _ask(where: str, ask: Ask, named: Named) -> Iterator[Reason]:
    yield from named.kind(f"{where}.kind", ask.kind)
    yield from named.typed_field(f"{where}.field", ask.kind, ask.field)
    for role in ask.roles:
        yield from named.role(f"{where}.roles", role)


def _burden(where: str, burden: Burden, named: Named) -> Iterator[Reason]:
    yield from named.role(f"{where}.role", burden.role)
    if burden.minutes < 1:
        yield fault(f"{where}.minutes", "至少为 1 分钟", "must be at least 1")


_LOOKS: Mapping[type[Clause], Callable[..., Iterator[Reason]]] = {
    Team: _team, Supply: _supply, Office: _office, Fixture: _fixture, Checklist: _checklist, Risk: _risk,
    Ask: _ask, Burden: _burden, Holiday: _holiday,
}  # fmt: skip
