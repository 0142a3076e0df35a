"""The declaration of the domain of venues."""

from gridward.domains.venue.entries import KINDS
from gridward.domains.venue.figures import FIGURES
from gridward.domains.venue.imagine import imagine
from gridward.domains.venue.models import ClassState, LotState, VenueState
from gridward.domains.venue.rules import class_row, lot_row, venue_row
from gridward.domains.venue.screens import CLASSES, LOTS, VENUES
from gridward.kit.text import Text
from gridward.plug.domain import Domain, State

DOMAIN = Domain(
    name="venue",
    label=Text("公共场所", "Venues"),
    kinds=KINDS,
    figures=FIGURES,
    states=(
        State(
            model=VenueState, of=("venue.place", "venue.checklist", "enforcement.notice"), row=venue_row, listing=VENUES
        ),
        State(model=LotState, of=("venue.lot",), row=lot_row, listing=LOTS),
        State(model=ClassState, of=("venue.class", "venue.class_check"), row=class_row, listing=CLASSES),
    ),
    imagine=imagine,
    hears=("enforcement.notice", "work.enterprise"),
)
