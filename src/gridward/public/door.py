"""The page behind the code at a door: the name of the place, and what may be logged there with one tap."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gridward.grid.doors import place_of
from gridward.grid.tree import Node, tree
from gridward.kit import clock
from gridward.kit.errors import Reason, Refusal
from gridward.kit.ids import uuid7
from gridward.kit.pen import Busy
from gridward.plug.public import Tap
from gridward.public.tapping import tap, taps_at
from gridward.public.views import COME_AGAIN, framed, spoken


@never_cache
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, token: str) -> HttpResponse:
    """What whoever scanned a code sees, and what they tap; a code that is no good does not exist (404)."""
    map_now, now = tree(), clock.now()
    place = place_of(token, map_now)
    taps = [] if place is None else taps_at(place, map_now, now)
    if place is None or not taps:
        raise Http404
    if request.method == "GET":
        return spoken(request) or _drawn(request, place, taps)
    wanted = next((one for one in taps if one.kind == request.POST.get("what")), taps[0])
    number = request.POST.get("number", "")
    try:
        tap(place, wanted, map_now, number=number, address=request.META.get("REMOTE_ADDR", ""), now=now)
    except Refusal as refusal:
        return _drawn(request, place, taps, refusal.reasons, status=429)
    except Busy:
        return _drawn(request, place, taps, (COME_AGAIN,), status=503)
    return HttpResponseRedirect(f"{reverse('public:door', args=[token])}?done={wanted.kind}")


def _drawn(
    request: HttpRequest, place: Node, taps: list[Tap], reasons: tuple[Reason, ...] = (), status: int = 200
) -> HttpResponse:
    now = clock.now()
    done = next((one for one in taps if one.kind == request.GET.get("done")), None)
    context = {"place": place, "taps": taps, "done": done, "reasons": reasons, "now": now, "number": uuid7(now)}
    return render(request, "public/door.html", context | framed(), status=status)
