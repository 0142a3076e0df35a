"""What the rules say, in plain words: what is in force here, a pack, and two packs side by side."""

from django.test import Client

from tests.console.cast import Cast, Tags, in_english, page
from tests.console.duties import asked, rules
from tests.toy.node import EAST, FAR, toy

__all__ = ["asked", "rules", "toy"]


def test_what_is_in_force_here_is_told_in_words(asked: Cast) -> None:
    html = page(asked.chen, "/policy/")
    assert "看板规定" in html
    assert "村医：居家隔离医学观察期间，每日2次（06:00-11:00、15:00-20:00），以随访测温（随访结果：配合）完成。" in html
    assert "到期告知村（社区）书记，逾期60分钟告知指挥部值班员" in html
    assert "近48小时内没有“随访测温”（体温：≥37.3℃）" in html
    assert "未核实" in html
    assert page(asked.chen, f"/policy/?area={EAST}")
    page(asked.chen, f"/policy/?area={FAR}", 404)


def test_in_english_nothing_is_left_in_chinese(asked: Cast) -> None:
    html = page(in_english(asked.chen), "/policy/")
    assert "Every house" in html
    assert "2 a day (06:00-11:00, 15:00-20:00)" in html
    sentences = [text for _attrs, text in Tags(html).all("article", id="*")]
    assert sentences
    assert not [one for one in sentences if any("一" <= sign <= "鿿" for sign in one)]


def test_a_pack_has_a_page_and_what_is_none_has_not(asked: Cast) -> None:
    html = page(asked.chen, "/policy/board/")
    assert next(Tags(html).all("article", id="duty-reading"))
    assert "/policy/board/against/board_two/" in html
    page(asked.chen, "/policy/nothing/", 404)
    page(asked.chen, "/policy/board/against/nothing/", 404)


def test_two_packs_side_by_side_tell_what_differs(asked: Cast) -> None:
    html = page(asked.chen, "/policy/board/against/board_two/")
    found = [text for _attrs, text in Tags(html).all("tr", **{"class": "changed"})]
    assert len(found) == 1
    assert "3天" in found[0]
    assert "5天" in found[0]
    assert "两者相同" in page(asked.chen, "/policy/board/against/board/")


def test_whoever_holds_no_office_finds_no_rules_of_a_place(asked: Cast) -> None:
    page(asked.zhou, "/policy/", 404)
    assert Client().get("/policy/").status_code == 302
