"""Inspections, what they found, how it was put right, and who answered for it."""
