"""Gifts of money and goods, and how they were used."""
