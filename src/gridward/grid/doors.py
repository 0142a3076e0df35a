"""Codes that hang at the doors of places: made, withdrawn, and which place one of them is of."""

import secrets
from collections.abc import Collection

from django.db import transaction

from gridward.account.models import Account
from gridward.grid.models import DoorCode
from gridward.grid.tree import Node, Tree
from gridward.kit.clock import now

BYTES = 16
"""Of randomness in a code: nobody guesses one."""


def hang(place: Node, by: Account) -> DoorCode:
    """The code of a place; a new one where it has none."""
    with transaction.atomic():
        return DoorCode.objects.get_or_create(
            area=place.id,
            ended_at=None,
            defaults={"token": secrets.token_urlsafe(BYTES), "since": now(), "account": by},
        )[0]


def withdraw(place: Node, by: Account) -> bool:
    """Make the code of a place good for nothing from now on; returns whether it had one."""
    return bool(DoorCode.objects.filter(area=place.id, ended_at=None).update(ended_at=now(), ended_by=by))


def place_of(token: str, map_now: Tree) -> Node | None:
    """The place of a code that is good, while that place is open."""
    found = DoorCode.objects.filter(token=token, ended_at=None).values_list("area", flat=True).first()
    if found is None or found not in map_now:
        return None
    place = map_now.by_id(found, now())
    return place if place.is_open else None


def codes_of(places: Collection[int]) -> dict[int, DoorCode]:
    """The codes of these places that are good."""
    good = DoorCode.objects.filter(area__in=places, ended_at=None).select_related("account")
    return {one.area: one for one in good}


def withdrawn(places: Collection[int], most: int) -> list[DoorCode]:
    """Codes of these places that are no good any more, the latest first."""
    gone = DoorCode.objects.filter(area__in=places).exclude(ended_at=None)
    return list(gone.select_related("account", "ended_by").order_by("-ended_at", "-id")[:most])
