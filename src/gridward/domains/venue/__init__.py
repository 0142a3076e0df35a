"""Venues: what they are, whether they are open, checklists, passenger flow, goods lots."""
