"""Whom and what entries are about: people, households, vehicles … Identity is here, sealed, and nowhere else."""
