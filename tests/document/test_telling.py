"""The kinds of nothing print differently, and none of them as a bare zero."""

import pytest

from gridward.document.telling import empty, exact, say
from gridward.document.wording import Wording, wording
from gridward.figure.value import Value
from tests.document.desk import figure

pytestmark = pytest.mark.no_database

FLOW = figure("care.confirmed", "确诊病例", "Confirmed cases", "例")
STOCK = figure("gate.posts", "卡口", "Checkpoints", "处", kind="stock")
SHARE = figure("gate.closed", "封闭管理的村", "Villages closed off", "个", kind="stock", share=True)


def value(number: int | None, unit: str = "例", **more) -> Value:
    return Value("care.confirmed", "", unit, 0, number, **more)


@pytest.mark.parametrize(
    ("told", "words", "zh", "en"),
    [
        (value(3), "", "3例", "3 cases"),
        (value(1), "", "1例", "1 case"),
        (
            value(0, reported=8, expected=8, nothing="reported_zero"),
            "by=哨点",
            "0例（8个哨点全部零报告）",
            "0 cases (all 8",
        ),
        (
            value(0, reported=5, expected=8, nothing="missing"),
            "by=哨点",
            "（数据不全：8个哨点中3个未报）",
            "(incomplete: 3 of 8",
        ),
        (
            value(0, reported=0, expected=8, nothing="missing"),
            "",
            "（数据未报：8个单位均未报）",
            "(not reported: none of 8 units",
        ),
        (
            value(4, reported=115, expected=118),
            "",
            "4例（数据不全：118个单位中3个未报）",
            "4 cases (incomplete: 3 of 118",
        ),
        (value(0, expected=0, nothing="not_asked"), "", "（未布置填报）", "(not asked for)"),
        (value(None, nothing="not_knowable"), "", "（本级无从掌握）", "(cannot be known here)"),
        (value(0), "", "0例（台账未见发生）", "0 cases (none on record)"),
        (value(0), "about, bare", "0（台账未见发生）", "0 (none on record)"),
    ],
)
def test_every_kind_of_nothing_has_its_own_words(told, words, zh, en):
    said = say(told, FLOW, wording(words, field="x")).text
    assert said.zh == zh
    assert said.en.startswith(en)


@pytest.mark.parametrize("nothing", [None, "reported_zero", "missing", "not_asked", "not_knowable"])
@pytest.mark.parametrize("one", [FLOW, STOCK, SHARE])
@pytest.mark.parametrize("words", ["", "about", "余", "万.1", "of", "share", "bare"])
def test_no_zero_is_ever_bare(nothing, one, words):
    told = Value(one.name, "", one.unit, 0, 0, reported=None, expected=None, nothing=nothing)
    for text in (say(told, one, wording(words, field="x")).text, exact(told, one)):
        assert "（" in text.zh
        assert "(" in text.en
        assert text.zh != text.en


def test_a_state_of_zero_does_not_say_that_nothing_happened():
    assert say(value(0, "处"), STOCK).text.zh == "0处（按台账）"


def test_a_share_names_the_whole_and_is_no_gap():
    told = Value("gate.closed", "", "个", 0, 116, expected=118)
    assert say(told, SHARE, Wording(form="of")).text.zh == "116个（共118个）"
    assert say(told, SHARE, Wording(form="of")).text.en == "116 of 118 items"
    assert say(told, SHARE, Wording(form="share")).text.en == "98.3%"
    assert exact(told, SHARE).zh == "116/118个（98.3%）"
    assert say(told, SHARE).text.zh == "116个"


def test_the_table_shows_what_the_sentence_rounded():
    told = Value("gift.money", "", "元", 2, 246_312_050)
    money = figure("gift.money", "捐款", "Money given", "元", scale=2)
    assert say(told, money, Wording(qualifier="about")).text.zh == "约246万元"
    assert exact(told, money).zh == "2463120.5元"
    assert exact(told, money).en == "2,463,120.5 yuan"


def test_what_was_reported_is_not_empty():
    assert empty(value(0))
    assert empty(value(None, nothing="not_knowable"))
    assert not empty(value(0, reported=2, expected=3, nothing="missing"))
    assert not empty(value(0, reported=3, expected=3, nothing="reported_zero"))
    assert not empty(value(1))
