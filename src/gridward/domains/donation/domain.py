"""The declaration of the domain of donations."""

from gridward.domains.donation.entries import KINDS
from gridward.domains.donation.figures import FIGURES
from gridward.domains.donation.imagine import imagine
from gridward.domains.donation.models import DonorState
from gridward.domains.donation.rules import donor_row, published
from gridward.domains.donation.screens import DONORS
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State
from gridward.plug.public import Board

DOMAIN = Domain(
    name="donation",
    label=Text("捐赠管理", "Donations"),
    kinds=KINDS,
    figures=FIGURES,
    states=(State(model=DonorState, of=("donation.gift",), row=donor_row, listing=DONORS),),
    imagine=imagine,
    boards=(
        Board(
            name="donations",
            label=Text("捐赠公示", "Donations"),
            of=("donation.gift",),
            notices=published,
            figures=(("donation.money", ""), ("donation.donors", "person"), ("donation.donors", "enterprise")),
        ),
    ),
)
