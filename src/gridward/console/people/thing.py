"""One thing of the roll as a page shows it: masked, with all that was recorded of it, its household, who looked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from gridward.account.models import Account
from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing
from gridward.console.records.rows import Row, rows
from gridward.console.words.naming import SOMETHING
from gridward.intake.kernel import HouseStatus
from gridward.kit.rows import among
from gridward.kit.text import Text
from gridward.ledger.head import stand
from gridward.ledger.listing import replaced
from gridward.ledger.names import kind_name
from gridward.ledger.sameness import Sameness
from gridward.ledger.stored import Stored, select
from gridward.plug.kind import key_of, thing_of
from gridward.roll import finding
from gridward.roll.identity import masked
from gridward.roll.models import AccessLog, ErasureRegister, House

SHOWN = 200
"""Entries of a history that a page shows, the latest first."""
PARTS = {
    "name": Text("姓名", "Name"),
    "id_no": Text("身份证号", "ID number"),
    "phone": Text("电话", "Phone"),
    "sex": Text("性别", "Sex"),
    "birth": Text("出生日期", "Date of birth"),
    "age": Text("年龄", "Age"),
    "relation": Text("与户主关系", "Relation to head"),
    "no": Text("户号", "Household number"),
    "door": Text("门牌", "Door"),
    "plate": Text("车牌号", "Plate"),
    "ref": Text("登记时的称呼", "As it was called"),
    "doubtful": Text("存疑项", "In doubt"),
}
STATUSES = {one.value: one.label for one in HouseStatus}
PURPOSES = (
    Text("电话随访", "Follow-up call"),
    Text("入户核实", "Checking at the door"),
    Text("流行病学调查", "Case investigation"),
    Text("就医、用药或生活保障", "Medical care or supplies"),
    Text("核对花名册", "Comparing with the roster"),
    Text("监督检查", "Supervision"),
    Text("答复咨询、公开答复", "Answering, or publishing an answer"),
    Text("本人申请查询", "Asked for by the person"),
)
"""What identities are usually opened for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """Another thing that belongs to this one, or to which it belongs."""

    href: str
    label: Text
    name: str
    also: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One opening."""

    at: int
    who: str
    purpose: str
    device: str
    number: int


class Thing:
    """A thing and the numbers that are one with it. Raises Http404 for whoever sees neither it nor any entry of it."""

    def __init__(self, number: int, seen: Sight) -> None:
        first = next(iter(finding.standing([number])), None)
        if first is None:
            raise Http404
        self.seen = seen
        self.kind = first.kind
        same = Sameness()
        until = stand().position
        key = same.of(key_of(first.kind, number), until)
        self.number = thing_of(key).id
        keys = [one for one in same.family(key) if same.of(one, until) == key]
        self.standing = finding.standing([thing_of(one).id for one in {*keys, key}])
        self.numbers = [one.id for one in self.standing]
        self.erased = all(one.erased_at is not None for one in self.standing)
        if not (self.entries or any(seen.covers(area) for area in self.areas)):
            raise Http404

    @cached_property
    def entries(self) -> list[Stored]:
        """The entries about it that the account may look at, the latest first."""
        condition, params = among("subject", [key_of(self.kind, number) for number in self.numbers], "int8")
        found = select(f"subject IS NOT NULL AND {condition}", params, f"ORDER BY at DESC, position DESC LIMIT {SHOWN}")
        return [one for one in found if self.seen.covered_at(one.area, one.at, kind_name(one.kind))]

    @cached_property
    def areas(self) -> list[int]:
        """Where it is kept."""
        return list(dict.fromkeys(one.area for one in self.standing if one.area is not None))

    @cached_property
    def grounds(self) -> list[int]:
        """Where it is kept or was met: who has a right at one of these areas has it over the thing."""
        met = [one.area for one in self.entries if one.area is not None]
        return list(dict.fromkeys([*self.areas, *met]))

    def may(self, verb: str, kind: str | None = None) -> bool:
        """Whether the account may do something with it."""
        return any(self.seen.may(verb, area, kind) for area in self.grounds if area in self.seen.tree)

    def lines(self, standing: Standing) -> list[Row]:
        """Its history."""
        gone = replaced(self.entries)
        return rows(self.entries, seen=self.seen, standing=standing, replaced=gone)

    @cached_property
    def label(self) -> Text:
        """What kind of thing it is."""
        return SOMETHING[self.kind]

    @cached_property
    def name(self) -> str:
        """Masked."""
        return masked([self.number])[self.number]

    @cached_property
    def others(self) -> list[int]:
        """The numbers that are one with it."""
        return [number for number in self.numbers if number != self.number]

    @cached_property
    def holder(self) -> Tied | None:
        """What it belongs to."""
        holders = [one.holder for one in self.standing if one.holder]
        return next(iter(tied(holders[:1])), None)

    @cached_property
    def held(self) -> list[Tied]:
        """What belongs to it."""
        return tied([one.id for one in finding.held_by(self.numbers)])

    @cached_property
    def house(self) -> Mapping[str, Any] | None:
        """The house status of a household."""
        found = (
            House.objects.filter(subject=key_of(self.kind, self.number)).first() if self.kind == "household" else None
        )
        if found is None:
            return None
        return {"status": STATUSES[found.status], "residents": found.residents, "since": found.since}

    @cached_property
    def looks(self) -> list[Look] | None:
        """Who opened it: for oversight and for whoever heads the area; of one's own openings everybody knows."""
        found = AccessLog.objects.filter(thing__in=self.numbers).order_by("-at", "-id")
        if not (self.may("oversee") or self.may("assign")):
            found = found.filter(who=self.seen.account.pk)
        listed = list(found[:50])
        names = dict(Account.objects.filter(pk__in={one.who for one in listed}).values_list("pk", "username"))
        return [
            Look(
                at=one.at,
                who=names.get(one.who, f"#{one.who}"),
                purpose=one.purpose,
                device=one.device,
                number=one.thing,
            )
            for one in listed
        ]

    @cached_property
    def register(self) -> list[ErasureRegister]:
        """The lines of the register of the erased."""
        return list(ErasureRegister.objects.filter(thing__in=self.numbers).order_by("at"))


def href(number: int) -> str:
    """The page of a thing."""
    return reverse("console:thing", args=(number,))


def tied(numbers: Collection[int]) -> list[Tied]:
    """Things as links, masked."""
    names = masked(numbers)
    return [
        Tied(href=href(one.id), label=SOMETHING[one.kind], name=names.get(one.id, ""))
        for one in finding.standing(numbers)
    ]


def told(identity: Mapping[str, Any]) -> list[tuple[Text, str]]:
    """An identity in words."""
    return [
        (PARTS.get(part, Text(part, part)), "、".join(map(str, value)) if isinstance(value, list) else str(value))
        for part, value in sorted(
            identity.items(), key=lambda pair: list(PARTS).index(pair[0]) if pair[0] in PARTS else 99
        )
        if value not in (None, "", [])
    ]


def visible(numbers: Sequence[int], seen: Sight) -> list[Thing]:
    """Those of these things that the account may see, each once."""
    found: dict[int, Thing] = {}
    for number in numbers:
        try:
            thing = Thing(number, seen)
        except Http404:
            continue
        found.setdefault(thing.number, thing)
    return list(found.values())
