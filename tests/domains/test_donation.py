"""Donations: donors once, money to the fen, goods by item, and a gift that two channels tell."""

from typing import Any

import msgspec
import pytest

from gridward.domains.donation import entries as kinds
from gridward.domains.donation import figures, rules
from gridward.kit.clock import parse
from gridward.plug.figure import Figure
from gridward.plug.kind import Entry
from tests.domains.entries import by_time, ref, written
from tests.domains.ledger import lines, value

pytestmark = pytest.mark.no_database


def gift(position: int, donor: tuple[str, int] | None, kind: str = "person", *, day: int = 10, **more: Any) -> Entry:
    body = {"donor_kind": kind, "channel": "village", "received_at": ref("place", 9), "publish": "named"} | more
    return written(kinds.GIFT, f"2020-02-{day:02}T09:00:00+08:00", body, subject=donor, position=position)


def goods(item: str, qty: float, unit: str) -> dict[str, Any]:
    return {"item": item, "qty": qty, "unit": unit}


def total(figure: Figure, entries: list[Entry], member: str = "", at: str = "2020-02-29") -> int:
    return value(figure, lines(figure, by_time(entries)), member, parse(at))


def test_whoever_gives_twice_is_one_donor_and_firms_count_apart() -> None:
    entries = [
        gift(1, ("person", 1), money=100),
        gift(2, ("person", 1), money=50, day=11),
        gift(3, ("organisation", 1), "enterprise", money=5_000),
        gift(4, ("organisation", 2), "organisation"),
        gift(5, None, "anonymous", money=20),
    ]
    assert [total(figures.DONORS, entries, code) for code in rules.NAMED] == [1, 1, 1]
    assert total(figures.MONEY, entries) == 5_170_00


def test_channels_add_up_to_the_fen() -> None:
    entries = [gift(1, ("person", 1), money=0.5), gift(2, ("person", 2), money=99.55, channel="charity_federation")]
    assert total(figures.MONEY, entries) == 100_05
    assert total(figures.MONEY, entries, "charity_federation") == 99_55


def test_goods_count_in_the_item_s_own_unit_and_below_their_parent() -> None:
    given = [goods("mask_medical_disposable", 14, "盒"), goods("gloves_disposable", 2, "盒"), goods("water", 12, "箱")]
    entries = [gift(1, ("person", 1), items=given)]
    assert total(figures.GOODS, entries, "mask") == 700
    assert total(figures.GOODS, entries, "gloves") == total(figures.GOODS, entries, "gloves_disposable") == 2_00
    assert total(figures.GOODS, entries, "gloves_latex") == 0


def test_goods_that_cannot_be_counted_keep_the_gift_from_counting() -> None:
    raw = (
        '{"donor_kind":"person","items":[{"item":"mask","qty":1,"unit":"头"}],"channel":"village",'
        '"received_at":"x","publish":"no"}'
    )
    assert kinds.GIFT.needs is not None
    assert [one.code for one in kinds.GIFT.needs(msgspec.json.decode(raw, type=kinds.Gift))] == ["unknown_unit"]


def test_the_same_gift_told_by_two_channels_is_listed() -> None:
    one = gift(1, ("person", 1), money=500)
    other = gift(2, ("person", 1), money=500, channel="charity_federation", day=12)
    later = gift(3, ("person", 1), money=500, channel="town", day=25)
    assert [len(kinds.twice_told(entry, [one, other, later])) for entry in (one, other, later)] == [1, 1, 0]
    assert kinds.twice_told(gift(4, None, money=500), []) == ()


def test_what_was_used_is_told_apart_from_what_was_given() -> None:
    body = {"purpose": "卡口值守", "money": 300, "items": [goods("water", 3, "箱")], "used_on": "2020-02-12"}
    used = written(kinds.USE, "2020-02-12T09:00:00+08:00", body, subject=("entry", 1), position=2)
    assert total(figures.MONEY_USED, [used]) == 300_00
    assert total(figures.GOODS_USED, [used], "water") == 3_00


def test_the_list_shows_what_a_donor_gave() -> None:
    row = rules.donor_row([gift(1, ("person", 1), money=100), gift(2, ("person", 1), items=[goods("water", 1, "箱")])])
    assert row is not None
    assert (row["gifts"], row["money"], row["items"]) == (2, 100_00, {"water": 100})
    assert rules.donor_row([]) is None
