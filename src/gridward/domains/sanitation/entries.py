"""The entries of sanitation: disinfection, clean-up and refuse, breeding sites (coverage.md §3.13)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from gridward.domains.sanitation.rules import overused
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags
from gridward.policy.lists import listed


class Site(Choice):
    """What was disinfected."""

    VILLAGE = "village", Text("村", "Village")
    COMMUNITY = "community", Text("社区", "Community")
    MAIN_ROAD = "main_road", Text("主次干道", "Main road")
    FARM = "farm", Text("养殖场", "Farm")
    FACTORY = "factory", Text("工业企业", "Factory")
    SHOP = "shop", Text("门店", "Shop")
    SCHOOL = "school", Text("学校", "School")
    PUBLIC_PLACE = "public_place", Text("公共场所", "Public place")
    COMPOUND = "compound", Text("小区", "Compound")
    OFFICE = "office", Text("机关办公场所", "Office")
    ALLEY = "alley", Text("背街小巷", "Alley")
    STREET = "street", Text("街道", "Street")
    POND = "pond", Text("坑塘", "Pond")
    HOUSEHOLD = "household", Text("住户", "Household")
    VEHICLE = "vehicle", Text("车辆", "Vehicle")
    CHECKPOINT = "checkpoint", Text("卡口", "Checkpoint")


class Purpose(Choice):
    """Before anybody fell ill, or after."""

    PREVENTIVE = "preventive", Text("预防性消毒", "Preventive")
    TERMINAL = "terminal", Text("终末消毒", "Terminal")


class Equipment(Choice):
    """What the agent was spread with."""

    SPRINKLER_TRUCK = "sprinkler_truck", Text("洒水车", "Sprinkler truck")
    DRONE = "drone", Text("无人机", "Drone")
    SPRAYER = "sprayer", Text("喷雾器", "Sprayer")
    AIR_CANNON = "air_cannon", Text("风炮", "Air cannon")
    MANUAL = "manual", Text("人工擦拭喷洒", "By hand")


class AgentUnit(Choice):
    """How the agent used is measured."""

    LITRE = "L", Text("升", "Litres")
    KILOGRAM = "kg", Text("千克", "Kilograms")


class Performer(Choice):
    """Who disinfected."""

    TEAM = "team", Text("消杀队", "Disinfection team")
    CONTRACTOR = "contractor", Text("专业公司", "Contractor")
    SELF = "self", Text("单位自行", "The place itself")
    HOUSEHOLD = "household", Text("住户自行", "Household")


class CleanSite(Choice):
    """What was cleaned."""

    FRINGE = "fringe", Text("城乡接合部", "Urban fringe")
    MAIN_ROAD = "main_road", Text("主干道", "Main road")
    SECONDARY_ROAD = "secondary_road", Text("次干道", "Secondary road")
    REFUSE_PLATFORM = "refuse_platform", Text("垃圾台", "Refuse platform")
    BINS = "bins", Text("垃圾桶", "Bins")
    VILLAGE = "village", Text("村庄", "Village")
    COMPOUND = "compound", Text("小区", "Compound")
    RIVER = "river", Text("河道坑塘", "River or pond")


class RefuseUnit(Choice):
    """How refuse was weighed."""

    TONNE = "t", Text("吨", "Tonnes")
    KILOGRAM = "kg", Text("千克", "Kilograms")


class Cleaner(Choice):
    """Who cleaned and took the refuse away."""

    VILLAGE = "village", Text("村(社区)", "Village or community")
    CONTRACTOR = "contractor", Text("保洁公司", "Cleaning company")


class Disinfection(Body, frozen=True, kw_only=True):
    """A disinfection job: by a team, a contractor, a shop or a household (S1-08, S2-18, S2-19, S4-11)."""

    site_kind: Annotated[Site, Field(label=Text("消杀对象", "Site"))]
    area: Annotated[Decimal, Field(label=Text("消杀面积", "Area disinfected"), unit="m²", scale=2, low=0)]
    kind: Annotated[Purpose | None, Field(label=Text("消毒类别", "Kind"))] = None
    equipment: Annotated[tuple[Equipment, ...], Field(label=Text("设备", "Equipment"))] = ()
    machines: Annotated[int | None, Field(label=Text("设备数量", "Machines"), unit="台", low=0, high=500)] = None
    agent: Annotated[str, Field(label=Text("消毒剂", "Agent"), options="agent")]
    concentration: Annotated[
        int | None, Field(label=Text("有效浓度", "Concentration"), unit="mg/L", low=0, high=60_000)
    ] = None
    contact: Annotated[int | None, Field(label=Text("作用时间", "Contact time"), unit="min", low=0, high=600)] = None
    used: Annotated[Decimal | None, Field(label=Text("用药量", "Agent used"), scale=3, low=0)] = None
    used_unit: Annotated[AgentUnit | None, Field(label=Text("用药单位", "Unit of the agent"))] = None
    performer: Annotated[Performer, Field(label=Text("实施者", "Performed by"))]
    start: Annotated[datetime, Field(label=Text("开始时间", "Start"))]
    end: Annotated[datetime | None, Field(label=Text("结束时间", "End"))] = None
    unsigned: Annotated[bool | None, Field(label=Text("扫门口码,未签名", "By the code at the door, unsigned"))] = None


class Cleanup(Body, frozen=True, kw_only=True):
    """A clean-up, or a village's daily word on its refuse (S1-07, S2-20, S4-11)."""

    site_kind: Annotated[CleanSite, Field(label=Text("整治对象", "Site"))]
    campaign: Annotated[str, Field(label=Text("专项行动", "Campaign"), options="campaign")] = ""
    refuse: Annotated[Decimal | None, Field(label=Text("清运垃圾", "Refuse removed"), scale=3, low=0)] = None
    refuse_unit: Annotated[RefuseUnit, Field(label=Text("垃圾单位", "Unit of the refuse"))] = RefuseUnit.TONNE
    cleared_today: Annotated[bool, Field(label=Text("当日清运完毕", "Cleared today"))]
    workers: Annotated[int | None, Field(label=Text("出动人数", "Workers"), unit="人", low=0, high=5_000)] = None
    vehicles: Annotated[int | None, Field(label=Text("出动车辆", "Vehicles"), unit="辆", low=0, high=500)] = None
    performer: Annotated[Cleaner, Field(label=Text("实施者", "Performed by"))]


class Survey(Body, frozen=True, kw_only=True):
    """Standing water looked through for larvae: packs of mosquito-borne diseases ask for it, and for its index."""

    works_out: ClassVar[Mapping[str, Field]] = {"index": Field(label=Text("布雷图指数", "Breteau index"))}

    premises: Annotated[int | None, Field(label=Text("检查户数", "Premises"), unit="户", low=0, high=5_000)] = None
    inspected: Annotated[int, Field(label=Text("检查容器", "Containers inspected"), unit="个", low=0, high=20_000)]
    positive: Annotated[int, Field(label=Text("阳性容器", "Containers with larvae"), unit="个", low=0, high=20_000)]
    cleared: Annotated[
        int | None, Field(label=Text("清除容器", "Containers cleared"), unit="个", low=0, high=20_000)
    ] = None

    @property
    def index(self) -> int | None:
        """Containers with larvae for 100 premises, rounded down: 4.9 is below 5. None where something was found and
        nobody counted the premises.
        """
        if self.premises:
            return 100 * self.positive // self.premises
        return None if self.positive else 0


_TOO_STRONG = Reason(
    code="too_strong",
    field="body.concentration",
    text=Text(
        "concentration:高于预案规定的浓度,已计入。过度消毒伤人伤物,请核对配比。",
        "concentration: above what the pack allows; the entry counts. Over-disinfection does harm: check the mixture.",
    ),
)
_TOO_OFTEN = Reason(
    code="too_often",
    field="body.start",
    text=Text(
        "start:当日消毒次数超过预案规定,已计入。请按规定频次消毒。",
        "start: disinfected more often today than the pack allows; the entry counts. Keep to the frequency.",
    ),
)
_UNSIGNED = Reason(
    code="unsigned",
    field="body.unsigned",
    text=Text(
        "unsigned:扫门口码登记,不知是谁登记的,已计入。请在走访时抽查;不实的请作废,并停用该门口码。",
        "unsigned: logged by the code at the door, nobody knows by whom; the entry counts. Look at the place when you "
        "pass; void what is not true and withdraw the code.",
    ),
)


def remarkable(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A job above the pack's concentration or beyond its number a day counts and is listed (Q58, Q62), and so does one
    that nobody signed (Q60).
    """
    strong, often = overused(entry, timeline)
    found = (strong, _TOO_STRONG), (often, _TOO_OFTEN), (bool(entry.body.unsigned), _UNSIGNED)
    return tuple(reason for holds, reason in found if holds)


DISINFECTION = EntryKind(
    name="sanitation.disinfection",
    label=Text("消杀", "Disinfection job"),
    body=Disinfection,
    about=("place", "area"),
    needs=lambda body: listed("agent", body.agent, field="agent"),
    flags=Flags(of=("sanitation.disinfection",), rule=remarkable),
)
CLEANUP = EntryKind(
    name="sanitation.cleanup",
    label=Text("环境整治/清运", "Clean-up and refuse"),
    body=Cleanup,
    about=("place", "area"),
    needs=lambda body: listed("campaign", body.campaign, field="campaign") if body.campaign else (),
)
SURVEY = EntryKind(
    name="sanitation.survey",
    label=Text("孳生地检查", "Breeding-site survey"),
    body=Survey,
    about=("area", "place", "household"),
)
KINDS = (DISINFECTION, CLEANUP, SURVEY)
