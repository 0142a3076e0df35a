"""The log tells where something broke and nothing of what was entered."""

import logging
from io import StringIO

import pytest
from django.conf import settings
from django.test import Client

from gridward.config.logs import Faultless
from gridward.console.pages import welcome

SECRET = "one-time-token"
TYPED = "测试甲 13800000001"


@pytest.fixture
def log() -> StringIO:
    return StringIO()


@pytest.mark.django_db
def test_a_page_that_breaks_tells_neither_the_link_nor_the_words(
    log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = logging.StreamHandler(log)
    handler.setFormatter(Faultless("{levelname} {name} {message}", style="{"))
    logging.getLogger("django.request").addHandler(handler)

    def broken(token: str) -> None:
        try:
            int(TYPED)
        except ValueError as error:
            raise LookupError(TYPED) from error

    monkeypatch.setattr(welcome.invitations, "of_token", broken)
    try:
        answer = Client(raise_request_exception=False).get(f"/welcome/{SECRET}/?next={TYPED}")
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    assert answer.status_code == 500
    said = log.getvalue()
    assert "welcome/<str:token>/" in said
    assert "LookupError at " in said and "ValueError at " in said and "welcome.py:" in said
    for one in (SECRET, *TYPED.split()):
        assert one not in said
    assert "Traceback" not in answer.content.decode()
    assert TYPED not in answer.content.decode()


def test_every_handler_of_the_node_writes_so() -> None:
    formatters = settings.LOGGING["formatters"]
    for handler in settings.LOGGING["handlers"].values():
        assert formatters[handler["formatter"]]["()"] == "gridward.config.logs.Faultless"
