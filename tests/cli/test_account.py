"""./run account: list, add, invite, off, password."""

from collections.abc import Callable

import pytest
from django.test import Client

from gridward.account import factors
from gridward.account.models import Account, Invitation, SecondFactor
from tests.cli.conftest import Ran
from tests.toy.node import COUNTY, EAST, FAR, TOWN

pytestmark = pytest.mark.django_db

Command = Callable[..., Ran]


def test_a_new_account_with_its_office_and_a_password_shown_once(toy: None, command: Command) -> None:
    made = command("account", "add", "li.xin", "--zh", "演示-李", "--office", "village_lead", "--area", EAST)
    assert made.status == 0
    password = made.out.strip()
    assert Account.objects.get().check_password(password)
    assert password not in made.err
    listed = command("account", "list", "--json").json()
    assert listed == [
        {
            "username": "li.xin",
            "name": "演示-李",
            "state": "active",
            "phone": "",
            "second_factor": False,
            "last_seen": None,
            "offices": [{"role": "village_lead", "area": EAST}],
        }
    ]
    assert command("account", "list", "--area", FAR, "--json").json() == []
    assert "village_lead@" + EAST in command("account", "list", "--area", TOWN).out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "two words"), "字母"),
        (("add", "li", "--office", "vilage_lead", "--area", EAST), "village_lead"),
        (("add", "li", "--office", "village_lead", "--area", "nowhere"), "--area"),
        (("add", "li", "--area", EAST), "--office"),
        (("off", "nobody"), "没有账号"),
        (("password", "nobody"), "没有账号"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_stays(
    toy: None, command: Command, arguments: tuple[str, ...], words: str
) -> None:
    ran = command("account", *arguments)
    assert ran.status == 2
    assert words in ran.err
    assert not Account.objects.exists()


def test_an_office_at_a_level_where_it_is_not_held_leaves_no_account(toy: None, command: Command) -> None:
    ran = command("account", "add", "li", "--office", "village_lead", "--area", COUNTY)
    assert ran.status == 1
    assert "不能设在" in ran.err
    assert not Account.objects.exists()
    command("account", "add", "li")
    assert command("account", "add", "li").status == 2


def test_a_link_on_the_command_line_opens(toy: None, command: Command) -> None:
    ran = command(
        *("account", "invite", "wang", "--office", "village_lead", "--area", EAST, "--url", "https://ward.example/")
    )
    link = ran.out.strip()
    assert link.startswith("https://ward.example/welcome/")
    assert Client().get(link.removeprefix("https://ward.example")).status_code == 200
    again = command("account", "invite", "wang", "--json").json()
    assert again["username"] == "wang"
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1


def test_off_and_on_again_with_a_new_password(toy: None, command: Command) -> None:
    command("account", "add", "li")
    account = Account.objects.get()
    SecondFactor.objects.create(account=account, kind="passkey", name="x", secret=b"x", credential=b"y")
    assert command("account", "off", "li").status == 0
    assert not Account.objects.get().is_active
    assert command("account", "invite", "li").status == 2
    fresh = command("account", "password", "li", "--json").json()["password"]
    found = Account.objects.get()
    assert found.is_active
    assert found.check_password(fresh)
    assert factors.kinds_of(found) == {"passkey"}
    command("account", "password", "li", "--forget-second-factor")
    assert factors.kinds_of(found) == frozenset()
