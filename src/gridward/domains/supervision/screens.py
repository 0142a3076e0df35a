"""How the lists of problems and inspections are shown."""

from gridward.domains.supervision.entries import Severity, Standing, SubjectKind
from gridward.kit.text import Text
from gridward.plug.listing import NOW, Column, Holds, Listing, choice, moment, text, whole

_STATES = {"open": Text("待整改", "To be put right")} | {one.value: one.label for one in Standing}
PROBLEMS = Listing(
    name="problems",
    label=Text("问题", "Problems"),
    columns=(
        text("responsible_office", "责任单位", "Responsible"),
        choice("severity", "严重程度", "Severity", Severity),
        moment("found_at", "发现", "Found"),
        moment("deadline", "整改期限", "Deadline"),
        Column(name="state", label=Text("状态", "State"), drawn="choice", options=_STATES, filtered=True),
        moment("done_at", "整改完成", "Put right"),
    ),
    order="deadline",
    open=(Holds("done_at", "unknown"),),
    late=(Holds("deadline", "below", NOW),),
    open_label=Text("未整改", "Not put right"),
)
INSPECTIONS = Listing(
    name="inspections",
    label=Text("督查检查", "Inspections"),
    columns=(
        choice("subject_kind", "对象类别", "Kind", SubjectKind),
        text("by", "检查单位", "By"),
        whole("visits", "次数", "Visits"),
        moment("last_at", "最近检查", "Last"),
    ),
    order="last_at",
)
