"""The people of the console's tests, and what they find on the node."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple

from django.test import Client

from gridward.account.models import Account
from gridward.figure.fold import catch_up
from gridward.grid import offices
from gridward.grid.tree import tree
from gridward.kit.ids import repeatable
from gridward.kit.pen import writing
from tests.toy.node import EAST, FAR, TOWN, WEST, at, entry, send

PASSWORD = "nine-lives-and-more"
GATE = {"kind": "place", "ref": "east gate"}


class Cast(NamedTuple):
    """Lin runs the node, Chen leads the village East, Fang that of Far; Zhou holds no office; nobody is no account."""

    lin: Client
    chen: Client
    fang: Client
    zhou: Client
    nobody: Client


def gather() -> Cast:
    """Accounts with their offices, each signed in."""
    root = tree().roots()[0]
    with writing():
        offices.install_operator(root.id)
        for name, area in (("chen", EAST), ("fang", FAR)):
            offices.appoint(
                offices.Appointment(
                    source=repeatable(name),
                    role="village_lead",
                    area=tree().need(area).id,
                    from_at=at(1),
                    account=Account.objects.create_user(name, PASSWORD, name_zh=name, name_en=name).pk,
                )
            )
    Account.objects.create_user("zhou", PASSWORD)
    return Cast(signed_in("operator"), signed_in("chen"), signed_in("fang"), signed_in("zhou"), Client())


def signed_in(name: str, language: str = "zh") -> Client:
    """A browser in which this account has signed in."""
    account = Account.objects.get(username=name)
    Account.objects.filter(pk=account.pk).update(language=language)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def in_english(client: Client) -> Client:
    """The same reader, now in English."""
    Account.objects.filter(pk=client.session["_auth_user_id"]).update(language="en")
    return client


def stir() -> None:
    """Some days of entries: cars at gates, visits, goods, somebody under control, an answer."""
    found = [
        entry(100, "toy.gate", EAST, at(2), {"gate": GATE, "serves": "village"}),
        entry(101, "toy.cars", EAST, at(3, 8), {"count": 12, "gate": GATE}),
        entry(102, "toy.cars", EAST, at(4, 9), {"count": 30, "gate": GATE}),
        entry(103, "toy.cars", WEST, at(4, 10), {"count": 5}),
        entry(104, "toy.cars", FAR, at(4, 11), {"count": 7}),
        entry(105, "toy.cars", TOWN, at(5, 11), {"count": 40}),
        entry(106, "toy.visit", EAST, at(5), {"met": [_person("Li")]}, subject=_house("1")),
        entry(107, "toy.visit", FAR, at(5), {"sort": "again"}, subject=_house("2")),
        entry(108, "toy.stay", EAST, at(5), {"measure": "home"}, subject=_person("Li")),
        entry(109, "toy.moved", EAST, at(6), {"item": "mask", "quantity": 500}),
        entry(
            110, "toy.answer", EAST, at(6, 3), {"to": _id(101), "amount": 1.5, "secret": "behind the well"}, version=2
        ),
        entry(111, "toy.cars", "371681199999", at(6, 4), {"count": 3}),
        entry(112, "toy.visit", WEST, at(6, 5), {"met": []}, subject=_house("3"), by="nobody-of-that-name"),
    ]
    send(*found)
    catch_up()


def _person(name: str) -> dict[str, str]:
    return {"kind": "person", "ref": name}


def _house(door: str) -> dict[str, str]:
    return {"kind": "household", "ref": f"door {door}"}


def _id(number: int) -> str:
    return str(entry(number, "", "", at(1), None)["id"])


class Tags(HTMLParser):
    """The elements of a page: name, attributes and the text inside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}, []))
        if tag not in ("input", "meta", "link", "br", "img", "rect", "line", "path", "circle", "polygon", "polyline"):
            self._open.append(len(self.found) - 1)

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self.found[self._open.pop()][0] == tag:
                break

    def handle_data(self, data: str) -> None:
        for number in self._open:
            self.found[number][2].append(data)

    def all(self, tag: str = "", **attributes: str) -> Iterator[tuple[dict[str, str], str]]:
        """The elements of this name that have these attributes (any value: "*"), with their text."""
        for name, attrs, texts in self.found:
            named = not tag or name == tag
            if named and all(
                attrs.get(key) is not None if value == "*" else attrs.get(key) == value
                for key, value in attributes.items()
            ):
                yield attrs, " ".join("".join(texts).split())


def page(client: Client, address: str, status: int = 200, **more: Any) -> str:
    """The text of a page that must answer with this status."""
    response = client.get(address, **more)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


def fields(html: str) -> dict[str, list[str]]:
    """What a browser would post for the page's forms of records: the fields as they stand."""
    tags = Tags(html)
    found: dict[str, list[str]] = {}
    for attrs, _text in tags.all("input", name="*"):
        kind = attrs.get("type", "text")
        if kind not in ("radio", "checkbox") or "checked" in attrs:
            found.setdefault(attrs["name"], []).append(attrs.get("value", ""))
    for attrs, text in tags.all("textarea", name="*"):
        found.setdefault(attrs["name"], []).append(text)
    found.pop("csrfmiddlewaretoken", None)
    found.pop("next", None)
    return found
