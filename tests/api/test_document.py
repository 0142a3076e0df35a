"""The OpenAPI document: what it promises is what the API does; its page needs nothing from outside."""

import json
import re
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from gridward.account import devices
from gridward.api.site import API
from gridward.config.wsgi import application
from gridward.ledger.verify import verify
from tests.toy.node import example

pytestmark = [pytest.mark.usefixtures("toy"), pytest.mark.kernel]


def served(environ: dict[str, Any], start_response: Any) -> Any:
    """The node over WSGI, inside the test's own transaction: the connection stays open between requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        return application(environ, start_response)
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


schema = schemathesis.openapi.from_dict(json.loads(json.dumps(API.get_openapi_schema())))
schema.app = served


@pytest.fixture
def token(toy: None) -> str:
    return devices.add("phone")[1]


@schema.parametrize()
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_the_api_keeps_what_its_document_promises(case: Case, token: str) -> None:
    with example():
        case.headers["Authorization"] = f"Bearer {token}"
        case.call_and_validate(
            checks=[
                not_a_server_error,
                status_code_conformance,
                content_type_conformance,
                response_schema_conformance,
            ]
        )
        assert verify() == []


def test_the_document_tells_the_body_of_every_kind() -> None:
    document = Client().get("/api/v1/openapi.json").json()
    assert set(document["paths"]) == {"/api/v1/sync/entries", "/api/v1/head"}
    schemas = document["components"]["schemas"]
    assert schemas["body.toy.cars"]["required"] == ["count"]
    assert schemas["body.toy.moved"]["properties"]["item"]["enum"] == ["mask", "n95", "gown"]
    for reference in _references(document):
        assert reference.removeprefix("#/components/schemas/") in schemas


def test_the_page_of_the_document_loads_nothing_from_outside() -> None:
    answer = Client().get("/api/v1/docs")
    page = answer.content.decode()
    assert answer.status_code == 200
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert loaded
    assert all(one.startswith("/static/") for one in loaded), loaded
    assert '"validatorUrl": null' in page
    assert not re.search(r"<script>|<script [^>]*>(?!\s*(\{|<))", page), "no inline script: the policy forbids it"
    for one in loaded:
        answer = Client().get(one)
        assert answer.status_code == 200
        answer.close()


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [found for one in value.values() for found in _references(one)]
    return [found for one in value for found in _references(one)] if isinstance(value, list) else []
