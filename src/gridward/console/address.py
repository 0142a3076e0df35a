"""Addresses of pages, one function a page, so that no template puts one together."""

from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from gridward.console.standing import Standing


def situation(standing: Standing, *, area: str = "", **more: str) -> str:
    """The situation of an area."""
    return reverse("console:situation") + standing.query(area=area, **more)


def area(code: str, standing: Standing) -> str:
    """The page of an area."""
    return reverse("console:area", args=(code,)) + standing.query()


def domain(name: str, standing: Standing, **asked: str) -> str:
    """The page of a domain."""
    return reverse("console:domain", args=(name,)) + standing.query(**asked)


def documents(standing: Standing, *, area: str = "") -> str:
    """The bulletins and forms of an area."""
    return reverse("console:documents") + standing.query(area=area)


def bulletin(name: str, standing: Standing, *, area: str, **more: str) -> str:
    """A bulletin as it would be issued now."""
    return reverse("console:bulletin", args=(name,)) + standing.query(area=area, **more)


def bulletin_file(name: str, fmt: str, standing: Standing, *, area: str, **more: str) -> str:
    """A draft as a file."""
    return reverse("console:bulletin-file", args=(name, fmt)) + standing.query(area=area, **more)


def issued(number: int) -> str:
    """An issued bulletin."""
    return reverse("console:issued", args=(number,))


def issued_file(number: int, fmt: str, lang: str) -> str:
    """An issued bulletin printed again."""
    return reverse("console:issued-file", args=(number, fmt)) + f"?lang={lang}"


def form(name: str, standing: Standing, *, area: str, **more: str) -> str:
    """A form filled in for an area."""
    return reverse("console:form", args=(name,)) + standing.query(area=area, **more)


def form_file(name: str, standing: Standing, *, area: str) -> str:
    """A form as a spreadsheet."""
    return reverse("console:form-file", args=(name,)) + standing.query(area=area)


def figures(standing: Standing, *, area: str = "") -> str:
    """Every figure of an area."""
    return reverse("console:figures") + standing.query(area=area)


def figure(name: str, member: str, area: str, standing: Standing) -> str:
    """The page of a figure's member at an area."""
    return reverse("console:figure", args=(name,)) + standing.query(member=member, area=area)


def ledger(kind: str = "", **asked: str) -> str:
    """A list of entries, of one kind or of all."""
    path = reverse("console:ledger-kind", args=(kind,)) if kind else reverse("console:ledger")
    found = urlencode({name: value for name, value in asked.items() if value})
    return f"{path}?{found}" if found else path


def entry(uuid: UUID | str) -> str:
    """The page of an entry."""
    return reverse("console:entry", args=(uuid,))


def correction(uuid: UUID | str) -> str:
    """The form that corrects an entry."""
    return reverse("console:correction", args=(uuid,))


def voiding(uuid: UUID | str) -> str:
    """The form that voids an entry."""
    return reverse("console:void", args=(uuid,))


def record(kind: str, **asked: str) -> str:
    """The form that records an entry of a kind, or the choice of kinds."""
    found = urlencode({name: value for name, value in asked.items() if value})
    path = reverse("console:record-kind", args=(kind,)) if kind else reverse("console:record")
    return path + (f"?{found}" if found else "")


def why(**about: str) -> str:
    """Why one may see something: `area` (its code), `entry`, `officer` or `thing` (its number)."""
    return f"{reverse('console:why')}?{urlencode(about)}"


def sheets(kind: str = "") -> str:
    """Templates, and the form that takes a file."""
    return reverse("console:sheets") + (f"?{urlencode({'kind': kind})}" if kind else "")


def template(kind: str) -> str:
    """The template of a kind."""
    return reverse("console:template", args=(kind,))


def export(kind: str, query: str = "") -> str:
    """The entries of a kind as a file; `query` is that of the list."""
    return reverse("console:export", args=(kind,)) + query


def upload(uuid: UUID | str) -> str:
    """What every row of a file would become."""
    return reverse("console:upload", args=(uuid,))


def policy(pack: str, *, clause: str = "") -> str:
    """The page of a pack, at one of its clauses."""
    return reverse("console:pack", args=(pack,)) + (f"#{clause}" if clause else "")


def missing(standing: Standing, *, area: str = "", **more: str) -> str:
    """The board of what is missing in an area."""
    return reverse("console:missing") + standing.query(area=area, **more)


def policy_here(area: str) -> str:
    """What is in force in an area."""
    return f"{reverse('console:policy')}?{urlencode({'area': area})}"


def response(position: int, **asked: str) -> str:
    """The form that changes or ends a response."""
    found = urlencode(asked)
    return reverse("console:response", args=(position,)) + (f"?{found}" if found else "")
