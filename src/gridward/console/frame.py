"""The frame around every page: who is signed in, where they may go, and how the page is rendered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gridward.console.sight import Sight
from gridward.console.speaking import HTML, chosen
from gridward.grid.tree import Node
from gridward.kit.text import Text
from gridward.ledger.listing import Wanted, count
from gridward.plug.catalogue import CATALOGUE

THEMES = ("auto", "light", "dark")
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
    """Some lines of the menu under a common word."""

    label: str
    items: tuple[Item, ...]


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
    groups = menu(request, seen)
    flat = {item.href: item for group in groups for item in group.items}
    tabs = [flat[href] for href in _tabs() if href in flat]
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


def menu(request: HttpRequest, seen: Sight) -> list[Group]:
    """The menu by what the account may see."""
    here = request.path
    main = [
        _item(reverse("console:situation"), _("Situation"), "situation", here, exact=True),
        _item(reverse("console:area", args=(seen.home.code,)), _("Areas"), "grid", here, below="/areas/"),
        _item(reverse("console:figures"), _("Figures"), "figure", here),
        _item(reverse("console:ledger"), _("Ledger"), "ledger", here, but="/ledger/held/"),
        _item(reverse("console:people"), _("People"), "person", here),
        _item(reverse("console:held"), _("Held"), "held", here, tally=held_count(seen)),
    ]
    if seen.recordable():
        main.append(_item(reverse("console:record"), _("Record"), "record", here))
        main.append(_item(reverse("console:sheets"), _("Sheets"), "sheet", here))
    main += _people(seen, here)
    groups = [Group(label="", items=tuple(main))]
    screens = tuple(_screens(seen, here))
    homes = tuple(
        _item(reverse("console:situation") + f"?area={node.code}", str(node.name), "place", "")
        for node in seen.homes[:MOST]
    )
    mine = [Group(label=_("My areas"), items=homes)] if len(seen.homes) > 1 else []
    return groups + mine + ([Group(label=_("Work"), items=screens)] if screens else [])


def _people(seen: Sight, here: str) -> Iterable[Item]:
    """Who is in office, for those who answer for them; looking as somebody else, for those who configure."""
    if any(seen.may(verb) for verb in ("assign", "configure", "oversee")):
        yield _item(reverse("console:officers"), _("Officers"), "person", here)
    if seen.may("configure"):
        yield _item(reverse("console:view-as"), _("View as"), "eye", here)
    elif seen.may("oversee"):
        yield _item(reverse("console:viewings"), _("Who looked as whom"), "eye", here)


def held_count(seen: Sight) -> int:
    """How many held entries wait in what the account sees."""
    return count(Wanted(held=True, areas=None if seen.whole else seen.areas_below(seen.home)))


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
                yield _item(path, str(screen.label), "duty", here)


def _item(
    href: str, label: str, icon: str, here: str, *, exact: bool = False, below: str = "", but: str = "-", tally: int = 0
) -> Item:
    stem = below or href
    inside = here == href if exact else here.startswith(stem) and not here.startswith(but)
    return Item(href=href, label=label, icon=icon, here=inside, tally=tally)


def _tabs() -> list[str]:
    return [reverse(f"console:{name}") for name in ("situation", "figures", "record", "ledger", "held")]


def _role(seen: Sight) -> str:
    found = [
        f"{one.rights.label} · {seen.tree.by_id(one.area).name}"
        for one in seen.offices
        if one.rights is not None and one.area in seen.tree
    ]
    return found[0] if found else ""


__all__ = ["Crumb", "Group", "Item", "crumbs", "frame", "held_count", "menu", "shown"]
