"""Tracing: case investigations, contacts, stays and movements."""
