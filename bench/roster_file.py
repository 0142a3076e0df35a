"""A made-up roster: households of three with ids that check, in the villages of a town."""

import sys
from datetime import date, timedelta
from random import Random

import xlsxwriter

from gridward.roll.resident import CHECKS, WEIGHTS

HEAD = (
    "村(社区)",
    "户号",
    "与户主关系",
    "姓名",
    "身份证号",
    "性别",
    "出生日期",
    "电话",
    "门牌号",
    "房屋状态",
    "常住人数",
    "车牌号",
)


def id_no(random: Random, born: date) -> str:
    """A number that checks; region 370000 was never given to anybody alive in particular."""
    body = f"371626{born:%Y%m%d}{random.randrange(1000):03}"
    return body + CHECKS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def write(path: str, number: int, areas: list[str], *, seed: int = 1) -> None:
    """Write so many rows."""
    random = Random(seed)
    made = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = made.add_worksheet("花名册")
    sheet.write_row(0, 0, HEAD)
    for row in range(number):
        house, place = divmod(row, 3)
        born = date(1940, 1, 1) + timedelta(days=random.randrange(28_000))
        number_ = id_no(random, born)
        cells = (
            areas[house % len(areas)], f"H{house:06}", ("户主", "配偶", "子女")[place],
            random.choice("甲乙丙丁戊己庚辛") + random.choice("一二三四五六七八九") + random.choice("子丑寅卯辰巳"),
            number_, "男" if int(number_[16]) % 2 else "女", born.isoformat(), f"1390{random.randrange(10**7):07}",
            f"{house % 900 + 1}号", "常住" if place == 0 else "", "3" if place == 0 else "",
            f"鲁M{row % 100000:05}" if place == 0 and house % 5 == 0 else "",
        )  # fmt: skip
        sheet.write_row(row + 1, 0, cells)
    made.close()


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), sys.argv[3:] or ["371681102201"])
