"""What the names in clauses are called: kinds, fields and their answers, roles, places, standings, spans. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

from gridward.kit.digits import plain
from gridward.kit.text import Text
from gridward.plug.catalogue import Catalogue
from gridward.plug.shape import BodyField
from gridward.policy.items import items
from gridward.policy.lists import options
from gridward.policy.named import HOUSEHOLD, PLACE, PLACE_FIELDS, Named, parts
from gridward.policy.office_duty import BODY
from gridward.policy.units import units

_THINGS: Mapping[str, Text] = {
    HOUSEHOLD: Text("住户", "household"),
    BODY: Text("机构", "body"),
    PLACE: Text("场所", "place"),
    "gate": Text("卡口", "gate"),
    "farm": Text("养殖场", "farm"),
}
_AREA_FIELDS: Mapping[str, Text] = {
    "level": Text("级别", "level"),
    "kind": Text("类别", "kind"),
    "has_property_mgmt": Text("有物业", "property management"),
    "population": Text("人口", "population"),
    "households": Text("户数", "households"),
    "open": Text("开放", "open"),
}
_SPANS: Mapping[str, Text] = {
    "m": Text("{n}分钟", "{n} min"), "h": Text("{n}小时", "{n} h"), "d": Text("{n}天", "{n} d")
}  # fmt: skip
YES, NO = Text("是", "yes"), Text("否", "no")


@dataclass(frozen=True)
class Wording:
    """Speaks of what a catalogue declares; `levels` are the labels of the levels of areas."""

    catalogue: Catalogue
    levels: Mapping[str, Text]

    @cached_property
    def named(self) -> Named:
        """The names behind."""
        return Named(self.catalogue)

    def kind(self, name: str) -> Text:
        """A kind of entries."""
        found = self.catalogue.kinds.get(name)
        return found.label if found else Text(name, name)

    def figure(self, name: str, member: str = "") -> Text:
        """A figure, or a member of it."""
        found = self.catalogue.figures.get(name)
        if found is None:
            return Text(name, name)
        inner = next((one.label for one in found.members if one.code == member), None)
        return (
            found.label if inner is None else Text(f"{found.label.zh}（{inner.zh}）", f"{found.label.en} ({inner.en})")
        )

    def field(self, kind: str, name: str) -> Text:
        """A field of a kind, or of an area where there is no kind."""
        if not kind:
            return _AREA_FIELDS.get(name, Text(name, name))
        found = self._field(kind, name)
        return found.field.label if found else Text(name, name)

    def condition(self, kind: str, where: Mapping[str, Any]) -> Text:
        """What fields must say, one after the other."""
        said = []
        for name, want in where.items():
            label, told = self.field(kind, name), self.want(kind, name, want)
            said.append(Text(f"{label.zh}：{told.zh}", f"{label.en}: {told.en}"))
        return joined(said, zh="，", en="; ")

    def want(self, kind: str, name: str, want: Any) -> Text:
        """A value, any of several, or a range."""
        if isinstance(want, list):
            return joined([self.want(kind, name, one) for one in sorted(want, key=str)], zh="或", en=" or ")
        if isinstance(want, Mapping):
            least, most = (self.want(kind, name, want[end]) if end in want else None for end in ("min", "max"))
            if least is None or most is None:
                sign, end = ("≥", least) if least else ("≤", most)
                return Text(f"{sign}{end.zh}", f"{sign} {end.en}") if end else Text("", "")
            return Text(f"{least.zh}至{most.zh}", f"{least.en} to {most.en}")
        if isinstance(want, bool):
            return YES if want else NO
        found = self._field(kind, name) if kind else None
        if isinstance(want, int):
            return _number(want, found)
        return self._answer(str(want), found)

    def role(self, name: str) -> Text:
        """A role."""
        return _option("office", name)

    def team_role(self, name: str) -> Text:
        """What somebody is in a team."""
        return _option("team_role", name)

    def team(self, name: str) -> Text:
        """A template of teams; nothing for none."""
        return _option("team_template", name)

    def standing(self, name: str) -> Text:
        """What something is under."""
        return _option("standing", name)

    def item(self, name: str) -> Text:
        """An item of stores."""
        return items()[name].label if name in items() else Text(name, name)

    def thing(self, name: str) -> Text:
        """A level of areas, a kind of places, the household."""
        if name in _THINGS or name in self.levels:
            return _THINGS.get(name) or self.levels[name]
        for kind, of in PLACE_FIELDS.items():
            found = self._field(kind, of)
            for one in parts(found.type) if found else ():
                if issubclass(one, Enum) and name in {member.value for member in one}:
                    return _label(one, name)
        level, _, kind = name.rpartition("_")
        return Text(f"{self.thing(level).zh}{self.thing(kind).zh}", f"{level} {kind}") if level else Text(name, name)

    def _answer(self, want: str, found: BodyField | None) -> Text:
        for one in parts(found.type) if found else ():
            if issubclass(one, Enum):
                return _label(one, want)
        return _option(found.field.options, want) if found and found.field.options else Text(want, want)

    def _field(self, kind: str, name: str) -> BodyField | None:
        return self.named.fields(kind).get(name) if kind in self.catalogue.kinds else None


def joined(texts: Iterable[Text], *, zh: str = "、", en: str = ", ") -> Text:
    """Several texts as one."""
    told = list(texts)
    return Text(zh.join(one.zh for one in told), en.join(one.en for one in told))


def long(span: str) -> Text:
    """A span in words."""
    number = span.removeprefix("-")[:-1]
    return _SPANS[span[-1]].format(n=int(number))


def _option(name: str, code: str) -> Text:
    return next((one.label for one in options(name) if one.code == code), Text(code, code))


def _label(choices: type[Enum], value: str) -> Text:
    found = next((member for member in choices if member.value == value), None)
    label = getattr(found, "label", None)
    return label if isinstance(label, Text) else Text(value, value)


def amount(number: Decimal, unit: str) -> Text:
    """A number with its unit."""
    found = units().get(unit)
    zh, en = (
        (found.label.zh, found.label.en.split("|")[number != 1 and "|" in found.label.en]) if found else (unit, unit)
    )
    return Text(f"{plain(number)}{zh}", f"{plain(number)} {en}".strip())


def _number(value: int, found: BodyField | None) -> Text:
    return (
        amount(Decimal(value).scaleb(-found.field.scale), found.field.unit) if found else Text(str(value), str(value))
    )
