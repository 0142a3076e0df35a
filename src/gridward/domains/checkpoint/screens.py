"""How the lists of posts and of closed-off areas are shown."""

from gridward.domains.checkpoint.entries import Hours, Level, PostKind, Regime
from gridward.kit.text import Text
from gridward.plug.listing import Holds, Listing, choice, day, text, whole, yes_no

POSTS = Listing(
    name="posts",
    label=Text("卡口（监测点）", "Checkpoints"),
    columns=(
        choice("level", "设立级别", "Level", Level),
        choice("kind", "类型", "Kind", PostKind),
        text("road", "所在道路", "Road"),
        choice("hours", "值守时段", "Hours", Hours),
        yes_no("code_signs", "场所码", "Code posters"),
        day("opened_on", "设立日期", "Opened on"),
        day("closed_on", "撤除日期", "Removed on"),
    ),
    order="opened_on",
    open=(Holds("closed_on", "unknown"),),
    open_label=Text("在用", "Standing"),
)
CLOSURES = Listing(
    name="closures",
    label=Text("封闭式管理", "Closed off"),
    columns=(
        choice("regime", "管理方式", "Regime", Regime),
        day("since", "起始日期", "Since"),
        day("until", "截止日期", "Until"),
        whole("entrances_open", "开放出入口", "Open entrances"),
    ),
    order="-since",
    open=(Holds("until", "unknown"),),
    open_label=Text("执行中", "In force"),
)
