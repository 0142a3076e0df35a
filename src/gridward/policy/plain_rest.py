"""The smaller clauses in plain language: teams, stores, offices, checklists, risks, fields, burdens, transitions."""

from collections.abc import Callable, Iterator, Mapping

from gridward.kit.text import Text
from gridward.policy.lists import options
from gridward.policy.office_duty import BODY, TOLD
from gridward.policy.packs import packs
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
    Transition,
)
from gridward.policy.wording import Wording, joined, long

Said = Iterator[tuple[str, Text, Text]]

_CLASSES = {
    "medicine": Text("药品", "medicine"),
    "reagent": Text("检测试剂", "reagents"),
    "protective": Text("防护用品", "protective goods"),
    "disinfection": Text("消毒用品", "disinfectants"),
    "equipment": Text("设备", "equipment"),
    "food": Text("食品", "food"),
    "living": Text("生活物资", "living goods"),
}
_UNITS = {
    "person": Text("人", "person"),
    "household": Text("户", "household"),
    "enterprise": Text("企业", "enterprise"),
}
_RUNNING = {
    "keep": Text("按原规定执行到底", "stays under the old days"),
    "convert": Text("改按新规定执行", "goes over to the new days"),
}
_WORK = {
    "keep": Text("当日仍按旧规定", "the day stays as it was"),
    "open": Text("当日未开始的按新规定", "what has not begun that day follows the new rules"),
    "redo": Text("当日全部按新规定", "the whole day follows the new rules"),
}

_BY_WEEKDAY = Text("按星期安排的任务", "duties that keep to days of the week")


def rest_parts(clause: Clause, words: Wording) -> Said:
    """What such a clause says."""
    said = _SAID.get(type(clause))
    if said is not None:
        yield from said(clause, words)


def _burden(burden: Burden, words: Wording) -> Said:
    yield "role", Text("谁", "who"), words.role(burden.role)
    yield "minutes", Text("每日至多", "at most a day"), Text(f"{burden.minutes}分钟", f"{burden.minutes} min")


def _transition(change: Transition, words: Wording) -> Said:
    known = packs().get(change.from_)
    yield "from", Text("从", "from"), known.label if known else Text(change.from_, change.from_)
    yield "do", Text("在管人员", "who is watched"), _RUNNING[change.do]
    yield "work", Text("当日工作", "work of the day"), _WORK[change.work]


def _holiday(holiday: Holiday, words: Wording) -> Said:
    yield "days", Text("期间", "on"), Text(f"{holiday.from_}至{holiday.to}", f"{holiday.from_} to {holiday.to}")
    named = joined(Text(one, one) for one in holiday.duties) if holiday.duties else _BY_WEEKDAY
    yield "duties", Text("不要求", "not asked"), named


def _ask(ask: Ask, words: Wording) -> Said:
    how = Text("必填", "must fill in") if ask.require else Text("可见", "are shown")
    yield "field", Text("栏目", "field"), words.field(ask.kind, ask.field)
    yield "roles", Text("谁", "who"), joined(words.role(one) for one in ask.roles)
    yield "how", Text("方式", "how"), how


def _risk(risk: Risk, words: Wording) -> Said:
    yield "level", Text("地区", "areas"), words.want("command.risk_area", "level", risk.level)
    yield "look_back", Text("追溯", "counts"), Text(f"{risk.look_back}天", f"{risk.look_back} d back")
    if risk.standing:
        yield "standing", Text("措施", "is under"), words.standing(risk.standing)


def _checklist(checklist: Checklist, words: Wording) -> Said:
    known = {one.code: one.label for name in ("check_item", "checklist_item") for one in options(name)}
    if checklist.each:
        yield "each", Text("对象", "for"), words.thing(checklist.each)
    yield "items", Text("检查项", "asks"), joined(known.get(one, Text(one, one)) for one in checklist.items)
    fed = []
    for one in checklist.fed:
        item, figure = known.get(one.item, Text(one.item, one.item)), words.figure(one.figure, one.member)
        least = f"{one.share}%" if one.share else str(one.min)
        fed.append(Text(f"{item.zh}：{figure.zh}≥{least}", f"{item.en}: {figure.en} ≥ {least}"))
    yield "fed", Text("以指标核定", "told by figures"), joined(fed, zh="；", en="; ")


def _supply(supply: Supply, words: Wording) -> Said:
    what = words.item(supply.item) if supply.item else _CLASSES.get(supply.class_, Text("", ""))
    yield "what", Text("物资", "of"), what
    yield "days", Text("储备", "stock for"), Text(f"满负荷{supply.days}天", f"{supply.days} d at full load")
    if supply.who:
        within, role = long(supply.within or "24h"), words.role(supply.who)
        zh, en = f"{within.zh}内由{role.zh}申请或补足", f"{role.en} asks for it or fills up within {within.en}"
        yield "short", Text("不足时", "when short"), Text(zh, en)


def _team(team: Team, words: Wording) -> Said:
    members = [
        Text(f"{words.team_role(one.role).zh}{one.people}名", f"{one.people} {words.team_role(one.role).en.lower()}")
        for one in team.slots
    ]
    yield "slots", Text("组成", "members"), joined(members)
    yield "unit", Text("每", "for each"), _UNITS[team.unit]


def _fixture(fixture: Fixture, words: Wording) -> Said:
    kinds = (fixture.each,) if isinstance(fixture.each, str) else fixture.each
    each, where = joined([words.thing(one) for one in kinds]), words.condition("", fixture.where)
    thing, said = words.kind(fixture.entry), words.condition(fixture.entry, fixture.with_)
    yield "entry", Text("须设", "needs"), _inside(thing, said)
    yield "each", Text("每", "in each"), _inside(Text(each.zh, each.en.lower()), where)
    yield from _while(fixture.during, words)
    yield "who", Text("谁", "who"), words.role(fixture.who)
    if fixture.within:
        yield "within", Text("限时", "within"), long(fixture.within)


def _inside(said: Text, more: Text) -> Text:
    return Text(f"{said.zh}（{more.zh}）", f"{said.en} ({more.en})") if more.zh else said


def _while(during: tuple[str, ...], words: Wording) -> Said:
    if during:
        yield "during", Text("期间", "while under"), joined([words.standing(name) for name in sorted(during)])


def _office(office: Office, words: Wording) -> Said:
    each, where = words.thing(office.each), words.condition(TOLD if office.each == BODY else "", office.where)
    yield "role", Text("职务", "office"), words.role(office.role)
    yield "each", Text("每", "in each"), Text(each.zh + (f"({where.zh})" if where.zh else ""), each.en.lower())
    if office.holders > 1:
        yield "holders", Text("人数", "holders"), Text(f"{office.holders}名", str(office.holders))
    yield from _while(office.during, words)
    yield "who", Text("由谁任命", "appointed by"), words.role(office.who)
    if office.within:
        yield "within", Text("限时", "within"), long(office.within)
    if office.pledge:
        yield "pledge", Text("责任书", "letter"), Text("须签订", "must be signed")


_SAID: Mapping[type[Clause], Callable[..., Said]] = {
    Team: _team, Supply: _supply, Office: _office, Fixture: _fixture, Checklist: _checklist, Risk: _risk,
    Holiday: _holiday, Ask: _ask, Burden: _burden, Transition: _transition,
}  # fmt: skip
