"""The blind index is the HMAC that everybody knows."""

import hmac

import pytest

from gridward.roll.blind import digest

pytestmark = pytest.mark.no_database


def test_a_digest_is_the_beginning_of_hmac_sha256() -> None:
    for key in (b"k" * 32, bytes(range(32))):
        for text in ("鲁M12345", "", "x" * 200):
            known = hmac.digest(key, f"vehicle\0{text}".encode(), "sha256")
            assert digest(key, "vehicle", text) == known[:16]
