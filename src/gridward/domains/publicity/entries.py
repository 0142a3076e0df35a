"""The entries of publicity: material, activities, posts, reads, gatherings, groups, rumours (coverage.md §3.14)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from gridward.domains.publicity.rules import OWN_UNIT, denied, fell, instant, undrawn
from gridward.kit.clock import iso
from gridward.kit.errors import Reason
from gridward.kit.text import Text
from gridward.plug.kind import Body, Choice, Entry, EntryKind, Field, Flags, Link, Publishing


class Item(Choice):
    """What was printed or put up."""

    LEAFLET = "leaflet", Text("宣传单（折页）", "Leaflet")
    POSTER = "poster", Text("海报", "Poster")
    SLOGAN = "slogan", Text("标语", "Slogan")
    BANNER = "banner", Text("横幅", "Banner")
    SIGN = "sign", Text("宣传牌", "Sign board")
    NOTICE_SHEET = "notice_sheet", Text("通告", "Notice sheet")
    LETTER = "letter", Text("公开信（倡议书）", "Letter")


class Stage(Choice):
    """What became of it; only copies handed out count as handed out."""

    PRINTED = "printed", Text("印制", "Printed")
    DISTRIBUTED = "distributed", Text("发放", "Handed out")
    PUT_UP = "put_up", Text("张贴（悬挂）", "Put up")
    TAKEN_DOWN = "taken_down", Text("撤除", "Taken down")


class Measure(Choice):
    """What was counted; copies and sheets are the same."""

    COPY = "copy", Text("份", "Copies")
    SHEET = "sheet", Text("张", "Sheets")
    STRIP = "strip", Text("条", "Strips")
    SITE = "site", Text("处", "Sites")


class Recipient(Choice):
    """Who got the copies."""

    TOWN = "town", Text("镇（街道）", "Town or subdistrict")
    VILLAGE = "village", Text("村（社区）", "Village or community")
    SCHOOL = "school", Text("学校", "School")
    MEDICAL = "medical", Text("医疗机构", "Medical institution")
    MARKET = "market", Text("市场商超", "Market or shop")
    ENTERPRISE = "enterprise", Text("企业", "Enterprise")
    HOUSEHOLD = "household", Text("住户", "Household")
    OTHER = "other", Text("其他", "Other")


class Channel(Choice):
    """How people were told."""

    VEHICLE = "vehicle", Text("宣传车", "Publicity vehicle")
    LOUDSPEAKER = "loudspeaker", Text("大喇叭", "Loudspeaker")
    BROADCAST = "broadcast", Text("村村响广播", "Village radio")
    LED = "led", Text("电子屏", "LED screen")
    NOTICE_BOARD = "notice_board", Text("宣传栏", "Notice board")
    WECHAT_GROUP = "wechat_group", Text("微信群", "WeChat group")
    FACE_TO_FACE = "face_to_face", Text("面对面", "Face to face")
    GUIDANCE_TASK = "guidance_task", Text("舆论引导任务", "Opinion-guidance task")


class Platform(Choice):
    """Where something was published."""

    WECHAT = "wechat", Text("微信公众号", "WeChat")
    WEIBO = "weibo", Text("微博", "Weibo")
    APP = "app", Text("客户端", "App")
    WEBSITE = "website", Text("网站", "Website")
    NEWSPAPER = "newspaper", Text("报纸", "Newspaper")
    TV = "tv", Text("电视", "Television")
    RADIO = "radio", Text("电台", "Radio")
    PUBLIC_PAGE = "public_page", Text("公示页", "Public page")


class OutletLevel(Choice):
    """Whose outlet it is: the area's own, or media of a level."""

    OWN = "own", Text("本级发布", "Own")
    COUNTY = "county", Text("县级媒体", "County media")
    CITY = "city", Text("市级媒体", "City media")
    PROVINCE = "province", Text("省级媒体", "Provincial media")
    NATIONAL = "national", Text("国家级媒体", "National media")


class GatheringType(Choice):
    """What people would come together for."""

    WEDDING = "wedding", Text("婚事", "Wedding")
    FUNERAL = "funeral", Text("丧事", "Funeral")
    BANQUET = "banquet", Text("宴席", "Banquet")
    OTHER = "other", Text("其他聚集", "Other")


class GatheringOutcome(Choice):
    """What became of it."""

    PLANNED = "planned", Text("拟办", "Planned")
    POSTPONED = "postponed", Text("延期", "Postponed")
    CANCELLED = "cancelled", Text("取消", "Cancelled")
    SIMPLIFIED = "simplified", Text("简办", "Simplified")
    HELD = "held", Text("照办", "Held")


class GroupPlatform(Choice):
    """Where an online group meets."""

    WECHAT = "wechat", Text("微信", "WeChat")
    QQ = "qq", Text("QQ群", "QQ")
    DINGTALK = "dingtalk", Text("钉钉", "DingTalk")
    OTHER = "other", Text("其他", "Other")


class Nature(Choice):
    """What was heard."""

    RUMOUR = "rumour", Text("谣言", "Rumour")
    QUESTION = "question", Text("疑问", "Question")
    CONCERN = "concern", Text("关切", "Concern")


class HeardOn(Choice):
    """Where it was heard."""

    GROUP = "group", Text("网络群组", "Online group")
    MOMENTS = "moments", Text("朋友圈", "Moments")
    VIDEO = "video", Text("短视频", "Short video")
    HOTLINE = "hotline", Text("热线电话", "Hotline")
    DOOR = "door", Text("入户走访", "At the door")
    STREET = "street", Text("街谈巷议", "Word of mouth")
    OTHER = "other", Text("其他", "Other")


class Verdict(Choice):
    """What it turned out to be."""

    TRUE = "true", Text("属实", "True")
    FALSE = "false", Text("不实", "False")
    UNCLEAR = "unclear", Text("无法核实", "Unclear")


class PassedTo(Choice):
    """To whom it was handed on."""

    NONE = "none", Text("未转交", "Nobody")
    OWNER = "owner", Text("群主", "Group owner")
    POLICE = "police", Text("公安机关", "Police")


class Material(Body, frozen=True, kw_only=True):
    """Material printed, handed out, put up or taken down. The unit follows from the item; it may be told to be sure."""

    item: Annotated[Item, Field(label=Text("宣传品", "Item"))]
    stage: Annotated[Stage, Field(label=Text("环节", "Stage"))]
    quantity: Annotated[int, Field(label=Text("数量", "Quantity"), low=0, high=100_000)]
    unit: Annotated[Measure | None, Field(label=Text("单位", "Unit"))] = None
    recipient: Annotated[Recipient | None, Field(label=Text("发放对象", "Recipient"))] = None
    location: Annotated[str, Field(label=Text("地点", "Location"), longest=100)] = ""


class Activity(Body, frozen=True, kw_only=True):
    """People told by vehicle, voice, screen or face to face. Whoever was persuaded is counted, never named."""

    channel: Annotated[Channel, Field(label=Text("方式", "Channel"))]
    runs: Annotated[int | None, Field(label=Text("出动车辆", "Runs"), unit="辆次", low=0, high=500)] = None
    areas_reached: Annotated[tuple[Link, ...], Field(label=Text("覆盖村（社区）", "Areas reached"), names="area")] = ()
    hours: Annotated[Decimal | None, Field(label=Text("时长", "Hours"), unit="h", scale=1, low=0, high=500)] = None
    audience: Annotated[int | None, Field(label=Text("受众", "Audience"), unit="人次", low=0, high=100_000)] = None
    persuasions: Annotated[int | None, Field(label=Text("劝导", "Persuasions"), unit="人次", low=0, high=5_000)] = None
    topic: Annotated[str, Field(label=Text("宣传要点", "Topic"), options="advice")] = ""


class Post(Body, frozen=True, kw_only=True):
    """Something published: by the area itself, or about it in the media. The same text on three platforms is three."""

    platform: Annotated[Platform, Field(label=Text("平台", "Platform"))]
    outlet: Annotated[str, Field(label=Text("媒体名称", "Outlet"), longest=100)] = ""
    outlet_level: Annotated[OutletLevel, Field(label=Text("媒体级别", "Outlet level"))]
    title: Annotated[str, Field(label=Text("标题", "Title"), longest=200)]
    url: Annotated[str, Field(label=Text("网址", "Address"), longest=500)] = ""
    published_at: Annotated[datetime, Field(label=Text("发布时间", "Published at"))]
    text: Annotated[str, Field(label=Text("公开内容", "Published text"), longest=1_000)] = ""
    question: Annotated[Link | None, Field(label=Text("对应疑问或谣言", "Question answered"), names="entry")] = None


class Reads(Body, frozen=True, kw_only=True):
    """How often a post, or all posts of the area's account on a platform, had been read; count either, not both."""

    platform: Annotated[Platform, Field(label=Text("平台", "Platform"))]
    total: Annotated[int, Field(label=Text("累计阅读量", "Reads so far"), unit="人次", low=0)]
    counted_at: Annotated[datetime, Field(label=Text("统计时间", "Counted at"))]


class Gathering(Body, frozen=True, kw_only=True):
    """A wedding, funeral or banquet, and what became of it."""

    type: Annotated[GatheringType, Field(label=Text("类型", "Type"))]
    planned_on: Annotated[date, Field(label=Text("原定日期", "Planned on"))]
    expected: Annotated[int | None, Field(label=Text("预计人数", "Expected"), unit="人", low=0, high=3_000)] = None
    outcome: Annotated[GatheringOutcome, Field(label=Text("结果", "Outcome"))]
    new_date: Annotated[date | None, Field(label=Text("改期日期", "New date"))] = None
    persuaded_by: Annotated[str, Field(label=Text("劝导人", "Persuaded by"), personal=True, longest=50)] = ""


class OnlineGroup(Body, frozen=True, kw_only=True):
    """An online group and who answers for it. What is said in it is not kept."""

    platform: Annotated[GroupPlatform, Field(label=Text("平台", "Platform"))]
    name: Annotated[str, Field(label=Text("群名称", "Name"), longest=100)]
    members: Annotated[int | None, Field(label=Text("群成员", "Members"), unit="人", low=0, high=5_000)] = None
    owner: Annotated[Link | None, Field(label=Text("群主", "Owner"), names="person")] = None
    watched: Annotated[bool | None, Field(label=Text("已纳入值守", "Watched"))] = None
    checked_at: Annotated[datetime | None, Field(label=Text("查看时间", "Checked at"))] = None


class Rumour(Body, frozen=True, kw_only=True):
    """A rumour, question or concern. A correction keeps it up to date: what it is, and what was answered."""

    nature: Annotated[Nature, Field(label=Text("性质", "Nature"))]
    channel: Annotated[HeardOn | None, Field(label=Text("来源", "Channel"))] = None
    online_group: Annotated[Link | None, Field(label=Text("所在群组", "Online group"), names="entry")] = None
    heard_at: Annotated[datetime, Field(label=Text("发现时间", "Heard at"))]
    text: Annotated[str, Field(label=Text("内容", "What was said"), personal=True, longest=500)] = ""
    verified_at: Annotated[datetime | None, Field(label=Text("核实时间", "Verified at"))] = None
    verdict: Annotated[Verdict | None, Field(label=Text("核实结论", "Verdict"))] = None
    answered_at: Annotated[datetime | None, Field(label=Text("回应时间", "Answered at"))] = None
    answer: Annotated[str, Field(label=Text("回应内容", "Answer"), personal=True, longest=1_000)] = ""
    post: Annotated[Link | None, Field(label=Text("发布记录", "Post"), names="entry")] = None
    passed_to: Annotated[PassedTo | None, Field(label=Text("转交", "Passed to"))] = None
    outcome: Annotated[str, Field(label=Text("处理结果", "Outcome"), longest=200)] = ""


def uneven(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """More handed out than printed, more taken down than stands, or a unit that the item does not have (Q66, Q73)."""
    found = []
    body, more = entry.body, undrawn(entry, timeline)
    if more:
        text = Text(
            f"quantity：比已记录的印制（设立）数多 {more}，已计入。请核对或补记。",
            f"quantity: {more} more than were recorded as printed or put up; the entry counts. Check, or add what is "
            "missing.",
        )
        found.append(Reason(code="more_than_made", field="body.quantity", text=text))
    own = OWN_UNIT[body.item.value]
    if body.unit is not None and body.unit.value not in ({"copy", "sheet"} if own == "copy" else {own}):
        label = next(one.label for one in Measure if one.value == own)
        text = Text(
            f"unit:{body.item.label.zh}按“{label.zh}”计，已照数计入。请核对数量。",
            f"unit: {body.item.label.en} is counted in {label.en.lower()}; the number counts as it is. Check it.",
        )
        found.append(Reason(code="other_unit", field="body.unit", text=text))
    return tuple(found)


_FELL = Reason(
    code="reads_fell",
    field="body.total",
    text=Text(
        "total：低于此前的统计，已保留，累计值不降。请核对。",
        "total: lower than an earlier count; it is kept, and the total does not fall. Check it.",
    ),
)
_ANSWERED_BEFORE = Reason(
    code="answered_before_heard",
    field="body.answered_at",
    text=Text(
        "answered_at：早于发现时间，已计入。请核对两个时间。",
        "answered_at: lies before it was heard; the entry counts. Check the two times.",
    ),
)
_DENIED = Reason(
    code="nil_contradicted",
    field="body.heard_at",
    text=Text(
        "heard_at：本区域当日舆情报告为零，已计入。请核对，必要时更正日报。",
        "heard_at: the report on opinion of this area says nothing for that day; the entry counts. Check it, and "
        "correct the report where needed.",
    ),
)


def fallen(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """A count below an earlier one is kept and listed."""
    return (_FELL,) if fell(entry, timeline) else ()


def doubtful(entry: Entry, timeline: Sequence[Entry]) -> tuple[Reason, ...]:
    """An answer before the question is listed, and so is what was heard on a day reported as nil (Q86)."""
    body = entry.body
    early = body.answered_at is not None and instant(body.answered_at) < instant(body.heard_at)
    found = ((early, _ANSWERED_BEFORE), (denied(entry, timeline), _DENIED))
    return tuple(reason for holds, reason in found if holds)


def answer_post(body: Rumour, link: str, at: int) -> Mapping[str, Any] | None:
    """The answer to a question, or what refutes a rumour, as an item of the public page that names it (Q75)."""
    if not body.text or not body.answer:
        return None
    title = " ".join(body.text.split())[:200]
    post: dict[str, Any] = {"platform": "public_page", "outlet_level": "own", "title": title, "text": body.answer}
    return post | {"published_at": iso(at), "question": link}


MATERIAL = EntryKind(
    name="publicity.material",
    label=Text("宣传品", "Printed or put-up material"),
    body=Material,
    about=("area", "place", "household"),
    flags=Flags(of=("publicity.material",), rule=uneven),
)
ACTIVITY = EntryKind(
    name="publicity.activity", label=Text("宣传活动", "Publicity activity"), body=Activity, about=("area",)
)
POST = EntryKind(
    name="publicity.post",
    label=Text("发布/报道", "Post or media report"),
    body=Post,
    about=("area",),
    answers=("question",),
)
READS = EntryKind(
    name="publicity.reads",
    label=Text("阅读量", "Reads counted"),
    body=Reads,
    about=("area", "entry"),
    flags=Flags(of=("publicity.reads",), rule=fallen),
)
GATHERING = EntryKind(
    name="publicity.gathering", label=Text("红白事", "Gathering"), body=Gathering, about=("household", "person")
)
ONLINE_GROUP = EntryKind(
    name="publicity.online_group",
    label=Text("网络群组", "Online group and its owner"),
    body=OnlineGroup,
    about=("area",),
)
RUMOUR = EntryKind(
    name="publicity.rumour",
    label=Text("谣言/关切", "Rumour, question or concern"),
    body=Rumour,
    about=("area",),
    opens_matter=True,
    flags=Flags(of=("reporting.daily",), rule=doubtful),
    publishing=Publishing(kind="publicity.post", label=Text("公开这条答复", "Publish this answer"), body=answer_post),
)
KINDS = (MATERIAL, ACTIVITY, POST, READS, GATHERING, ONLINE_GROUP, RUMOUR)
