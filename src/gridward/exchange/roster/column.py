"""The columns of a roster, by code, label in both languages and the many other names that real files give them."""

from gridward.exchange.sheet.column import ALIASES, PERSON, Column
from gridward.intake.kernel import HouseStatus
from gridward.kit.text import Text


def _column(key: str, zh: str, en: str, *aliases: str, personal: bool = True) -> Column:
    return Column(key=key, label=Text(zh, en), role="part", aliases=aliases, personal=personal)


NAME = _column("name", "姓名", "Full name", *PERSON["name"][1], "居民姓名", "成员姓名")
ID_NO = _column("id_no", "身份证号", "ID number", *PERSON["id_no"][1], "居民身份证号码", "身份证号(必填)")
PHONE = _column("phone", "电话", "Phone", *PERSON["phone"][1])
SEX = _column("sex", "性别", "Sex", "gender")
BIRTH = _column("birth", "出生日期", "Date of birth", "出生年月日", "出生年月", "生日", "birthday", "birth date")
HOUSEHOLD = _column(
    "household", "户号", "Household number", "户编号", "家庭编号", "户籍号", "户口簿号", "household", "household no"
)
HEAD = _column("head", "户主", "Head of household", "户主姓名", "head", "householder")
RELATION = _column(
    "relation", "与户主关系", "Relation to head", "关系", "家庭关系", "与户主的关系", "成员关系", "relation"
)
AREA = _column(
    "area",
    "村(社区)",
    "Area",
    "区域",
    *ALIASES["area"],
    "所在村",
    "所属村",
    "村居名称",
    "村名",
    "行政村",
    "area code",
    personal=False,
)
DOOR = _column(
    "door",
    "门牌号",
    "Door",
    "门牌",
    "住址",
    "地址",
    "家庭住址",
    "现住址",
    "详细地址",
    "house",
    "address",
    "楼栋房号",
    "房号",
)
STATUS = _column("status", "房屋状态", "House status", "住房状态", "居住状态", "住户状态", "status", personal=False)
RESIDENTS = _column("residents", "常住人数", "Residents", "常住人口", "居住人数", "人口数", "家庭人数", personal=False)
PLATE = _column("plate", "车牌号", "Vehicles", "车牌", "车辆", "车牌号码", "车号", "plates", "vehicle plates", "plate")
HERD = _column("herd", "畜禽", "Herds", "牲畜", "养殖", "畜群", "养殖情况", "herd")

COLUMNS = (
    AREA, HOUSEHOLD, HEAD, RELATION, NAME, ID_NO, SEX, BIRTH, PHONE, DOOR, STATUS, RESIDENTS, PLATE, HERD,
)  # fmt: skip
"""In the order in which an export has them."""

HEADS = frozenset({"户主", "本人", "本人(户主)", "户主本人", "head", "self", "householder"})
"""How a relation says that this is the head."""

STATUSES = {
    **{text: status for status in HouseStatus for text in (status.value, status.label.zh, status.label.en)},
    **dict.fromkeys(
        ("常住", "有人", "在家", "居住", "自住", "有人住", "出租", "occupied", "正常"), HouseStatus.LIVED_IN
    ),
    **dict.fromkeys(("空", "空户", "空房", "闲置", "无人", "无人居住", "空置房", "vacant"), HouseStatus.EMPTY),
    **dict.fromkeys(("外出", "全家在外", "全户外出", "举家外出", "away"), HouseStatus.ALL_AWAY),
    **dict.fromkeys(("拆除", "已拆", "已拆迁", "拆迁"), HouseStatus.DEMOLISHED),
}
"""A house status by what people write."""
