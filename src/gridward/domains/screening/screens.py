"""How the lists of households visited and of pushed lists are shown."""

from gridward.domains.screening.entries import VisitResult
from gridward.kit.text import Text
from gridward.plug.listing import NOW, TODAY, Holds, Listing, choice, day, moment, text, whole, yes_no

HOUSEHOLDS = Listing(
    name="households",
    label=Text("入户排查", "Households visited"),
    columns=(
        choice("result", "最近结果", "Last result", VisitResult),
        yes_no("covered", "已排查到位", "Covered"),
        whole("visits", "走访次数", "Visits"),
        moment("last_at", "最近走访", "Last visit"),
        day("next_review", "下次复查", "Next review"),
    ),
    order="-last_at",
    open=(Holds("covered", "no"),),
    late=(Holds("next_review", "below", TODAY),),
    open_label=Text("尚未到位", "Not covered yet"),
)
LISTS = Listing(
    name="lists",
    label=Text("推送名单", "Pushed lists"),
    columns=(
        text("issuer", "推送单位", "From"),
        whole("names", "人数", "Names"),
        whole("unresolved", "未核查", "Unresolved"),
        moment("received_at", "收到时间", "Received"),
        moment("deadline", "反馈时限", "Deadline"),
    ),
    order="-received_at",
    open=(Holds("unresolved", "above", 0),),
    late=(Holds("deadline", "below", NOW),),
    open_label=Text("未查完", "Not all looked into"),
)
CHECKS = Listing(
    name="checks",
    label=Text("名单核查", "Names checked"),
    columns=(
        choice("result", "核查结果", "Result", "list_result"),
        whole("attempts", "核查次数", "Attempts"),
        moment("at", "核查时间", "Checked at"),
        day("next_check", "下次核查", "Next check"),
    ),
    order="-at",
    open=(Holds("next_check", "known"),),
    late=(Holds("next_check", "below", TODAY),),
    open_label=Text("待再核查", "To be checked again"),
)
