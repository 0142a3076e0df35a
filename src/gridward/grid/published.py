"""Switching the public page of an area on and off, which whoever runs the node does, and who did so."""

from typing import NamedTuple

from django.db import transaction

from gridward.account.models import Account
from gridward.grid.models import PublicPage, PublicSwitch
from gridward.grid.tree import Node, tree
from gridward.kit.clock import now
from gridward.kit.errors import refuse


class Page(NamedTuple):
    """The public page of an area, and since when it is on."""

    area: Node
    since: int

    @property
    def address(self) -> str:
        """Where it is found on this node."""
        return f"/public/{self.area.code}/"


def switch(area: Node, *, on: bool, by: Account | None = None) -> bool:
    """Switch a page on or off and note who did (None: the command line); returns whether that changed anything. Raises
    Refusal for a place.
    """
    if area.level == "place":
        raise refuse(
            "no_public_page",
            field="area",
            zh=f"area:“{area.name.zh}”是场所，不能开设公示页。请选择村（社区）、镇街或区县。",
            en=f"area: “{area.name.en}” is a place and has no public page. Choose a village, town or county.",
        )
    at = now()
    with transaction.atomic():
        if on:
            changed = PublicPage.objects.get_or_create(area=area.id, defaults={"since": at})[1]
        else:
            changed = bool(PublicPage.objects.filter(area=area.id).delete()[0])
        if changed:
            PublicSwitch.objects.create(area=area.id, on=on, at=at, account=by)
    return changed


def is_on(area: int) -> bool:
    """Whether an area has a public page."""
    return PublicPage.objects.filter(area=area).exists()


def pages() -> list[Page]:
    """The pages that are on, in the order of their areas' codes."""
    known = tree()
    told = PublicPage.objects.values_list("area", "since")
    return sorted(
        (Page(known.by_id(area), since) for area, since in told if area in known), key=lambda one: one[0].code
    )


def on() -> list[Node]:
    """The areas that have one, in the order of their codes."""
    return [one.area for one in pages()]


def switched() -> list[PublicSwitch]:
    """Every switching, the latest first."""
    return list(PublicSwitch.objects.select_related("account").order_by("-at", "-id"))
