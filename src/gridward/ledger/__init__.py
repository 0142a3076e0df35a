"""Append-only typed entries: append, seal, active(), release, verify. Nothing here knows what an entry means."""
