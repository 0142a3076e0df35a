"""How the lists of directives, shifts, incidents, bodies and plans are shown."""

from gridward.domains.command.entries.bodies import BodyType
from gridward.domains.command.entries.orders import IssuerLevel, Nature, Urgency
from gridward.domains.command.entries.watch import IncidentType
from gridward.kit.text import Text
from gridward.plug.listing import MIDNIGHT, NOW, Holds, Listing, choice, day, moment, text, whole, yes_no

DIRECTIVES = Listing(
    name="directives",
    label=Text("指令", "Directives"),
    columns=(
        text("text", "内容", "Text"),
        choice("urgency", "紧急程度", "Urgency", Urgency),
        whole("asked", "下达", "To"),
        whole("unanswered", "未回执", "Unanswered"),
        whole("undone", "未办结", "Not done"),
        moment("issued_at", "下达时间", "Issued"),
        moment("deadline", "办理时限", "Deadline"),
    ),
    order="-issued_at",
    open=(Holds("unanswered", "above", 0),),
    late=(Holds("deadline", "below", NOW),),
    open_label=Text("未全部回执", "Not all answered"),
)
DOCUMENTS = Listing(
    name="documents",
    label=Text("文件", "Documents"),
    columns=(
        text("number", "文号", "Number"),
        text("title", "标题", "Title"),
        choice("nature", "性质", "Nature", Nature),
        choice("level", "发文级别", "Issuer level", IssuerLevel),
        moment("at", "收文", "Received"),
        whole("studied", "学习次数", "Studied"),
        whole("forwarded", "已转发", "Passed on"),
        yes_no("to_study", "待学习", "To be studied"),
    ),
    order="-at",
    open=(Holds("to_study", "yes"),),
    open_label=Text("待学习", "To be studied"),
)
SHIFTS = Listing(
    name="shifts",
    label=Text("值班排班", "Shifts"),
    columns=(
        moment("start", "开始", "Start"),
        moment("end", "结束", "End"),
        whole("needed", "需要", "Needed"),
        whole("assigned", "已排", "Assigned"),
        whole("came", "到岗", "Came"),
        yes_no("short", "缺人", "Short"),
    ),
    order="-start",
    open=(Holds("short", "yes"), Holds("end", "above", MIDNIGHT)),
    late=(Holds("start", "below", NOW),),
    open_label=Text("今起缺人", "Short from today on"),
)
INCIDENTS = Listing(
    name="incidents",
    label=Text("突发异常", "Incidents"),
    columns=(
        choice("type", "类型", "Type", IncidentType),
        whole("incidents", "起数", "Incidents"),
        whole("open", "未办结", "Open"),
        moment("open_since", "最早未办结", "Open since"),
        moment("last_at", "最近", "Last"),
    ),
    order="-last_at",
    open=(Holds("open", "above", 0),),
    late=(Holds("open_since", "below", MIDNIGHT),),
)
BODIES = Listing(
    name="bodies",
    label=Text("指挥机构", "Bodies"),
    columns=(
        text("name", "名称", "Name"),
        choice("type", "类型", "Type", BodyType),
        whole("heads", "负责人", "Heads"),
        day("since", "起始日期", "Since"),
        day("until", "截止日期", "Until"),
    ),
    order="since",
    open=(Holds("until", "unknown"),),
    open_label=Text("运行中", "Standing"),
)
PLANS = Listing(
    name="plans",
    label=Text("方案预案", "Plans"),
    columns=(
        yes_no("plan", "工作方案", "Plan"),
        yes_no("contingency_plan", "应急预案", "Contingency plan"),
        text("numbers", "文号", "Numbers"),
        moment("last_at", "最近", "Last"),
    ),
    order="-last_at",
    open=(Holds("contingency_plan", "no"),),
    open_label=Text("无应急预案", "Without contingency plan"),
)
