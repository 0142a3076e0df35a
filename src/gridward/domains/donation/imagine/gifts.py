"""Gifts: each new donor gives once, some again; together they give what the facts say of money and goods."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from gridward.domains.donation.figures import CHANNELS
from gridward.domains.donation.imagine.town import Town
from gridward.plug.course import Course, shared
from gridward.plug.hours import OFFICE, drawn
from gridward.plug.imagine import Draft
from gridward.policy.items import items

AGAIN = 0.08
"""One donor in twelve gives a second time."""
LARGE = {"person": 1.0, "enterprise": 30.0, "organisation": 12.0, "anonymous": 0.6}
"""How much each kind of donor gives, in comparison."""
_PLACES = {
    "charity_federation": "慈善工作站",
    "village": "捐赠接收点",
    "checkpoint": "卡口捐赠点",
    "town": "捐赠办公室",
    "online": "网络捐赠专户",
}


@dataclass(slots=True)
class Gift:
    """A gift to come. `weight` says how large it is beside others."""

    kind: str
    number: int
    channel: str
    weight: float
    money: int = 0
    goods: dict[str, int] = field(default_factory=dict)


def gifts(town: Town) -> Iterator[Draft]:
    """All gifts, leg by leg."""
    for number, (start, end) in enumerate(zip((town.start, *town.at), town.at, strict=False)):
        coming = _given(town, number)
        times = drawn(start, end, len(coming), OFFICE, town.random)
        town.random.shuffle(coming)
        for at, gift in zip(times, coming, strict=True):
            yield from _write(town, gift, at)


def _given(town: Town, leg: int) -> list[Gift]:
    """The gifts of a leg, with what each holds."""
    random = town.random
    money = {code: _added(course, leg) for code, course in town.money.items() if _added(course, leg)}
    found: list[Gift] = []
    for kind, course in town.donors.items():
        before = course[leg - 1] if leg else 0
        found += [_gift(town, kind, number, money) for number in range(before, course[leg])]
        found += [
            _gift(town, kind, number, money) for number in range(before) if random.random() < AGAIN / len(town.at)
        ]
    for channel, amount in money.items():
        takers = [gift for gift in found if gift.channel == channel]
        if not takers:
            takers = [Gift("anonymous", 0, channel, 1.0)]
            found += takers
        for gift, part in zip(takers, shared(amount, [one.weight for one in takers], unit=100), strict=True):
            gift.money = part
    for item, course in town.goods.items():
        _hand_over(town, found, item, _added(course, leg))
    for gift in found:
        if not gift.money and not gift.goods:
            gift.goods[town.filler] = random.randrange(1, 9) * 10 ** items()[town.filler].scale
    return found


def _added(course: Course, leg: int) -> int:
    return course[leg] - (course[leg - 1] if leg else 0)


def _gift(town: Town, kind: str, number: int, money: dict[str, int]) -> Gift:
    codes = list(money) or [one.code for one in CHANNELS[:2]]
    channel = town.random.choices(codes, [money.get(code, 1) for code in codes])[0]
    return Gift(kind, number, channel, LARGE[kind] * town.random.choice((0.5, 1.0, 1.0, 2.0, 5.0)))


def _hand_over(town: Town, found: list[Gift], item: str, amount: int) -> None:
    """An item in lots of whole units among some of the gifts."""
    if amount <= 0:
        return
    whole = 10 ** items()[item].scale
    lots = max(1, min(len(found), amount // whole, 1 + amount // whole // 6, 12))
    takers = town.random.sample(found, lots) if len(found) >= lots else []
    if not takers:
        takers = [Gift("anonymous", 0, "village", 1.0)]
        found += takers
    for gift, part in zip(
        takers, shared(amount, [town.random.uniform(0.5, 2) for _ in takers], unit=whole), strict=True
    ):
        if part:
            gift.goods[item] = gift.goods.get(item, 0) + part


def _write(town: Town, gift: Gift, at: int) -> Iterator[Draft]:
    random = town.random
    host = random.choice(town.villages) if gift.channel in ("village", "checkpoint") else town.world.root
    body: dict[str, Any] = {
        "donor_kind": gift.kind,
        "channel": gift.channel,
        "received_at": {"kind": "place", "ref": town.name(host, _PLACES[gift.channel])},
        "receipt_no": f"SJ{random.randrange(10**6):06d}",
        "publish": "anonymous"
        if gift.kind == "anonymous"
        else random.choices(("named", "anonymous", "no"), (7, 2, 1))[0],
    }
    if gift.money:
        body["money"] = Decimal(gift.money).scaleb(-2)
    if gift.goods:
        body["items"] = [_goods(item, amount) for item, amount in sorted(gift.goods.items())]
    yield from town.hand.write(
        "donation.gift",
        host.code,
        at,
        body,
        subject=_donor(town, gift),
        device=f"donation-{host.code}",
        slip={"money": body["money"] * 10} if gift.money else None,
    )


def _goods(item: str, amount: int) -> dict[str, Any]:
    known = items()[item]
    return {"item": item, "qty": Decimal(amount).scaleb(-known.scale), "unit": known.unit}


def _donor(town: Town, gift: Gift) -> tuple[str, str] | None:
    if gift.kind == "anonymous":
        return None
    if gift.kind == "person":
        return ("person", town.person(gift.number))
    what = "企业" if gift.kind == "enterprise" else "社会组织"
    return ("organisation", f"演示爱心{what}{gift.number + 1:03d}")
