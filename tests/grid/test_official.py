"""The national list: what it says about the towns we know, how codes are read, how names are found and shortened."""

import gzip
import re
from collections import Counter
from random import Random

import pytest

from gridward.grid import official_list
from gridward.grid.official import OfficialArea, children, find, parents, search
from gridward.grid.official_list import LIST, below, full_name, villages
from gridward.grid.official_make import make
from gridward.grid.official_name import level_of, short_name
from gridward.kit.errors import Refusal

pytestmark = pytest.mark.no_database


def count(code: str) -> Counter[str]:
    return Counter(area.level for area in children(code))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("37", "山东省"), ("370100", "山东省济南市"), ("371681101", "山东省滨州市邹平市长山镇"),
        ("310100", "上海市"), ("110105", "北京市朝阳区"), ("000000", ""), ("123", ""), ("x", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_code_is_told_with_the_names_above_it(code: str, name: str):
    assert full_name(code) == name


def villages_of(county: str) -> int:
    return sum(len(children(town.code)) for town in children(county))


def test_the_list_is_whole():
    tree = Counter(len(code) for code, _ in below(""))
    assert tree == {2: 31, 4: 342, 6: 2978, 9: 41352}
    assert sum(len(villages(code)) for code, _ in below("") if len(code) == 9) == 620573


@pytest.mark.parametrize(
    ("code", "name", "levels"),
    [
        ("371681101", "长山镇", {"village": 110}),
        ("371681102", "魏桥镇", {"village": 82}),
        ("371324103", "长城镇", {"village": 50}),
        ("620402102", "王岘镇", {"village": 7, "community": 4}),
        ("130430", "邱县", {"town": 7}),
        ("150271", "包头稀土高新技术产业开发区", {"subdistrict": 2, "town": 1}),
        ("371681", "邹平市", {"subdistrict": 5, "town": 11}),
        ("3716", "滨州市", {"county": 7}),
    ],
)
def test_what_lies_below(code, name, levels):
    assert find(code).name == name
    assert count(code) == levels


@pytest.mark.parametrize(("county", "expected"), [("371681", 859), ("371324", 609), ("130430", 225), ("150271", 52)])
def test_villages_of_a_county(county, expected):
    assert villages_of(county) == expected


def test_numbers_left_out_of_the_file_are_put_back():
    first, *_, last = children("371681101")
    assert (first.code, first.name) == ("371681101200", "高旺村委会")
    assert (last.code, last.name) == ("371681101309", "西庄村委会")
    assert find("371681101209") == OfficialArea("371681101209", "东尉村委会", "village")
    assert [area.code[9:] for area in children("150271102")] == sorted(area.code[9:] for area in children("150271102"))


def test_every_child_is_found_by_its_own_code():
    for county in ("371681", "441900", "350527", "150271"):
        for town in children(county):
            assert find(town.code) == town
            for village in children(town.code):
                assert find(village.code) == village
                assert parents(village.code)[-1] == town


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("371681101000", "371681101"),
        ("371681000000", "371681"),
        ("371600", "3716"),
        ("370000", "37"),
        (" 370000000000 ", "37"),
        ("130430100000", "130430100"),
        ("441900", "441900"),
        ("441900000000", "4419"),
    ],
)
def test_codes_may_carry_zeros(written, code):
    assert find(written).code == code


@pytest.mark.parametrize(
    "code", ["", "3", "99", "371681999", "371681101999", "3716811012", "长山镇", "371681101.w1", "tree"]
)
def test_an_unknown_code_is_refused_in_both_languages(code):
    for ask in (find, parents):
        with pytest.raises(Refusal) as refusal:
            ask(code)
        (reason,) = refusal.value.reasons
        assert (reason.code, reason.field) == ("area.unknown", "area")
        assert "请核对代码" in reason.text.zh
        assert "Check the code" in reason.text.en


def test_a_refusal_names_near_codes():
    with pytest.raises(Refusal) as refusal:
        children("371681103")
    text = refusal.value.reasons[0].text.zh
    assert "371681102 魏桥镇" in text
    assert "371681105 临池镇" in text
    assert "371681 邹平市" in text


def test_parents_run_from_the_province():
    assert [area.name for area in parents("371681101209")] == ["山东省", "滨州市", "邹平市", "长山镇"]
    assert parents("37") == ()
    assert children("371681101209") == ()
    assert [area.level for area in children()] == ["province"] * 31


def test_homonyms_are_told_apart_by_their_paths():
    found = search("长山镇")
    assert len(found) == 6
    assert len({result.label for result in found}) == 6
    assert "山东省 滨州市 邹平市 长山镇" in {result.label for result in found}
    assert [result.area.code for result in search("长城镇")] == ["371324103", "610626105", "620602126"]
    assert [result.area.code for result in search("邹平 长山镇")] == ["371681101"]


def test_a_search_puts_equal_names_first_and_keeps_its_limit():
    found = search("王庄村", limit=5)
    assert len(found) == 5
    assert {result.area.short_name for result in found} == {"王庄村"}
    assert search("长山", within="3716", limit=1)[0].area.code == "371681101"
    assert search("村", limit=3, within="371681101")[0].area.code.startswith("371681101")
    assert search("长山镇", limit=0) == ()
    assert search("  ") == ()
    assert search("没有这样的地方") == ()


def test_a_search_stays_within():
    assert [result.area.code for result in search("东尉", within="371681")] == ["371681101209"]
    assert [result.area.code for result in search("东尉村", within="371681101209")] == ["371681101209"]
    assert search("长山镇", within="13") == ()
    assert search("371681101", within="13") == ()
    with pytest.raises(Refusal):
        search("长山镇", within="00")


def test_a_search_takes_a_code_and_a_short_name():
    assert search("371681101000")[0].area.name == "长山镇"
    assert search("胜利街居委会", within="130284")[0].area.name == "胜利街居民委员会"


def test_a_label_leaves_out_cities_that_do_not_exist():
    assert search("东华门街道")[0].label == "北京市 东城区 东华门街道"
    assert search("441900003")[0].label.startswith("广东省 东莞市 ")
    assert search("441900003")[0].label.count("东莞市") == 1


@pytest.mark.parametrize(
    ("official", "short"),
    [
        ("东尉村委会", "东尉村"),
        ("里八田村村委会", "里八田村"),
        ("冯村村民委员会", "冯村"),
        ("崔村村村民委员会", "崔村"),
        ("后寨村委会村委会", "后寨村"),
        ("岚峪村村民委员", "岚峪村"),
        ("合同沟村委", "合同沟村"),
        ("西会村委会", "西会村"),
        ("滨河社区居民委员会", "滨河社区"),
        ("多福巷社区居委会", "多福巷社区"),
        ("大路西社区居民管理委员会", "大路西社区"),
        ("工农社区居", "工农社区"),
        ("上田社区居委会会", "上田社区"),
        ("常庄社区村民委员会", "常庄社区"),
        ("沿江路社区委员会", "沿江路社区"),
        ("东街居民委员会", "东街居委会"),
        ("东街居委会", "东街居委会"),
        ("图兰太嘎查村民委员会", "图兰太嘎查"),
        ("呼格吉乐图嘎查委员会", "呼格吉乐图嘎查"),
        ("毛都村", "毛都村"),
        ("横塘社区", "横塘社区"),
        ("十二连生活区", "十二连生活区"),
        ("马海牧委会", "马海牧委会"),
        ("村委村委会", "村委村委会"),
    ],
)
def test_short_names(official, short):
    assert short_name("371681101200", official) == short


def test_towns_keep_their_names_but_not_their_office():
    assert find("450305004").short_name == "漓东街道"
    assert find("371681101").short_name == "长山镇"
    assert find("150271").short_name == "包头稀土高新技术产业开发区"


def test_short_names_of_random_villages():
    """Never empty, never longer, never 村村, no committee of villagers left over, and known again when asked for."""
    towns = Random(1).sample([code for code, _ in below("") if len(code) == 9], 150)
    for area in (area for town in towns for area in children(town)):
        short = area.short_name
        assert 1 < len(short) <= len(area.name)
        assert area.name.startswith(short.removesuffix("委会")), area
        assert short == area.name or not short.endswith("村村"), area
        assert not re.search("村民?委员?会$|社区居", short), area
        assert short_name(area.code, short) == short


@pytest.mark.parametrize(
    ("code", "name", "level"),
    [
        ("130672", "保定白沟新城", "zone"),
        ("310115", "浦东新区", "county"),
        ("441900", "东莞市", "county"),
        ("110105021", "南磨房地区", "subdistrict"),
        ("130271450", "新华路街道", "subdistrict"),
        ("152527201", "贡宝拉格苏木", "town"),
        ("130430204", "陈村回族乡", "town"),
        ("360921500", "石溪办事处", "subdistrict"),
        ("230828501", "梧桐河农场", "zone"),
        ("130225454", "乐亭县城区工业聚集区", "zone"),
        ("210111011200", "十里河社区村民委员会", "village"),
        ("371302003025", "开元社区居民委员", "community"),
        ("654321100004", "五彩滩居委会", "community"),
        ("150222106226", "合同沟村委", "village"),
        ("152527201206", "敦达乌苏嘎查", "village"),
        ("230828501505", "梧桐河农场兴杉管理区", "village"),
        ("451481400498", "广西凭祥综合保税区总部虚拟社区", "community"),
        ("500103013009", "化龙桥社区工作站", "community"),
    ],
)
def test_levels(code, name, level):
    assert level_of(code, name) == level
    assert find(code) == OfficialArea(code, name, level)


def test_the_file_is_plain_text_for_everybody():
    text = gzip.decompress(LIST.read_bytes()).decode()
    assert text.startswith("tree ")
    assert "\n371681101 长山镇\n" in text
    assert "\n371681101\n200 高旺村委会\n郭家村委会\n" in text


def test_one_county_unpacks_one_city(monkeypatch):
    official_list.villages.cache_clear()
    official_list._towns.cache_clear()
    unpacked = []
    piece = official_list._piece
    monkeypatch.setattr(official_list, "_piece", lambda key: unpacked.append(key) or piece(key))
    villages_of("371681")
    assert set(unpacked) <= {"tree", "3716"}
    assert unpacked.count("3716") == 1


def write_list(folder, **more):
    """A small country; `more` replaces the rows of a file."""
    files = {
        "provinces": [("37", "山东省")],
        "cities": [("3716", "滨州市")],
        "areas": [("371681", "邹平市")],
        "streets": [("371681101", "长山镇"), ("371681102", "魏桥镇")],
        "villages": [("371681102200", "3534社区"), ("371681101203", "丙村"), ("371681101201", "甲村")],
    } | more
    for name, rows in files.items():
        lines = "".join(f'{code},"{label}",x\n' for code, label in rows)
        (folder / f"{name}.csv").write_text(f"code,name,other\n{lines}", encoding="utf-8")


def test_making_and_reading_agree(tmp_path, monkeypatch):
    write_list(tmp_path)
    target = tmp_path / "areas.txt.gz"
    assert make(tmp_path, target)["villages"] == 3
    made = target.read_bytes()
    make(tmp_path, target)
    assert target.read_bytes() == made
    caches = (official_list.villages, official_list._towns, official_list._tree, official_list._layout)
    monkeypatch.setattr(official_list, "LIST", target)
    try:
        for cache in caches:
            cache.cache_clear()
        assert [(area.code, area.name) for area in children("371681101")] == [
            ("371681101201", "甲村"),
            ("371681101203", "丙村"),
        ]
        assert [area.name for area in children("371681102")] == ["3534社区"]
        assert children("371681") == (find("371681101"), find("371681102"))
    finally:
        for cache in caches:
            cache.cache_clear()


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"areas": [("37168", "邹平市")]}, "areas.csv"),
        ({"areas": [("371681", "邹 平")]}, "without spaces"),
        ({"streets": [("371681101", "长山镇"), ("371681101", "魏桥镇")]}, "twice"),
        ({"streets": [("371681101", "长山镇")]}, "371681102200 and 0 more"),
    ],
)
def test_a_broken_list_is_not_made(tmp_path, broken, message):
    write_list(tmp_path, **broken)
    with pytest.raises(ValueError, match=message):
        make(tmp_path, tmp_path / "areas.txt.gz")
    assert not (tmp_path / "areas.txt.gz").exists()
