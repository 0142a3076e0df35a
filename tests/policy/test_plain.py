"""Every clause can be said in plain language, and two packs differ in words that somebody can act on."""

import re

import pytest

from gridward.cli import told as printed
from gridward.console.rules import policy as shown
from gridward.grid.levels import LEVELS
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.policy.change import changes, in_pack, overridden, values_of
from gridward.policy.packs import pack, packs
from gridward.policy.plain import told
from gridward.policy.plain_gate import row_told
from gridward.policy.vocabulary import TABLES
from gridward.policy.wording import Wording

pytestmark = pytest.mark.no_database

WORDS = Wording(CATALOGUE, LEVELS)
CODE = re.compile(r"[a-z]+_[a-z_]+")


def said(name: str, table: str, clause: str) -> dict[str, Text]:
    return {part.key: part.text for part in told(in_pack(name)[table][clause].clause, WORDS)}


@pytest.mark.parametrize("name", list(packs()))
def test_every_clause_is_said_in_both_languages_without_a_code(name: str) -> None:
    for rows in in_pack(name).values():
        for ruled in rows.values():
            for part in told(ruled.clause, WORDS):
                assert part.text.en, (ruled.clause.name, part.key)
                assert not CODE.search(part.text.zh), (ruled.clause.name, part)
                assert not CODE.search(part.text.en), (ruled.clause.name, part)
    for row in pack(name).gate:
        assert not CODE.search(row_told(row).en)


def test_a_measure() -> None:
    found = said("cn-covid-e8", "measure", "close_contact")
    assert found["about"].zh == "“接触者”（接触类型：密切接触者）"
    assert found["clock"].zh == "末次接触"
    assert found["stages"] == Text(
        "集中隔离14天，之后居家健康监测7天", "Facility quarantine 14 d, then Monitoring at home 7 d"
    )
    assert "2次“检测结果”（结果：阴性）" in found["release"].zh


def test_a_duty() -> None:
    found = said("cn-covid-e8", "duty", "test_central")
    assert found["who"].zh == "采样员"
    assert found["about"].zh == "集中隔离期间"
    assert found["when"] == Text("第1、4、7、14天", "day 1, 4, 7, 14")
    assert found["by"].zh == "采样（标本类型：鼻咽拭子）"
    assert found["escalate"].zh.startswith("到期告知集中隔离点医生，逾期4小时告知")
    assert said("cn-covid-e8", "duty", "release")["when"].zh == "最后一天"
    assert said("cn-covid-e8", "duty", "reading")["when"].zh == "每日2次(06:00-12:00、12:00-20:00)"
    assert said("cn-wangxian-2020", "duty", "village_disinfection")["times"].zh == "2次，间隔2小时以上"
    assert said("cn-chikungunya-2025", "duty", "fogging")["when"].zh.startswith("3天每日2次")
    assert said("cn-common-2020", "duty", "signal_investigated")["about"].zh == "1天内“哨点预警”新增1以上的乡镇"
    assert said("cn-common-2020", "duty", "decision_ordered")["times"].zh == "每项“议定事项”一次"
    assert said("cn-qiu-2021", "duty", "unit_plan")["when"] == Text("一次，7天内", "once, within 7 d")
    assert said("cn-common-2020", "duty", "list_checked")["when"].zh == "“反馈时限”之前"


def test_a_gate_row() -> None:
    rows = [row_told(row).zh for row in pack("cn-covid-e8").gate]
    assert rows[0] == "健康码：红码 → 留置并上报"
    assert "体温：≥37.3℃ → 复测体温" in rows
    assert rows[-1] == "其余的人 → 人工登记"


def test_the_ninth_edition_against_the_eighth() -> None:
    found = {(one.table, one.name): one for one in changes("cn-covid-e8", "cn-covid-e9", WORDS)}
    (stages,) = (turn for turn in found["measure", "close_contact"].turns if turn.key == "stages")
    assert stages.before == Text(
        "集中隔离14天，之后居家健康监测7天", "Facility quarantine 14 d, then Monitoring at home 7 d"
    )
    assert stages.after == Text(
        "集中隔离7天，之后居家健康监测3天", "Facility quarantine 7 d, then Monitoring at home 3 d"
    )
    tests = found["duty", "test_central"]
    assert (tests.what, tests.who) == ("changed", "sampler")
    assert [turn.after.zh for turn in tests.turns if turn.after and turn.key == "when"] == ["第1、2、3、5、7天"]
    assert found["duty", "market_staff_tested"].what == "added"
    assert ("duty", "refuse_cleared") not in found


def test_what_a_plan_no_longer_asks_is_removed_and_back_again_is_added() -> None:
    there = {one.name: one.what for one in changes("cn-covid-e9", "cn-covid-20m", WORDS)}
    back = {one.name: one.what for one in changes("cn-covid-20m", "cn-covid-e9", WORDS)}
    assert there["contact_of_contact"] == "removed"
    assert back["contact_of_contact"] == "added"
    assert there.keys() == back.keys()
    assert list(changes("cn-covid-e9", "cn-covid-e9", WORDS)) == []


def test_everything_is_removed_by_the_tenth_edition() -> None:
    found = list(changes("cn-covid-10m", "cn-covid-e10", WORDS))
    assert {one.what for one in found if one.table in ("measure", "duty")} == {"removed"}


def test_an_override_is_shown_with_what_it_overrides_nearest_first() -> None:
    ruled = in_pack("cn-covid-e9")["measure"]["close_contact"]
    assert (ruled.pack, ruled.over) == ("cn-covid-e9", ("cn-covid-e2", "cn-covid-e7", "cn-covid-e8"))
    before = list(overridden(ruled))
    assert [one.pack for one in before] == ["cn-covid-e8", "cn-covid-e7", "cn-covid-e2"]
    assert before[0].over == ("cn-covid-e2", "cn-covid-e7")


def test_numbers_are_those_of_the_nearest_pack() -> None:
    assert values_of("cn-covid-e9")["days_facility_quarantine"].value == 7
    assert values_of("cn-covid-e8")["days_facility_quarantine"].value == 14
    assert values_of("cn-changshan-2020")["fever"].value == 373


def test_every_table_of_clauses_has_a_heading_in_print_and_on_pages() -> None:
    assert set(printed.TABLES) == set(shown.TABLES) == set(TABLES)


def test_what_must_stand_is_told_in_plain_words() -> None:
    assert {key: text.zh for key, text in said("cn-changshan-2020", "fixture", "compound_post").items()} == {
        "entry": "卡口/监测点",
        "each": "小区（有物业：否）",
        "who": "村（社区）书记",
        "within": "24小时",
    }
    assert said("cn-changshan-2020", "office", "resident_supervisor")["during"].en == "Resumed enterprises"
