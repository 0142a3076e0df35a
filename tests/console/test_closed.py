"""An unannounced inspection that is recorded ahead is nobody's to see before it begins."""

from typing import Any

from gridward.figure import rebuild
from gridward.figure.fold import catch_up
from gridward.figure.value import values
from gridward.grid.tree import tree
from gridward.intake.receive import begin
from gridward.kit.clock import iso, standing_at
from gridward.ledger.stored import by_uuid
from tests.console.cast import EAST, WEST, Cast, page
from tests.toy.node import NOW, at, entry, send, uuid

VISIT, MOVED, GONE = 700, 701, 702
BY = "night-watch-team"
BEGINS, LATER = at(33), at(35)
PAGES = (
    "/",
    f"/areas/{EAST}/",
    f"/ledger/?area={EAST}",
    "/ledger/supervision.visit/",
    "/ledger/held/",
    f"/domains/supervision/?area={EAST}",
    f"/figures/?area={EAST}",
    f"/figures/supervision.inspections/?area={EAST}",
    "/missing/",
)


def visit(number: int = VISIT, started: int = BEGINS, *, unannounced: bool = True, **more: Any) -> dict[str, Any]:
    body = {"subjects": [EAST], "subject_kind": "village", "by": BY, "started": iso(started)}
    body |= {"unannounced": unannounced}
    return entry(number, "supervision.visit", EAST, at(20), body, subject={"kind": "area", "ref": EAST}, **more)


def inspections() -> int:
    catch_up()
    pairs = [("supervision.inspections", "")]
    return values(pairs, area=tree().need(EAST).id, as_of=NOW + 100 * 86_400_000_000)[0].value or 0


def told_to(cast: Cast) -> str:
    """All that the head of the village East finds of inspections, on whatever page there is."""
    found = [cast.chen.get(address) for address in PAGES]
    assert {one.status_code for one in found} == {200}
    return " ".join(one.content.decode() for one in found)


def test_who_is_visited_finds_nothing_before_it_begins(cast: Cast) -> None:
    before = told_to(cast)
    (receipt,) = send(visit())
    assert (receipt.outcome, [reason.code for reason in receipt.reasons]) == ("held", ["closed"])
    told = told_to(cast)
    assert BY not in told
    assert told.count("督查检查") == before.count("督查检查")
    assert page(cast.chen, f"/entries/{uuid(VISIT)}/", 404)
    assert (inspections(), begin()) == (0, 0)
    with standing_at(BEGINS):
        assert begin() == 1
        assert inspections() == 1
        assert BY in page(cast.chen, f"/entries/{uuid(VISIT)}/")
    (stored,) = by_uuid([uuid(VISIT)])
    assert stored.at == BEGINS
    assert rebuild.check() == []


def test_what_is_announced_or_has_begun_is_open(cast: Cast) -> None:
    assert [one.outcome for one in send(visit(unannounced=False), visit(MOVED, at(20)))] == ["accepted", "accepted"]
    assert inspections() == 2


def test_one_that_is_put_off_stays_closed_until_then(cast: Cast) -> None:
    send(visit(), visit(MOVED, LATER, replaces=str(uuid(VISIT))))
    with standing_at(BEGINS + 1):
        assert (begin(), inspections()) == (0, 0)
        assert BY not in told_to(cast)
    with standing_at(LATER):
        assert (begin(), inspections()) == (2, 1)


def test_one_that_is_called_off_is_never_seen(cast: Cast) -> None:
    send(visit(), entry(GONE, "supervision.visit", EAST, at(20), None, replaces=str(uuid(VISIT))))
    assert page(cast.chen, f"/entries/{uuid(GONE)}/", 404)
    with standing_at(BEGINS):
        begin()
        assert inspections() == 0


def test_whatever_comes_later_opens_it_too(cast: Cast) -> None:
    send(visit())
    send(entry(710, "toy.cars", WEST, at(20), {"count": 1}), when=BEGINS)
    assert inspections() == 1
