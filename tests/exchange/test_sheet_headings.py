"""Headings as they stand in real files, and the rows under them."""

from datetime import time
from typing import Any

import pytest

from gridward.exchange.sheet.column import KEPT, VERDICTS, columns
from gridward.exchange.sheet.heading import Heading, Index, find, normal
from gridward.exchange.sheet.table import Merged, records
from gridward.intake.kernel import NODES_OWN
from gridward.plug.catalogue import CATALOGUE

pytestmark = pytest.mark.no_database
TRIAGE = columns(CATALOGUE.kinds["clinic.triage"])
VISIT = columns(CATALOGUE.kinds["screening.visit"])


def heading(*rows: list[Any], known: Any = TRIAGE, **memory: str) -> Heading:
    found = find(rows, known, memory)
    assert found is not None
    return found


def at(found: Heading) -> dict[int, str]:
    return {place: column.key for place, column in sorted(found.places.items())}


def test_labels_in_either_language_names_and_aliases() -> None:
    assert at(heading(["姓名", "身份证号码", "体温(℃)*", "去向", "村"])) == {
        0: "subject.name", 1: "subject.id_no", 2: "body.temperature", 3: "body.disposition", 4: "area",
    }  # fmt: skip
    assert at(heading(["Full name", "temperature", "Disposition", "Happened at"])) == {
        0: "subject.name", 1: "body.temperature", 2: "body.disposition", 3: "happened_at",
    }  # fmt: skip
    assert at(heading([" 姓 名 ", "体温", "去向"]))[0] == "subject.name"


def test_a_title_and_blank_rows_may_stand_above() -> None:
    found = heading(["某镇发热门诊登记表"], [], ["制表日期", "2020年2月10日"], ["姓名", "体温", "去向", "日期"])
    assert found.row == 3
    assert at(found)[3] == "happened_at"


def test_a_heading_over_two_rows_with_merged_cells() -> None:
    found = heading(
        ["序号", "基本信息", "", "", "门诊情况", ""],
        ["", "姓名", "身份证号", "联系电话", "体温", "去向"],
    )
    assert found.row == 1
    assert at(found) == {
        1: "subject.name", 2: "subject.id_no", 3: "subject.phone", 4: "body.temperature", 5: "body.disposition",
    }  # fmt: skip
    assert found.unknown == ()


def test_a_cell_merged_down_over_both_rows_counts() -> None:
    found = heading(["姓名", "门诊", ""], ["", "体温", "去向"])
    assert at(found) == {0: "subject.name", 1: "body.temperature", 2: "body.disposition"}


def test_what_nobody_knows_is_told_and_what_lacks_too() -> None:
    found = heading(["姓名", "体温", "血型", "去向"])
    assert found.unknown == ((2, "血型"),)
    assert [column.key for column in found.missing] == ["happened_at", "area"]


def test_a_few_known_columns_are_a_heading_among_many_that_a_county_asks_for() -> None:
    many = [f"列{number}" for number in range(25)]
    found = heading(["检查日期", "姓名", "体温", "去向", *many])
    assert at(found)[0] == "happened_at"
    assert len(found.unknown) == len(many)
    assert find([["姓名", "体温", *many]], TRIAGE) is None, "two could be chance"


def test_a_heading_matched_before_is_remembered() -> None:
    memory = {normal("腋下测温"): "body.temperature", normal("血型"): ""}
    found = find([["姓名", "腋下测温", "血型", "去向"]], TRIAGE, memory)
    assert found is not None
    assert at(found)[1] == "body.temperature"
    assert found.unknown == ()


def test_a_date_and_a_time_beside_it_are_one_moment() -> None:
    found = heading(["日期", "时间", "姓名", "体温"])
    rows = list(_read([["日期", "时间", "姓名", "体温"], ["2月10日", time(8, 30), "张甲", 36.5]], found))
    assert rows[0].cells["happened_at"] == "2月10日 08:30"


def test_prose_is_no_heading() -> None:
    assert find([["请按时填报"], ["谢谢", "配合", "工作", "辛苦了"]], TRIAGE) is None


def test_same_as_above_merged_cells_blank_rows_totals_and_repeated_headings() -> None:
    head = ["村", "姓名", "体温", "去向"]
    rows = [
        head,
        ["东村", "张甲", 36.5, "回家"],
        ["", "王乙", 36.6, "同上"],
        [],
        head,
        ["西村", "李丙", "〃", "〃"],
        ["合计", "", 3, ""],
        ["填表人:某某"],
    ]
    found = list(_read(rows, heading(*rows), merged=[((1, 0), (2, 0))]))
    kept = [one for one in found if not one.remark]
    assert [(one.number, one.cells.get("area"), one.cells.get("body.temperature")) for one in kept] == [
        (2, "东村", 36.5), (3, "东村", 36.6), (6, "西村", 36.6),
    ]  # fmt: skip
    assert found[1].cells["body.disposition"] == "回家"
    assert [one.number for one in found if one.remark] == [7, 8]


def test_the_hidden_row_of_codes_is_no_record() -> None:
    codes = [column.key for column in VISIT]
    labels = [column.head.zh for column in VISIT]
    found = heading(labels, codes, known=VISIT)
    assert len(found.places) == len(VISIT)
    assert list(_read([labels, codes], found, VISIT)) == []


@pytest.mark.parametrize("kind", CATALOGUE.kinds.values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_column_of_every_kind_is_found_by_its_label(kind: Any, lang: Any) -> None:
    known = columns(kind)
    found = find([[column.head.say(lang) for column in known]], known)
    assert found is not None
    assert [column.key for _, column in sorted(found.places.items())] == [column.key for column in known]


@pytest.mark.parametrize("kind", CATALOGUE.kinds.values(), ids=lambda kind: kind.name)
def test_no_column_hides_another_one_or_what_an_export_adds(kind: Any) -> None:
    known = columns(kind)
    index = Index(known, {})
    for column in (*known, *KEPT, VERDICTS):
        for text in (column.key, column.label.zh, column.label.en, column.head.zh, column.head.en):
            assert index.of(text) == column, text


@pytest.mark.parametrize(
    "kind", [one for one in CATALOGUE.kinds.values() if one.name not in NODES_OWN], ids=lambda kind: kind.name
)
def test_no_two_fields_of_a_kind_are_called_the_same(kind: Any) -> None:
    for column in columns(kind):
        if column.shape is not None:
            assert column.label == column.shape.label, f"{column.key} is called like another column of the sheet"


def _read(rows: list[list[Any]], found: Heading, known: Any = TRIAGE, merged: Merged = ()) -> Any:
    return records(enumerate(rows), found, Index(known, {}), merged)
