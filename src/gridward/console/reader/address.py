"""Addresses of pages, one function a page, so that no template puts one together."""

from functools import lru_cache
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from gridward.console.reader.standing import Standing


@lru_cache(maxsize=8192)
def page(name: str, *args: object) -> str:
    """The path of a page: a long page writes hundreds of addresses, nearly all of them seen before."""
    return reverse(f"console:{name}", args=args)


def situation(standing: Standing, *, area: str = "", **more: str) -> str:
    """The situation of an area."""
    return page("situation") + standing.query(area=area, **more)


def area(code: str, standing: Standing) -> str:
    """The page of an area."""
    return page("area", code) + standing.query()


def domain(name: str, standing: Standing, **asked: str) -> str:
    """The page of a domain."""
    return page("domain", name) + standing.query(**asked)


def documents(standing: Standing, *, area: str = "") -> str:
    """The bulletins and forms of an area."""
    return page("documents") + standing.query(area=area)


def bulletin(name: str, standing: Standing, *, area: str, **more: str) -> str:
    """A bulletin as it would be issued now."""
    return page("bulletin", name) + standing.query(area=area, **more)


def bulletin_file(name: str, fmt: str, standing: Standing, *, area: str, **more: str) -> str:
    """A draft as a file."""
    return page("bulletin-file", name, fmt) + standing.query(area=area, **more)


def issued(number: int) -> str:
    """An issued bulletin."""
    return page("issued", number)


def issued_file(number: int, fmt: str, lang: str) -> str:
    """An issued bulletin printed again."""
    return page("issued-file", number, fmt) + f"?lang={lang}"


def form(name: str, standing: Standing, *, area: str, **more: str) -> str:
    """A form filled in for an area."""
    return page("form", name) + standing.query(area=area, **more)


def form_file(name: str, standing: Standing, *, area: str) -> str:
    """A form as a spreadsheet."""
    return page("form-file", name) + standing.query(area=area)


def figures(standing: Standing, *, area: str = "") -> str:
    """Every figure of an area."""
    return page("figures") + standing.query(area=area)


def figure(name: str, member: str, area: str, standing: Standing) -> str:
    """The page of a figure's member at an area."""
    return page("figure", name) + standing.query(member=member, area=area)


def ledger(kind: str = "", **asked: str) -> str:
    """A list of entries, of one kind or of all."""
    path = page("ledger-kind", kind) if kind else page("ledger")
    found = urlencode({name: value for name, value in asked.items() if value})
    return f"{path}?{found}" if found else path


def entry(uuid: UUID | str) -> str:
    """The page of an entry."""
    return page("entry", uuid)


def correction(uuid: UUID | str) -> str:
    """The form that corrects an entry."""
    return page("correction", uuid)


def voiding(uuid: UUID | str) -> str:
    """The form that voids an entry."""
    return page("void", uuid)


def record(kind: str, **asked: str) -> str:
    """The form that records an entry of a kind, or the choice of kinds."""
    found = urlencode({name: value for name, value in asked.items() if value})
    path = page("record-kind", kind) if kind else page("record")
    return path + (f"?{found}" if found else "")


def why(**about: str) -> str:
    """Why one may see something: `area` (its code), `entry`, `officer` or `thing` (its number)."""
    return f"{reverse('console:why')}?{urlencode(about)}"


def sheets(kind: str = "") -> str:
    """Templates, and the form that takes a file."""
    return page("sheets") + (f"?{urlencode({'kind': kind})}" if kind else "")


def template(kind: str) -> str:
    """The template of a kind."""
    return page("template", kind)


def export(kind: str, query: str = "") -> str:
    """The entries of a kind as a file; `query` is that of the list."""
    return page("export", kind) + query


def upload(uuid: UUID | str) -> str:
    """What every row of a file would become."""
    return page("upload", uuid)


def policy(pack: str, *, clause: str = "") -> str:
    """The page of a pack, at one of its clauses."""
    return page("pack", pack) + (f"#{clause}" if clause else "")


def missing(standing: Standing, *, area: str = "", **more: str) -> str:
    """The board of what is missing in an area."""
    return page("missing") + standing.query(area=area, **more)


def policy_here(area: str) -> str:
    """What is in force in an area."""
    return f"{reverse('console:policy')}?{urlencode({'area': area})}"


def response(position: int, **asked: str) -> str:
    """The form that changes or ends a response."""
    found = urlencode(asked)
    return page("response", position) + (f"?{found}" if found else "")
