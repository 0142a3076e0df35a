"""How the lists of tips are shown, and how anybody hands one in."""

from gridward.domains.clue.entries import Channel, Result, Urgency
from gridward.domains.clue.rules import OPEN
from gridward.kit.text import Text
from gridward.plug.listing import MIDNIGHT, Holds, Listing, choice, moment, yes_no
from gridward.plug.public import Wish

NOT_LOOKED = Text("未核查", "Not looked into")

TIPS = Listing(
    name="tips",
    label=Text("群众线索", "Tips"),
    columns=(
        choice("channel", "来源", "Channel", Channel),
        choice("urgency", "紧急程度", "Urgency", Urgency),
        moment("received_at", "受理", "Received"),
        choice("result", "核查结果", "Result", Result, before={OPEN: NOT_LOOKED}),
        yes_no("hazard_removed", "已消除隐患", "Hazard removed"),
        moment("replied_at", "答复", "Replied"),
    ),
    order="-received_at",
    open=(Holds("result", "is", OPEN),),
    late=(Holds("received_at", "below", MIDNIGHT),),
    open_label=NOT_LOOKED,
)


def tip(text: str, reach: str, at: int) -> dict[str, object]:
    """A tip as anybody hands it in; who it was stays sealed, and is nobody where nothing was said."""
    said: dict[str, object] = {"channel": "online", "text": text}
    return said | {"reporter": reach} if reach else said


TELL = Wish(
    kind="clue.tip",
    label=Text("提供线索", "A tip"),
    hint=Text(
        "什么地方、什么时候、什么情况。可以匿名;提供人信息对所涉村(社区)保密。",
        "Where, when and what. You may stay unknown; who told is hidden from the village concerned.",
    ),
    body=tip,
    reach=True,
    longest=1_000,
)
