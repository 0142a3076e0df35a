"""Bulletins: what there is, a look at one, the file, issuing it, and what was issued before."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gridward.console.frame import Crumb, crumbs, shown
from gridward.console.papers.papers import bulletins, file_name, formats, forms, issued, sheet
from gridward.console.reader import address
from gridward.console.reader.around import around
from gridward.console.reader.download import download
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import Standing, standing
from gridward.document import issue as issuing
from gridward.document import template
from gridward.document.bulletin import Bulletin
from gridward.document.draft import draft, folder
from gridward.document.models import Issued
from gridward.document.render import LANGS, rendered
from gridward.grid.tree import Node
from gridward.kit.text import Lang, speaking


@login_required
@require_GET
def documents(request: HttpRequest) -> HttpResponse:
    """The bulletins and forms that can be had, and what was issued."""
    seen, stands = sight(request), standing(request, "area")
    node = _node(request, seen)
    context = {
        "area": node,
        "standing": stands,
        "around": around(node, seen),
        "bulletins": bulletins(node, stands),
        "forms": forms(node, seen, stands),
        "issued": issued(node, seen),
        "crumbs": crumbs(seen, node, [Crumb(_("Documents"))], lambda one: address.documents(stands, area=one.code)),
    }
    return shown(request, "console/documents.html", context, seen=seen)


@login_required
@require_http_methods(["GET", "POST"])
def bulletin(request: HttpRequest, name: str) -> HttpResponse:
    """A bulletin as it would be issued now; posting issues it."""
    seen, stands = sight(request), standing(request, "area", "lang")
    node, lang = _node(request, seen), _lang(request)
    found = _draft(name, node, stands)
    if request.method == "POST":
        if not seen.may("issue", node.id):
            raise Http404
        kept = issuing.issue(found, lang=lang, by=seen.account, signed=request.POST.get("signed", ""))
        messages.success(request, _("The bulletin is issued. It prints the same for ever."))
        return HttpResponseRedirect(address.issued(kept.pk))
    context = _context(found, node, seen, stands, lang) | {"may_issue": seen.may("issue", node.id)}
    return shown(request, "console/bulletin.html", context, seen=seen)


@login_required
@require_GET
def bulletin_file(request: HttpRequest, name: str, fmt: str) -> HttpResponse:
    """A draft as a file."""
    seen, stands = sight(request), standing(request)
    node, lang = _node(request, seen), _lang(request)
    if not _may_take(seen, node.id):
        raise Http404
    found = _draft(name, node, stands)
    return download(rendered(found, fmt, lang), file_name(found.title.say(lang), found.as_of, fmt))


@login_required
@require_GET
def issued_one(request: HttpRequest, number: int) -> HttpResponse:
    """A bulletin as it was issued, whatever the ledger has learnt since."""
    seen = sight(request)
    kept = _kept(number, seen)
    found, lang = issuing.reprint(kept), _lang(request, kept.lang)
    context = {
        "sheet": sheet(found, lang),
        "lang": lang,
        "langs": [(one, address.issued(kept.pk) + f"?lang={one}") for one in LANGS],
        "files": [(fmt, address.issued_file(kept.pk, fmt, lang)) for fmt in formats()],
        "may_take": _may_take(seen, kept.area_id),
        "crumbs": [Crumb(_("Documents"), address.documents(standing(request))), Crumb(found.title.say(lang))],
    }
    return shown(request, "console/issued.html", context, seen=seen)


@login_required
@require_GET
def issued_file(request: HttpRequest, number: int, fmt: str) -> HttpResponse:
    """An issued bulletin printed again."""
    seen = sight(request)
    kept = _kept(number, seen)
    if not _may_take(seen, kept.area_id):
        raise Http404
    found, lang = issuing.reprint(kept), _lang(request, kept.lang)
    return download(rendered(found, fmt, lang), file_name(found.title.say(lang), found.as_of, fmt))


def _context(found: Bulletin, node: Node, seen: Sight, stands: Standing, lang: Lang) -> dict[str, Any]:
    here = {"area": node.code, "lang": lang}
    return {
        "area": node,
        "standing": stands,
        "around": around(node, seen),
        "sheet": sheet(found, lang),
        "lang": lang,
        "langs": [(one, address.bulletin(found.name, stands, area=node.code, lang=one)) for one in LANGS],
        "files": [(fmt, address.bulletin_file(found.name, fmt, stands, **here)) for fmt in formats()],
        "may_take": _may_take(seen, node.id),
        "signer": seen.account.name,
        "crumbs": [Crumb(_("Documents"), address.documents(stands, area=node.code)), Crumb(found.title.say(lang))],
    }


def _draft(name: str, node: Node, stands: Standing) -> Bulletin:
    if name not in template.names(folder()):
        raise Http404
    return draft(name, area=node.id, as_of=stands.as_of, known_at=stands.known_at)


def _kept(number: int, seen: Sight) -> Issued:
    found = Issued.objects.filter(pk=number).first()
    if found is None or not seen.covers(found.area_id):
        raise Http404
    return found


def _node(request: HttpRequest, seen: Sight) -> Node:
    return seen.node(request.GET["area"]) if request.GET.get("area") else seen.home


def _lang(request: HttpRequest, otherwise: str = "") -> Lang:
    """The language asked for, else the document's own, else the reader's."""
    asked = request.GET.get("lang", "")
    return LANGS.get(asked) or LANGS.get(otherwise) or speaking.get()


def _may_take(seen: Sight, area: int) -> bool:
    """Whether the reader may take documents of an area out of the house."""
    return seen.may("export", area) or seen.may("issue", area)
