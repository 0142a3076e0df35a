"""How the lists of tips are shown."""

from gridward.domains.clue.entries import Channel, Result, Urgency
from gridward.kit.text import Text
from gridward.plug.listing import MIDNIGHT, Holds, Listing, choice, moment, yes_no

TIPS = Listing(
    name="tips",
    label=Text("群众线索", "Tips"),
    columns=(
        choice("channel", "来源", "Channel", Channel),
        choice("urgency", "紧急程度", "Urgency", Urgency),
        moment("received_at", "受理", "Received"),
        choice("result", "核查结果", "Result", Result),
        yes_no("hazard_removed", "已消除隐患", "Hazard removed"),
        moment("replied_at", "答复", "Replied"),
    ),
    order="-received_at",
    open=(Holds("result", "is", "open"),),
    late=(Holds("received_at", "below", MIDNIGHT),),
    open_label=Text("未核查", "Not looked into"),
)
