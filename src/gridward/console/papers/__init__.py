"""Bulletins and forms."""
