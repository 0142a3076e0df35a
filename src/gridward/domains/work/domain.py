"""The declaration of the domain of resumption."""

from gridward.domains.work.entries import KINDS
from gridward.domains.work.figures import FIGURES
from gridward.domains.work.imagine import imagine, implied
from gridward.domains.work.models import EmployeeState, EnterpriseState, SiteWorkerState
from gridward.domains.work.rules import MOVEMENTS, employee_row, enterprise_row, site_worker_row
from gridward.domains.work.screens import EMPLOYEES, ENTERPRISES, SITE_WORKERS
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="work",
    label=Text("复工复产", "Resumption of work"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(
            model=EnterpriseState,
            of=("work.enterprise", "work.application", "work.decision", "work.daily_report"),
            row=enterprise_row,
            listing=ENTERPRISES,
        ),
        State(model=EmployeeState, of=("work.employee",), row=employee_row, listing=EMPLOYEES),
        State(model=SiteWorkerState, of=MOVEMENTS, row=site_worker_row, listing=SITE_WORKERS),
    ),
    imagine=imagine,
    implies=implied,
)
