"""Appointments, their ends, who answers, where nobody does, and the letters they sign."""

import pytest

from gridward.account.models import Account
from gridward.grid.change import take
from gridward.grid.models import Office, Pledge
from gridward.grid.offices import (
    Appointment,
    answering,
    appoint,
    end,
    holders,
    install_operator,
    needing,
    vacancies,
    withdraw,
)
from gridward.grid.pledges import Signing, sign, unsign
from gridward.kit.errors import Refusal
from tests.grid.town import change, county, day, source

pytestmark = [pytest.mark.django_db, pytest.mark.kernel]


def office(name: str, role: str, area: int, account: Account | None, since: float = 1, **more: object) -> Appointment:
    number = account.pk if account else None
    return Appointment(source=source(name), role=role, area=area, from_at=day(since), account=number, **more)  # type: ignore[arg-type]


def test_every_grid_has_a_leader_until_one_goes() -> None:
    ids = county()
    wang = Account.objects.create_user("wang")
    appoint(office("a", "leader", ids["grid"], wang), office("b", "leader", ids["small"], wang))
    assert len(needing(ids["county"], "leader", at=day(3))) == 2
    assert vacancies(ids["county"], "leader", at=day(3)) == []
    end(source("b"), at=day(5))
    assert [node.id for node in vacancies(ids["county"], "leader", at=day(5))] == [ids["small"]]
    assert vacancies(ids["county"], "leader", at=day(5) - 1) == []
    assert vacancies(ids["other"], "leader", at=day(5)) == []
    assert needing(ids["county"], "gate_guard", at=day(3)) == []


def test_several_may_hold_the_same_office_and_one_without_an_account() -> None:
    ids = county()
    li, wang = (Account.objects.create_user(name) for name in ("li", "wang"))
    appoint(office("a", "village_lead", ids["east"], li), office("b", "village_lead", ids["east"], wang, acting=True))
    appoint(office("c", "village_lead", ids["east"], None, person=77))
    held = holders(ids["east"], "village_lead", at=day(2))
    assert [(one.username, one.person, one.acting) for one in held] == [
        ("li", None, False),
        ("wang", None, True),
        ("", 77, False),
    ]
    withdraw(source("c"))
    appoint(office("b", "village_lead", ids["west"], wang))
    assert [one.username for one in holders(ids["east"], "village_lead", at=day(2))] == ["li"]
    assert [one.username for one in holders(ids["west"], "village_lead", at=day(2))] == ["wang"]
    assert Office.objects.count() == 3


def test_the_nearest_holder_upward_answers_work_areas_included() -> None:
    ids = county()
    li, wang, sun = (Account.objects.create_user(name) for name in ("li", "wang", "sun"))
    (work,) = take([change("w", parent=ids["town"], level="work_area", name_zh="区", members=(ids["east"],))])
    (gate,) = take([change("g", parent=ids["east"], level="place", kind="gate", name_zh="卡口")])
    appoint(office("a", "duty_officer", ids["county"], li))
    assert [one.username for one in answering(gate, "duty_officer", at=day(2))] == ["li"]
    appoint(office("b", "duty_officer", ids["town"], wang, since=3))
    assert [one.username for one in answering(gate, "duty_officer", at=day(2))] == ["li"]
    assert [one.username for one in answering(gate, "duty_officer", at=day(3))] == ["wang"]
    appoint(office("c", "work_area_lead", work, sun))
    assert [one.username for one in answering(gate, "work_area_lead", at=day(3))] == ["sun"]
    assert answering(ids["west"], "work_area_lead", at=day(3)) == ()


def test_a_letter_is_asked_for_at_once_and_a_signed_one_is_never_deleted() -> None:
    ids = county()
    li = Account.objects.create_user("li")
    appoint(office("a", "village_cadre", ids["east"], li), office("b", "gate_guard", ids["east"], li))
    assert list(Pledge.objects.values_list("office__role", "signed_at", "closed_at")) == [("village_cadre", None, None)]
    signing = Signing(source=source("s"), account=li.pk, role="village_cadre", area=ids["east"], at=day(2))
    assert sign(signing)
    assert sign(signing)
    end(source("a"), at=day(6))
    assert list(Pledge.objects.values_list("signed_at", "closed_at")) == [(day(2), day(6))]
    assert not sign(Signing(source=source("t"), account=li.pk, role="village_cadre", area=ids["west"], at=day(2)))
    unsign(source("s"))
    assert list(Pledge.objects.values_list("signed_at", flat=True)) == [None]


@pytest.mark.parametrize(
    ("role", "area", "more", "field"),
    [
        ("gate_gard", "east", {}, "office"),
        ("owner", "east", {}, "scope"),
        ("gate_guard", "nowhere", {}, "scope"),
        ("gate_guard", "east", {"account": None}, "subject"),
        ("gate_guard", "east", {"to_at": day(0)}, "to"),
    ],
)
def test_what_cannot_be_an_appointment_is_refused_naming_the_field(
    role: str, area: str, more: dict[str, object], field: str
) -> None:
    ids = county() | {"nowhere": 4711}
    told = {"source": source("x"), "role": role, "area": ids[area], "from_at": day(1), "account": 1} | more
    with pytest.raises(Refusal) as refused:
        appoint(Appointment(**told))  # type: ignore[arg-type]
    (reason,) = refused.value.reasons
    assert reason.field == field
    assert reason.text.zh != reason.text.en
    assert not Office.objects.exists()


def test_the_operator_holds_the_root_from_the_beginning() -> None:
    ids = county()
    account = install_operator(ids["county"])
    assert install_operator(ids["county"]) == account
    assert not account.has_usable_password()
    assert [one.username for one in holders(ids["county"], "operator", at=1)] == ["operator"]
