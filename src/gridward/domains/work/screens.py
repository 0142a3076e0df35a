"""How the lists of enterprises and employees are shown."""

from gridward.domains.work.entries import Decided, FirmKind, JobStatus
from gridward.kit.text import Text
from gridward.plug.listing import MIDNIGHT, TODAY, Column, Holds, Listing, choice, day, moment, whole, yes_no

_ALERTS = {"red": Text("红色", "Red"), "yellow": Text("黄色", "Yellow")}
ENTERPRISES = Listing(
    name="enterprises",
    label=Text("企业和项目现场", "Enterprises and sites"),
    columns=(
        choice("kind", "类型", "Kind", FirmKind),
        choice("sector", "行业", "Sector", "sector"),
        whole("employees", "职工", "Employees"),
        yes_no("supervised", "驻厂监督", "Supervised"),
        moment("applied_at", "申请", "Applied"),
        choice("decision", "审核", "Decision", Decided),
        day("reported_on", "最近日报", "Last report"),
        whole("mask_days", "口罩可用天数", "Days of masks"),
        Column(name="alert", label=Text("预警", "Alert"), drawn="choice", options=_ALERTS, filtered=True),
    ),
    order="-applied_at",
    open=(
        Holds("decision", "not", ""),
        Holds("decision", "not", "suspended"),
        Holds("reported_on", "not_since", TODAY),
    ),
    late=(Holds("alert", "is", "red"),),
    open_label=Text("复工今日未报", "At work, silent today"),
)
SITE_WORKERS = Listing(
    name="site-workers",
    label=Text("项目现场工人", "Workers at project sites"),
    columns=(moment("since", "到场", "Here since"), moment("moved_at", "最近动态", "Movements told")),
    order="moved_at",
    open=(Holds("moved_at", "not_since", MIDNIGHT),),
    open_label=Text("今日动态未登记", "Without word today"),
)
EMPLOYEES = Listing(
    name="employees",
    label=Text("职工一人一档", "Employees"),
    columns=(
        choice("status", "状态", "Status", JobStatus),
        yes_no("contact", "接触来返人员", "Contact with arrivals"),
        day("observation_until", "观察至", "Observed until"),
        whole("batch", "返岗批次", "Batch"),
        moment("at", "更新", "Told"),
    ),
    order="-at",
    open=(Holds("observation_until", "above", TODAY),),
    open_label=Text("观察中", "Under observation"),
)
