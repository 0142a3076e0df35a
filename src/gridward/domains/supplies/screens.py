"""How the lists of stores and of requests for goods are shown."""

from gridward.kit.text import Text
from gridward.plug.listing import TODAY, Holds, Listing, choices, day, moment, text, whole

REQUESTS = Listing(
    name="requests",
    label=Text("物资申请", "Requests"),
    columns=(
        text("to_unit", "申请单位", "Asked of"),
        choices("items", "物资", "Goods", "item"),
        whole("unpromised", "未承诺项", "Lines without promise"),
        moment("asked_at", "申请时间", "Asked at"),
        day("needed_by", "需用日期", "Needed by"),
        text("status", "状态", "Status"),
    ),
    order="-asked_at",
    open=(Holds("unpromised", "above", 0),),
    late=(Holds("needed_by", "below", TODAY),),
    open_label=Text("待落实", "Not promised"),
)
STORES = Listing(
    name="stores",
    label=Text("储备点", "Stores"),
    columns=(
        choices("short", "账面为负的物资", "Below zero", "item"),
        choices("differing", "收发不符的物资", "Not as sent", "item"),
        moment("last_at", "最近出入库", "Last movement"),
        moment("counted_at", "最近盘点", "Last stock-take"),
    ),
    order="-last_at",
    open=(Holds("counted_at", "unknown"),),
    open_label=Text("未盘点", "Never counted"),
)
