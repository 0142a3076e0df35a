"""Pages that ask again by themselves: answered with 304 while nothing that they show has moved."""

from hashlib import blake2b
from json import dumps
from typing import Any

from django.http import HttpRequest, HttpResponse

from gridward.console.reader.sight import Sight
from gridward.console.reader.standing import Standing


def etag_of(request: HttpRequest, seen: Sight, stands: Standing, *made_of: Any) -> str:
    """What a page is made from: what the caller names, the map, the reader, the address and the sitting; a page that
    stands at now changes with the day.
    """
    parts = (*made_of, seen.tree.version, seen.account.pk, seen.account.language, request.get_full_path())
    more = (request.COOKIES.get("theme", ""), stands.day, seen.seen.prefixes, request.session.session_key)
    return f'"{blake2b(repr(parts + more).encode(), digest_size=12).hexdigest()}"'


def same(request: HttpRequest, etag: str) -> bool:
    """Whether the browser has this already."""
    return request.headers.get("If-None-Match") == etag


def asked_again(request: HttpRequest) -> bool:
    """Whether only the live part is wanted."""
    return request.headers.get("HX-Request") == "true"


def poll_headers(etag: str) -> str:
    """The headers with which the page asks again."""
    return dumps({"If-None-Match": etag})


def marked(response: HttpResponse, etag: str) -> HttpResponse:
    """The answer with what lets the browser ask again cheaply."""
    for name, value in (("ETag", etag), ("Cache-Control", "private, no-cache"), ("Vary", "Cookie, HX-Request")):
        response.headers[name] = value
    return response
