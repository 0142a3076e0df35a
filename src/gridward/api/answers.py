"""What the API says when it cannot do what it was asked: the status and the reasons, in both languages."""

from collections.abc import Mapping
from math import ceil
from typing import Any

import msgspec
from django.http import HttpResponse

from gridward.kit.errors import Reason
from gridward.kit.text import Text

_encoder = msgspec.json.Encoder()


class Answer(Exception):
    """Ends a request with this status and reason."""

    def __init__(self, status: int, reason: Reason) -> None:
        super().__init__(reason.code)
        self.status = status
        self.reason = reason


def json(value: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """A JSON answer."""
    return HttpResponse(_encoder.encode(value), status=status, headers=headers, content_type="application/json")


def refusal(status: int, *reasons: Reason, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """An answer that says no: `{"errors": [{"code", "field", "zh", "en"}]}`."""
    return json({"errors": [reason.wire() for reason in reasons]}, status=status, headers=headers)


def problem(code: str, field: str, zh: str, en: str) -> Reason:
    """A reason in one line."""
    return Reason(code=code, field=field, text=Text(zh, en))


def busy(after: float) -> HttpResponse:
    """Come back in `after` seconds; nothing has been kept."""
    seconds = max(1, ceil(after))
    return refusal(
        503,
        problem(
            "busy",
            "",
            f"节点正忙，这一批没有收下。请 {seconds} 秒后重发。",
            f"The node is busy and has not taken the batch. Send it again in {seconds} seconds.",
        ),
        headers={"Retry-After": str(seconds)},
    )
