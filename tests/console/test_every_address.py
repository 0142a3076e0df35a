"""Whoever holds an office reaches its own ground only: every address of the node, with every foreign value in it.

The addresses are read from the node itself, so a new page is held to this from its first day; a parameter or a page
that nobody has said how to fill fails the test.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridward.account import devices, invitations
from gridward.account.models import Account
from gridward.document.draft import draft
from gridward.document.issue import issue
from gridward.figure.fold import catch_up
from gridward.grid import offices
from gridward.grid.tree import tree
from gridward.kit import clock
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from gridward.ledger.head import stand
from gridward.plug.catalogue import CATALOGUE
from tests.console.cast import signed_in
from tests.toy.node import COUNTY, EAST, FAR, NOW, OTHER, TOWN, WEST, at, entry, send, uuid

pytestmark = pytest.mark.sqlite_only  # what is proved does not depend on the database

SHOP, GATE, CLINIC = f"{EAST}.place1", f"{EAST}.place2", f"{TOWN}.place1"
NEXT_SHOP, FAR_SHOP = f"{EAST}.place3", f"{FAR}.place1"
SPOTS = (COUNTY, TOWN, OTHER, EAST, WEST, FAR, SHOP, GATE, CLINIC, NEXT_SHOP, FAR_SHOP)
OFFICERS = {
    "owner": ("owner", SHOP),
    "cadre": ("village_cadre", EAST),
    "guard": ("gate_guard", GATE),
    "doctor": ("health_doctor", CLINIC),
    "inspector": ("supervisor", TOWN),
    "eye": ("oversight", TOWN),
}
"""Who asks, in which role, over what."""
OTHERS = {"next": ("owner", NEXT_SHOP), "far": ("village_lead", FAR), "head": ("command_head", COUNTY)}
DEEDS = ("link", "withdraw", "off", "on", "forget", "revoke", "end", "phone")
SIGNS_OUT = {"sign-out/"}
OPEN_TO_ALL = {"healthz", "sign-in/", "sign-in/second/", "sign-in/passkey/", "sign-in/passkey/options/"}
OPEN_TO_ALL |= {"language/", "theme/", "api/v1/docs", "api/v1/openapi.json"}


class Ground(NamedTuple):
    """The node as the test finds it: what each spot is called, what was told there, the number of what was issued."""

    names: dict[str, str]
    told: dict[str, tuple[str, str]]
    papers: dict[str, int]


@pytest.fixture
def ground(toy: None) -> Iterator[Ground]:
    """Places, one entry in each spot with a text of its own, an officer for each role and some elsewhere."""
    with clock.standing_at(NOW):
        names = {code: f"spot-{number}-{'ABCDEFGHIJK'[number]}x" for number, code in enumerate(SPOTS)}
        for number, code in enumerate(SPOTS):
            _draw(number, code, names[code])
        with writing():
            offices.install_operator(tree().need(COUNTY).id)
            for name, (role, area) in (OFFICERS | OTHERS).items():
                account = Account.objects.create_user(name, name_zh=f"officer-{name}")
                place = tree().need(area).id
                office = offices.Appointment(
                    source=repeatable(name), role=role, area=place, from_at=at(1), account=account.pk
                )
                offices.appoint(office)
                devices.add(f"phone-of-{name}", account)
                invitations.make(account, by=None)
        told = {code: (str(uuid(700 + number)), f"told-{number}-z") for number, code in enumerate(SPOTS)}
        for number, code in enumerate(SPOTS):
            body = {"type": INCIDENT, "found_at": clock.iso(at(4)), "outcome": told[code][1]}
            about = {"kind": "place", "ref": code} if ".place" in code else {"kind": "area", "id": code}
            sent = entry(700 + number, "command.incident", code, at(4), body, subject=about)
            assert send(sent)[0].outcome == "accepted"
        catch_up()
        yield Ground(names, told, {code: _issued(code) for code in (COUNTY, EAST, FAR)})


def _draw(number: int, code: str, name: str) -> None:
    body = {"code": code, "action": "change", "name_zh": name, "name_en": name}
    if ".place" in code:
        parent = code.rpartition(".")[0]
        body |= {"action": "open", "level": "place", "parent": parent, "kind": "shop"}
    assert send(entry(600 + number, "grid.area", code, at(1), body))[0].outcome == "accepted"


def _issued(code: str) -> int:
    """A bulletin of an area, issued."""
    by = Account.objects.get(username="operator")
    return issue(draft("situation", area=code, as_of=NOW), lang="zh", by=by).pk


INCIDENT = "refusal"


def addresses() -> list[str]:
    """Every route of the node, with its parameters in angle brackets."""
    return sorted(set(_routes(get_resolver().url_patterns)))


def _routes(patterns: list[Any], stem: str = "") -> Iterator[str]:
    for one in patterns:
        route = stem + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            yield route


def values(name: str, ground: Ground) -> list[str]:
    """What is tried for a parameter: everything that exists, and guesses."""
    known = {
        "code": [*SPOTS, "1", "371681102999", f"{EAST}.place4", "..", "%00"],
        "uuid": [*(told[0] for told in ground.told.values()), str(uuid(600)), str(uuid(99999))],
        "username": [*OFFICERS, *OTHERS, "operator", "1", "nobody"],
        "deed": [*DEEDS, "x"],
        "token": ["x", "a" * 32],
        "kind": ["command.incident", "grid.area", "grid.appointment", "no.such"],
        "name": [
            *("command.incidents", "grid.areas", next(iter(CATALOGUE.figures)), "no.such"),
            *("command", "toy", "situation", "changshan", "key-persons", "disinfection"),
        ],
        "number": [*map(str, sorted({*range(1, len(SPOTS) + 1), *ground.papers.values()})), "99999"],
        "duty": ["1", "2", "99999"],
        "chain": ["1", "2", "99999"],
        "what": ["answer", "decide", "x"],
        "response": ["1", "2", "99999"],
        "pack": ["cn-covid-e3", "no.such"],
        "other": ["cn-covid-e4", "no.such"],
        "to": ["on", "off", "x"],
        "fmt": ["html", "md", "json", "docx", "exe"],
    }
    assert name in known, f"say in this test how <{name}> is filled"
    return known[name]


QUERY = st.fixed_dictionaries(
    {},
    optional={
        "area": st.sampled_from([*SPOTS, "spot", "1"]),
        "entry": st.sampled_from([str(uuid(700 + number)) for number in range(len(SPOTS))]),
        "officer": st.sampled_from([*OFFICERS, *OTHERS]),
        "q": st.sampled_from(["spot", "371681", "officer", "told"]),
        "part": st.just("1"),
        "lang": st.sampled_from(["zh", "en", "x"]),
        "list": st.sampled_from(["command.incidents", "x"]),
        "by": st.sampled_from([*OTHERS, ""]),
        "role": st.sampled_from(["owner", "command_head", ""]),
        "account": st.sampled_from([*OTHERS, *OFFICERS]),
        "kind": st.sampled_from(["command.incident", "x"]),
        "known_at": st.integers(0, 80).map(str),
        "as_of": st.sampled_from(["2020-02-04", "2020-02-29"]),
        "position": st.integers(0, 80).map(str),
        "show": st.sampled_from(["vacant", "earlier"]),
        "below": st.sampled_from(["1", "5", "x"]),
        "clause": st.sampled_from(["covid-19:daily_report", "x"]),
        "who": st.sampled_from(["1", "-village_lead", "x"]),
        "subject": st.sampled_from(["person:1", "entry:3", "area:1", "x"]),
        "body.duty": st.just("daily_report"),
        "duty": st.sampled_from(["household_coverage", "x"]),
        "page": st.integers(1, 3).map(str),
        "waits": st.sampled_from(["second_person", "x"]),
        "preview": st.just("1"),
        "pack": st.sampled_from(["cn-covid-e3", "x"]),
        "from": st.sampled_from(["2020-02-05", "x"]),
    },
)


class Asker:
    """One officer with a browser, who knows what is theirs."""

    def __init__(self, name: str, ground: Ground) -> None:
        self.client: Client = signed_in(name)
        own = OFFICERS[name][1]
        within = [code for code in SPOTS if code == own or code.startswith(f"{own}.") or _below(code, own)]
        self.codes = [code for code in SPOTS if code not in within]
        self.apart = [code for code in self.codes if not _below(own, code)]
        """What one's own ground does not even lie in: of that not so much as a code or a name is told."""
        self.told = [part for code in self.codes for part in ground.told[code]]
        held = OFFICERS | OTHERS
        self.papers = {f"/documents/issued/{ground.papers[code]}/" for code in self.codes if code in ground.papers}
        self.people = [f"phone-of-{one}" for one, (_role, area) in held.items() if area not in within and one != name]
        self.ground = ground

    def leaks(self, address: str, text: str) -> list[str]:
        """What of others stands in an answer, apart from what was asked with."""
        said = text
        for asked in {address, quote(address), address.replace("&", "&amp;"), *_asked_words(address)}:
            said = said.replace(asked, "")
        secret = [*(self.ground.names[code] for code in self.apart), *self.told, *self.people]
        codes = [code for code in self.apart if re.search(rf"(?<![\d.a-z]){re.escape(code)}(?![\d.a-z])", said)]
        return [one for one in secret if one in said] + codes

    def ask(self, address: str) -> None:
        """A page answers with what is one's own, or as if it did not exist."""
        answer = self.client.get(address)
        assert answer.status_code in (200, 302, 304, 400, 401, 404, 405, 410), (address, answer.status_code)
        if {*self.codes, *self.told} & set(address.partition("?")[0].split("/")):
            assert answer.status_code in (404, 405), (address, answer.status_code)
        if any(address.startswith(paper) for paper in self.papers):
            assert answer.status_code == 404, (address, answer.status_code)
        assert self.leaks(address, said_by(answer) + answer.headers.get("Location", "")) == [], address

    def send(self, address: str, fields: dict[str, str]) -> None:
        """Nothing that is posted writes anything about others, and the answer tells nothing of them."""
        before = stand().position
        answer = self.client.post(address, fields)
        assert answer.status_code in (200, 204, 302, 400, 401, 403, 404, 405, 410), (address, answer.status_code)
        text = said_by(answer)
        typed = "&".join(fields.values())
        assert self.leaks(f"{address}?{typed}", text) == [], (address, fields)
        assert stand().position == before, (address, fields)


def said_by(answer: Any) -> str:
    """All that an answer says, also in the sheets of a workbook."""
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not raw.startswith(b"PK"):
        return raw.decode("utf-8", "replace")
    with ZipFile(BytesIO(raw)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def _below(code: str, other: str) -> bool:
    found = tree()
    return found.path(found.need(code).id, NOW).startswith(found.path(found.need(other).id, NOW))


def _asked_words(address: str) -> set[str]:
    """The values that stand in an address: a page may repeat what somebody typed."""
    path, _, query = address.partition("?")
    return {part for part in (*path.split("/"), *re.split("[=&]", query)) if len(part) > 3}


def filled(route: str, ground: Ground) -> Iterator[str]:
    """The route with every combination of values."""
    names = re.findall(r"<(?:\w+:)?(\w+)>", route)
    for chosen in product(*(values(name, ground) for name in names)):
        address = route
        for value in chosen:
            address = re.sub(r"<(?:\w+:)?\w+>", value, address, count=1)
        yield f"/{address}"


def test_the_addresses_are_all_there() -> None:
    found = addresses()
    assert {"areas/<str:code>/", "entries/<uuid:uuid>/", "api/v1/head", "officers/<str:username>/"} <= set(found)
    assert len(found) > 40


@pytest.mark.parametrize("name", OFFICERS)
def test_an_officer_reaches_its_own_ground_only(ground: Ground, name: str) -> None:
    asker = Asker(name, ground)
    assert len(asker.codes) >= 3
    for route in addresses():
        if route not in SIGNS_OUT:
            for address in filled(route, ground):
                asker.ask(address)


@pytest.mark.parametrize("name", OFFICERS)
def test_whatever_is_asked_for_besides(ground: Ground, name: str) -> None:
    asker = Asker(name, ground)
    plain = [f"/{route}" for route in addresses() if "<" not in route and route not in SIGNS_OUT]
    own = [
        f"/areas/{OFFICERS[name][1]}/",
        "/ledger/command.incident/",
        "/figures/grid.areas/",
        "/record/command.incident/",
        "/domains/command/",
        "/documents/bulletins/situation/",
        "/documents/forms/disinfection/",
        "/documents/forms/disinfection/file/",
    ]

    @settings(
        max_examples=120,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(st.sampled_from([*plain, *own]), QUERY)
    def asked(path: str, query: dict[str, str]) -> None:
        asker.ask(f"{path}?{urlencode(query)}")

    asked()


@pytest.mark.parametrize("name", OFFICERS)
def test_nothing_that_is_sent_reaches_others(ground: Ground, name: str) -> None:
    asker = Asker(name, ground)
    fields = {
        "area": FAR_SHOP,
        "happened_at": "2020-02-05T08:00",
        "body.type": INCIDENT,
        "body.found_at": "2020-02-05T08:00",
        "reason": "because",
        "account": "far",
        "role": "owner",
        "device": "phone-of-far",
        "sitting": "1",
        "factor": "1",
        "office": "1",
        "username": "fresh.name",
        "name_zh": "fresh",
        "from": "2020-02-01",
    }
    own = {"uuid": {told[0] for code, told in ground.told.items() if code not in asker.codes}, "username": {name}}
    for route in addresses():
        if route in SIGNS_OUT or route.startswith("welcome/"):
            continue
        for address in filled(route, ground):
            if not any(part in own["uuid"] | own["username"] for part in address.split("/")):
                asker.send(address, fields)
    assert Account.objects.filter(is_active=False).count() == 0
    assert not Account.objects.filter(username="fresh.name").exists()


def test_without_an_account_nothing_opens(ground: Ground) -> None:
    stranger = Client()
    for route in addresses():
        if route in OPEN_TO_ALL | SIGNS_OUT or route.startswith("welcome/"):
            continue
        for address in list(filled(route, ground))[:12]:
            answer = stranger.get(address)
            assert answer.status_code in (302, 401, 404, 405), (address, answer.status_code)
            if answer.status_code == 302:
                assert answer["Location"].startswith("/sign-in/"), address


def test_a_device_of_a_shop_learns_only_how_far_the_ledger_goes(ground: Ground) -> None:
    _device, token = devices.add("spare phone", Account.objects.get(username="owner"))
    head = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    for route in (one for one in addresses() if one.startswith("api/")):
        for address in filled(route, ground):
            text = Client().get(address, **head).content.decode()
            found = [
                one for one in (*ground.names.values(), *(told[1] for told in ground.told.values())) if one in text
            ]
            assert found == [], address


def test_a_page_that_forgets_to_ask_is_found(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    asker = Asker("owner", ground)
    monkeypatch.setattr("gridward.console.reader.sight.Sight.covers", lambda self, area: True)
    with pytest.raises(AssertionError):
        asker.ask(f"/areas/{FAR}/")
    with pytest.raises(AssertionError):
        asker.ask(f"/?area={FAR_SHOP}&as_of=2020-02-29")


def test_a_new_parameter_must_be_filled(ground: Ground) -> None:
    with pytest.raises(AssertionError, match="say in this test"):
        list(filled("wards/<int:ward>/", ground))
