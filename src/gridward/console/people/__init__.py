"""Accounts, officers and the things of the roll."""
