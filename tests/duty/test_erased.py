"""Plans of what was erased: what was asked stays, and planning again gives the same."""

import pytest

from gridward.duty.models import Head
from gridward.duty.planner import catch_up
from gridward.duty.rebuild import check
from gridward.kit.clock import standing_at
from gridward.roll.erase import erase
from gridward.roll.models import Thing
from tests.duty.test_any_order import contact, response
from tests.toy.node import EAST, NOW, at, entry, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("node"), pytest.mark.kernel]


@pytest.mark.parametrize("kind", ["household", "person"])
def test_an_erased_thing_leaves_its_plan_as_it_was(kind: str) -> None:
    home = {"kind": "household", "ref": "h"}
    send(
        response(10, "first", "2020-02-01"),
        entry(20, "roll.household", EAST, at(2), {"status": "lived_in"}, subject=home),
        contact(21, at(2, 21), "p1", "2020-02-02"),
        when=at(3),
    )
    with standing_at(NOW):
        catch_up()
        assert check() == []
        erase(Thing.objects.filter(kind=kind)[0].id, "asked", 1)
        assert check() == []
        Head.objects.update(law="")
        catch_up()
        assert check() == []
