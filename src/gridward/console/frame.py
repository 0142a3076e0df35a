"""The frame around every page: who is signed in, where they may go, and how the page is rendered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gridward.console.duties.handing import tally
from gridward.console.reader.address import page
from gridward.console.reader.desk import FEW, Desk, desk
from gridward.console.reader.sight import Sight
from gridward.console.reader.speaking import HTML, chosen
from gridward.console.rules.doors import may_hang
from gridward.console.rules.public_pages import may_look
from gridward.grid.tree import Node
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.domain import Domain

THEMES = ("auto", "light", "dark")
RELEASE = "followup.release"
MOST = 8
"""Areas of one's own that the menu lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of the menu."""

    href: str
    label: Text | str
    icon: str
    here: bool = False
    tally: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some lines of the menu under a common word; `more` are folded away until somebody looks for them."""

    label: str
    items: tuple[Item, ...]
    more: tuple[Item, ...] = ()
    papers: bool = True
    """Whether the lines are pages of their own, and not ledgers or areas that are found by other means."""

    @property
    def unfolded(self) -> bool:
        """Whether the page is among the folded ones."""
        return any(item.here for item in self.more)


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from the top to this page; the last has no address."""

    label: Text | str
    href: str = ""


def frame(request: HttpRequest, seen: Sight | None = None) -> dict[str, Any]:
    """What frame.html shows around a page; without a sight only language and colours."""
    lang = chosen(request)
    theme = request.COOKIES.get("theme", "auto")
    bare = {"lang": lang, "html_lang": HTML[lang], "theme": theme if theme in THEMES else "auto"}
    if seen is None:
        return bare
    found = desk(seen)
    groups = menu(request.path, seen, found)
    flat = {item.href: item for group in groups for item in group.items}
    tabs = [flat[href] for href in _tabs(found) if href in flat]
    return bare | {
        "account": seen.account,
        "initial": str(seen.account.name)[:1].upper(),
        "home": seen.homes[0] if seen.homes else None,
        "role": _role(seen),
        "menu": groups,
        "tabs": tabs,
        "viewing": getattr(request, "viewing", None),
    }


def shown(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, seen: Sight, status: int = 200
) -> HttpResponse:
    """A page in its frame."""
    return render(request, template, {**context, "frame": frame(request, seen)}, status=status)


def part(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """A part of a page that stands in its frame already."""
    return render(request, template, context)


def menu_of(seen: Sight) -> list[Group]:
    """The menu as it stands on no page in particular."""
    return menu("", seen, desk(seen))


def menu(here: str, seen: Sight, found: Desk) -> list[Group]:
    """The menu by what the account may see: its own work first, then the domains, papers, the map and the ledger.

    `here` is the path of the page on which it stands.
    """
    groups = [
        Group(label="", items=tuple(_first(seen, here))),
        Group(label=_("My work"), items=tuple(_work(seen, found, here))),
        Group(label=_("Duties"), items=tuple(_duties(seen, here))),
        Group(label=_("Ledgers"), items=_domains(found.mine, here), more=_domains(found.others, here), papers=False),
        Group(label=_("Documents"), items=tuple(_papers(seen, here))),
        Group(label=_("Areas"), items=tuple(_areas(seen, here))),
        Group(label=_("People"), items=tuple(_people(seen, here))),
        Group(label=_("Oversight"), items=tuple(_oversight(seen, here))),
    ]
    return [group for group in groups if group.items or group.more]


def _first(seen: Sight, here: str) -> Iterable[Item]:
    """Where everybody begins: how things stand, and what of it is missing."""
    yield _item(page("situation"), _("Situation"), "situation", here, exact=True)
    yield _item(page("missing"), _("Missing now"), "duty", here)


def _work(seen: Sight, found: Desk, here: str) -> Iterable[Item]:
    """What the account records: few kinds by their names, many behind one line."""
    few = found.kinds if len(found.kinds) <= FEW else ()
    for kind in few:
        yield _item(page("record-kind", kind.name), kind.label, "record", here)
    if seen.recordable():
        label = _("Other forms") if few else _("Record")
        yield _item(page("record"), label, "plus" if few else "record", here, exact=bool(few))
        yield _item(page("sheets"), _("Sheets"), "sheet", here)
    yield from _screens(seen, here)


def _duties(seen: Sight, here: str) -> Iterable[Item]:
    """What policy asks: who reports, which households are covered, who is due for release, what the rules say."""
    yield _item(page("reports"), _("Reports due"), "document", here)
    yield _item(page("coverage"), _("Household coverage"), "grid", here)
    yield _item(page("handovers"), _("Hand-overs"), "hand", here, tally=tally(seen))
    yield _item(page("board", "checklists"), _("Boards of clauses"), "sheet", here, below="/boards/")
    if seen.may("record", None, RELEASE):
        yield _item(page("releases"), _("Due for release"), "check", here)
    yield _item(page("policy"), _("Rules in force"), "shield", here)
    yield _item(page("responses"), _("Responses"), "flag", here)


def _domains(listed: Iterable[Domain], here: str) -> tuple[Item, ...]:
    return tuple(_item(page("domain", one.name), one.label, "", here) for one in listed)


def _papers(seen: Sight, here: str) -> Iterable[Item]:
    yield _item(page("documents"), _("Bulletins and forms"), "document", here)
    if may_look(seen):
        yield _item(page("public-pages"), _("Public pages"), "out", here)
    if may_hang(seen):
        yield _item(page("door-codes"), _("Door codes"), "place", here)


def _areas(seen: Sight, here: str) -> Iterable[Item]:
    yield _item(page("area", seen.home.code), _("Areas"), "grid", here, below="/areas/")
    if len(seen.homes) > 1:
        for node in seen.homes[:MOST]:
            yield _item(page("situation") + f"?area={node.code}", node.name, "place", "")


def _oversight(seen: Sight, here: str) -> Iterable[Item]:
    yield _item(page("figures"), _("Figures"), "figure", here)
    yield _item(page("ledger"), _("Ledger"), "ledger", here, but="/ledger/held/")
    yield _item(page("held"), _("Held"), "held", here, tally=seen.held[0])
    if seen.may("oversee"):
        yield _item(page("restrictions"), _("Who restricted whom"), "shield", here, tally=seen.held[1])


def _people(seen: Sight, here: str) -> Iterable[Item]:
    """Who is on the roll; who is in office, for those who answer for them; looking as somebody else, for those who
    configure.
    """
    yield _item(page("people"), _("People"), "person", here)
    if any(seen.may(verb) for verb in ("assign", "configure", "oversee")):
        yield _item(page("officers"), _("Officers"), "person", here)
    if seen.may("configure"):
        yield _item(page("view-as"), _("View as"), "eye", here)
    elif seen.may("oversee"):
        yield _item(page("viewings"), _("Who looked as whom"), "eye", here)


def crumbs(seen: Sight, node: Node, last: Iterable[Crumb], href: Any) -> list[Crumb]:
    """The way to a page about an area: what it lies in, itself, and what the page is."""
    above = [Crumb(one.name, href(one)) for one in seen.above(node)]
    rest = list(last)
    return [*above, Crumb(node.name, href(node) if rest else ""), *rest]


def _screens(seen: Sight, here: str) -> Iterable[Item]:
    for domain in CATALOGUE.domains.values():
        for screen in domain.screens:
            if screen.on == "console" and screen.menu and seen.may(screen.verb):
                path = f"/{domain.name}/{screen.path.lstrip('/')}"
                yield _item(path, screen.label, "duty", here)


def _item(
    href: str,
    label: Text | str,
    icon: str,
    here: str,
    *,
    exact: bool = False,
    below: str = "",
    but: str = "-",
    tally: int = 0,
) -> Item:
    stem = below or href
    inside = here == href if exact else here.startswith(stem) and not here.startswith(but)
    return Item(href=href, label=label, icon=icon, here=inside, tally=tally)


def _tabs(found: Desk) -> list[str]:
    """What stands at the foot of a phone's page: the account's own work before the rest."""
    few = [page("record-kind", kind.name) for kind in found.kinds[:2]] if len(found.kinds) <= FEW else []
    own = [page("domain", one.name) for one in found.mine[:1]]
    rest = [page(name) for name in ("record", "documents", "ledger", "held")]
    return [page("situation"), page("missing"), *few, *own, *rest][:5]


def _role(seen: Sight) -> str:
    found = [
        f"{one.rights.label} · {seen.tree.by_id(one.area).name}"
        for one in seen.offices
        if one.rights is not None and one.area in seen.tree
    ]
    return found[0] if found else ""


__all__ = ["Crumb", "Group", "Item", "crumbs", "frame", "menu", "part", "shown"]
