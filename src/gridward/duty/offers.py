"""Hand-overs that are not over: on offer, returned, or waiting for a decision."""

from gridward.duty.handover import OFFERED, RAISED, RETURNED
from gridward.duty.models import Handover


def not_over() -> list[Handover]:
    """The oldest first. One that was returned is over when the same thing was offered again."""
    found = list(Handover.objects.filter(state__in=(OFFERED, RAISED, RETURNED)).order_by("at", "chain"))
    back = {one.subject for one in found if one.state == RETURNED}
    alike = Handover.objects.filter(subject__in=back).order_by("at", "chain") if back else ()
    last = {(one.subject, one.duty): one.chain for one in alike}
    return [one for one in found if one.state != RETURNED or last[one.subject, one.duty] == one.chain]
