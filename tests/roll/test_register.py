"""Registering says who somebody is, links only what is certain, and loses nothing."""

from typing import Any
from uuid import uuid4

import pytest

from gridward.kit.pen import writing
from gridward.roll.identity import open as open_identity
from gridward.roll.models import Thing
from gridward.roll.things import kept_in, settle

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]

ID_NO = "11010519491231002X"
"""The specimen number of the standard GB 11643."""
WRONG = "110105194912310021"


def _identity(number: int) -> dict[str, Any]:
    return open_identity(number, who=1, purpose="test")


def test_who_was_met_first_and_registered_later_is_one_thing(roll: Any) -> None:
    made = str(uuid4())
    number = roll.number("person", id=made)
    assert roll.register("person", made, name="测试甲", phone="13800000001")[:2] == (number, ())
    assert _identity(number) == {"name": "测试甲", "phone": "13800000001"}
    assert Thing.objects.get(id=number).provisional is False


@pytest.mark.parametrize("ref", [ID_NO, "13800000001"])
def test_a_later_reference_by_number_or_phone_finds_the_person(roll: Any, ref: str) -> None:
    found = roll.register(
        "person", str(uuid4()), name="测试甲", id_no=" 110105 19491231 002x", phone="+86 138-0000-0001"
    )
    assert roll.number("person", ref=ref) == found.thing
    assert roll.number("household", ref=ref) != found.thing


def test_a_later_reference_by_plate_finds_the_vehicle(roll: Any) -> None:
    found = roll.register("vehicle", str(uuid4()), plate="鲁m·12345")
    assert roll.number("vehicle", ref="鲁M12345") == found.thing


def test_two_phones_that_register_one_resident_id_mean_one_person(roll: Any) -> None:
    mine, theirs = str(uuid4()), str(uuid4())
    first = roll.register("person", mine, name="测试甲", id_no=ID_NO)
    second = roll.register("person", theirs, id_no=ID_NO.lower(), phone="13800000002")
    assert second.thing == first.thing
    assert roll.number("person", id=theirs) == first.thing
    assert _identity(first.thing)["phone"] == "13800000002"


def test_also_within_one_batch(roll: Any) -> None:
    found = roll.register_all(
        {"kind": "person", "id": str(uuid4()), "identity": {"id_no": ID_NO}},
        {"kind": "person", "id": str(uuid4()), "identity": {"id_no": ID_NO, "name": "测试甲"}},
    )
    assert found[0].thing == found[1].thing
    assert _identity(found[0].thing) == {"id_no": ID_NO, "name": "测试甲"}


def test_another_name_with_the_same_number_is_not_linked_but_reported(roll: Any) -> None:
    first = roll.register("person", str(uuid4()), name="测试甲", id_no=ID_NO)
    second = roll.register("person", str(uuid4()), name="测试乙", id_no=ID_NO)
    assert second.thing != first.thing
    assert [reason.code for reason in second.reasons] == ["same_thing"]
    assert str(first.thing) in second.reasons[0].text.en
    assert "测试" not in second.reasons[0].text.zh
    assert _identity(first.thing)["name"] == "测试甲"


def test_two_things_known_apart_stay_apart_and_are_reported(roll: Any) -> None:
    made = str(uuid4())
    first = roll.register("person", str(uuid4()), name="测试甲", id_no=ID_NO)
    other = roll.number("person", id=made)
    later = roll.register("person", made, name="测试甲", id_no=ID_NO)
    assert later.thing == other != first.thing
    assert [reason.code for reason in later.reasons] == ["same_thing"]


def test_a_shared_phone_links_nobody(roll: Any) -> None:
    first = roll.register("person", str(uuid4()), name="测试甲", phone="13800000001")
    second = roll.register("person", str(uuid4()), name="测试乙", phone="13800000001")
    assert first.thing != second.thing
    assert roll.number("person", ref="13800000001") == first.thing


def test_a_wrong_number_is_kept_marked_and_links_nobody(roll: Any) -> None:
    made = str(uuid4())
    first = roll.register("person", made, name="测试甲", id_no=WRONG)
    second = roll.register("person", str(uuid4()), name="测试甲", id_no=WRONG)
    assert first.thing != second.thing
    assert [reason.code for reason in first.reasons] == ["doubtful"]
    assert first.reasons[0].field == "roll.identity.id_no"
    assert WRONG not in first.reasons[0].text.zh
    assert _identity(first.thing) == {"name": "测试甲", "id_no": WRONG, "doubtful": ["id_no"]}
    roll.register("person", made, phone="13800000001")
    assert _identity(first.thing)["doubtful"] == ["id_no"]
    assert roll.register("person", made, id_no=ID_NO).reasons == ()
    assert _identity(first.thing) == {"name": "测试甲", "id_no": ID_NO, "phone": "13800000001"}


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"kind": "area", "id": "1", "identity": {}}, "not_in_roll"),
        ({"kind": "wizard", "id": "1", "identity": {}}, "not_in_roll"),
        ({"kind": "person", "identity": {}}, "no_id"),
        ({"kind": "person", "id": 5, "identity": {}}, "no_id"),
        ({"kind": "person", "id": "1", "identity": "张三"}, "no_identity"),
        ({}, "not_in_roll"),
    ],
)
def test_a_bad_item_is_answered_and_does_not_stop_the_others(roll: Any, item: dict[str, Any], code: str) -> None:
    good = {"kind": "person", "id": str(uuid4()), "identity": {"name": "测试甲"}}
    bad, fine = roll.register_all(item, good)
    assert bad.thing is None
    assert [reason.code for reason in bad.reasons] == [code]
    assert fine.thing is not None


def test_registering_again_changes_nothing(roll: Any) -> None:
    made = str(uuid4())
    first = roll.register("household", made, name="测试户主", address="1 号楼", members=3)
    before = list(Thing.objects.values_list())
    assert roll.register("household", made, name="测试户主", address="1 号楼", members=3).thing == first.thing
    assert list(Thing.objects.values_list()) == before


def test_an_id_that_is_a_text_stays_known(roll: Any) -> None:
    found = roll.register("household", "3-201", name="测试户主")
    assert roll.number("household", ref="3-201") == found.thing
    assert _identity(found.thing) == {"ref": "3-201", "name": "测试户主"}


def test_things_are_kept_in_an_area(roll: Any) -> None:
    first, second, third = (roll.number("household", ref=ref) for ref in "abc")
    with writing():
        settle({first: 7, third: 7, second: 8})
    assert kept_in([7], "household") == [first, third]
    assert kept_in([7, 8], "household") == [first, second, third]
    assert kept_in([7], "person") == kept_in([], "household") == []
