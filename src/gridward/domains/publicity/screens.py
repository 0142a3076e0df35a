"""How the lists of questions, gatherings and online groups are shown, and how anybody asks a question."""

from gridward.domains.publicity.entries import (
    GatheringOutcome,
    GatheringType,
    HeardOn,
    Nature,
    PassedTo,
    Verdict,
)
from gridward.domains.publicity.rules import OPEN
from gridward.kit.clock import iso
from gridward.kit.text import Text
from gridward.plug.listing import NOW, TODAY, Holds, Listing, choice, day, moment, whole
from gridward.plug.public import Wish

QUESTIONS = Listing(
    name="questions",
    label=Text("谣言与关切", "Rumours and questions"),
    columns=(
        choice("nature", "性质", "Nature", Nature),
        choice("channel", "来源", "Channel", HeardOn),
        choice("verdict", "核实结论", "Verdict", Verdict, before={OPEN: Text("未核实", "Not looked into")}),
        moment("heard_at", "发现", "Heard"),
        moment("due_at", "应回应", "Due"),
        moment("answered_at", "已回应", "Answered"),
        choice("passed_to", "转交", "Passed to", PassedTo),
    ),
    order="-heard_at",
    open=(Holds("answered_at", "unknown"),),
    late=(Holds("due_at", "below", NOW),),
    open_label=Text("未回应", "Unanswered"),
)
GATHERINGS = Listing(
    name="gatherings",
    label=Text("红白事", "Gatherings"),
    columns=(
        choice("type", "类型", "Type", GatheringType),
        day("planned_on", "原定日期", "Planned on"),
        choice("outcome", "结果", "Outcome", GatheringOutcome),
        day("new_date", "改期至", "New date"),
        moment("last_at", "最近", "Last"),
    ),
    order="planned_on",
    open=(Holds("outcome", "is", "planned"),),
    late=(Holds("planned_on", "below", TODAY),),
    open_label=Text("拟办", "Planned"),
)
GROUPS = Listing(
    name="groups",
    label=Text("网络群组", "Online groups"),
    columns=(
        whole("groups", "群组", "Groups"),
        whole("owned", "落实群主", "With an owner"),
        whole("watched", "值守", "Watched"),
        moment("checked_at", "最近巡查", "Last look"),
    ),
    order="-groups",
    open=(Holds("checked_at", "unknown"),),
    open_label=Text("未巡查", "Never looked at"),
)


def question(text: str, reach: str, at: int) -> dict[str, object]:
    """A question as anybody asks it."""
    return {"nature": "question", "channel": "other", "heard_at": iso(at), "text": text}


ASK = Wish(
    kind="publicity.rumour",
    label=Text("提出疑问", "A question"),
    hint=Text(
        "不确定的说法、政策疑问、需要说明的事。答复后在本页公开,不公开提问人。",
        "Something you heard, or want explained. The answer is published here; who asked is not.",
    ),
    body=question,
)
