"""Entries on pages: listed, read, recorded, corrected, followed."""
