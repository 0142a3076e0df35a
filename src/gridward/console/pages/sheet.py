"""Sheets: templates to download, the ledger as a file, and files taken in after a look at every row."""

from collections.abc import Callable
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gridward.console.frame import Crumb, shown
from gridward.console.reader import address
from gridward.console.reader.sight import sight
from gridward.console.records.asked import asked
from gridward.console.records.upload import book_of, fetch, keep, looked, plan_of, take_portion
from gridward.exchange.sheet.answer import answer as write_answer
from gridward.exchange.sheet.export import Reader, export
from gridward.exchange.sheet.memory import remember
from gridward.exchange.sheet.plan import run
from gridward.exchange.sheet.template import template as write_template
from gridward.kit.errors import Reason, Refusal
from gridward.kit.text import speaking
from gridward.plug.catalogue import CATALOGUE

MOST = 100_000
"""Entries of a file that a page waits for; more are a command's."""


@login_required
@require_http_methods(["GET", "POST"])
def sheets(request: HttpRequest) -> HttpResponse:
    """Templates by domain, and the form that takes a file."""
    seen = sight(request)
    if not seen.recordable():
        raise Http404
    errors: tuple[Reason, ...] = ()
    if request.method == "POST":
        said = {name: request.POST.get(name, "").strip() for name in ("kind", "area", "day")}
        try:
            sent = request.FILES.get("file")
            name = "" if sent is None else sent.name or ""
            found = keep(sent, seen, name=name, kind=said["kind"], area=said["area"], day=said["day"])
            return HttpResponseRedirect(address.upload(found.id))
        except Refusal as refusal:
            errors = refusal.reasons
    groups = [
        (domain.label, [(kind, address.template(kind.name)) for kind in domain.kinds if seen.may_record(kind)])
        for domain in CATALOGUE.domains.values()
    ]
    context = {
        "groups": [group for group in groups if group[1]],
        "kinds": seen.recordable(),
        "chosen": request.POST.get("kind") or request.GET.get("kind", ""),
        "area": request.POST.get("area", "" if seen.tree.children(seen.home.id) else seen.home.code),
        "day": request.POST.get("day", ""),
        "errors": errors,
        "crumbs": [Crumb(_("Sheets"))],
    }
    return shown(request, "console/sheets.html", context, seen=seen, status=400 if errors else 200)


@login_required
@require_GET
def template(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The template of a kind as a file."""
    seen = sight(request)
    if kind not in CATALOGUE.kinds or not seen.may_record(CATALOGUE.kinds[kind]):
        raise Http404
    declared = CATALOGUE.kinds[kind]
    return _file(str(declared.label), lambda out: write_template(declared, lang=speaking.get(), out=out))


@login_required
@require_http_methods(["GET", "POST"])
def given_out(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The entries of a kind, as the list was filtered, as a file."""
    seen = sight(request)
    declared = seen.kind(kind)
    found = asked(request.GET.dict(), kind=declared, seen=seen)
    if request.method == "POST":
        reader = Reader(account=seen.account, lang=speaking.get(), purpose=request.POST.get("purpose", ""))
        return _file(str(declared.label), lambda out: export(declared, found.wanted, reader, out=out, most=MOST))
    context = {
        "kind": declared,
        "asked": found,
        "may_open": seen.may("export", None, kind) and seen.may("see_person", None, kind),
        "back": address.ledger(kind) + found.query(),
        "crumbs": [
            Crumb(_("Ledger"), address.ledger()),
            Crumb(declared.label, address.ledger(kind)),
            Crumb(_("Export")),
        ],
    }
    return shown(request, "console/export.html", context, seen=seen)


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What every row of a file would become; posted, what headings mean."""
    seen = sight(request)
    found = fetch(uuid, seen)
    if request.method == "POST":
        _match(request, found.kind)
        return HttpResponseRedirect(address.upload(uuid))
    context = {"looked": looked(found), "crumbs": _crumbs(found.name)}
    return shown(request, "console/upload.html", context, seen=seen)


@login_required
@require_POST
def take(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Hand in a portion of a file; the page goes on by itself until all is in."""
    seen = sight(request)
    found = fetch(uuid, seen)
    if take_portion(found):
        messages.add_message(request, messages.INFO, _("The file was taken in."), extra_tags="good")
        answer_ = HttpResponseRedirect(address.upload(uuid))
        if request.headers.get("HX-Request"):
            answer_ = HttpResponse(headers={"HX-Redirect": address.upload(uuid)})  # type: ignore[assignment]
        return answer_
    context: dict[str, Any] = {"upload": found, "total": book_of(found).total, "crumbs": _crumbs(found.name)}
    page = "console/_taking.html" if request.headers.get("HX-Target") == "taking" else "console/taking.html"
    return shown(request, page, context, seen=seen)


@login_required
@require_GET
def answer(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The file with the verdict of each row beside it."""
    found = fetch(uuid, sight(request))
    book = book_of(found)
    verdicts = list(run(plan_of(found, book), dry=True))
    name = found.name.rpartition(".")[0] or found.name
    return _file(name, lambda out: write_answer(book, verdicts, lang=speaking.get(), out=out))


@login_required
@require_POST
def drop(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Forget a file; what was taken in stays."""
    fetch(uuid, sight(request)).delete()
    return HttpResponseRedirect(address.sheets())


def _match(request: HttpRequest, kind: str) -> None:
    """Keep what was said of headings: each field is `heading.<number>` with its text beside it."""
    said = {}
    for number in range(200):
        text, column = request.POST.get(f"heading.{number}.text", ""), request.POST.get(f"heading.{number}", "?")
        if text and column != "?":
            said[text] = column
    remember(CATALOGUE.kinds[kind], said)


def _file(name: str, written: Callable[[BinaryIO], object]) -> FileResponse:
    """A workbook written to the disk of the node and sent from there; it is gone when it is sent."""
    out = TemporaryFile(dir=settings.GRIDWARD_HOME)  # noqa: SIM115  (the answer closes it)
    try:
        written(cast("BinaryIO", out))
    except BaseException:
        out.close()
        raise
    out.seek(0)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FileResponse(out, as_attachment=True, filename=f"{name}.xlsx", content_type=kind)


def _crumbs(name: str) -> list[Crumb]:
    return [Crumb(_("Sheets"), address.sheets()), Crumb(name)]
