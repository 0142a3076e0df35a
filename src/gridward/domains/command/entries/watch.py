"""Risk areas and incidents (S0-06, S0-11, S1-03, S1-13, S4-06)."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, EntryKind, Field, Link


class RiskLevel(Choice):
    """How much of a risk an area is; which levels are used is the time's."""

    KEY = "key", Text("重点地区", "Key area")
    LOW = "low", Text("低风险", "Low risk")
    MEDIUM = "medium", Text("中风险", "Medium risk")
    HIGH = "high", Text("高风险", "High risk")
    SEVERE = "severe", Text("严重疫区", "Severely affected")
    ZONE_CORE = "zone_core", Text("核心区", "Core zone")
    ZONE_ALERT = "zone_alert", Text("警戒区", "Alert zone")


class IncidentType(Choice):
    """What was found that cannot wait."""

    RED_CODE = "red_code", Text("红码", "Red code")
    FEVER = "fever", Text("发热", "Fever")
    REFUSAL = "refusal", Text("拒不配合", "Refusal")
    BREACH = "breach", Text("违反管控", "Breach of control")
    GOODS_POSITIVE = "goods_positive", Text("物品阳性", "Goods tested positive")
    CLUSTER = "cluster", Text("聚集性异常", "Cluster")
    ANIMAL_DEATH = "animal_death", Text("畜禽异常死亡", "Animal deaths")
    OTHER = "other", Text("其他", "Other")


class RiskArea(Body, frozen=True, kw_only=True):
    """An area elsewhere or here that is a risk from a day to a day. The list changes daily: entries, not pack data."""

    area: Annotated[str, Field(label=Text("地区代码或名称", "Area code or name"), longest=100)]
    level: Annotated[RiskLevel, Field(label=Text("等级", "Level"))]
    from_: Annotated[date, Field(label=Text("起始日期", "From"))] = msgspec.field(name="from")
    to: Annotated[date | None, Field(label=Text("截止日期", "To"))] = None
    look_back_days: Annotated[int | None, Field(label=Text("追溯天数", "Look back"), unit="d", low=0, high=60)] = None
    radius_m: Annotated[int | None, Field(label=Text("半径", "Radius"), unit="m", low=0, high=50_000)] = None
    source_document: Annotated[str, Field(label=Text("依据文件", "Source document"), longest=200)]


class Incident(Body, frozen=True, kw_only=True):
    """Something that is reported upward at once. A correction keeps it up to date until it is closed."""

    type: Annotated[IncidentType, Field(label=Text("类型", "Type"))]
    from_entry: Annotated[Link | None, Field(label=Text("来源记录", "From entry"), names="entry")] = None
    found_at: Annotated[datetime, Field(label=Text("发现时间", "Found at"))]
    facts: Annotated[str, Field(label=Text("情况", "Facts"), personal=True, longest=500)] = ""
    reported_to: Annotated[str, Field(label=Text("上报单位", "Reported to"), longest=100)] = ""
    reported_at: Annotated[datetime | None, Field(label=Text("上报时间", "Reported at"))] = None
    handed_to: Annotated[str, Field(label=Text("移交单位", "Handed to"), longest=100)] = ""
    closed_at: Annotated[datetime | None, Field(label=Text("办结时间", "Closed at"))] = None
    outcome: Annotated[str, Field(label=Text("处置结果", "Outcome"), longest=200)] = ""


RISK_AREA = EntryKind(
    name="command.risk_area",
    label=Text("重点/风险地区", "Risk area (key area, risk tier, zone)"),
    body=RiskArea,
    about=("area", "place"),
)
INCIDENT = EntryKind(
    name="command.incident",
    label=Text("突发/异常", "Incident reported upward"),
    body=Incident,
    about=("person", "place", "area", "lot", "herd", "vehicle"),
    opens_matter=True,
)
