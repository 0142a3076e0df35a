"""Gridward (网格哨): runs an outbreak response on the ground, grid by grid."""

__version__ = "0.1.0"
