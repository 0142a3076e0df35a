"""The entries of clues from the people: the tip, and what a check of it found (coverage.md §3.18, Q84)."""

from datetime import datetime
from typing import Annotated

from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, EntryKind, Field, Link


class Channel(Choice):
    """How a tip came in."""

    HOTLINE = "hotline", Text("举报热线", "Hotline")
    WALK_IN = "walk_in", Text("来访", "Walk-in")
    ONLINE = "online", Text("网络", "Online")
    GRID_WORKER = "grid_worker", Text("网格员转报", "By a grid worker")
    UPPER = "upper", Text("上级转办", "From above")


class Urgency(Choice):
    """How soon somebody must look."""

    NORMAL = "normal", Text("一般", "Normal")
    URGENT = "urgent", Text("紧急", "Urgent")


class Result(Choice):
    """What a check found."""

    TRUE = "true", Text("属实", "True")
    FALSE = "false", Text("不实", "False")
    UNCLEAR = "unclear", Text("无法核实", "Unclear")
    DUPLICATE = "duplicate", Text("重复线索", "Duplicate")


class Tip(Body, frozen=True, kw_only=True):
    """A tip from the people. Who gave it may stay unknown, and is sealed where it is known."""

    channel: Annotated[Channel, Field(label=Text("来源", "Channel"))]
    text: Annotated[str, Field(label=Text("内容", "What was said"), personal=True, longest=1_000)]
    about: Annotated[Link | None, Field(label=Text("涉及人员（场所）", "About"), names="person place")] = None
    urgency: Annotated[Urgency | None, Field(label=Text("紧急程度", "Urgency"))] = None
    reporter: Annotated[
        str, Field(label=Text("提供人（保密）", "Reporter (protected)"), personal=True, longest=100)
    ] = ""


class Check(Body, frozen=True, kw_only=True):
    """A tip looked into."""

    result: Annotated[Result, Field(label=Text("核查结果", "Result"))]
    hazard_removed: Annotated[bool | None, Field(label=Text("已消除隐患", "Hazard removed"))] = None
    measure: Annotated[str, Field(label=Text("处置措施", "Measure"), longest=200)] = ""
    replied_at: Annotated[datetime | None, Field(label=Text("答复时间", "Replied at"))] = None


TIP = EntryKind(name="clue.tip", label=Text("线索", "Tip"), body=Tip, about=("area",), opens_matter=True)
CHECK = EntryKind(name="clue.check", label=Text("线索核查", "Tip checked"), body=Check, about=("entry",))
KINDS = (TIP, CHECK)
