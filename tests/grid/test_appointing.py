"""Who may give which office where."""

import pytest

from gridward.account.models import Account
from gridward.grid.appointing import giveable, may_give
from gridward.grid.offices import Appointment, appoint
from gridward.grid.reach import held_by
from gridward.grid.roles import roles
from gridward.grid.tree import tree
from gridward.kit.ids import repeatable
from tests.toy.node import COUNTY, EAST, FAR, NOW, TOWN, at, toy

__all__ = ["toy"]
pytestmark = pytest.mark.django_db


def _officer(name: str, role: str, code: str) -> Account:
    account = Account.objects.create_user(name)
    area = tree().need(code).id
    appoint(Appointment(source=repeatable(name), role=role, area=area, from_at=at(1), account=account.pk))
    return account


def _may(account: Account, role: str, code: str, *, own: bool = False) -> bool:
    area = tree().need(code).id
    return may_give(held_by(account), role, area, at=NOW, map_now=tree(), own=own)


def test_an_office_gives_what_its_role_appoints_and_only_there(toy: None) -> None:
    lead = _officer("lead", "village_lead", EAST)
    assert _may(lead, "grid_worker", EAST)
    assert not _may(lead, "grid_worker", FAR)
    assert not _may(lead, "operator", EAST)
    assert not _may(lead, "village_lead", EAST)
    assert not _may(_officer("worker", "grid_worker", EAST), "volunteer", EAST)
    assert not _may(_officer("eye", "oversight", TOWN), "gate_guard", EAST)


def test_only_the_node_gives_roles_of_the_node_and_appoints_itself(toy: None) -> None:
    head = _officer("head", "command_head", TOWN)
    assert _may(head, "oversight", TOWN)
    assert not _may(head, "oversight", TOWN, own=True)
    assert not _may(head, "operator", TOWN)
    run = _officer("run", "operator", COUNTY)
    assert _may(run, "operator", TOWN, own=True)


def test_what_can_be_given_fits_the_level(toy: None) -> None:
    head = _officer("head", "command_head", TOWN)
    village = {one.code for one in giveable(held_by(head), tree().need(EAST).id, at=NOW, map_now=tree())}
    assert {"village_lead", "grid_worker", "village_doctor"} <= village
    assert village.isdisjoint({"command_head", "site_owner", "alley_chief"})


def test_roles_that_appoint_may_assign_and_record_it() -> None:
    for role in roles().values():
        if role.appoints:
            assert role.may("assign"), role.code
            assert role.may("record", "grid.appointment"), role.code
            assert role.may("see", "grid.appointment"), role.code
