"""The declaration of the domain of follow-up."""

from gridward.domains.followup.entries import KINDS
from gridward.domains.followup.figures import FIGURES, WHOLES
from gridward.domains.followup.imagine import imagine, implied
from gridward.domains.followup.models import NeedState, OrderState
from gridward.domains.followup.rules import order_row, request_row
from gridward.domains.followup.screens import NEEDS, ORDERS
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="followup",
    label=Text("隔离随访", "Follow-up"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(
            model=OrderState,
            of=("followup.order", "followup.release", "followup.reading", "followup.team"),
            row=order_row,
            listing=ORDERS,
        ),
        State(model=NeedState, of=("followup.request", "followup.service"), row=request_row, listing=NEEDS),
    ),
    imagine=imagine,
    hears=("screening.travel_entry", "screening.classification", "tracing.contact"),
    implies=implied,
    wholes=WHOLES,
)
