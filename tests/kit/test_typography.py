"""Chinese is read with Chinese punctuation, however it was typed; English and numbers stay as they are."""

import pytest

from gridward.kit.text import Text, speaking
from gridward.kit.typography import full_width

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("入户排查,不漏一户", "入户排查，不漏一户"),
        ("卡口(监测点)", "卡口（监测点）"),
        ("每日2次(06:00-11:00)", "每日2次（06:00-11:00）"),
        ("第 1 页,共 2 页", "第 1 页，共 2 页"),
        ("1,234 人", "1,234 人"),
        ("浓度 500 mg/L (max)", "浓度 500 mg/L (max)"),
        ("nothing, here: (at all)", "nothing, here: (at all)"),
    ],
)
def test_marks_beside_chinese_are_full_width(typed: str, read: str) -> None:
    assert full_width(typed) == read


def test_a_text_is_punctuated_as_its_language_is() -> None:
    text = Text("没有了,请返回", "None left, please go back")
    assert str(text) == "没有了，请返回"
    assert text.say("zh") == text.zh
    token = speaking.set("en")
    try:
        assert str(text) == "None left, please go back"
    finally:
        speaking.reset(token)
