"""Every domain has its page for every role that looks at it, and for no other; every list of it can be asked for."""

from collections.abc import Iterator

import pytest
from django.test import Client

from gridward.account.models import Account
from gridward.console.reader.desk import has_page
from gridward.figure.fold import catch_up
from gridward.grid.levels import LEVELS
from gridward.grid.offices import Appointment, appoint
from gridward.grid.roles import Role, roles
from gridward.grid.tree import tree
from gridward.kit.clock import standing_at
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.domain import Domain
from tests.toy.node import COUNTY, EAST, NOW, TOWN, at, opening, send

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]  # what is proved does not depend on the database

DOMAINS = [domain for domain in CATALOGUE.domains.values() if has_page(domain)]
SPOTS = {"county": COUNTY, "town": TOWN, "village": EAST}


@pytest.fixture
def signed_in(node: None, request: pytest.FixtureRequest) -> Iterator[Client]:
    """Somebody who holds the one office, at the highest level that it has; the area decides nothing here."""
    role: Role = request.getfixturevalue("role")
    level = next((one for one in LEVELS if one in role.levels and one in SPOTS), role.levels[0])
    if level not in SPOTS:
        send(opening(7000, f"{EAST}.{level}1", level, EAST))
    account = Account.objects.create_user(f"holds-{role.code}")
    source = repeatable(f"test:{role.code}")
    with writing():
        area = tree().need(SPOTS.get(level, f"{EAST}.{level}1")).id
        appoint(Appointment(source=source, role=role.code, area=area, from_at=at(1), account=account.pk))
    catch_up()
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    with standing_at(NOW):
        yield client


@pytest.mark.parametrize("role", roles().values(), ids=lambda role: role.code)
def test_every_domain_has_its_page_for_each_role(role: Role, signed_in: Client) -> None:
    told = {domain.name: signed_in.get(f"/domains/{domain.name}/") for domain in DOMAINS}
    seen = {domain.name for domain in DOMAINS if any(role.may("see", kind.name) for kind in domain.kinds)}
    assert {name for name, answer in told.items() if answer.status_code == 200} == seen
    assert {answer.status_code for answer in told.values()} <= {200, 404}
    for domain in DOMAINS:
        if domain.name in seen:
            assert domain.label.zh in told[domain.name].content.decode()


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.name)
def test_every_list_says_what_its_model_has(domain: Domain) -> None:
    listings = [(state, state.listing) for state in domain.states if state.listing is not None]
    assert len({listing.name for _, listing in listings}) == len(listings)
    for state, listing in listings:
        fields = {field.name for field in state.model._meta.fields}
        named = {column.name for column in listing.columns} | {one.column for one in (*listing.open, *listing.late)}
        assert named | {listing.order.removeprefix("-")} <= fields, listing.name
        assert {"subject", "area"} <= fields


@pytest.mark.parametrize("role", [roles()["operator"]], ids=["operator"])
def test_every_list_can_be_sorted_by_each_of_its_columns(role: Role, signed_in: Client) -> None:
    for domain in DOMAINS:
        for state in domain.states:
            for column in state.listing.columns if state.listing is not None else ():
                address = f"/domains/{domain.name}/?list={state.listing.name}&show=all&sort=-{column.name}"
                assert signed_in.get(address).status_code == 200, address


def test_leading_figures_do_not_clash() -> None:
    leading = [one.headline for one in CATALOGUE.figures.values() if one.headline]
    assert len(leading) == len(set(leading))
