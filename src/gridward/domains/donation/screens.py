"""How the lists of donors are shown."""

from gridward.domains.donation.entries import DonorKind, Publish
from gridward.kit.text import Text
from gridward.plug.listing import Listing, choice, moment, whole

DONORS = Listing(
    name="donors",
    label=Text("捐赠者", "Donors"),
    columns=(
        choice("donor_kind", "类别", "Kind", DonorKind),
        whole("gifts", "次数", "Gifts"),
        choice("publish", "公示", "Publish", Publish),
        moment("last_at", "最近", "Last"),
    ),
    order="-last_at",
)
