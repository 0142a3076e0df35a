"""Random histories: what a few villages may send in a few days, and in which order and batches it arrives."""

from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.toy.node import COUNTY, EAST, FAR, LATE, LATE_GRID, OTHER, TOWN, WEST, ZONE, at, entry, opening

AREAS = (EAST, WEST, FAR, TOWN, LATE, LATE_GRID)
HOURS = st.integers(0, 60)
PLACES = ("gate 1", "gate 2")


class History(NamedTuple):
    """Everything sent, and the batches in which it arrives; `folds` says how far to fold after each batch."""

    sent: tuple[dict[str, Any], ...]
    batches: tuple[tuple[dict[str, Any], ...], ...]
    folds: tuple[int, ...]


def _body(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    gate = st.sampled_from(PLACES)
    item, quantity = st.sampled_from(["mask", "n95", "gown"]), st.integers(0, 4)
    store = {"store": st.sampled_from(["store 1"])}
    return {
        "toy.cars": st.fixed_dictionaries({"count": st.integers(0, 3)}, optional={"gate": gate}),
        "toy.gate": st.fixed_dictionaries({"gate": gate, "serves": st.sampled_from(["town", "village", "shut"])}),
        "toy.moved": st.fixed_dictionaries({"item": item, "quantity": st.integers(-3, 4)}, optional=store),
        "toy.counted": st.fixed_dictionaries({"item": item, "quantity": quantity}, optional=store),
        "toy.visit": st.fixed_dictionaries(
            {"sort": st.sampled_from(["first", "again"])},
            optional={"met": st.lists(st.sampled_from(["p1", "p2"]), max_size=2, unique=True)},
        ),
        "toy.stay": st.fixed_dictionaries({"measure": st.sampled_from(["home", "site", ""])}),
    }[kind]


_SUBJECTS = {"toy.visit": ("household", ("h1", "h2")), "toy.stay": ("person", ("p1", "p2"))}
_KINDS = ("toy.cars", "toy.cars", "toy.gate", "toy.moved", "toy.counted", "toy.visit", "toy.stay", "toy.answer")


@st.composite
def histories(draw: st.DrawFn, *, most: int = 14, moves: bool = True) -> History:
    """A history of up to `most` entries and the opening of late areas; with `moves` villages change their town."""
    sent: list[dict[str, Any]] = []
    if draw(st.booleans()):
        sent.append(opening(100, LATE, "village", OTHER, when=at(2, draw(HOURS))))
    if draw(st.booleans()):
        sent.append(opening(101, LATE_GRID, "grid_small", LATE, when=at(2, draw(HOURS))))
    for number in range(200, 200 + draw(st.integers(1, most))):
        sent.append(draw(_one(number, sent, moves=moves)))
    order = draw(st.permutations(sent))
    again = draw(st.lists(st.sampled_from(sent), max_size=2)) if sent else []
    arriving = [*order, *again]
    cuts = sorted(draw(st.sets(st.integers(1, len(arriving)), max_size=5)))
    batches = [tuple(arriving[begin:end]) for begin, end in zip([0, *cuts], [*cuts, len(arriving)], strict=True)]
    folds = draw(st.lists(st.sampled_from([0, 0, 1, 2, 5000]), min_size=len(batches), max_size=len(batches)))
    return History(tuple(sent), tuple(batches), tuple(folds))


@st.composite
def _one(draw: st.DrawFn, number: int, before: list[dict[str, Any]], *, moves: bool) -> dict[str, Any]:
    earlier = [
        one for one in before if one["kind"].startswith("toy.") or (one["body"] and one["body"]["action"] == "move")
    ]
    act = draw(st.sampled_from(["new", "new", "new", "correct", "correct", "void"] + (["move"] if moves else [])))
    if act == "move":
        return draw(_move(number))
    if not earlier or act == "new":
        return draw(_fresh(number, draw(st.sampled_from(_KINDS)), before))
    target = draw(st.sampled_from(earlier))
    moved = target["kind"] == "grid.area"
    changed = draw(_move(number) if moved else _fresh(number, target["kind"], before))
    return changed | {"replaces": target["id"]} | ({"body": None} if act == "void" else {})


@st.composite
def _move(draw: st.DrawFn, number: int) -> dict[str, Any]:
    code = draw(st.sampled_from([WEST, WEST, FAR, TOWN]))
    parent = draw(st.sampled_from([COUNTY, ZONE] if code == TOWN else [TOWN, OTHER, ZONE]))
    body = {"code": code, "action": "move", "parent": parent}
    return entry(number, "grid.area", COUNTY, at(2, draw(HOURS)), body)


@st.composite
def _fresh(draw: st.DrawFn, number: int, kind: str, before: list[dict[str, Any]]) -> dict[str, Any]:
    answerable = [one["id"] for one in before if one["kind"] == "toy.cars"]
    if kind == "toy.answer" and not answerable:
        kind = "toy.cars"
    more: dict[str, Any] = {}
    if kind == "toy.answer":
        body: dict[str, Any] = {"to": draw(st.sampled_from(answerable)), "amount": draw(st.integers(0, 3))}
        more["version"] = 2
    else:
        body = draw(_body(kind))
    if kind in _SUBJECTS:
        sort, names = _SUBJECTS[kind]
        more["subject"] = {"kind": sort, "ref": draw(st.sampled_from(names))}
    return entry(number, kind, draw(st.sampled_from(AREAS)), at(2, draw(HOURS)), body, **more)
