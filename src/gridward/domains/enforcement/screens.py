"""How the lists of places suspended are shown."""

from gridward.kit.text import Text
from gridward.plug.listing import TODAY, Holds, Listing, day, text, whole, yes_no

NOTICES = Listing(
    name="notices",
    label=Text("停业告知", "Closure notices"),
    columns=(
        text("notice_no", "文书号", "Notice no."),
        text("ground", "事由", "Ground"),
        day("since", "起始日期", "Since"),
        day("until", "截止日期", "Until"),
        yes_no("acknowledged", "已签收", "Acknowledged"),
        yes_no("reopened", "已恢复营业", "Reopened"),
        whole("notices", "次数", "Times"),
    ),
    order="-since",
    open=(Holds("reopened", "no"),),
    late=(Holds("until", "below", TODAY),),
    open_label=Text("停业中", "Suspended"),
)
