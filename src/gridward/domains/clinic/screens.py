"""How the lists of cases are shown."""

from gridward.domains.clinic.entries import CaseClass, CaseOutcome
from gridward.kit.text import Text
from gridward.plug.listing import Holds, Listing, choice, moment, text

CASES = Listing(
    name="cases",
    label=Text("病例", "Cases"),
    columns=(
        choice("classification", "分类", "Classification", CaseClass),
        moment("found_at", "发现", "Found"),
        moment("reported_at", "报告", "Reported"),
        moment("isolated_at", "隔离", "Isolated"),
        text("hospital", "收治医院", "Hospital"),
        choice("outcome", "转归", "Outcome", CaseOutcome),
    ),
    order="-found_at",
    open=(Holds("outcome", "is", ""), Holds("classification", "not", "no_case")),
    open_label=Text("在治", "Under care"),
)
