"""Which changes of the map make sense. The map is drawn at a desk, so what makes none is sent back with the reason."""

from collections.abc import Iterator

from gridward.grid.drawn import Drawn
from gridward.grid.levels import LEAVES, LEVELS, OVERLAY
from gridward.grid.position import Position, fault
from gridward.grid.spells import Change
from gridward.kit.errors import Reason
from gridward.kit.text import Text

_LONGEST_CODE = 120
_LONGEST_NAME = 200


def faults(change: Change, drawn: Drawn) -> tuple[Reason, ...]:
    """Everything that is wrong with a change; nothing when it can be drawn. Area 0 stands for one to be opened."""
    rules = (_of_area, _of_opening, _of_code, _of_parent, _of_members, _of_position)
    return tuple(found for rule in rules for found in rule(change, drawn))


def _of_area(change: Change, drawn: Drawn) -> Iterator[Reason]:
    if change.area and not drawn.exists(change.area):
        yield _wrong("area", "没有这个区域，请先登记", "there is no such area; open it first")
    if not change.area and change.action != "open":
        yield _wrong("area", "须写明是哪个区域的代码", "say by its code which area this is about")
    if change.level is not None and change.level not in LEVELS:
        yield _wrong(
            "level",
            f"没有“{change.level[:40]}”这一层级，可用：{'、'.join(LEVELS)}",
            f"there is no level “{change.level[:40]}”; use one of {', '.join(LEVELS)}",
        )
    for name, value in (("name_zh", change.name_zh), ("name_en", change.name_en)):
        if value is not None and len(value) > _LONGEST_NAME:
            yield _wrong(
                name,
                f"名称最长 {_LONGEST_NAME} 个字符，请缩短",
                f"a name has at most {_LONGEST_NAME} characters; shorten it",
            )
    for name, number in (("population", change.population), ("households", change.households)):
        if number is not None and not 0 <= number < 2_000_000_000:
            yield _wrong(name, "人数和户数不能小于零或过大，请核对", "cannot be below zero or this large; check it")


def _of_opening(change: Change, drawn: Drawn) -> Iterator[Reason]:
    if change.action != "open" or (change.area and drawn.exists(change.area)):
        return
    if not change.level:
        yield _wrong("level", "新区域须写明层级", "a new area needs a level")
    if not change.name_zh:
        yield _wrong("name_zh", "新区域须写明中文名称", "a new area needs its Chinese name")


def _of_code(change: Change, drawn: Drawn) -> Iterator[Reason]:
    if change.code is None:
        return
    if not change.code or len(change.code) > _LONGEST_CODE or any(sign.isspace() for sign in change.code):
        yield _wrong(
            "code",
            f"区域代码应为 1 到 {_LONGEST_CODE} 个字符且不含空格，请改正",
            f"an area code has 1 to {_LONGEST_CODE} characters and no blanks; correct it",
        )
    owner = drawn.find(change.code)
    if owner is not None and owner != change.area:
        yield _wrong(
            "code",
            f"代码“{change.code[:60]}”属于另一个区域，旧代码也不再分给别的区域。请换一个代码",
            f"the code “{change.code[:60]}” is another area's, and old codes are not given again; choose another",
        )


def _of_parent(change: Change, drawn: Drawn) -> Iterator[Reason]:
    if change.action == "move" and change.parent is None:
        yield _wrong("parent", "须写明划归哪个区域", "say under which area it comes")
    if change.heir is not None and change.action != "close":
        yield _wrong("heir", "只有撤销区域时才写明并入哪里", "an heir is named only when an area is closed")
    for name, other in (("parent", change.parent), ("heir", change.heir)):
        if other is None:
            continue
        if not drawn.exists(other):
            yield _wrong(name, "没有这个上级区域，请先登记", "there is no such area above; open it first")
        elif name == "parent" and drawn.level_of(other, change.at) in LEAVES:
            yield _wrong(
                name,
                "场所点位和责任区下面不能再设区域；责任区请用成员列出所辖村",
                "nothing lies in a place or a work area; a work area lists its villages as members",
            )
        elif change.area and drawn.lies_in(other, change.area, change.at):
            yield _wrong(
                name,
                "区域不能划入自身或自身的下级，请另选上级",
                "an area cannot come to lie in itself or in what lies in it; choose another",
            )


def _of_members(change: Change, drawn: Drawn) -> Iterator[Reason]:
    if change.members is None:
        return
    known = bool(change.area) and drawn.exists(change.area)
    if (change.level or (drawn.level_of(change.area, change.at) if known else "")) != OVERLAY:
        yield _wrong("members", "只有责任区才列成员", "only a work area lists members")
    for member in change.members:
        if not drawn.exists(member):
            yield _wrong("members", "成员中有未登记的区域，请先登记", "a member is no known area; open it first")
        elif drawn.level_of(member, change.at) == OVERLAY:
            yield _wrong("members", "责任区不能是另一责任区的成员", "a work area cannot be a member of another")


def _of_position(change: Change, _: Drawn) -> Iterator[Reason]:
    north, east = change.latitude, change.longitude
    if north is None and east is None:
        return
    if north is None or east is None:
        missing = "latitude" if north is None else "longitude"
        yield _wrong(missing, "经度、纬度须同时填写，请补上", "latitude and longitude go together; add this one")
    elif (wrong := fault(Position(north, east))) is not None:
        yield _wrong("latitude", wrong.zh, wrong.en)


def _wrong(field: str, zh: str, en: str) -> Reason:
    return Reason(code=f"area_{field}", field=field, text=Text(f"{field}：{zh}。", f"{field}: {en}."))
