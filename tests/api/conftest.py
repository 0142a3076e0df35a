"""The toy node for every test of the API."""

from tests.toy.node import toy, toy_bare, toy_live

__all__ = ["toy", "toy_bare", "toy_live"]
