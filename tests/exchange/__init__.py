"""Kinds in their other faces."""
