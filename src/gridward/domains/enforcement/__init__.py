"""Enforcement runs, closure notices and reopenings."""
