"""Messy files taken in: every row gets a verdict, good rows count once, bad ones stop nothing."""

from datetime import date
from typing import Any

import pytest

from gridward.account.models import Account
from gridward.exchange.form import listed_of
from gridward.exchange.shape import shapes_of
from gridward.exchange.sheet.answer import answered
from gridward.exchange.sheet.memory import remember, remembered
from gridward.exchange.sheet.plan import Plan, run
from gridward.exchange.sheet.reading import open_book
from gridward.exchange.sheet.row import Usual
from gridward.exchange.sheet.verdict import Verdict
from gridward.exchange.sheet.workbook import sheets
from gridward.grid.tree import tree
from gridward.kit.errors import Refusal
from gridward.ledger.content import body_of, decode
from gridward.ledger.listing import Wanted, page
from gridward.ledger.stored import Stored
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.kind import thing_of
from gridward.roll.called import told
from gridward.roll.doubles import doubles
from tests.exchange.books import book
from tests.toy.node import EAST, WEST

pytestmark = pytest.mark.django_db
GOOD_ID = "11010519491231002X"
TRIAGE = ["姓名", "身份证号", "电话", "体温(℃)", "症状", "去向", "村", "日期"]


def taken(
    data: bytes, kind: str = "", *, account: Account | None = None, dry: bool = False, area: str = "", day: str = ""
) -> list[Verdict]:
    opened = open_book(data, CATALOGUE.kinds[kind] if kind else None, remembered(), list(CATALOGUE.kinds.values()))
    return list(run(Plan(opened, account, usual=Usual(area=area, day=day), source="test"), dry=dry))


def codes(found: list[Verdict]) -> list[str]:
    return [one.code for one in found]


def entries(kind: str) -> list[Stored]:
    return page(Wanted(kinds=(kind,)), rising=True, limit=100).rows


def triage(*rows: list[Any]) -> bytes:
    return book([["发热门诊登记表"], [], TRIAGE, *rows])


def good(name: str = "张甲", **more: Any) -> list[Any]:
    row = {
        "name": name,
        "id": GOOD_ID,
        "phone": "13800000000",
        "t": "36。5",
        "s": "发热、咳嗽",
        "to": "回家",
        "at": EAST,
    }
    row |= {"on": "2月5日 8:30"} | more
    return list(row.values())


TRIAGE_KIND = CATALOGUE.kinds["clinic.triage"]


@pytest.fixture(autouse=True)
def _words(node: None) -> None:
    return None


def test_a_messy_file_is_taken_in() -> None:
    to = _answer("disposition")
    rows = [
        good(to=to, s=_answer("symptoms")),
        good("李乙", id="", phone=13900000000.0, t="３７．８℃", to="同上", s="", at="village " + EAST, on="2020.2.6"),
        [],
        good("王丙", id="", phone="", t="36,9", to="〃", s="/", at="〃", on=date(2020, 2, 7)),
        ["合计", "", "", 3],
    ]
    found = taken(triage(*rows))
    assert [(one.number, one.code) for one in found] == [(4, "accepted"), (5, "accepted"), (7, "accepted"), (8, "foot")]
    bodies = [body_of(one.content) for one in entries("clinic.triage")]
    assert [str(body["temperature"]) for body in bodies] == ["36.5", "37.8", "36.9"]
    assert [decode(one.content).means for one in entries("clinic.triage")] == ["file"] * 3
    assert decode(entries("clinic.triage")[0].content).sheet == "test:Sheet1:4"


def test_who_somebody_is_goes_to_the_roll_and_not_into_the_body() -> None:
    taken(triage(good(to=_answer("disposition"), s="")))
    (row,) = entries("clinic.triage")
    assert "张甲" not in row.content and GOOD_ID not in row.content and "13800000000" not in row.content
    assert row.subject is not None
    known = told([thing_of(row.subject).id])[thing_of(row.subject).id]
    assert known.identity == {"name": "张甲", "id_no": GOOD_ID, "phone": "13800000000"}


def test_a_known_number_with_another_name_renames_nobody_and_says_so() -> None:
    to = _answer("disposition")
    taken(triage(good(to=to, s="")))
    rows = [
        good("李乙", to=to, s="", on="2月5日 9:00"),
        good("张 甲", to=to, s="", on="2月5日 10:00"),
        good("", to=to, s="", on="2月5日 11:00"),
    ]
    found = taken(triage(*rows))
    assert codes(found) == ["flagged", "accepted", "accepted"]
    assert [[reason.code for reason in one.reasons] for one in found] == [["other_name"], [], []]
    first, other, same, unnamed = [thing_of(one.subject or 0).id for one in entries("clinic.triage")]
    assert first == same == unnamed != other
    names = {number: one.identity["name"] for number, one in told([first, other]).items()}
    assert names == {first: "张 甲", other: "李乙"}
    assert len(doubles(None, set())) == 1


def test_two_rows_of_one_file_with_one_number_and_two_names_are_told_apart() -> None:
    to = _answer("disposition")
    rows = [good(to=to, s=""), good("李乙", to=to, s="", on="2月5日 9:00")]
    found = taken(triage(*rows))
    assert codes(found) == ["accepted", "flagged"]
    assert entries("clinic.triage")[0].subject != entries("clinic.triage")[1].subject


def test_the_same_file_twice_adds_nothing() -> None:
    data = triage(good(to=_answer("disposition"), s=""), good("李乙", id="", to=_answer("disposition"), s=""))
    assert codes(taken(data)) == ["accepted", "accepted"]
    again = taken(data)
    assert codes(again) == ["here", "here"]
    assert [one.position for one in again] == [one.position for one in entries("clinic.triage")]
    assert len(entries("clinic.triage")) == 2


def test_two_rows_that_say_the_same_count_once() -> None:
    row = good(to=_answer("disposition"), s="")
    assert codes(taken(triage(row, row))) == ["accepted", "twin"]


def test_a_bad_row_says_what_is_wrong_and_stops_nothing() -> None:
    to = _answer("disposition")
    rows = [
        good(to=to, s="", id=3.71102e17),
        good(to=to, s="", id="3.71E+17"),
        good(to=to, s="", t="hot"),
        good(to="elsewhere", s=""),
        good(to=to, s="", at="Nowhere"),
        good(to=to, s="", on="2月30日"),
        good(to=to, s="", on="2021-05-01"),
        good("", id="", phone="", to=to, s=""),
        good("李乙", id="", to=to, s=""),
    ]
    found = taken(triage(*rows))
    assert codes(found) == ["mend"] * 8 + ["accepted"]
    assert [one.reasons[0].code for one in found[:8]] == [
        "digits_lost", "digits_lost", "not_a_number", "not_an_option", "unknown_area", "not_a_time", "in_the_future",
        "required",
    ]  # fmt: skip
    assert all(reason.text.zh and reason.text.en for one in found for reason in one.reasons)
    assert len(entries("clinic.triage")) == 1


def test_a_dry_run_adds_nothing() -> None:
    data = triage(good(to=_answer("disposition"), s=""), good(to="?", s=""))
    assert codes(taken(data, dry=True)) == ["new", "mend"]
    assert entries("clinic.triage") == []


def test_a_mended_file_adds_only_what_was_mended() -> None:
    to = _answer("disposition")
    taken(triage(good(to=to, s=""), good("李乙", id="", to="?", s="")))
    found = taken(triage(good(to=to, s=""), good("李乙", id="", to=to, s="")))
    assert codes(found) == ["here", "accepted"]


def test_rows_without_area_or_time_take_what_was_said_for_all() -> None:
    data = book([["姓名", "体温", "去向"], ["张甲", 36.5, _answer("disposition")]])
    assert codes(taken(data, dry=True)) == ["mend"]
    assert codes(taken(data, area=EAST, day="2020-02-05")) == ["accepted"]


def test_an_officer_takes_in_rows_of_the_own_village_only(chen: Account) -> None:
    rows = [["户主", "目的", "结果", "区域", "日期"]]
    purpose, result = _answer("purpose", "screening.visit"), _answer("result", "screening.visit")
    rows += [["东1号", purpose, result, EAST, "2月5日"], ["西1号", purpose, result, WEST, "2月5日"]]
    found = taken(book(rows), account=chen)
    assert codes(found) == ["accepted", "mend"]
    assert found[1].reasons[0].code == "unknown_area"
    assert f"({WEST})" not in found[1].reasons[0].text.en, "other areas are not told"
    assert decode(entries("screening.visit")[0].content).by == "chen"


def test_the_kind_is_told_by_its_headings_or_asked_for() -> None:
    data = triage(good(to=_answer("disposition"), s=""))
    opened = open_book(data, None, {}, list(CATALOGUE.kinds.values()))
    assert opened.kind.name == "clinic.triage"
    with pytest.raises(Refusal) as refused:
        open_book(book([["日期", "区域", "备注"], ["1", "2", "3"]]), None, {}, list(CATALOGUE.kinds.values()))
    assert refused.value.reasons[0].code in ("unknown_kind", "no_heading")


def test_a_heading_matched_once_is_known_the_next_time() -> None:
    data = book([["姓名", "腋下温", "去向", "村", "日期"], ["张甲", 36.5, _answer("disposition"), EAST, "2月5日"]])
    before = open_book(data, TRIAGE_KIND, remembered(), ())
    assert before.unknown == ("腋下温",)
    remember(TRIAGE_KIND, {"腋下温": "body.temperature"})
    assert open_book(data, TRIAGE_KIND, remembered(), ()).unknown == ()
    taken(data, "clinic.triage")
    assert str(body_of(entries("clinic.triage")[0].content)["temperature"]) == "36.5"


def test_small_records_stand_one_a_line() -> None:
    item, unit = "一次性医用口罩", "只"
    head = ["申请单位", "申请物资", "区域", "日期"]
    names = [option.label.zh for option in _listed("supplies.request", "lines", "item")]
    item = names[0] if item not in names else item
    found = taken(
        book([head, ["某镇卫生院", f"{item} | 500 | {unit}\n{item}|2|{unit}", EAST, "2月5日"]]), "supplies.request"
    )
    assert codes(found)[0] in ("accepted", "flagged"), found
    assert [line["qty"] for line in body_of(entries("supplies.request")[0].content)["lines"]] == ["500", "2"]
    worse = taken(book([head, ["某镇卫生院", f"{item} | 500 | {unit} | x | y", EAST, "2月5日"]]), "supplies.request")
    assert codes(worse) == ["mend"]


def test_the_answer_holds_every_row_with_its_verdict() -> None:
    data = triage(good(to=_answer("disposition"), s=""), good("李乙", to="?", s="", id="", note="=1+1"))
    opened = open_book(data, None, {}, list(CATALOGUE.kinds.values()))
    found = list(run(Plan(opened, None), dry=False))
    for lang, words in (("zh", ("导入结果", "已计入", "待修改")), ("en", ("Import", "Accepted", "to be mended"))):
        (sheet,) = sheets(answered(opened, found, lang=lang))  # type: ignore[arg-type]
        assert [str(sheet.rows[row][-1]).split(" ")[0].split(";")[0] for row in (2, 3, 4)] == [
            words[0], words[1].split(" ")[0], words[2].split(" ")[0],
        ]  # fmt: skip
    again = answered(opened, found, lang="zh")
    assert codes(taken(again)) == ["here", "mend"], "the returned file can be sent again"


def test_as_above_still_means_the_value_above_in_the_returned_file() -> None:
    rows = [good(to=_answer("disposition"), s=""), good("李乙", id="", phone="", to="同上", s="", at="〃")]
    opened = open_book(triage(*rows), None, {}, list(CATALOGUE.kinds.values()))
    again = answered(opened, list(run(Plan(opened, None), dry=True)), lang="zh")
    assert codes(taken(again)) == ["accepted", "accepted"]
    assert codes(taken(triage(*rows))) == ["here", "here"]
    (sheet,) = sheets(again)
    assert list(sheet.rows[4][5:7]) == ["同上", "〃"]


def test_stopped_between_slices_it_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gridward.exchange.sheet.plan.SLICE", 2)
    names = ["甲", "乙", "丙", "丁", "戊"]
    data = triage(*(good(f"张{name}", id="", to=_answer("disposition"), s="") for name in names))
    opened = open_book(data, None, {}, list(CATALOGUE.kinds.values()))
    begun = run(Plan(opened, None), dry=False)
    first = [next(begun) for _ in range(2)]
    begun.close()
    assert codes(first) == ["accepted"] * 2
    assert codes(taken(data)) == ["here"] * 2 + ["accepted"] * 3


def test_as_above_with_nothing_above_is_to_be_mended() -> None:
    to = _answer("disposition")
    found = taken(
        triage(good(to="同上", s=""), good("李乙", id="", to=to, s=""), good("王丙", id="", to="ｄｉｔｔｏ", s=""))
    )
    assert codes(found) == ["mend", "accepted", "accepted"]
    assert (found[0].reasons[0].code, found[0].reasons[0].field) == ("nothing_above", "body.disposition")


def test_a_row_may_be_about_another_area_than_its_own() -> None:
    head = ["发生时间", "区域", "对象类型", "对象", "类型", "发现时间"]
    one = _answer("type", "command.incident")
    rows = [["2月5日", EAST, "区域", WEST, one, "2月5日"], ["2月5日", EAST, "区域", "", one, "2月6日"]]
    rows += [["2月5日", EAST, "场所", "", one, "2月7日"]]
    found = taken(book([head, *rows]), "command.incident")
    assert codes(found) == ["accepted", "accepted", "mend"]
    assert found[2].reasons[0].code == "required"
    numbers = [thing_of(one.subject).id for one in entries("command.incident") if one.subject is not None]
    assert numbers == [tree().need(code).id for code in (WEST, EAST)]


def test_commas_within_an_answer_do_not_divide_it() -> None:
    head = ["户主", "目的", "结果", "宣传要点", "区域", "日期"]
    advice = _listed("screening.visit", "advice")
    long = next(one.label.zh for one in advice if "、" in one.label.zh)
    short = next(one.label.zh for one in advice if "、" not in one.label.zh)
    purpose, result = _answer("purpose", "screening.visit"), _answer("result", "screening.visit")
    rows = [
        ["东1号", purpose, result, said, EAST, "2月5日"] for said in (long, f"{short}、{long},{short}", f"{long}、x")
    ]
    found = taken(book([head, *rows]), "screening.visit")
    assert codes(found) == ["accepted", "accepted", "mend"], found
    bodies = [body_of(one.content)["advice"] for one in entries("screening.visit")]
    assert [len(body) for body in bodies] == [1, 3]


def _listed(kind: str, field: str, inner: str = "") -> Any:
    shape = next(one for one in shapes_of(CATALOGUE.kinds[kind]) if one.name == field)
    shape = next(one for one in shape.rows if one.name == inner) if inner else shape
    return listed_of(shape)


def _answer(field: str, kind: str = "clinic.triage") -> str:
    label: str = _listed(kind, field)[0].label.zh
    return label
