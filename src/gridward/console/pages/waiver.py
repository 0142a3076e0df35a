"""The page that excuses a duty, or puts it off."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gridward.console.duties.missing_rows import missing_rows
from gridward.console.duties.waiving import REASONS, duty_of, waive
from gridward.console.frame import Crumb, shown
from gridward.console.reader import address
from gridward.console.reader.sight import sight
from gridward.console.reader.standing import standing
from gridward.console.records.handed_in import tell
from gridward.kit.errors import Reason, Refusal


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def waiver(request: HttpRequest, duty: int) -> HttpResponse:
    """The form; posted, the entry is handed in and the board shown again."""
    seen, stands = sight(request), standing(request)
    found, duties = duty_of(duty, seen, stands)
    board = address.missing(stands, area=seen.tree.by_id(found.area).code)
    errors: tuple[Reason, ...] = ()
    if request.method == "POST":
        try:
            receipt = waive(found, request.POST.dict(), seen, stands)
        except Refusal as refusal:
            errors = refusal.reasons
        else:
            tell(request, _("The duty was excused."), receipt)
            return HttpResponseRedirect(board)
    context = {
        "row": missing_rows([found], duties, stands)[0],
        "reasons": REASONS,
        "posted": request.POST.dict() or {"approved_by": str(seen.account.name)},
        "errors": errors,
        "board_href": board,
        "crumbs": [Crumb(_("Missing now"), board), Crumb(_("Excuse"))],
    }
    return shown(request, "console/waiver.html", context, seen=seen, status=400 if errors else 200)
