"""Behind a proxy that is named the reader's address counts, and nobody makes one up."""

from ipaddress import ip_network

import pytest

from gridward.config.forwarded import reader

pytestmark = pytest.mark.no_database

PROXIES = [ip_network("127.0.0.1"), ip_network("10.0.0.0/8")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "who"),
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("198.51.100.7", "203.0.113.5", "198.51.100.7"),  # no proxy of ours says so
        ("127.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("127.0.0.1", "203.0.113.5, 10.1.1.1", "203.0.113.5"),  # two proxies of ours
        ("127.0.0.1", "192.0.2.1, 203.0.113.5", "203.0.113.5"),  # the reader sent the first one along
        ("127.0.0.1", "203.0.113.5, made up", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "10.1.1.1", "10.1.1.1"),
        ("127.0.0.1", "2001:DB8::1", "2001:db8::1"),
        ("", "203.0.113.5", ""),  # a socket without address
    ],
)
def test_the_address_that_counts(peer: str, forwarded: str, who: str) -> None:
    assert reader(peer, forwarded, PROXIES) == who


def test_without_proxies_the_header_is_not_read() -> None:
    assert reader("127.0.0.1", "203.0.113.5", []) == "127.0.0.1"
