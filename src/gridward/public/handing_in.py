"""What anybody hands in: looked at, counted against the limits, and made an entry that nobody is named in."""

from collections.abc import Mapping

from gridward.grid.tree import Node, Tree
from gridward.intake.receive import submit
from gridward.intake.wire import Receipt
from gridward.kit.clock import iso
from gridward.kit.errors import Reason, Refusal
from gridward.kit.ids import uuid7
from gridward.kit.text import Text
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.public import Wish
from gridward.public.knocking import knock

FROM_ONE, AT_ONE_PAGE = 5, 120
"""How much may come within an hour from one address, and for one page."""
LEAST = 5
"""Characters without which nothing was said."""
DEVICE = "public-page"
REACH = 100


def wishes() -> list[Wish]:
    """What may be handed in, over all domains."""
    return [wish for domain in CATALOGUE.domains.values() for wish in domain.wishes]


def hand_in(posted: Mapping[str, str], page: Node, map_now: Tree, *, address: str, now: int) -> Receipt:
    """Make an entry of what was posted on a page; raises Refusal naming what is to be mended."""
    wish = next((one for one in wishes() if one.kind == posted.get("what")), None)
    text, reach = posted.get("text", "").strip(), posted.get("reach", "").strip()
    area = map_now.by_code(posted.get("area") or page.code)
    reasons = [*_faults(wish, text, reach)]
    if area is None or area.level == "place" or page not in (area, *map_now.ancestors(area.id, now)):
        words = Text("地点:请从列表中选择。", "Where: choose from the list.")
        reasons.append(Reason(code="unknown_area", field="area", text=words))
    if reasons or wish is None or area is None:
        raise Refusal(*reasons)
    knock(address, page.id, now, from_one=FROM_ONE, at_one=AT_ONE_PAGE)
    (receipt,) = submit(
        [
            {
                "id": str(uuid7(now)),
                "kind": wish.kind,
                "area": area.code,
                "happened_at": iso(now),
                "means": "self",
                "body": wish.body(text, reach if wish.reach else "", now),
            }
        ],
        device=DEVICE,
    )
    return receipt


def _faults(wish: Wish | None, text: str, reach: str) -> list[Reason]:
    found = []
    if wish is None:
        words = Text("类型:请选择要提交的内容。", "What: choose what you want to hand in.")
        found.append(Reason(code="unknown_wish", field="what", text=words))
    most = 500 if wish is None else wish.longest
    if not LEAST <= len(text) <= most:
        zh, en = f"内容:请写 {LEAST} 至 {most} 个字。", f"Words: write between {LEAST} and {most} characters."
        found.append(Reason(code="text_length", field="text", text=Text(zh, en)))
    if len(reach) > REACH:
        zh, en = f"联系方式:不超过 {REACH} 个字。", f"How to reach you: at most {REACH} characters."
        found.append(Reason(code="reach_length", field="reach", text=Text(zh, en)))
    return found
