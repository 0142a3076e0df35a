"""Forms: rows from the ledger, cells in words, masked people, and files that nothing executes."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from gridward.document.form.draft import compose, folder
from gridward.document.form.people import Opening
from gridward.document.form.sheet import workbook
from gridward.document.form.template import Form, names, parse, read
from gridward.exchange.sheet.printed import MARK, printed
from gridward.exchange.sheet.reading import open_book
from gridward.intake.receive import submit
from gridward.intake.wire import Newcomer
from gridward.kit import clock
from gridward.kit.errors import Refusal
from gridward.kit.text import speaking
from gridward.ledger.head import stand
from gridward.roll.models import AccessLog
from tests.document.test_ledger import AS_OF, entry, town

__all__ = ["town"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
DAY = clock.day_of(AS_OF)
VILLAGE = "371681102203"
LI = {"kind": "person", "id": "018f0000-0000-7000-8000-00000000000a"}
REGISTER = """
version = 3
title = { zh = "登记表", en = "Register" }
rows = "entries"
kinds = ["checkpoint.person"]
span = "day"
cut = "16:00"
column = [
  { zh = "序号", en = "No.", value = "number" },
  { zh = "村", en = "Village", value = "area:village" },
  { zh = "姓名", en = "Name", value = "identity:name" },
  { zh = "性别", en = "Sex", value = "identity:sex" },
  { zh = "体温", en = "Temperature", value = "body:temperature" },
  { zh = "事由", en = "Purpose", value = "body:purpose" },
  { zh = "处置", en = "Action", value = "body:outcome" },
]
"""
REPORT = """
version = 1
title = { zh = "日报", en = "Report" }
rows = "areas"
levels = ["village"]
column = [
  { zh = "村", en = "Village", value = "area" },
  { zh = "新增", en = "New", group = { zh = "登记", en = "All" }, value = "figure:checkpoint.persons", window = "new" },
  { zh = "累计", en = "So far", group = { zh = "登记", en = "All" }, value = "figure:checkpoint.persons" },
]
"""


def passage(hour: int, *, day: int = 10, **body: object) -> dict[str, object]:
    told = {"post": {"kind": "place", "ref": "西卡口"}, "direction": "in", "temperature": 36.5, "outcome": "admitted"}
    at = f"2020-02-{day:02}T{hour:02}:00:00+08:00"
    return entry("checkpoint.person", VILLAGE, day=day, body=told | body) | {"happened_at": at, "subject": LI}


def take(*entries: dict[str, object]) -> list[str]:
    people = [Newcomer(id=LI["id"], kind="person", identity={"name": "李演示", "id_no": "11010519491231002X"})]
    with clock.standing_at(AS_OF):
        return [receipt.outcome for receipt in submit(entries, roll=people)]


def filled(words: str, **options: Opening) -> list[list[object]]:
    return compose(form(words), area=1, day=DAY, **options).cells


def form(words: str) -> Form:
    return parse(words, name="trial")


def cells(data: bytes, sheet: int = 0) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(sheet).to_python()


def test_a_register_has_a_row_for_each_entry_of_the_day_up_to_its_cut() -> None:
    take(passage(15, day=9), passage(17, day=9), passage(9), passage(17))
    found = filled(REGISTER)
    assert [row[0] for row in found] == [1, 2]
    assert found[1][1] == "village203"
    assert found[1][6] == "放行"


def test_a_void_entry_leaves_the_register() -> None:
    mistaken = {"id": "018f0000-0000-7000-8000-0000000000aa"} | passage(9)
    take(mistaken, mistaken | {"id": "018f0000-0000-7000-8000-0000000000ab", "body": None, "replaces": mistaken["id"]})
    assert filled(REGISTER) == []


@pytest.mark.parametrize("span", ['span = "day"', ""])
def test_the_first_rows_are_those_of_the_whole_register(span: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether all entries are read, or only the first: some are corrected, moved to another day, void or held."""

    def numbered(number: int, told: dict[str, object], **more: object) -> dict[str, object]:
        return told | {"id": f"018f0000-0000-7000-8000-{number:012x}"} | more

    def after(number: int) -> dict[str, object]:
        return {"replaces": f"018f0000-0000-7000-8000-{number:012x}"}

    take(*(numbered(number, passage(8 + number // 3)) for number in range(9)), passage(3, day=9), passage(17))
    take(numbered(20, passage(9, temperature=36.8), **after(4)), numbered(21, passage(12), **after(1)))
    take(numbered(22, passage(9), body=None, **after(5)), numbered(23, passage(9, day=8), **after(7)))
    take(numbered(24, passage(10), **after(20)), numbered(25, passage(11, outcome="no such")))
    take(numbered(26, passage(9)) | {"area": "no such"})
    words = form(REGISTER.replace('span = "day"', span))
    whole = compose(words, area=1, day=DAY)
    assert len(whole.cells) > 5
    monkeypatch.setattr("gridward.document.form.rows.FEW", 0)
    for most in range(1, len(whole.cells) + 3):
        some = compose(words, area=1, day=DAY, most=most)
        assert (some.cells, some.sources, some.total) == (whole.cells[:most], whole.sources[:most], whole.total)


def test_people_are_masked_and_nothing_is_written_down_for_it() -> None:
    take(passage(9))
    assert filled(REGISTER)[0][2:4] == ["李*示", ""]
    assert AccessLog.objects.count() == 0


def test_people_are_opened_for_a_purpose_and_that_is_written_down() -> None:
    take(passage(9))
    row = filled(REGISTER, opening=Opening(who=1, purpose="上报"))[0]
    assert row[2:4] == ["李演示", "女"]
    assert AccessLog.objects.get().purpose == "上报"


def test_personal_texts_stay_sealed_until_they_are_opened() -> None:
    take(passage(9, note="家住演示路"))
    words = REGISTER.replace("body:purpose", "body:note")
    assert filled(words)[0][5] == "（已加密）"
    assert filled(words, opening=Opening(who=1, purpose="上报"))[0][5] == "家住演示路"


def test_without_a_purpose_nobody_is_opened() -> None:
    take(passage(9))
    with pytest.raises(Refusal):
        filled(REGISTER, opening=Opening(who=1, purpose=" "))


def test_a_report_has_a_row_for_each_area_and_the_whole_at_its_foot() -> None:
    take(passage(9, day=9), passage(9), passage(10))
    found = compose(form(REPORT), area=1, day=DAY)
    assert found.cells == [["village203", 2, 3], ["village204", 0, 0]]
    assert found.totals == ["", 2, 3]


def test_the_file_says_where_its_numbers_stand() -> None:
    take(passage(9))
    data = workbook(compose(form(REPORT), area=1, day=DAY), "zh")
    shown = cells(data)
    assert shown[0][0] == "日报"
    assert [row[0] for row in shown[4:7]] == ["village203", "village204", "合计"]
    assert f"台账位置 {stand().position}" in str(shown[-1][0])
    assert MARK in CalamineWorkbook.from_filelike(BytesIO(data)).sheet_names


def test_a_form_that_comes_back_holds_nothing_new() -> None:
    take(passage(9, purpose="=1+1"), passage(10))
    data = workbook(compose(form(REGISTER), area=1, day=DAY), "zh")
    back = printed(data)
    assert back is not None
    assert (back.name, back.version, back.position) == ("trial", 3, stand().position)
    assert [one.code for one in back.verdicts] == ["same", "same"]
    with pytest.raises(Refusal, match="nothing to take in"):
        open_book(data, None, {}, ())


def test_what_was_changed_in_a_form_is_named_and_not_taken() -> None:
    take(passage(9), passage(10))
    found = compose(form(REGISTER), area=1, day=DAY)
    sent = workbook(found, "zh")
    found.cells[1][4] = 38
    changed = _with_sheet_of(workbook(found, "zh"), marks_of=sent)
    back = printed(changed)
    assert back is not None
    assert [(one.number, one.code) for one in back.verdicts] == [(5, "same"), (6, "mend")]
    assert found.sources[1] in back.changed[0].reasons[0].text.zh


def _with_sheet_of(data: bytes, *, marks_of: bytes) -> bytes:
    """The file with the hidden sheet of another: as if somebody had typed over its cells."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as mine, ZipFile(BytesIO(marks_of)) as theirs, ZipFile(out, "w") as made:
        for name in mine.namelist():
            of = theirs if name in ("xl/worksheets/sheet2.xml", "xl/sharedStrings.xml") else mine
            made.writestr(name, of.read(name))
    return out.getvalue()


def test_no_cell_is_a_formula() -> None:
    take(passage(9, purpose='=HYPERLINK("x","y")'))
    data = workbook(compose(form(REGISTER), area=1, day=DAY), "zh")
    assert cells(data)[4][5] == '\'=HYPERLINK("x","y")'
    assert b"<f>" not in ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_a_whole_number_in_the_file_is_shown_without_a_point() -> None:
    take(passage(9))
    with ZipFile(BytesIO(workbook(compose(form(REPORT), area=1, day=DAY), "zh"))) as book:
        styles = book.read("xl/styles.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
    numbers = re.findall(r'<c r="\w+" s="(\d+)"><v>', sheet)
    assert numbers
    codes = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles))
    assert {codes[formats[int(one)]] for one in numbers} == {"#,##0"}


def test_the_file_speaks_either_language() -> None:
    take(passage(9))
    speaking.set("en")
    shown = cells(workbook(compose(form(REGISTER), area=1, day=DAY), "en"))
    speaking.set("zh")
    assert shown[2][6] == "Action"
    assert shown[4][6] == "Admitted"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("body:temprature", "body:temperature"),
        ("identity:nam", "identity:name"),
        ("figure:checkpoint.person", "checkpoint.persons"),
        ("checkpoint.vehicle:plate", "checkpoint.vehicle:"),
        ("nonsense", "trial.column[1].value"),
    ],
)
def test_an_unknown_source_is_named_with_what_is_near(wrong: str, says: str) -> None:
    with pytest.raises(Refusal) as caught:
        form(REGISTER.replace('"number"', f'"{wrong}"'))
    assert says in caught.value.reasons[0].text.en
    assert says in caught.value.reasons[0].text.zh


@pytest.mark.parametrize("name", names(folder()))
def test_every_form_of_the_house_can_be_filled(name: str) -> None:
    take(passage(9))
    found = compose(read(name, folder=folder()), area=1, day=DAY)
    assert workbook(found, "zh")
    assert workbook(found, "en")


def test_a_register_tells_the_plate_of_the_vehicle_that_somebody_came_in() -> None:
    car = "018f0000-0000-7000-8000-0000000000c1"
    body = {"post": {"kind": "place", "ref": "西卡口"}, "direction": "in", "occupants": 2}
    vehicle = entry("checkpoint.vehicle", VILLAGE, day=10, body={**body, "outcome": "passed"}) | {"id": car}
    vehicle |= {"happened_at": "2020-02-10T09:00:00+08:00", "subject": {"kind": "vehicle", "ref": "鲁M12345"}}
    at = {"happened_at": "2020-02-10T09:01:00+08:00"}
    told = take(vehicle, passage(9, vehicle_entry={"kind": "entry", "id": car}) | at, passage(10))
    assert told == ["accepted"] * 3, told
    words = REGISTER.replace("body:purpose", "body:vehicle_entry.identity:plate")
    assert [row[5] for row in filled(words)] == ["鲁M***45", ""]
    assert form(words).personal()


def test_a_part_that_no_identity_has_is_refused() -> None:
    with pytest.raises(Refusal):
        form(REGISTER.replace("body:purpose", "body:vehicle_entry.identity:shoe"))
