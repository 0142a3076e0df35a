"""How the lists of places, goods and classes are shown."""

from gridward.domains.venue.entries import CheckSlot, ClassStatus, Goods, LotAction, VenueKind
from gridward.kit.text import Text
from gridward.plug.listing import MIDNIGHT, Holds, Listing, choice, moment, text, whole, yes_no

VENUES = Listing(
    name="places",
    label=Text("公共场所", "Venues"),
    columns=(
        choice("kind", "类型", "Kind", VenueKind),
        choice("department", "主管部门", "Department", "department"),
        yes_no("essential", "民生保供", "Essential"),
        yes_no("open", "营业", "Open"),
        moment("checked_at", "最近自查", "Last check"),
        moment("inspected_at", "最近检查", "Last inspection"),
        whole("problems", "问题", "Problems"),
    ),
    order="checked_at",
    open=(Holds("open", "yes"), Holds("checked_at", "not_since", MIDNIGHT)),
    late=(Holds("problems", "above", 0),),
    open_label=Text("营业，今日未自查", "Open, not checked today"),
)
LOTS = Listing(
    name="lots",
    label=Text("货品批次", "Goods lots"),
    columns=(
        text("product", "品名", "Product"),
        choice("category", "类别", "Category", Goods),
        choice("action", "状态", "Last action", LotAction),
        yes_no("certified", "证明齐全", "Certified"),
        yes_no("cleared", "检测阴性", "Found negative"),
        moment("at", "时间", "At"),
    ),
    order="-at",
    open=(Holds("cleared", "no"),),
    open_label=Text("未放行", "Not cleared"),
)
CLASSES = Listing(
    name="classes",
    label=Text("班级", "Classes of schools"),
    columns=(
        choice("status", "状态", "Status", ClassStatus),
        whole("enrolled", "在册", "Enrolled"),
        choice("slot", "最近一检", "Last check", CheckSlot),
        moment("checked_at", "检查时间", "Checked"),
        whole("present", "实到", "Present"),
        whole("absent_ill", "因病缺勤", "Absent ill"),
    ),
    order="checked_at",
    open=(Holds("status", "is", "in_session"),),
    late=(Holds("absent_ill", "above", 0),),
    open_label=Text("在课", "In session"),
)
