"""Whose request it is behind a proxy: the address that a proxy named in GRIDWARD_PROXIES says it is from.

Limits and locks count by address. A header that anybody can send is believed only where it comes from such a proxy, and
only as far back as the proxies named: the first address from the right that is none of them is the reader's.
"""

from collections.abc import Callable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Network = IPv4Network | IPv6Network


class Forwarded:
    """Middleware that puts the reader's address where the proxy's stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, with the address that counts."""
        peer = str(request.META.get("REMOTE_ADDR", ""))
        said = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        request.META["REMOTE_ADDR"] = reader(peer, said, settings.GRIDWARD_PROXIES)
        return self.get_response(request)


def reader(peer: str, forwarded: str, proxies: Sequence[Network]) -> str:
    """The address that a request is from: its sender's, or where that is a proxy the one for whom it forwards.

    What is no address ends the search: then the last proxy itself counts, so nobody escapes a limit by a made-up one.
    """
    found = peer
    for said in reversed([one.strip() for one in forwarded.split(",")]):
        if not _is_proxy(found, proxies):
            break
        try:
            found = str(ip_address(said))
        except ValueError:
            break
    return found


def _is_proxy(address: str, proxies: Sequence[Network]) -> bool:
    try:
        known = ip_address(address)
    except ValueError:
        return False
    return any(known in network for network in proxies)
