"""The command with its heads, the groups under it, and the one that stands beside them."""

from collections.abc import Iterator
from typing import Any

from gridward.domains.command.figures.bodies import GROUPS, HEADS
from gridward.domains.command.imagine.town import Town
from gridward.plug.course import beginning, moments
from gridward.plug.imagine import Draft

NAMES = (
    "综合协调", "医疗救治", "防控专家", "宣传舆情信息", "后勤应急保障", "社会随访", "信息上报", "市场交易管理",
    "公共场所管理", "农业生产及畜禽防疫", "工业企业", "交通联防", "督导督查",
)  # fmt: skip
OWNED = {
    "市场交易管理": ["venue.*"],
    "交通联防": ["checkpoint.*"],
    "督导督查": ["supervision.*"],
    "社会随访": ["followup.*"],
}
ORGANISATIONS = ("party_committee", "government", "police", "health_centre", "market_supervision", "veterinary")


def bodies(town: Town) -> Iterator[Draft]:
    """The bodies, so that at each moment as many groups stand and as many people head the command as the facts say."""
    at = moments(town.world, town.facts, GROUPS.name, HEADS.name)
    start = beginning(town.world, at)
    heads = town.courses(HEADS, at, start, town.usual(**{"": 2}), level=True)[""]
    groups = town.courses(GROUPS, at, start, town.usual(**{"": min(13, 4 + len(town.below) // 12)}), level=True)[""]
    led = stood = 0
    for number, end in enumerate(at):
        begin = at[number - 1] if number else start
        if heads[number] != led:
            led = heads[number]
            yield from _command(town, led, town.early(begin, end))
        wanted = groups[number]
        changed = range(stood, wanted) if wanted > stood else range(wanted, stood)
        for group in changed:
            yield from _group(town, group, town.early(begin, end), under=wanted > stood)
        stood = wanted
    if town.covid() and stood:
        yield from _beside(town, town.early(start, at[0]))


def _name(number: int) -> str:
    return f"{NAMES[number]}专班" if number < len(NAMES) else f"第{number + 1}工作专班"


def _command(town: Town, heads: int, at: int) -> Iterator[Draft]:
    """The command with so many heads; without any it goes on as an office."""
    body: dict[str, Any] = {
        "name_zh": f"{town.world.root.name}疫情防控指挥部",
        "name_en": "Outbreak command",
        "type": "command" if heads else "office",
        "heads": [_account("command_head", number) for number in range(1, max(1, heads) + 1)],
        "organisations": list(ORGANISATIONS),
        "duty_phone": "0000-0000000",
        "public_hotline": True,
    }
    yield from _told(town, "疫情防控指挥部", body, at)


def _group(town: Town, number: int, at: int, *, under: bool) -> Iterator[Draft]:
    """A group that comes to stand under the command, or no longer does."""
    name = _name(number)
    body: dict[str, Any] = {"name_zh": name, "type": "working_group", "heads": [_account("group_head", number + 1)]}
    if under:
        body["parent"] = {"kind": "body", "ref": f"{town.root} 疫情防控指挥部"}
    if owned := OWNED.get(NAMES[number] if number < len(NAMES) else ""):
        body["owned_kinds"] = owned
    yield from _told(town, name, body, at)


def _beside(town: Town, at: int) -> Iterator[Draft]:
    """The resumption group: beside the groups and none of them (S2-32)."""
    body = {"name_zh": "企业复工工作专班", "type": "working_group", "heads": [_account("resumption_group", 1)]}
    yield from _told(town, "企业复工工作专班", body, at)


def _told(town: Town, name: str, body: dict[str, Any], at: int) -> Iterator[Draft]:
    body = body | {"from": town.day(at)}
    subject = ("body", f"{town.root} {name}")
    yield from town.hand.write("command.body", town.root, at, body, subject=subject, device=f"office-{town.root}")


def _account(role: str, number: int) -> dict[str, str]:
    return {"kind": "account", "ref": f"{role}-{number}"}
