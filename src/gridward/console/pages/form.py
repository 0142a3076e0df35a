"""Forms: a register as a table, as a spreadsheet, and with the people opened for a purpose that is written down."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gridward.console.frame import Crumb, shown
from gridward.console.papers.filled import table
from gridward.console.papers.papers import file_name, may_have
from gridward.console.reader import address
from gridward.console.reader.around import around
from gridward.console.reader.download import download
from gridward.console.reader.leaf import SIZE
from gridward.console.reader.sight import Sight, sight
from gridward.console.reader.standing import standing
from gridward.document.form.draft import compose, folder
from gridward.document.form.people import Opening
from gridward.document.form.sheet import workbook
from gridward.document.form.template import Form, names, read
from gridward.grid.tree import Node
from gridward.kit.text import Text, speaking

PURPOSES = (
    Text("隔离管控与随访", "Isolation and follow-up"),
    Text("流调排查", "Tracing and screening"),
    Text("上级报送", "Report to the level above"),
    Text("救助服务", "Help for people in need"),
    Text("督查核验", "Inspection"),
)
"""What identities are usually opened for; anything else can be typed."""


@login_required
@require_GET
def form(request: HttpRequest, name: str) -> HttpResponse:
    """A form filled in for an area and day, people masked."""
    seen, stands = sight(request), standing(request, "area")
    node = _node(request, seen)
    found = _form(name, node, seen)
    filled = compose(found, area=node.id, day=stands.day, most=SIZE)
    context = {
        "area": node,
        "standing": stands,
        "around": around(node, seen),
        "table": table(filled),
        "file": address.form_file(name, stands, area=node.code) if _may_take(seen, node) else "",
        "may_open": found.personal() and _may_open(found, node, seen),
        "purposes": PURPOSES,
        "crumbs": [Crumb(_("Documents"), address.documents(stands, area=node.code)), Crumb(found.title)],
    }
    return shown(request, "console/form.html", context, seen=seen)


@login_required
@require_http_methods(["GET", "POST"])
def form_file(request: HttpRequest, name: str) -> HttpResponse:
    """A form as a spreadsheet; posted with a purpose, people stand in it by their names and each opening is logged."""
    seen, stands = sight(request), standing(request)
    node = _node(request, seen)
    found = _form(name, node, seen)
    opens = request.method == "POST"
    if not (_may_open(found, node, seen) if opens else _may_take(seen, node)):
        raise Http404
    opening = Opening(who=seen.account.pk, purpose=_purpose(request)) if opens else None
    filled = compose(found, area=node.id, day=stands.day, opening=opening)
    return download(workbook(filled, speaking.get()), file_name(str(found.title), filled.as_of, "xlsx"))


def _form(name: str, node: Node, seen: Sight) -> Form:
    if name not in names(folder()):
        raise Http404
    found = read(name, folder=folder())
    if not may_have(found, node, seen):
        raise Http404
    return found


def _purpose(request: HttpRequest) -> str:
    """What was chosen or typed; what is typed goes first. Opening refuses an empty one."""
    return request.POST.get("other", "").strip() or request.POST.get("purpose", "").strip()


def _node(request: HttpRequest, seen: Sight) -> Node:
    return seen.node(request.GET["area"]) if request.GET.get("area") else seen.home


def _may_take(seen: Sight, node: Node) -> bool:
    return seen.may("export", node.id)


def _may_open(form: Form, node: Node, seen: Sight) -> bool:
    """Whether the reader may take people's identities out for every kind that the form shows."""
    kinds = form.kinds_read()
    return all(seen.may(verb, node.id, kind) for verb in ("export", "see_person") for kind in kinds)
