"""The node and the cast of the console's tests."""

from tests.console.conftest import cast, lin
from tests.toy.node import toy

__all__ = ["cast", "lin", "toy"]
