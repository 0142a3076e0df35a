"""Numbers in addresses: as long as any number of this node can be. A longer one is not found, and asks nothing."""

from django.urls.converters import IntConverter

LONGEST = 17
"""Digits: a key is a number times sixteen and fits into eight bytes."""


class Number(IntConverter):
    """A number of the node, such as a person's or a position."""

    regex = f"[0-9]{{1,{LONGEST}}}"
