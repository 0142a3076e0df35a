"""Every kind and figure has its pages: for its own people in both languages, for nobody else."""

from collections.abc import Iterator

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.account.models import Account
from gridward.figure.fold import catch_up
from gridward.grid.offices import Appointment, appoint, install_operator
from gridward.grid.roles import roles
from gridward.grid.tree import tree
from gridward.intake.kernel import NODES_OWN
from gridward.kit.clock import standing_at
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from gridward.kit.typography import full_width
from gridward.plug.catalogue import CATALOGUE
from gridward.plug.figure import Figure
from gridward.plug.kind import EntryKind
from tests.contracts.test_travel import ANCHOR, FIRST, put, told
from tests.toy.node import COUNTY, EAST, NOW, at, entry, example, uuid

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]  # what is proved does not depend on the database

KINDS = [kind for kind in CATALOGUE.kinds.values() if kind.name not in NODES_OWN]
KEEPERS = sorted(code for code, one in roles().items() if one.sees.names & one.sees.restricted)
"""The roles that restricted kinds are open to."""
ONCE = settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def operator(node: None) -> Iterator[Client]:
    """Who runs the node and holds the offices that restricted kinds need, signed in."""
    client, county = Client(), tree().need(COUNTY).id
    account = install_operator(county)
    for code in KEEPERS:
        source = repeatable(f"test:{code}")
        with writing():
            appoint(Appointment(source=source, role=code, area=county, from_at=at(1), account=account.pk))
    client.force_login(account)
    with standing_at(NOW):
        yield client


@pytest.fixture
def stranger(node: None) -> Client:
    """Somebody with an account and no office."""
    client = Client()
    client.force_login(Account.objects.create_user("nobody"))
    return client


def spoken(client: Client, address: str) -> dict[str, str]:
    """The page in both languages."""
    found = {}
    for lang in ("zh", "en"):
        client.post("/language/", {"language": lang})
        answer = client.get(address)
        assert answer.status_code == 200, (address, lang)
        found[lang] = answer.content.decode()
    return found


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@ONCE
@given(data=st.data())
def test_every_kind_has_its_pages(kind: EntryKind, operator: Client, stranger: Client, data: st.DataObject) -> None:
    with example():
        put(entry(ANCHOR, "roll.household", EAST, at(1), {}, subject={"kind": "household", "ref": "anchor"}))
        put(told(data, kind, FIRST))
        own = f"/entries/{uuid(FIRST)}/"
        for address in (f"/ledger/{kind.name}/", f"/record/{kind.name}/", own, f"{own}correct/", f"{own}void/"):
            pages = spoken(operator, address)
            assert full_width(kind.label.zh) in pages["zh"], address
            assert kind.label.en in pages["en"], address
            assert stranger.get(address).status_code in (302, 403, 404), address
        assert own in operator.get(f"/ledger/{kind.name}/").content.decode()


@pytest.mark.parametrize("figure", CATALOGUE.figures.values(), ids=lambda figure: figure.name)
def test_every_figure_has_its_page(figure: Figure, operator: Client, stranger: Client) -> None:
    catch_up()
    pages = spoken(operator, f"/figures/{figure.name}/")
    assert full_width(figure.label.zh) in pages["zh"]
    assert figure.label.en in pages["en"]
    assert stranger.get(f"/figures/{figure.name}/").status_code in (302, 403, 404)
