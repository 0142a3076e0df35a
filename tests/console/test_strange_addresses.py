"""Whatever stands in an address, however it is asked: an answer, never a fault, and nothing is done without a token."""

import re
from random import Random
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import resolve
from django.urls.exceptions import Resolver404

from gridward.account.models import Account
from gridward.ledger.head import stand
from tests.console.cast import signed_in
from tests.console.test_every_address import Ground, addresses, filled, ground
from tests.toy.node import toy

__all__ = ["ground", "toy"]
pytestmark = pytest.mark.sqlite_only  # what is proved does not depend on the database

WHO = ("cadre", "eye", "head", "")
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")
STRANGE = (
    *("%00", "a%00b", "%2e%2e", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "a%2fb", "%25s", "%0d%0aSet-Cookie:x=1", "%20"),
    *("%ed%a0%80", "%ff%fe", "%E2%80%AE", "%F0%9F%A6%A0", quote("²"), quote("１２"), quote("١٢"), "'\"<script>"),
    *("-1", "0", "9" * 17, "9" * 18, "9" * 400, "1e999", "NaN", "x" * 3000, "{{7*7}}", "CON", "person:1"),
)
VALUES = (
    *("", "9999-99-99", "9999-12-31", "0001-01-01", "1969-12-31", "2020-02-30", "2020-W07", "2020-02-10T25:00"),
    *("9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00%2B14:00", "2020-02-10T07:00:00%2B99:99"),
    *("99999999999", "9" * 19, "9" * 5000, "x" * 10_000, "[]", "true", "person:", "person:" + "9" * 30, "entry:-1"),
    *("person:%C2%B2", "area:x", "--", "a&{name}=b", "a&{name}=&{name}=%00", "%F0%9F%A6%A0" * 50, *STRANGE[:20]),
)
NAMES = (
    *("area", "as_of", "known_at", "page", "q", "show", "lang", "thing", "officer", "entry", "sort", "part", "member"),
    *("many", "kind", "figure", "fields", "list", "by", "role", "account", "position", "below", "clause", "who", "go"),
    *("subject", "happened_at", "duty", "waits", "preview", "pack", "from", "to", "any", "next", "body.to", "level"),
    *("outcome", "means", "day", "until", "opened", "id", "subject.kind", "cell", "every"),
)
DEEDS = re.compile("sign-out|language|theme")


def browsers() -> list[Client]:
    """One for each of those who ask, and one that is nobody's."""
    found = [signed_in(name) if name else Client() for name in WHO]
    for client in found:
        client.raise_request_exception = False
    return found


def answered(client: Client, method: str, address: str, **more: str) -> int:
    """The status; anything but a fault of the node's."""
    answer = client.generic(method, address, **more)  # type: ignore[arg-type]
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code < 500, (method, address[:200], answer.status_code)
    assert b"Traceback" not in body, (method, address[:200])
    assert "\n" not in str(answer.headers), (method, address[:200])
    return answer.status_code


def test_any_way_of_asking_is_answered(ground: Ground) -> None:
    clients, random = browsers(), Random(1)
    for route in addresses():
        address = random.choice(list(filled(route, ground)))
        for method in METHODS:
            answered(random.choice(clients), method, address)


def test_any_word_in_an_address_is_answered(ground: Ground) -> None:
    clients, random = browsers(), Random(2)
    for route in addresses():
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        for strange in STRANGE if names else ():
            place, address = random.randrange(len(names)), random.choice(list(filled(route, ground)))
            parts, known = address.split("/"), f"/{route}".split("/")
            wild = [number for number, part in enumerate(known) if part.startswith("<")]
            parts[wild[place]] = strange
            status = answered(random.choice(clients), "GET", "/".join(parts))
            assert status in (200, 302, 400, 401, 404, 405, 410), (parts, status)


def test_any_question_behind_an_address_is_answered(ground: Ground) -> None:
    clients, random = browsers(), Random(3)
    for route in addresses():
        if not DEEDS.match(route):
            address = random.choice(list(filled(route, ground)))
            for _ in range(8):
                name = random.choice(NAMES)
                query = f"{name}={random.choice(VALUES).replace('{name}', name)}"
                answered(random.choice(clients[:3]), "GET", f"{address}?{query}")


def test_nothing_is_done_for_a_form_that_is_not_the_nodes_own(ground: Ground) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(username="head"), backend="django.contrib.auth.backends.ModelBackend")
    before, accounts = stand(), set(Account.objects.values_list("username", "is_active", "password"))
    for route in addresses():
        address = next(iter(filled(route, ground)))
        status = client.post(address, {"reason": "x", "who": "1"}, headers={"Origin": "https://elsewhere.example"})
        if route.startswith("api/"):
            assert status.status_code in (401, 403, 404, 405), (address, status.status_code)
        else:
            assert status.status_code in (403, 404), (address, status.status_code)
    assert stand() == before
    assert set(Account.objects.values_list("username", "is_active", "password")) == accounts
    assert client.get("/").status_code == 200  # and nobody was signed out


def test_only_devices_are_spared_the_token(ground: Ground) -> None:
    for route in addresses():
        try:
            view = resolve(next(iter(filled(route, ground)))).func
        except Resolver404:
            continue
        assert route.startswith("api/") or not getattr(view, "csrf_exempt", False), route


def test_nobody_on_the_way_keeps_a_page(ground: Ground) -> None:
    client = signed_in("head")
    for route in addresses():
        if not DEEDS.match(route):
            answer = client.get(next(iter(filled(route, ground))))
            kept = answer.headers.get("Cache-Control", "")
            assert "private" in kept or "no-store" in kept, (route, kept)
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], route
