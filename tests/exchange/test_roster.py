"""A roster comes in whole, whatever its columns are called; bad rows stop nothing, and the same file adds nothing."""

from collections import Counter
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from gridward.account.models import Account
from gridward.exchange.roster.answer import answer
from gridward.exchange.roster.export import Asker, export
from gridward.exchange.roster.source import pages
from gridward.exchange.roster.take import Roster, Verdict
from gridward.figure.fold import catch_up
from gridward.figure.value import values
from gridward.grid.tree import tree
from gridward.kit.errors import Refusal
from gridward.kit.rows import rows
from gridward.roll.doubles import doubles
from gridward.roll.identity import open as open_identity
from gridward.roll.models import AccessLog, House, Thing
from gridward.roll.resident import checks
from tests.exchange.books import book
from tests.toy.node import EAST, FAR, WEST, at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("node")]

ID_NO = "11010519491231002X"
"""The specimen number of the standard GB 11643."""
HEAD = ("村", "户号", "与户主关系", "姓名", "身份证号码", "联系电话", "门牌", "房屋状态", "常住人口", "车牌", "养殖")
FAMILY = (
    (EAST, "H1", "户主", "测试甲", ID_NO, "13800000001", "1号", "常住", 2, "鲁M12345、鲁M54321", "羊12只"),
    (EAST, "H1", "配偶", "测试乙", "", "13800000002", "1号", "", "", "", ""),
    (EAST, "H2", "", "", "", "", "2号", "空置", "", "", ""),
    (WEST, "H3", "户主", "测试丙", "", "", "3号", "全家外出", "", "", ""),
)


def take(data: bytes, account: Account | None = None, **more: Any) -> dict[int, Verdict]:
    """The verdicts of every row of a one-sheet file."""
    roster = Roster(account, **{"at": at(3), **more})
    found = [one for page in pages(data) for part in roster.slices(page) for one in part]
    catch_up()
    return {one.number: one for one in found}


def codes(found: dict[int, Verdict]) -> list[str]:
    """What became of each row."""
    return [one.code for one in found.values()]


def homes(code: str) -> int | None:
    """The households on the roll of an area."""
    return values([("roll.households", "")], area=tree().need(code).id, as_of=at(9))[0].value


def test_people_households_vehicles_and_herds_are_tied_together() -> None:
    assert codes(take(book([HEAD, *FAMILY]))) == ["new"] * 4
    kinds = Counter(Thing.objects.values_list("kind", flat=True))
    assert kinds == {"person": 3, "household": 3, "vehicle": 2, "herd": 1}
    head = Thing.objects.get(kind="household", id=Thing.objects.filter(kind="person").order_by("id")[0].holder)
    assert head.area == tree().need(EAST).id
    assert Thing.objects.filter(kind="person", holder=head.id).count() == 2
    assert open_identity(head.id, who=1, purpose="test") == {"name": "测试甲", "no": "H1", "door": "1号"}
    assert sorted(House.objects.values_list("status", "residents")) == [
        ("all_away", None), ("empty", None), ("lived_in", 2),
    ]  # fmt: skip
    assert (homes(EAST), homes(WEST)) == (1, 1)


def test_the_same_file_again_adds_nothing() -> None:
    data = book([HEAD, *FAMILY])
    take(data)
    before = [
        rows(f"SELECT COUNT(*) FROM {table}") for table in ("roll_thing", "roll_alias", "roll_trait", "ledger_entry")
    ]
    assert codes(take(data)) == ["same"] * 4
    after = [
        rows(f"SELECT COUNT(*) FROM {table}") for table in ("roll_thing", "roll_alias", "roll_trait", "ledger_entry")
    ]
    assert after == before


def test_a_file_that_says_more_brings_up_to_date_what_is_known() -> None:
    take(book([HEAD, *FAMILY]))
    later = [(*FAMILY[0][:5], "13800000009", *FAMILY[0][6:]), (*FAMILY[2][:7], "有人", 3, "", "")]
    assert codes(take(book([HEAD, *later]), at=at(4))) == ["change", "change"]
    assert homes(EAST) == 2
    assert House.objects.get(residents=3).status == "lived_in"


def test_columns_in_any_order_below_a_title_in_either_language() -> None:
    rows_ = [
        ["A roster"],
        ["Phone", "Full name", "Area", "ID number", "Door"],
        ["13800000001", "Test One", EAST, ID_NO, "1"],
    ]
    assert codes(take(book(rows_))) == ["new"]
    assert open_identity(Thing.objects.get(kind="person").id, who=1, purpose="test")["name"] == "Test One"


def test_every_bad_row_says_why_and_the_others_come_in() -> None:
    bad = [
        (EAST, "", "", "测试一", "3.71E+17", "", "", "", "", "", ""),
        (EAST, "", "", "测试二", 371681199001011234.0, "", "", "", "", "", ""),
        ("不存在村", "", "", "测试三", "", "", "", "", "", "", ""),
        ("", "", "", "测试四", "", "", "", "", "", "", ""),
        (EAST, "", "", "测*五", "", "", "", "", "", "", ""),
        (EAST, "", "", "测试六", "110105194912310021", "", "9号", "乱写", "很多", "XX", ""),
        (EAST, "", "", "测试七", ID_NO, "", "", "", "", "", ""),
    ]
    found = list(take(book([HEAD, *bad, ("合计", "", "", "7人", "", "", "", "", "", "", "")])).values())
    told = [[reason.code for reason in one.reasons] for one in found]
    assert [one.code for one in found] == ["mend"] * 5 + ["new"] * 2 + ["foot"]
    assert told[:5] == [["digits_lost"], ["digits_lost"], ["unknown_area"], ["required"], ["masked"]]
    assert sorted(told[5]) == ["doubtful", "not_a_number", "not_a_plate", "not_an_option"]
    assert told[6] == []
    assert "371681199001011" not in str(rows("SELECT * FROM roll_thing"))


def test_two_of_one_name_in_a_village_who_live_apart_are_two() -> None:
    rows_ = [(EAST, "H1", "户主", "测试甲"), (EAST, "H2", "户主", "测试甲"), (EAST, "H1", "户主", "测试甲")]
    found = take(book([HEAD[:4], *rows_]))
    assert codes(found) == ["new", "new", "twin"]
    assert [reason.code for reason in found[3].reasons] == ["same_name"]


def test_a_member_without_a_door_belongs_to_the_household_above() -> None:
    take(book([HEAD[:4], (EAST, "", "户主", "测试甲"), (EAST, "", "儿子", "测试乙"), (WEST, "", "儿子", "测试丙")]))
    assert sorted(Thing.objects.filter(kind="person").values_list("holder", flat=True), key=str) == [1, 1, None]


def test_looking_only_changes_nothing_and_nobody_takes_in_for_others(chen: Account) -> None:
    assert codes(take(book([HEAD, *FAMILY]), dry=True)) == ["ready"] * 4
    assert not Thing.objects.exists()
    found = take(book([HEAD, *FAMILY, (FAR, "H9", "户主", "测试丁", "", "", "", "", "", "", "")]), chen)
    assert codes(found) == ["mend"] * 5, "a village lead records no households"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_csv_in_the_code_pages_of_spreadsheets(encoding: str) -> None:
    text = "姓名,身份证号,村(社区)\n测试甲," + ID_NO + f",{EAST}\n"
    assert codes(take(text.encode(encoding))) == ["new"]


@pytest.mark.parametrize("data", [b"", b"  \n", b"hello\n", b"\0\1\2", b"PK\x03\x04 broken", book([("a", "b")])])
def test_what_is_no_roster_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        take(data)
    assert refused.value.reasons[0].text.zh
    assert refused.value.reasons[0].text.en


def test_the_file_goes_back_with_its_verdicts_and_may_come_again() -> None:
    data = book([["花名册"], HEAD, *FAMILY, ("没有这村", "", "", "测试丁", "", "", "", "", "", "", "")])
    out = BytesIO()
    answer(data, {"Sheet1": take(data)}, lang="zh", out=out)
    again = take(out.getvalue())
    assert codes(again) == ["same"] * 4 + ["mend"]
    (page,) = pages(out.getvalue())
    cells = [row[0] for _, row in page.rows]
    assert cells[1:3] == ["导入结果", "已登记"]
    assert str(cells[6]).startswith("待修改")


def test_the_export_is_masked_unless_asked_with_a_purpose_and_comes_in_again() -> None:
    take(book([HEAD, *FAMILY]))
    areas = [tree().need(code).id for code in (EAST, WEST)]
    hidden, shown = BytesIO(), BytesIO()
    assert export(areas, Asker(), lang="zh", out=hidden) == 4
    assert not AccessLog.objects.exists()
    assert "mend" in codes(take(hidden.getvalue()))
    assert export(areas, Asker(7, "核对花名册"), lang="en", out=shown) == 4
    assert AccessLog.objects.filter(who=7, purpose="核对花名册").count() == 6
    assert set(codes(take(shown.getvalue()))) == {"same"}


@given(st.from_regex(r"\A(110105|372330|371626|440306)(19|20)[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9][0-9]{3}[0-9X]\Z"))
def test_what_stdnum_finds_valid_checks_here_too(number: str) -> None:
    if ric.is_valid(number):
        assert checks(number)
    if checks(number):
        assert ric.calc_check_digit(number) == number[-1]


def test_another_name_with_the_same_number_is_another_person_and_reported() -> None:
    take(book([HEAD[:5], (EAST, "H1", "户主", "测试甲", ID_NO)]))
    found = take(book([HEAD[:5], (EAST, "H1", "户主", "测试大甲", ID_NO)]))
    assert codes(found) == ["new"]
    assert [reason.code for reason in found[2].reasons] == ["same_thing"]
    assert Thing.objects.filter(kind="person").count() == 2
    (pair,) = doubles(None, set())
    assert pair.score >= 75


def test_a_row_that_comes_twice_says_so_also_where_it_tells_of_the_house() -> None:
    assert codes(take(book([HEAD, FAMILY[0], FAMILY[0]]))) == ["new", "twin"]
