"""What duties are called on pages: their slots, whose responsibility they are, the roles that have them."""

from gridward.grid.roles import roles
from gridward.kit.text import Text
from gridward.policy.packs import packs
from gridward.policy.plain import RESPONSIBILITIES as SAID
from gridward.policy.vocabulary import Duty

RESPONSIBILITIES = {**SAID, "": Text("条款已失效", "clause no longer in force")}
SLOTS = {
    "am": Text("上午", "morning"),
    "pm": Text("下午", "afternoon"),
    "morning": Text("早", "morning"),
    "noon": Text("中午", "noon"),
    "evening": Text("晚", "evening"),
    "night": Text("夜间", "night"),
    "report": Text("报告", "report"),
    "day": Text("当日", "the day"),
    "last": Text("最后一天", "last day"),
}


def slot_label(slot: str) -> Text:
    """What a slot of a day is called; a day of a stage by its number, an unknown one as the pack has it."""
    if slot.isdecimal():
        return Text(f"第{slot}天", f"day {slot}")
    return SLOTS.get(slot, Text(slot, slot))


def duty_label(duty: Duty | None, name: str) -> Text:
    """What a duty is called; one that no pack has any more by the name of its clause."""
    return Text(name, name) if duty is None else Text(duty.label.zh, duty.label.en)


def responsibility(duty: Duty | None) -> str:
    """The kind of responsibility under which a duty falls; "" where no pack has it any more."""
    return "" if duty is None else duty.responsibility


def role_label(code: str) -> Text:
    """What a role is called."""
    found = roles().get(code)
    return Text(code, code) if found is None else found.label


def pack_label(name: str) -> Text:
    """What a pack is called."""
    found = packs().get(name)
    return Text(name, name) if found is None else found.label


def clause_label(name: str) -> Text:
    """What a clause is called in whichever pack has it; all of them where none is named."""
    if not name:
        return Text("全部任务", "everything that is asked")
    for pack in packs().values():
        found = pack.clauses.get("duty", {}).get(name)
        if isinstance(found, Duty):
            return duty_label(found, name)
    return Text(name, name)
