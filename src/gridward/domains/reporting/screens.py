"""How the lists of units that report and of reports reviewed are shown."""

from gridward.domains.reporting.entries import Decision
from gridward.kit.text import Text
from gridward.plug.listing import MIDNIGHT, Holds, Listing, choice, choices, moment, whole

UNITS = Listing(
    name="units",
    label=Text("报送单位", "Reporting units"),
    columns=(
        whole("reports", "已报份数", "Reports"),
        choices("nil", "最近为零报告", "Nil last time", "report_template"),
        moment("last_at", "最近报送", "Last report"),
    ),
    order="last_at",
    open=(Holds("last_at", "below", MIDNIGHT),),
    open_label=Text("今日未报", "Silent today"),
)
REVIEWS = Listing(
    name="reviews",
    label=Text("审核", "Reviews"),
    columns=(
        choice("decision", "结论", "Decision", Decision),
        whole("reviews", "审核次数", "Reviews"),
        moment("at", "审核时间", "Reviewed at"),
    ),
    order="-at",
    open=(Holds("decision", "not", "accepted"),),
    open_label=Text("退回", "Sent back"),
)
