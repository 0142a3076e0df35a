"""The door over HTTP: who may knock, what fits through it, and what comes back."""

import gzip
import json
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.db import OperationalError
from django.test import Client

from gridward.account import devices
from gridward.api import sync
from gridward.api.body import LARGEST
from gridward.intake.receive import MOST
from gridward.kit.clock import standing_at
from gridward.kit.pen import Busy
from gridward.ledger.models import Entry, Head
from gridward.ledger.names import source_name
from tests.toy.node import EAST, MAP, NOW, at, entry, raw

pytestmark = [pytest.mark.usefixtures("toy"), pytest.mark.kernel]
URL = "/api/v1/sync/entries"
OPEN = len(MAP)
"""Entries that opened the map."""


@pytest.fixture
def token() -> str:
    return devices.add("phone 1")[1]


def post(body: bytes, token: str | None, **headers: str) -> Any:
    client = Client(raise_request_exception=True)
    allowed = {} if token is None else {"Authorization": f"Bearer {token}"}
    with standing_at(NOW):
        return client.post(URL, body, content_type="application/json", headers={**allowed, **headers})


def cars(number: int, **more: Any) -> dict[str, Any]:
    return entry(number, "toy.cars", EAST, at(3), {"count": number}, **more)


def test_a_batch_gets_a_receipt_an_entry_and_the_head(token: str) -> None:
    answer = post(raw([cars(50), cars(51)]), token)
    assert answer.status_code == 200
    assert [(one["outcome"], one["position"]) for one in answer.json()["receipts"]] == [
        ("accepted", OPEN + 1),
        ("accepted", OPEN + 2),
    ]
    head = Head.objects.get()
    assert answer.json()["head"] == {"position": OPEN + 2, "seal": bytes(head.hash).hex(), "epoch": head.epoch}


def test_a_bare_list_and_a_single_entry_are_taken(token: str) -> None:
    assert post(json.dumps([cars(50)]).encode(), token).json()["receipts"][0]["outcome"] == "accepted"
    assert post(json.dumps(cars(51)).encode(), token).json()["receipts"][0]["outcome"] == "accepted"


def test_sending_again_is_harmless_and_a_conflict_is_no_error(token: str) -> None:
    post(raw([cars(50)]), token)
    again = post(raw([cars(50), {**cars(50), "body": {"count": 9}}]), token)
    assert again.status_code == 200
    assert [one["outcome"] for one in again.json()["receipts"]] == ["duplicate", "conflict"]


@pytest.mark.parametrize("given", [None, "", "nonsense", "ü" * 10, "a" * 5000])
def test_without_a_good_token_nothing_is_taken(given: str | None) -> None:
    answer = post(raw([cars(50)]), given)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert {"zh", "en", "code", "field"} == set(answer.json()["errors"][0])
    assert Entry.objects.count() == OPEN


def test_a_revoked_device_is_turned_away(token: str) -> None:
    devices.revoke("phone 1")
    assert post(raw([cars(50)]), token).status_code == 401


def test_entries_stand_under_the_device_of_the_token(token: str) -> None:
    own, other, none = cars(50, device="phone 1", counter=3), cars(51, device="phone 2", counter=3), cars(52)
    answer = post(raw([own, other, none], device="phone 2"), token).json()["receipts"]
    assert [one["outcome"] for one in answer] == ["accepted", "flagged", "accepted"]
    assert answer[1]["reasons"][0]["code"] == "other_device"
    rows = Entry.objects.filter(position__gt=OPEN).order_by("position")
    assert {source_name(row.device) for row in rows} == {"phone 1"}
    assert rows[0].counter == 3
    assert rows[1].counter < 0 > rows[2].counter


def test_another_device_cannot_use_up_the_counters_of_a_phone(token: str) -> None:
    post(raw([cars(50, device="phone 2", counter=1)]), token)
    second = devices.add("phone 2")[1]
    assert post(raw([cars(51, device="phone 2", counter=1)]), second).json()["receipts"][0]["outcome"] == "accepted"


def test_gzip_is_unpacked(token: str) -> None:
    packed = gzip.compress(raw([cars(50)]))
    answer = post(packed, token, **{"Content-Encoding": "gzip"})
    assert answer.json()["receipts"][0]["outcome"] == "accepted"
    halves = raw([cars(51)])
    twice = gzip.compress(halves[:20], mtime=0) + gzip.compress(halves[20:])
    assert post(twice, token, **{"Content-Encoding": "gzip"}).json()["receipts"][0]["outcome"] == "accepted"


@pytest.mark.parametrize("packed", [b"not gzip at all", gzip.compress(b"[1]" * 1000, mtime=0)[:-9]])
def test_broken_gzip_is_kept_as_it_came(token: str, packed: bytes) -> None:
    answer = post(packed, token, **{"Content-Encoding": "gzip"})
    assert answer.status_code == 200
    assert [one["outcome"] for one in answer.json()["receipts"]] == ["held"]


def test_what_is_too_large_is_told_so_and_not_kept(token: str) -> None:
    bomb = gzip.compress(b" " * (LARGEST * 20), compresslevel=9)
    for body, headers in (
        (b" " * (LARGEST + 1), {}),
        (bomb, {"Content-Encoding": "gzip"}),
        (b"[" + b",".join([b"{}"] * (MOST + 1)) + b"]", {}),
    ):
        answer = post(body, token, **headers)
        assert answer.status_code == 413
        assert answer.json()["errors"][0]["code"] == "too_large"
    assert post(b"[]" + b" " * (LARGEST - 2), token).status_code == 200
    assert Entry.objects.count() == OPEN


def test_an_unknown_coding_is_refused(token: str) -> None:
    assert post(b"x", token, **{"Content-Encoding": "br"}).status_code == 415


def test_a_batch_in_chunks_is_asked_for_its_length(token: str) -> None:
    assert post(b"[]", token, **{"Transfer-Encoding": "chunked"}).status_code == 411


def test_a_busy_node_says_when_to_come_back(token: str) -> None:
    for error in (Busy(), OperationalError("gone")):
        with patch.object(sync, "receive", side_effect=error):
            answer = post(raw([cars(50)]), token)
        assert answer.status_code == 503
        assert 1 <= int(answer["Retry-After"]) <= 5
        assert answer.json()["errors"][0]["code"] == "busy"


def test_a_fault_of_ours_is_told_without_what_somebody_entered(token: str, caplog: pytest.LogCaptureFixture) -> None:
    with patch.object(sync, "receive", side_effect=ValueError("张三 13800000000")):
        answer = post(raw([cars(50)]), token)
    assert answer.status_code == 500
    assert "张三" not in answer.content.decode() + caplog.text
    assert "ValueError at" in caplog.text


def test_the_head_is_for_devices(token: str) -> None:
    client = Client()
    assert client.get("/api/v1/head").status_code == 401
    answer = client.get("/api/v1/head", headers={"Authorization": f"Bearer {token}"})
    assert answer.json() == {
        "position": OPEN,
        "seal": bytes(Head.objects.get().hash).hex(),
        "epoch": Head.objects.get().epoch,
    }


@pytest.mark.parametrize(
    "body", [b"", b"  ", b"[]", b"{}", b'{"entries":[]}', b"null", b'"x"', b"\xff\xfe", b"[" * 9000]
)
def test_any_bytes_get_an_answer(token: str, body: bytes) -> None:
    answer = post(body, token)
    assert answer.status_code == 200
    for receipt in answer.json()["receipts"]:
        UUID(receipt["id"])
        assert receipt["outcome"] == "held"
        assert receipt["reasons"]
