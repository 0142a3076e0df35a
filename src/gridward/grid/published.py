"""Switching the public page of an area on and off, which whoever runs the node does."""

from gridward.grid.models import PublicPage
from gridward.grid.tree import Node, tree
from gridward.kit.clock import now
from gridward.kit.errors import refuse


def switch(area: Node, *, on: bool) -> bool:
    """Switch a page on or off; returns whether that changed anything. Raises Refusal for a place."""
    if area.level == "place":
        raise refuse(
            "no_public_page",
            field="area",
            zh=f"area:“{area.name.zh}”是场所,不能开设公示页。请选择村(社区)、镇街或区县。",
            en=f"area: “{area.name.en}” is a place and has no public page. Choose a village, town or county.",
        )
    if on:
        return PublicPage.objects.get_or_create(area=area.id, defaults={"since": now()})[1]
    return bool(PublicPage.objects.filter(area=area.id).delete()[0])


def is_on(area: int) -> bool:
    """Whether an area has a public page."""
    return PublicPage.objects.filter(area=area).exists()


def on() -> list[Node]:
    """The areas that have one, in the order of their codes."""
    known = tree()
    found = [known.by_id(area) for area in PublicPage.objects.values_list("area", flat=True) if area in known]
    return sorted(found, key=lambda node: node.code)
