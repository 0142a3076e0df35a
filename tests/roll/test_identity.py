"""Who somebody is: masked in lists, opened with a purpose, and each opening written down."""

from typing import Any
from uuid import uuid4

import pytest

from gridward.kit.clock import standing_at
from gridward.kit.errors import Refusal
from gridward.kit.text import speaking
from gridward.roll.erase import erase
from gridward.roll.identity import masked, reveal
from gridward.roll.identity import open as open_identity
from gridward.roll.models import AccessLog
from gridward.roll.sealing import Erased, seal

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]


def test_every_opening_is_written_down(roll: Any) -> None:
    number = roll.register("person", str(uuid4()), name="测试甲").thing
    with standing_at(1_580_000_000_000_000):
        assert open_identity(number, who=7, purpose=" 电话随访 ", device="phone-3") == {"name": "测试甲"}
        sealed = seal(number, "独居", b"c")
        assert reveal(number, [(sealed, b"c"), ("", b"")], who=8, purpose="核查") == ["独居", ""]
    assert list(AccessLog.objects.order_by("id").values_list("who", "thing", "at", "purpose", "device")) == [
        (7, number, 1_580_000_000_000_000, "电话随访", "phone-3"),
        (8, number, 1_580_000_000_000_000, "核查", ""),
    ]


def test_without_a_purpose_nothing_is_opened(roll: Any) -> None:
    number = roll.number("person", ref="x")
    with pytest.raises(Refusal) as refused:
        open_identity(number, who=7, purpose="  ")
    assert refused.value.reasons[0].field == "purpose"
    assert AccessLog.objects.count() == 0


def test_an_attempt_to_open_the_erased_is_written_down_too(roll: Any) -> None:
    number = roll.number("person", ref="x")
    erase(number, "retention", 1)
    with pytest.raises(Erased):
        open_identity(number, who=7, purpose="核查")
    assert AccessLog.objects.get().thing == number


def test_a_thing_of_which_nothing_is_known(roll: Any) -> None:
    assert open_identity(roll.number("person", id=str(uuid4())), who=7, purpose="核查") == {}
    with pytest.raises(LookupError):
        open_identity(99999, who=7, purpose="核查")


@pytest.mark.parametrize(
    ("kind", "identity", "shown"),
    [
        ("person", {"name": "张三"}, "张*"),
        ("person", {"name": "王小华"}, "王*华"),
        ("person", {"name": "欧阳小华"}, "欧**华"),
        ("person", {"name": "Li Na"}, "L*** N***"),
        ("vehicle", {"plate": "鲁M12323"}, "鲁M***23"),
        ("household", {"name": "张三", "address": "1-101"}, "户 张*"),
        ("organisation", {"name": "测试公司"}, "测试公司"),
    ],
)
def test_masked(roll: Any, kind: str, identity: dict[str, str], shown: str) -> None:
    number = roll.register(kind, str(uuid4()), **identity).thing
    assert masked([number]) == {number: shown}
    assert AccessLog.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "ref", "shown"),
    [
        ("person", "张三", "张*"),
        ("person", "13800001234", "13***34"),
        ("person", "p1", "p***"),
        ("vehicle", "鲁M12323", "鲁M***23"),
        ("household", "3-201", "户 3***"),
        ("lot", "L-2020-02", "L-2020-02"),
    ],
)
def test_masked_by_what_it_was_first_called(roll: Any, kind: str, ref: str, shown: str) -> None:
    number = roll.number(kind, ref=ref)
    assert masked({number}) == {number: shown}


def test_masked_speaks_the_readers_language(roll: Any) -> None:
    unnamed, gone = roll.number("person", id=str(uuid4())), roll.number("person", ref="x")
    erase(gone, "retention", 1)
    assert masked([unnamed, gone]) == {unnamed: f"人员 #{unnamed}", gone: "已删除"}
    token = speaking.set("en")
    try:
        assert masked([unnamed, gone]) == {unnamed: f"person #{unnamed}", gone: "erased"}
    finally:
        speaking.reset(token)
    assert masked([]) == {}
