"""The page of an area for everybody, and the list of such pages. What is not switched on does not exist (404)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gridward.grid.published import is_on, on
from gridward.grid.tree import Node, tree
from gridward.kit import clock
from gridward.kit.errors import Reason, Refusal
from gridward.kit.pen import Busy
from gridward.kit.text import Text, speaking
from gridward.public.boards import panels
from gridward.public.handing_in import hand_in, wishes

LANGUAGES = {"zh": "zh-Hans", "en": "en"}
YEAR = 365 * 24 * 3600
COME_AGAIN = Reason(
    code="busy",
    field="",
    text=Text("系统正忙,本次未提交。请稍后再试。", "The node is busy; this was not taken. Try again in a moment."),
)


@never_cache
@require_GET
def pages(request: HttpRequest) -> HttpResponse:
    """The areas that have a page; the only one itself."""
    found = on()
    if not found:
        raise Http404
    if len(found) == 1:
        return HttpResponseRedirect(reverse("public:page", args=[found[0].code]))
    return spoken(request) or render(request, "public/pages.html", {"areas": found, **framed()})


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, code: str) -> HttpResponse:
    """What an area has published, with the form; and what is posted there."""
    area = _area(code)
    if request.method == "GET":
        return spoken(request) or _drawn(request, area)
    here = reverse("public:page", args=[area.code])
    if request.POST.get("website"):  # a field that people do not see: only a machine fills it in
        return HttpResponseRedirect(f"{here}?sent=1#hand-in")
    try:
        receipt = hand_in(
            {name: str(value) for name, value in request.POST.items()},
            area,
            tree(),
            address=request.META.get("REMOTE_ADDR", ""),
            now=clock.now(),
        )
    except Refusal as refusal:
        return _drawn(request, area, refusal.reasons, status=429 if refusal.reasons[0].code == "too_many" else 400)
    except Busy:
        return _drawn(request, area, (COME_AGAIN,), status=503)
    return HttpResponseRedirect(f"{here}?sent={receipt.id[-8:]}#hand-in")


def _area(code: str) -> Node:
    found = tree().by_code(code)
    if found is None or not is_on(found.id):
        raise Http404
    return found


def _drawn(request: HttpRequest, area: Node, reasons: tuple[Reason, ...] = (), status: int = 200) -> HttpResponse:
    now, map_now = clock.now(), tree()
    sent = request.GET.get("sent", "")[:8]
    context = {
        "area": area,
        "panels": panels(area, map_now, now),
        "wishes": wishes(),
        "below": [one for one in map_now.children(area.id, now) if one.level not in ("place", "work_area")],
        "reasons": reasons,
        "posted": request.POST,
        "sent": sent if sent.isalnum() else "",
        "now": now,
    }
    return render(request, "public/page.html", context | framed(), status=status)


def framed() -> dict[str, Any]:
    """What every page without sign-in says of its language."""
    return {"lang": LANGUAGES[speaking.get()], "other": "en" if speaking.get() == "zh" else "zh"}


def spoken(request: HttpRequest) -> HttpResponse | None:
    """The same page in the language asked for, which the browser keeps."""
    lang = request.GET.get("lang")
    if lang not in LANGUAGES:
        return None
    answer = HttpResponseRedirect(request.path)
    answer.set_cookie("language", lang, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return answer
