"""What `grid.area` entries do to the map. The rows follow from the set of what was told, whatever arrived first."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from gridward.grid.change import NEW, Drawing
from gridward.grid.position import SCALE
from gridward.grid.spells import Change
from gridward.grid.tree import Tree
from gridward.intake import faults, needs
from gridward.intake.chain import standing
from gridward.intake.coming import Coming
from gridward.intake.kernel import Area, AreaAction
from gridward.intake.verdict import UNKNOWN_ROOT
from gridward.kit.errors import Refusal
from gridward.ledger.known import Seen
from gridward.ledger.stored import by_position
from gridward.plug.kind import Ref


def draw(
    coming: Sequence[Coming], known: Mapping[str, Seen], map_now: Tree
) -> tuple[dict[str, Ref], frozenset[int], Tree]:
    """Draw what these entries tell; what cannot be drawn holds the entry.

    Returns the area that each is about, the areas that turn out to lie elsewhere than was known before, and the map.
    """
    telling = [one for one in coming if one.wire is not None and one.wire.kind == "grid.area" and not one.held]
    if not telling:
        return {}, frozenset(), map_now
    drawing = Drawing(map_now)
    numbers: dict[str, int] = {}
    for one in telling:
        try:
            number = _tell(one, known, drawing)
        except Refusal as refusal:
            missing = [code for code in _codes(one.body) if drawing.find(code) is None]
            one.held += refusal.reasons
            one.needs += tuple(need for code in missing for need in needs.area(code))
            continue
        if number is not None:
            numbers[one.hex] = number
    written = drawing.write()
    found = {digits: _ref(number, written.tree) for digits, number in numbers.items()}
    return found, written.areas, written.tree


def _codes(body: Any) -> tuple[str, ...]:
    """The areas that must be on the map before this can be drawn."""
    if not isinstance(body, Area):
        return ()
    own = "" if body.action is AreaAction.OPEN else body.code
    return tuple(code for code in (own, body.parent, body.heir, *body.members) if code)


def _ref(number: int, map_now: Tree) -> Ref:
    """The area as what it is: a place or not."""
    return Ref(kind="place" if map_now.spell(number).level == "place" else "area", id=str(number))


def _tell(one: Coming, known: Mapping[str, Seen], drawing: Drawing) -> int | None:
    """Draw one entry; None when its chain is not here yet. A correction counts only when it is the chain's tip."""
    source = standing(one, known)
    if source is not None and not one.void:
        return drawing.take(change_of(one.body, source, one.at, drawing))
    if source is not None:
        drawing.drop(source)
    first = known.get(one.parent) or known.get(one.hex)
    if first is None or first.root == UNKNOWN_ROOT:
        return None
    return next(link.area for link in by_position([first.chain]))


def change_of(body: Area, source: UUID, at: int, drawing: Drawing) -> Change:
    """What an entry tells of an area; raises Refusal for a code that nothing on the map has."""
    opens = body.action is AreaAction.OPEN
    return Change(
        source=source,
        area=NEW if opens else _need(drawing, body.code, "body.code"),
        at=at,
        action=body.action.value,
        code=body.new_code or (body.code or None if opens else None),
        parent=_need(drawing, body.parent, "body.parent") if body.parent else None,
        level=body.level or None,
        kind=body.kind or None,
        name_zh=body.name_zh or None,
        name_en=body.name_en or None,
        population=body.population,
        households=body.households,
        has_property_mgmt=body.has_property_mgmt,
        latitude=_whole(body.latitude),
        longitude=_whole(body.longitude),
        heir=_need(drawing, body.heir, "body.heir") if body.heir else None,
        members=tuple(_need(drawing, code, "body.members") for code in body.members) or None,
    )


def _whole(degrees: Decimal | None) -> int | None:
    return None if degrees is None or not degrees.is_finite() else int(degrees.scaleb(SCALE).to_integral_value())


def _need(drawing: Drawing, code: str, field: str) -> int:
    found = drawing.find(code)
    if found is None:
        reason = faults.unknown_area(code)
        raise Refusal(type(reason)(reason.code, reason.text, field))
    return found
